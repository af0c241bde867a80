/// The policies that nobody gave, and of which one would be enough.
enum MissingPolicies {
  /// Of a request that is implicitly denied, the kinds of policies of which there is none, and one that
  /// allowed the action would have let it pass.
  static func find(
    _ question: PreparedRequest, _ gates: Gates, _ policies: PolicySet
  ) -> [PolicyType] {
    PolicyType.inOrder.filter { type in
      guard question.isGiver(type, policies), policies[type].isEmpty,
        question.couldAllow(type, policies)
      else { return false }
      var gates = gates
      gates.grant(question.actions.mask, by: type, to: question.caller)
      return gates.allowed & question.actions.mask != 0
    }
  }
}

extension Gates {
  /// Takes a kind of policy for one that allows actions to a caller, named as people name it.
  fileprivate mutating func grant(_ actions: UInt64, by type: PolicyType, to caller: Caller) {
    // People name the role, not its session: a boundary or a session policy then has to allow as well.
    let naming: Naming =
      switch caller.kind {
      case .role, .roleSession: .role
      case .user, .root, .federatedUser, .service, .anonymous: .direct
      }
    switch type {
    case .identityPolicy: identity.allow |= actions
    case .resourcePolicy: resource.add(actions, naming)
    case .registryPolicy: registry.add(actions, naming)
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .sessionPolicy, .vpcEndpointPolicy:
      break
    }
  }
}

extension PreparedRequest {
  /// Whether a kind of policy could allow the action, if there were a policy of this kind.
  func couldAllow(_ type: PolicyType, _ policies: PolicySet) -> Bool {
    switch type {
    case .identityPolicy: hasPolicies
    case .resourcePolicy: allows(sayOfResourcePolicy)
    case .registryPolicy: allows(sayOfRegistryPolicy(policies.resource.registryPolicyScope))
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .sessionPolicy, .vpcEndpointPolicy:
      false
    }
  }

  private func allows(_ say: Say?) -> Bool { (say?.allowing ?? 0) & actions.mask != 0 }

  /// Whether a kind of policy is where the permission comes from: an identity-based policy, or that one
  /// of the resource's two policies in which AWS's pages put it.
  func isGiver(_ type: PolicyType, _ policies: PolicySet) -> Bool {
    switch type {
    case .identityPolicy: true
    case .resourcePolicy: !isGivenByRegistry(policies)
    case .registryPolicy: isGivenByRegistry(policies)
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .sessionPolicy, .vpcEndpointPolicy:
      false
    }
  }

  private func isGivenByRegistry(_ policies: PolicySet) -> Bool {
    guard actions.other == nil else { return false }
    let usual = ActionMasks.registryPolicyScope1 & actions.mask != 0
    return usual && couldAllow(.registryPolicy, policies)
      || !couldAllow(.resourcePolicy, policies)
  }
}
