/// What is particular about how a decision came about.
enum Remarks {
  static func find(
    _ question: PreparedRequest, _ gates: Gates, _ policies: PolicySet, _ trials: [Trial]
  ) -> [EvaluationResult.Remark] {
    let mask = question.actions.mask
    var remarks: [EvaluationResult.Remark] = []
    if question.actions.isECR, question.actions.other != nil { remarks.append(.unknownAction) }
    if gates.relation == .notLoggedIn { remarks.append(.anonymousCaller) }
    guard gates.relation != .needsNoPermission else { return [.noPermissionNeeded] }
    if policies.resource.resourcePolicy != nil,
      question.applicability(of: .resourcePolicy, policies) == nil
    {
      remarks.append(.repositoryPolicyNotAsked)
    }
    remarks += ofRegistry(question, policies, trials)
    if question.resource.text != question.askedResource { remarks.append(.resourceIsEverything) }
    let hasServiceControl = !policies.caller.serviceControlPolicies.isEmpty
    let hasResourceControl = !policies.resource.resourceControlPolicies.isEmpty
    if hasServiceControl || hasResourceControl, question.caller.isServiceLinked {
      remarks.append(.serviceLinkedRole)
    }
    if let account = policies.managementAccount {
      if hasServiceControl, account == question.caller.account {
        remarks.append(.managementAccountCaller)
      }
      if hasResourceControl, account == question.resourceAccount {
        remarks.append(.managementAccountResource)
      }
    }
    if question.isLoginOfService { remarks.append(.serviceMakesNoLogin) }
    if question.caller.needsSessionPolicy, policies.caller.sessionPolicies.isEmpty,
      gates.allowed & mask == 0
    {
      remarks.append(.noSessionPolicy)
    }
    if gates.relation == .sameAccount, gates.given(by: .direct) & mask != 0,
      gates.given(by: .bounds) & mask == 0
    {
      remarks.append(.directGrantPastBounds)
    }
    return remarks + Doubts.find(question, trials)
  }

  /// Actions that the policies of the registry's side do not apply to.
  private static func ofRegistry(
    _ question: PreparedRequest, _ policies: PolicySet, _ trials: [Trial]
  ) -> [EvaluationResult.Remark] {
    var remarks: [EvaluationResult.Remark] = []
    let hasResourceControl = !policies.resource.resourceControlPolicies.isEmpty
    let hasRegistryPolicy = policies.resource.registryPolicy != nil
    if hasRegistryPolicy || hasResourceControl, question.isLoginElsewhere {
      return [.loginIsAskedAtHome]
    }
    if hasRegistryPolicy, question.actions.isECR,
      question.applicability(of: .registryPolicy, policies) == nil
    {
      remarks.append(.registryPolicyNotAsked)
    }
    if hasResourceControl, question.authorizesNoResource {
      remarks.append(.resourceControlPolicyNotAsked)
    }
    let isOverruled = trials.contains { trial in
      trial.policyType == .registryPolicy && trial.isAllow && trial.failure == nil
        && !trial.matches
    }
    if isOverruled { remarks.append(.registryPolicyCannotAllow) }
    return remarks
  }
}

extension PreparedRequest {
  /// Whether the action is one without a resource type.
  fileprivate var authorizesNoResource: Bool {
    actions.other == nil && actions.mask & ActionMasks.registryLevel != 0
  }

  fileprivate var isLoginOfService: Bool {
    caller.kind == .service && actions.other == nil
      && actions.mask & ActionMasks.authorizationToken != 0
  }
}
