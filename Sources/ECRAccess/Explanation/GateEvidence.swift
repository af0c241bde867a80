/// The answers of each kind of policy to one action, and those that decided.
///
/// It folds over the same two lists as the decision: the kinds that apply, and the ways to get
/// access.
struct GateEvidence {
  let outcomes: [GateOutcome]
  /// The kinds that would have had to allow and do not.
  var failing: [PolicyType] {
    outcomes.filter { $0.mustAllow && $0.answer == .silent }.map(\.policyType)
  }
  private let gates: Gates
  private let mask: UInt64

  init(_ request: PreparedRequest, _ gates: Gates, _ policies: PolicySet) {
    self.gates = gates
    mask = request.actions.mask
    let way = gates.wayToReport(mask)
    let found: [GateOutcome] = PolicyType.inOrder.compactMap { type in
      let applies = request.applicability(of: type, policies) != nil
      let mustAllow = gates.mustAllow(type, on: way, request.actions.mask)
      // A way needs a policy that gives access: where there is no such policy, it is missing.
      let isMissing = mustAllow && request.isGiver(type, policies)
      guard applies || isMissing else { return nil }
      return GateOutcome(
        policyType: type, answer: gates.answer(of: type, request.actions.mask),
        mustAllow: mustAllow)
    }
    let givers = found.map(\.policyType).filter { request.couldAllow($0, policies) }
    outcomes = found.map { outcome in
      var outcome = outcome
      outcome.need = gates.need(outcome, givers)
      outcome.presence = policies.presence(of: outcome.policyType)
      outcome.allowsAccountOnly =
        outcome.answer == .allows
        && gates.allowsAccountOnly(outcome.policyType, request.actions.mask)
      return outcome
    }
  }

  /// The kinds that decided, in AWS's order; there is always one.
  func decidedBy(_ decision: Decision) -> [PolicyType] {
    switch decision {
    case .allowed:
      let ways = gates.grantingWays(mask)
      return PolicyType.inOrder.filter { type in ways.contains { gates.gives(type, $0, mask) } }
    case .explicitDeny: return outcomes.filter { $0.answer == .denies }.map(\.policyType)
    case .implicitDeny: return failing
    }
  }
}

extension Gates {
  /// The ways in by which an action is granted.
  fileprivate func grantingWays(_ mask: UInt64) -> [Way] {
    relation.ways.all.filter { given(by: $0) & mask != 0 }
  }

  /// What has to allow: what all sufficient ways need, or, if none is sufficient, what the first
  /// way needs whose giver allows, else the last way.
  fileprivate func wayToReport(_ mask: UInt64) -> Way {
    let granting = grantingWays(mask)
    guard granting.isEmpty else { return granting.reduce(granting[0]) { $0.intersection($1) } }
    let givers = Way.resourceSide.union(.identity)
    return relation.ways.all.first { given(by: $0.intersection(givers)) & mask != 0 }
      ?? relation.ways.all.last ?? []
  }

  /// Whether the request passes only if a kind of policy allows it, on a way in.
  fileprivate func mustAllow(_ type: PolicyType, on way: Way, _ mask: UInt64) -> Bool {
    let needsResourceSide = !way.isDisjoint(with: .resourceSide)
    return switch type {
    case .builtIn: way.contains(.builtIn)
    case .resourceControlPolicy, .serviceControlPolicy, .vpcEndpointPolicy: true
    // One of the two is enough.
    case .resourcePolicy: needsResourceSide && !registry.gives(way, mask)
    case .registryPolicy: needsResourceSide && !resource.gives(way, mask)
    case .identityPolicy: way.contains(.identity)
    case .permissionsBoundary, .sessionPolicy: way.contains(.bounds)
    }
  }

  /// What the request needs of a kind of policy, of the kinds that can give the action.
  fileprivate func need(_ outcome: GateOutcome, _ givers: [PolicyType]) -> GateOutcome.Need {
    let type = outcome.policyType
    guard let part = Self.part(of: type) else { return outcome.mustAllow ? .allow : .nothing }
    let ways = relation.ways.all
    guard ways.contains(where: { !$0.isDisjoint(with: part) }) else { return .nothing }
    guard givers.contains(type) else { return type == .identityPolicy ? .allow : .onlyDeny }
    // Where some way in does without this part, another part can stand in for it.
    let isNeeded = ways.allSatisfy { !$0.isDisjoint(with: part) }
    let peers = givers.filter { isNeeded ? Self.part(of: $0) == part : Self.part(of: $0) != nil }
    return peers.count > 1 ? .oneOfSeveral : .allow
  }

  /// The part of a way in that a kind of policy can give; nil for those that only bound it.
  private static func part(of type: PolicyType) -> Way? {
    switch type {
    case .resourcePolicy, .registryPolicy: .resourceSide
    case .identityPolicy: .identity
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary,
      .sessionPolicy, .vpcEndpointPolicy:
      nil
    }
  }

  /// Whether a policy of the resource's side names the caller only by its account, on whose ways in that
  /// is not enough.
  fileprivate func allowsAccountOnly(_ type: PolicyType, _ mask: UInt64) -> Bool {
    Self.part(of: type) == .resourceSide && relation == .sameAccount
      && !relation.ways.all.contains { gives(type, $0, mask) }
  }

  /// Whether a kind of policy gives an action on a way in; others only bound it.
  fileprivate func gives(_ type: PolicyType, _ way: Way, _ mask: UInt64) -> Bool {
    switch type {
    case .builtIn: way.contains(.builtIn)
    case .resourcePolicy: resource.gives(way, mask)
    case .registryPolicy: registry.gives(way, mask)
    case .identityPolicy: way.contains(.identity) && identity.allow & mask != 0
    case .resourceControlPolicy, .serviceControlPolicy, .permissionsBoundary, .sessionPolicy,
      .vpcEndpointPolicy:
      false
    }
  }

  /// The answer of a kind of policy to an action.
  fileprivate func answer(of type: PolicyType, _ mask: UInt64) -> GateOutcome.Answer {
    let (allow, deny): (UInt64, UInt64) =
      switch type {
      case .builtIn: (.max, 0)
      case .resourceControlPolicy: (resourceControl.allow, resourceControl.deny)
      case .serviceControlPolicy: (serviceControl.allow, serviceControl.deny)
      case .resourcePolicy: (resource.named, resource.deny)
      case .registryPolicy: (registry.named, registry.deny)
      case .identityPolicy: (identity.allow, identity.deny)
      case .permissionsBoundary: (boundary.allow, boundary.deny)
      case .sessionPolicy: (session.allow, session.deny)
      case .vpcEndpointPolicy: (endpoint.allow, endpoint.deny)
      }
    return deny & mask != 0 ? .denies : allow & mask != 0 ? .allows : .silent
  }
}

extension ResourceAnswer {
  /// Whether the policy gives an action as a way in needs it.
  fileprivate func gives(_ way: Way, _ mask: UInt64) -> Bool {
    let given: UInt64 =
      way.contains(.direct) ? direct : way.contains(.role) ? role : way.contains(.named) ? named : 0
    return given & mask != 0
  }
}
