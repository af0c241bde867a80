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
    if policies.resource.resourcePolicy != nil, question.say(of: .resourcePolicy, policies) == nil {
      remarks.append(.repositoryPolicyNotAsked)
    }
    let hasResourceSide =
      policies.resource.registryPolicy != nil || !policies.resource.resourceControlPolicies.isEmpty
    if hasResourceSide, question.isLoginElsewhere {
      remarks.append(.loginIsAskedAtHome)
    } else if policies.resource.registryPolicy != nil,
      question.say(of: .registryPolicy, policies) == nil
    {
      remarks.append(.registryPolicyNotAsked)
    }
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
    if gates.relation == .sameAccount, gates.given(by: .direct) & mask != 0,
      gates.given(by: .bounds) & mask == 0
    {
      remarks.append(.directGrantPastBounds)
    }
    if trials.contains(where: { isOpen($0, question) }) {
      remarks.append(.forAnyValueIfExistsWithoutKey)
    }
    return remarks
  }

  /// QA-24: whether a statement that is for this request asks `ForAnyValue:…IfExists` of a key that the
  /// request lacks.
  private static func isOpen(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    switch trial.mismatch {
    case .principal, .action, .resource: return false
    case nil, .condition: break
    }
    return trial.policy.statements[trial.index].conditions.contains { condition in
      condition.isOpenWithoutKey
        && question.context.values(of: condition.key)?.allSatisfy(\.bytes.isEmpty) ?? true
    }
  }
}
