/// What is particular about how a decision came about.
enum Remarks {
  static func find(
    _ question: Question, _ gates: Gates, _ policies: PolicySet
  ) -> [EvaluationResult.Remark] {
    let mask = question.actions.mask
    var remarks: [EvaluationResult.Remark] = []
    if question.actions.isECR, question.actions.other != nil { remarks.append(.unknownAction) }
    if gates.relation == .shutOut { remarks.append(.anonymousCaller) }
    if policies.resource.resourcePolicy != nil, question.heedsResourcePolicy == nil {
      remarks.append(.repositoryPolicyNotAsked)
    }
    let hasResourceSide =
      policies.resource.registryPolicy != nil || !policies.resource.resourceControlPolicies.isEmpty
    if hasResourceSide, question.isLoginElsewhere {
      remarks.append(.loginIsAskedAtHome)
    } else if policies.resource.registryPolicy != nil,
      question.heedsRegistryPolicy(policies.resource.registryPolicyScope) == nil
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
    let bounds = gates.boundary.allow & gates.session.allow
    let direct = gates.resource.direct | gates.registry.direct
    if gates.relation == .sameAccount, direct & mask != 0, bounds & mask == 0 {
      remarks.append(.directGrantPastBounds)
    }
    if question.isUnderResourceControl(policies), gates.resourceControl.allow & mask == 0 {
      remarks.append(.resourceControlLevelWithoutAllow)
    }
    return remarks
  }
}
