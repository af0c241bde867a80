/// The answer of each kind of policy to the actions in question, one bit each.
///
/// A kind that does not apply limits nothing, allows nothing and denies nothing. Source: "Policy
/// evaluation logic",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
struct Gates: Sendable {
  var resourceControl = PolicyAnswer.pass
  var serviceControl = PolicyAnswer.pass
  var resource = ResourceAnswer()
  var registry = ResourceAnswer()
  var identity = PolicyAnswer()
  var boundary = PolicyAnswer.pass
  var session = PolicyAnswer.pass
  var endpoint = PolicyAnswer.pass
  /// The relation of the caller to the resource, whose ways in count.
  var relation: Relation

  init(relation: Relation) { self.relation = relation }

  /// The actions that some policy denies: A-50, whatever else allows them.
  var denied: UInt64 {
    resourceControl.deny | serviceControl.deny | resource.deny | registry.deny | identity.deny
      | boundary.deny | session.deny | endpoint.deny
  }

  /// The actions that may be done.
  var allowed: UInt64 { limits & granted & ~denied }

  /// What the policies leave that limit every request.
  var limits: UInt64 { resourceControl.allow & serviceControl.allow & endpoint.allow }

  /// The actions that some way in gives.
  var granted: UInt64 { relation.ways.union(given) }

  /// The actions that every part of a way allows.
  func given(by way: Way) -> UInt64 {
    var given = UInt64.max
    if way.contains(.direct) { given &= resource.direct | registry.direct }
    if way.contains(.role) { given &= resource.role | registry.role }
    if way.contains(.named) { given &= resource.named | registry.named }
    if way.contains(.identity) { given &= identity.allow }
    if way.contains(.bounds) { given &= boundary.allow & session.allow }
    return given
  }
}

extension PolicyAnswer {
  /// The answer of a kind of policy that limits nothing.
  static let pass = PolicyAnswer(allow: .max, deny: 0)
}

extension PreparedRequest {
  /// The answer of every kind of policy that applies.
  func gates(_ policies: PolicySet) -> Gates {
    var gates = Gates(relation: relation)
    let hasBoundary = policies.caller.permissionsBoundary != nil
    // WHY: one after the other, because which kinds apply depends on the answers before.
    if applicability(of: .resourceControlPolicy, policies) != nil {
      gates.resourceControl = levels(policies.resource.resourceControlPolicies)
    }
    if applicability(of: .serviceControlPolicy, policies) != nil {
      gates.serviceControl = levels(policies.caller.serviceControlPolicies)
    }
    if let applicability = applicability(of: .resourcePolicy, policies),
      let policy = policies.resource.resourcePolicy
    {
      gates.resource = resourceAnswer(of: policy, hasBoundary: hasBoundary).only(applicability)
    }
    if let applicability = applicability(of: .registryPolicy, policies),
      let policy = policies.resource.registryPolicy
    {
      gates.registry = resourceAnswer(of: policy, hasBoundary: hasBoundary).only(applicability)
    }
    if applicability(of: .identityPolicy, policies) != nil {
      gates.identity = identityAnswer(of: policies.caller)
    }
    if applicability(of: .permissionsBoundary, policies) != nil,
      let policy = policies.caller.permissionsBoundary
    {
      gates.boundary = answer(of: policy)
    }
    // several session policies are one set.
    if applicability(of: .sessionPolicy, policies) != nil {
      gates.session = answer(of: policies.caller.sessionPolicies)
    }
    if applicability(of: .vpcEndpointPolicy, policies) != nil {
      gates.endpoint = endpointAnswer(policies.vpcEndpointPolicies)
    }
    return gates
  }

  private func levels(_ levels: [[CompiledPolicy]]) -> PolicyAnswer {
    var answer = PolicyAnswer.pass
    for level in levels { answer.limit(by: self.answer(of: level)) }
    return answer
  }

  /// an endpoint's policy names principals, and any naming will do.
  func endpointAnswer(_ policies: [CompiledPolicy]) -> PolicyAnswer {
    var answer = PolicyAnswer()
    for policy in policies {
      let one = resourceAnswer(of: policy, hasBoundary: false)
      answer.allow |= one.named
      answer.deny |= one.deny
    }
    return answer
  }
}
