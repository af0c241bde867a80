/// What each kind of policy says to the asked actions, one bit each.
///
/// A kind that has no say lets everything pass and denies nothing. Source: "Policy evaluation logic",
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
  /// The relation of the caller to the resource, on which the rules depend.
  let relation: Relation

  /// How the caller stands to the resource.
  enum Relation: Sendable {
    /// No IAM policies go with the caller: the resource's policies alone decide.
    case withoutPolicies
    /// An anonymous caller of ECR: never let in.
    case shutOut
    /// The root user in its own account.
    case rootAtHome
    /// The root user of another account.
    case rootAbroad
    /// A user, role or session in the resource's account.
    case sameAccount
    /// A user, role or session of another account.
    case crossAccount
  }

  /// The actions that some policy denies: A-50, whatever else allows them.
  var denied: UInt64 {
    resourceControl.deny | serviceControl.deny | resource.deny | registry.deny | identity.deny
      | boundary.deny | session.deny | endpoint.deny
  }

  /// The actions that may be done.
  var allowed: UInt64 {
    resourceControl.allow & serviceControl.allow & endpoint.allow & granted & ~denied
  }

  /// The actions that the policies of the two sides give, as far as they have to.
  var granted: UInt64 {
    let direct = resource.direct | registry.direct
    let role = resource.role | registry.role
    let named = resource.named | registry.named
    let bounds = boundary.allow & session.allow
    switch relation {
    case .withoutPolicies: return direct
    case .shutOut: return 0
    case .rootAtHome: return .max
    case .rootAbroad: return named
    case .sameAccount: return direct | (role | identity.allow) & bounds
    case .crossAccount: return named & identity.allow & bounds
    }
  }
}

extension PolicyAnswer {
  /// The answer of a kind of policy that has no say.
  static let pass = PolicyAnswer(allow: .max, deny: 0)
}

extension Question {
  /// How the caller stands to the resource.
  var relation: Gates.Relation {
    switch caller.kind {
    case .anonymous: actions.isECR ? .shutOut : .withoutPolicies
    case .service: .withoutPolicies
    case .root: isCrossAccount ? .rootAbroad : .rootAtHome
    case .user, .role, .roleSession, .federatedUser: isCrossAccount ? .crossAccount : .sameAccount
    }
  }

  /// What every kind of policy says.
  func gates(_ policies: PolicySet) -> Gates {
    var gates = Gates(relation: relation)
    let hasBoundary = policies.caller.permissionsBoundary != nil
    if isUnderResourceControl(policies) {
      gates.resourceControl = levels(policies.resource.resourceControlPolicies)
    }
    if isUnderServiceControl(policies) {
      gates.serviceControl = levels(policies.caller.serviceControlPolicies)
    }
    if let policy = policies.resource.resourcePolicy, let mask = heedsResourcePolicy {
      gates.resource = resourceAnswer(of: policy, hasBoundary: hasBoundary).only(mask)
    }
    if let policy = policies.resource.registryPolicy,
      let scope = heedsRegistryPolicy(policies.resource.registryPolicyScope)
    {
      gates.registry = resourceAnswer(of: policy, hasBoundary: hasBoundary)
        .only(scope.mask, allowing: scope.allowing)
    }
    if caller.hasPolicies {
      gates.identity = identityAnswer(of: policies.caller)
      if let boundary = policies.caller.permissionsBoundary {
        gates.boundary = answer(of: boundary)
      }
      // several session policies are one set.
      if !policies.caller.sessionPolicies.isEmpty {
        gates.session = answer(of: policies.caller.sessionPolicies)
      }
    }
    if !policies.vpcEndpointPolicies.isEmpty {
      gates.endpoint = endpointAnswer(policies.vpcEndpointPolicies)
    }
    return gates
  }

  /// not for service-linked roles, not for the management account's resources; nor are those
  /// above another account's registry for a login.
  func isUnderResourceControl(_ policies: PolicySet) -> Bool {
    !policies.resource.resourceControlPolicies.isEmpty && !caller.isServiceLinked
      && !isLoginElsewhere
      && (policies.managementAccount == nil || policies.managementAccount != resourceAccount)
  }

  /// for the principals of an account, the management account's and service-linked roles
  /// excepted.
  func isUnderServiceControl(_ policies: PolicySet) -> Bool {
    !policies.caller.serviceControlPolicies.isEmpty && caller.account != nil
      && !caller.isServiceLinked
      && (policies.managementAccount == nil || policies.managementAccount != caller.account)
  }

  /// the actions in which the resource's policy has a say; nil when there is none.
  var heedsResourcePolicy: UInt64? {
    guard actions.other == nil else { return actions.mask }
    let mask = actions.mask & ActionMasks.heedingRepositoryPolicy
    return mask == 0 ? nil : mask
  }

  /// the actions for which the registry's policy counts, and those of them that it may give;
  /// nil when there is none.
  func heedsRegistryPolicy(_ scope: RegistryPolicyScope) -> (mask: UInt64, allowing: UInt64)? {
    guard actions.isECR, !isLoginElsewhere else { return nil }
    switch (scope, actions.other) {
    case (.v1, nil):
      let mask = actions.mask & ActionMasks.registryPolicyScope1
      return mask == 0 ? nil : (mask, mask)
    case (.v1, _): return nil
    case (.v2, nil): return (actions.mask, ~ActionMasks.authorizationToken)
    case (.v2, _): return (actions.mask, .max)
    }
  }

  /// every level has to allow.
  private func levels(_ levels: [[CompiledPolicy]]) -> PolicyAnswer {
    var answer = PolicyAnswer.pass
    for level in levels {
      let one = self.answer(of: level)
      answer.allow &= one.allow
      answer.deny |= one.deny
    }
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
