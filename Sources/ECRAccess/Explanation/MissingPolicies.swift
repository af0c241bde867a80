/// The policies that were not given, and that would be sufficient.
enum MissingPolicies {
  /// For a request that is implicitly denied, the kinds of policies that are missing and would
  /// allow it if each allowed the action.
  ///
  /// Each list is one way; all policies of a list are needed.
  static func find(
    _ question: PreparedRequest, _ gates: Gates, _ policies: PolicySet
  ) -> [[PolicyType]] {
    let candidates = PolicyType.inOrder.filter { type in
      policies.presence(of: type) == .notGiven && question.couldAllow(type, policies)
        && isPlaceForIt(type, question, policies)
    }
    var found: [[PolicyType]] = []
    // Every way with fewer policies comes before those that it spares.
    for size in 1...max(candidates.count, 1) {
      for types in candidates.combinations(of: size)
      where !found.contains(where: { $0.allSatisfy(types.contains) }) {
        var gates = gates
        for type in types { gates.grant(question.actions.mask, by: type, to: question.caller) }
        if gates.allowed & question.actions.mask != 0 { found.append(types) }
      }
    }
    return found
  }

  /// Whether people write the permission into a policy of this kind: into that one of the resource's
  /// two where AWS's pages put it, and into the other where that one is given and leaves it out.
  private static func isPlaceForIt(
    _ type: PolicyType, _ question: PreparedRequest, _ policies: PolicySet
  ) -> Bool {
    switch type {
    case .resourcePolicy:
      question.isGiver(type, policies) || !policies[.registryPolicy].isEmpty
    case .registryPolicy:
      question.isGiver(type, policies) || !policies[.resourcePolicy].isEmpty
    case .identityPolicy, .sessionPolicy: true
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .vpcEndpointPolicy:
      false
    }
  }
}

extension PolicySet {
  /// Whether there are policies of a kind.
  func presence(of type: PolicyType) -> GateOutcome.Presence {
    guard type != .builtIn, self[type].isEmpty else { return .given }
    return type == .identityPolicy && caller.areIdentityPoliciesComplete ? .none : .notGiven
  }
}

extension [PolicyType] {
  /// All choices of a number of the elements, in their order.
  fileprivate func combinations(of size: Int) -> [[PolicyType]] {
    guard size > 0 else { return [[]] }
    return indices.flatMap { index in
      Array(self[(index + 1)...]).combinations(of: size - 1).map { [self[index]] + $0 }
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
    case .sessionPolicy: session.allow |= actions
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .vpcEndpointPolicy:
      break
    }
  }
}

extension PreparedRequest {
  /// Whether a kind of policy could allow the action, if there were a policy of this kind.
  func couldAllow(_ type: PolicyType, _ policies: PolicySet) -> Bool {
    switch type {
    case .identityPolicy: hasPolicies
    case .resourcePolicy: allows(applicabilityOfResourcePolicy)
    case .registryPolicy:
      allows(applicabilityOfRegistryPolicy(policies.resource.registryPolicyScope))
    case .sessionPolicy: caller.needsSessionPolicy
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .vpcEndpointPolicy:
      false
    }
  }

  private func allows(_ applicability: Applicability?) -> Bool {
    (applicability?.allowing ?? 0) & actions.mask != 0
  }

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
