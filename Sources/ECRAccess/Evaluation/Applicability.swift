/// The actions that a kind of policy applies to, and those of them that it can allow; one bit each.
struct Applicability: Sendable {
  /// Those that it may deny.
  var actions: UInt64
  /// Those of them that it can allow.
  var allowing: UInt64

  init(_ actions: UInt64, allowing: UInt64 = .max) {
    self.actions = actions
    self.allowing = allowing & actions
  }
}

extension PreparedRequest {
  /// The actions that a kind of policy applies to; nil where there are none, or no such policy.
  ///
  /// This is AWS's list of the policies that count, stated once: decision, evidence and matrix fold
  /// over it.
  @inline(__always)
  func applicability(of type: PolicyType, _ policies: PolicySet) -> Applicability? {
    if relation == .needsNoPermission {
      return type == .builtIn ? Applicability(actions.mask) : nil
    }
    let all = Applicability(actions.mask)
    switch type {
    case .builtIn: return relation == .rootAtHome ? all : nil
    case .resourceControlPolicy:
      return isUnderResourceControl(policies) ? applicabilityOfResourceControlPolicies : nil
    case .serviceControlPolicy: return isUnderServiceControl(policies) ? all : nil
    case .resourcePolicy:
      return policies.resource.resourcePolicy == nil ? nil : applicabilityOfResourcePolicy
    case .registryPolicy:
      return policies.resource.registryPolicy == nil
        ? nil : applicabilityOfRegistryPolicy(policies.resource.registryPolicyScope)
    // only users, roles and sessions have policies of their own.
    case .identityPolicy: return hasPolicies ? all : nil
    case .permissionsBoundary:
      return hasPolicies && policies.caller.permissionsBoundary != nil ? all : nil
    case .sessionPolicy:
      return hasPolicies
        && (caller.needsSessionPolicy || !policies.caller.sessionPolicies.isEmpty) ? all : nil
    case .vpcEndpointPolicy: return policies.vpcEndpointPolicies.isEmpty ? nil : all
    }
  }

  /// not for service-linked roles, not for the management account's resources; nor are those
  /// above another account's registry for a login.
  private func isUnderResourceControl(_ policies: PolicySet) -> Bool {
    !policies.resource.resourceControlPolicies.isEmpty && !caller.isServiceLinked
      && !isLoginElsewhere
      && (policies.managementAccount == nil || policies.managementAccount != resourceAccount)
  }

  /// for the resources that actions authorize; an action without one is held by none (QA-25).
  private var applicabilityOfResourceControlPolicies: Applicability? {
    guard actions.other == nil else { return Applicability(actions.mask) }
    let mask = actions.mask & ~ActionMasks.registryLevel
    return mask == 0 ? nil : Applicability(mask)
  }

  /// for the principals of an account, the management account's and service-linked roles
  /// excepted.
  private func isUnderServiceControl(_ policies: PolicySet) -> Bool {
    !policies.caller.serviceControlPolicies.isEmpty && caller.account != nil
      && !caller.isServiceLinked
      && (policies.managementAccount == nil || policies.managementAccount != caller.account)
  }

  /// a repository policy only applies to actions on an existing repository.
  var applicabilityOfResourcePolicy: Applicability? {
    guard actions.other == nil else { return Applicability(actions.mask) }
    let mask = actions.mask & ActionMasks.subjectToRepositoryPolicy
    return mask == 0 ? nil : Applicability(mask)
  }

  /// for three actions, or for all of ECR's; what only identity-based policies give it may deny
  /// and not allow (QA-7).
  func applicabilityOfRegistryPolicy(_ scope: RegistryPolicyScope) -> Applicability? {
    guard actions.isECR, !isLoginElsewhere else { return nil }
    switch (scope, actions.other) {
    case (.v1, nil):
      let mask = actions.mask & ActionMasks.registryPolicyScope1
      return mask == 0 ? nil : Applicability(mask)
    case (.v1, _): return nil
    case (.v2, nil):
      return Applicability(actions.mask, allowing: ~ActionMasks.givenByIdentityPolicies)
    case (.v2, _): return Applicability(actions.mask)
    }
  }
}

extension PolicySet {
  /// All policies of a kind; those of several levels one after the other.
  subscript(type: PolicyType) -> [CompiledPolicy] {
    switch type {
    case .builtIn: []
    case .resourceControlPolicy: resource.resourceControlPolicies.flatMap(\.self)
    case .serviceControlPolicy: caller.serviceControlPolicies.flatMap(\.self)
    case .resourcePolicy: resource.resourcePolicy.map { [$0] } ?? []
    case .registryPolicy: resource.registryPolicy.map { [$0] } ?? []
    case .identityPolicy: caller.identityPolicies
    case .permissionsBoundary: caller.permissionsBoundary.map { [$0] } ?? []
    case .sessionPolicy: caller.sessionPolicies
    case .vpcEndpointPolicy: vpcEndpointPolicies
    }
  }
}
