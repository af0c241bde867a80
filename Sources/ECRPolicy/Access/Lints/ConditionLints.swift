import SourceText

/// Conditions that do not ask what their authors think.
enum ConditionLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ document: PolicyDocument,
    _ findings: inout AccessFindings
  ) {
    for condition in statement.conditions {
      key(condition, statement, &findings)
      quantifier(condition, statement.effect, &findings)
      missingKey(condition, statement.effect, &findings)
      if condition.values.isEmpty {
        findings.add(
          .warning, "CONDITION_WITHOUT_VALUES", "`\(condition.key)` is compared with nothing",
          "name at least one value", condition.keySpan, ["A-40"])
      }
    }
  }

  private static func key(
    _ condition: PolicyDocument.Condition, _ statement: PolicyDocument.Statement,
    _ findings: inout AccessFindings
  ) {
    let lower = condition.key.lowercased()
    if lower.hasPrefix("aws:"), !GlobalContextKey.contains(condition.key) {
      let meant = Spelling.nearest(to: condition.key, among: GlobalContextKey.all)
      findings.add(
        .warning, "INVALID_GLOBAL_CONDITION_KEY", "IAM has no context key `\(condition.key)`",
        meant.map { "did you mean `\($0)`?" }, condition.keySpan, ["A-49"])
      return
    }
    if lower.hasPrefix("ecr:"), !lower.hasPrefix("ecr:resourcetag/"), lower != "ecr:accountsetting"
    {
      findings.add(
        .warning, "INVALID_SERVICE_CONDITION_KEY", "ECR has no context key `\(condition.key)`",
        "its keys are `ecr:ResourceTag/KEY` and `ecr:AccountSetting`", condition.keySpan,
        ["A-76"])
      return
    }
    notCarried(condition, lower, statement, &findings)
  }

  /// A-76, T-A17: keys that requests of these actions never carry.
  private static func notCarried(
    _ condition: PolicyDocument.Condition, _ lower: String,
    _ statement: PolicyDocument.Statement, _ findings: inout AccessFindings
  ) {
    let family = lower.contains("/") ? lower.prefix { $0 != "/" } + "/${tagkey}" : lower
    let isOfActions = [
      "aws:requesttag/${tagkey}", "aws:tagkeys", "ecr:accountsetting", "aws:resourcetag/${tagkey}",
      "ecr:resourcetag/${tagkey}",
    ].contains(String(family))
    guard isOfActions, !statement.action.isNegated,
      statement.action.patterns.allSatisfy({ $0.value.lowercased().hasPrefix("ecr:") })
    else { return }
    let mask = statement.action.patterns.reduce(0) { $0 | ActionPattern($1.value).ecrActions }
    let actions = ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }
      .map { ECRAction.all[$0] }
    guard !actions.isEmpty, !actions.contains(where: { carries($0, String(family)) }) else {
      return
    }
    let name = actions.count == 1 ? "`\(actions[0].text)`" : "the actions of this statement"
    let help =
      family.contains("resourcetag") && actions.contains { $0.name == "CreateRepository" }
      ? "the repository is not there yet: use `aws:RequestTag/KEY`"
      : "remove the condition, or give it to the actions that carry the key"
    findings.add(
      .warning, "CONDITION_KEY_NEVER_CARRIED",
      "`\(condition.key)` is never there for \(name)", help, condition.keySpan,
      ["A-76", "T-A17"])
  }

  private static func carries(_ action: ECRAction, _ family: String) -> Bool {
    let keys =
      action.conditionKeys
      + (action.heedsRepositoryPolicy
        ? ECRAction.repositoryConditionKeys : [])
    return keys.contains { $0.lowercased() == family }
  }

  /// T-A07: set operators and the keys that they are for.
  private static func quantifier(
    _ condition: PolicyDocument.Condition, _ effect: PolicyDocument.Effect,
    _ findings: inout AccessFindings
  ) {
    let key = condition.key.lowercased()
    let isMultivalued = GlobalContextKey.multivalued.contains(key)
    switch condition.comparison.quantifier {
    case nil where isMultivalued && condition.comparison.comparison != .null:
      findings.add(
        .warning, "MISSING_SET_OPERATOR",
        "`\(condition.key)` has several values, and `\(condition.comparison)` is for one",
        "write `ForAnyValue:\(condition.comparison)` or `ForAllValues:\(condition.comparison)`",
        condition.operatorSpan, ["A-46"])
    case .forAllValues where effect == .allow:
      findings.add(
        .securityWarning, "FORALLVALUES_ALLOWS_MISSING_KEY",
        "requests that lack `\(condition.key)` are allowed: of no values, all match",
        "add `\"Null\": {\"\(condition.key)\": \"false\"}`", condition.operatorSpan,
        ["A-45", "T-A07"])
    case .some where !isMultivalued && key.hasPrefix("aws:") && GlobalContextKey.contains(key):
      findings.add(
        .warning, "SET_OPERATOR_WITH_SINGLE_VALUED_KEY",
        "`\(condition.key)` has one value, and `\(condition.comparison)` is for several",
        "write the operator without its prefix", condition.operatorSpan, ["A-46"])
    default: break
    }
  }

  /// T-A06: a negated operator in a Deny refuses whoever lacks the key.
  private static func missingKey(
    _ condition: PolicyDocument.Condition, _ effect: PolicyDocument.Effect,
    _ findings: inout AccessFindings
  ) {
    let always = ["aws:principalarn", "aws:principalaccount", "aws:principaltype"]
    guard effect == .deny, condition.comparison.isNegated, !condition.comparison.ifExists,
      condition.comparison.quantifier == nil, !always.contains(condition.key.lowercased())
    else { return }
    findings.add(
      .suggestion, "DENY_MEETS_MISSING_KEY",
      "requests that lack `\(condition.key)` are denied too",
      "if that is not meant, write `\(condition.comparison)IfExists`", condition.operatorSpan,
      ["A-42", "T-A06"])
  }
}
