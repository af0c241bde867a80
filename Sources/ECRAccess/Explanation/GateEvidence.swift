/// What each kind of policy answered, and which of them decided.
struct GateEvidence {
  let outcomes: [GateOutcome]
  /// The kinds that would have had to allow and do not.
  let failing: [PolicyType]
  private let giving: [PolicyType]

  init(_ question: Question, _ gates: Gates, _ policies: PolicySet) {
    let mask = question.actions.mask
    let relation = gates.relation
    var outcomes: [GateOutcome] = []
    func add(
      _ type: PolicyType, _ isAsked: Bool, _ allow: UInt64, _ deny: UInt64, _ mustAllow: Bool
    ) {
      guard isAsked else { return }
      outcomes.append(
        GateOutcome(
          policyType: type,
          answer: deny & mask != 0 ? .denies : allow & mask != 0 ? .allows : .silent,
          mustAllow: mustAllow))
    }
    let direct = (gates.resource.direct | gates.registry.direct) & mask != 0
    let role = (gates.resource.role | gates.registry.role) & mask != 0
    let named = (gates.resource.named | gates.registry.named) & mask != 0
    let needsResource: Bool
    let needsIdentity: Bool
    let needsBounds: Bool
    switch relation {
    case .withoutPolicies, .shutOut, .rootAbroad:
      (needsResource, needsIdentity, needsBounds) = (true, false, false)
    case .rootAtHome: (needsResource, needsIdentity, needsBounds) = (false, false, false)
    case .sameAccount:
      (needsResource, needsIdentity, needsBounds) = (false, !direct && !role, !direct)
    case .crossAccount: (needsResource, needsIdentity, needsBounds) = (true, true, true)
    }
    add(
      .resourceControlPolicy, question.isUnderResourceControl(policies),
      gates.resourceControl.allow, gates.resourceControl.deny, true)
    add(
      .serviceControlPolicy, question.isUnderServiceControl(policies), gates.serviceControl.allow,
      gates.serviceControl.deny, true)
    let registry =
      policies.resource.registryPolicy != nil
      && question.heedsRegistryPolicy(policies.resource.registryPolicyScope) != nil
    let resource = policies.resource.resourcePolicy != nil && question.heedsResourcePolicy != nil
    add(
      .resourcePolicy, resource || needsResource && !registry, gates.resource.named,
      gates.resource.deny, needsResource && gates.registry.named & mask == 0)
    add(
      .registryPolicy, registry, gates.registry.named, gates.registry.deny,
      needsResource && gates.resource.named & mask == 0)
    add(
      .identityPolicy, question.caller.hasPolicies, gates.identity.allow, gates.identity.deny,
      needsIdentity)
    add(
      .permissionsBoundary,
      question.caller.hasPolicies && policies.caller.permissionsBoundary != nil,
      gates.boundary.allow, gates.boundary.deny, needsBounds)
    add(
      .sessionPolicy, question.caller.hasPolicies && !policies.caller.sessionPolicies.isEmpty,
      gates.session.allow, gates.session.deny, needsBounds)
    add(
      .vpcEndpointPolicy, !policies.vpcEndpointPolicies.isEmpty, gates.endpoint.allow,
      gates.endpoint.deny, true)
    self.outcomes = outcomes
    failing = outcomes.filter { $0.mustAllow && $0.answer == .silent }.map(\.policyType)
    giving = Self.giving(gates, mask, direct: direct, role: role, named: named)
  }

  /// The kinds that give the permission; the others only bound it.
  private static func giving(
    _ gates: Gates, _ mask: UInt64, direct: Bool, role: Bool, named: Bool
  ) -> [PolicyType] {
    var giving: [PolicyType] = []
    let isResourceEnough: Bool
    switch gates.relation {
    case .sameAccount: isResourceEnough = direct || role
    case .rootAtHome: isResourceEnough = false
    case .withoutPolicies, .shutOut, .rootAbroad, .crossAccount: isResourceEnough = named
    }
    if isResourceEnough {
      if gates.resource.named & mask != 0 { giving.append(.resourcePolicy) }
      if gates.registry.named & mask != 0 { giving.append(.registryPolicy) }
    }
    if gates.identity.allow & mask != 0,
      gates.relation == .sameAccount || gates.relation == .crossAccount
    {
      giving.append(.identityPolicy)
    }
    return giving
  }

  /// The kinds that decided, in AWS's order.
  func decidedBy(_ decision: Decision) -> [PolicyType] {
    switch decision {
    case .allowed: giving
    case .explicitDeny: outcomes.filter { $0.answer == .denies }.map(\.policyType)
    case .implicitDeny: failing
    }
  }
}
