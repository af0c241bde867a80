import Texts

/// Context keys that do not exist, or that requests of the statement's actions never carry.
enum ConditionKeyLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ kind: PolicyKind, _ findings: inout FindingCollector
  ) {
    let actions = ECRActions(statement.action)
    let callers = NamedCallers(statement, kind)
    for condition in statement.conditions {
      key(condition, statement, actions, &findings)
      notOfCallers(condition, statement.effect, callers, &findings)
    }
  }

  /// keys that calls of the principals that a statement names never have.
  private static func notOfCallers(
    _ condition: PolicyDocument.Condition, _ effect: PolicyDocument.Effect,
    _ callers: NamedCallers, _ findings: inout FindingCollector
  ) {
    let key = condition.lowerKey
    let holds = condition.holdsWithoutKey(in: effect)
    let isOfPrincipals = GlobalContextKey.isNeverInServiceCalls(key)
    if key == "aws:principalisawsservice" {
      notService(condition, callers, &findings)
      return
    }
    let dead: String
    if isOfPrincipals, let service = callers.service {
      guard callers.areServicesOnly || !holds else { return }
      dead = "calls of `\(service)`"
    } else if GlobalContextKey.isOnlyInServiceCalls(key), callers.hasPrincipals {
      guard callers.arePrincipalsOnly || !holds else { return }
      dead = "a principal's own calls"
    } else {
      return
    }
    // A condition that checks whether the key is missing expects that.
    guard !holds || condition.comparison.comparison != .null else { return }
    findings.add(
      .warning, "CONDITION_KEY_NEVER_CARRIED",
      "`\(condition.key)` is never present in \(dead): the condition "
        + (holds ? "always holds" : "never holds"),
      help: isOfPrincipals
        ? "compare `aws:SourceOrgID`, `aws:SourceAccount` or `aws:SourceArn`, which name the owner "
          + "that a service acts for"
        : "compare `aws:PrincipalOrgID`, `aws:PrincipalAccount` or `aws:PrincipalArn`; only calls "
          + "of AWS services have `\(condition.key)`", at: condition.keySpan,
      facts: ["A-26", "A-49", "A-63"])
  }

  /// a call of a principal is not a service's own call, and the key is there and says so.
  private static func notService(
    _ condition: PolicyDocument.Condition, _ callers: NamedCallers,
    _ findings: inout FindingCollector
  ) {
    guard callers.arePrincipalsOnly, condition.comparison.comparison == .bool,
      !condition.values.isEmpty, condition.values.allSatisfy({ $0.value.lowercased() == "true" })
    else { return }
    findings.add(
      .warning, "CONDITION_VALUE_NEVER_MATCHES",
      "`\(condition.key)` is never `true` in a principal's own calls: the statement has no effect",
      help: "name the service as the principal, or remove the condition", at: condition.keySpan,
      facts: ["A-49"])
  }

  private static func key(
    _ condition: PolicyDocument.Condition, _ statement: PolicyDocument.Statement,
    _ actions: ECRActions?, _ findings: inout FindingCollector
  ) {
    let lower = condition.key.lowercased()
    if GlobalContextKey.isUnknown(condition.key) {
      findings.add(
        .warning, "INVALID_GLOBAL_CONDITION_KEY", "IAM has no context key `\(condition.key)`",
        help: Spelling.suggestion(for: condition.key, among: GlobalContextKey.all),
        at: condition.keySpan, facts: ["A-49"])
      return
    }
    if lower.hasPrefix("ecr:"), !lower.hasPrefix("ecr:resourcetag/"), lower != "ecr:accountsetting"
    {
      findings.add(
        .warning, "INVALID_SERVICE_CONDITION_KEY", "ECR has no context key `\(condition.key)`",
        help: "its keys are `ecr:ResourceTag/KEY` and `ecr:AccountSetting`", at: condition.keySpan,
        facts: ["A-76"])
      return
    }
    guard let actions else { return }
    if GlobalContextKey.isOfAnotherService(condition.key) {
      findings.add(
        .warning, "CONDITION_KEY_OF_ANOTHER_SERVICE",
        "`\(condition.key)` is not a key of requests to ECR",
        help: "ECR's own keys are `ecr:ResourceTag/KEY` and `ecr:AccountSetting`; keys of every "
          + "service has begin with `aws:`", at: condition.keySpan, facts: ["A-79"])
      return
    }
    notCarried(condition, statement.effect, lower, actions, &findings)
  }

  /// A-76, T-A17: keys that requests for these actions, or some of them, never have.
  private static func notCarried(
    _ condition: PolicyDocument.Condition, _ effect: PolicyDocument.Effect, _ lower: String,
    _ actions: ECRActions, _ findings: inout FindingCollector
  ) {
    let family = lower.contains("/") ? lower.prefix { $0 != "/" } + "/${tagkey}" : lower
    let isOfActions = [
      "aws:requesttag/${tagkey}", "aws:tagkeys", "ecr:accountsetting", "aws:resourcetag/${tagkey}",
      "ecr:resourcetag/${tagkey}",
    ].contains(String(family))
    let isUndocumented: (ECRAction) -> Bool = {
      family == "aws:resourcetag/${tagkey}" && $0.name == "CreateRepository"
    }
    let dead = actions.all.filter { !carries($0, String(family)) && !isUndocumented($0) }
    if actions.all.allSatisfy(isUndocumented) { undocumented(condition, &findings) }
    guard isOfActions, !dead.isEmpty else { return }
    let isTag = family.contains("resourcetag")
    if dead.count == actions.all.count {
      let name = dead.count == 1 ? "`\(dead[0].text)`" : "the actions of this statement"
      let help =
        isTag && dead.contains { $0.name == "CreateRepository" }
        ? "the repository does not exist yet: use `aws:RequestTag/KEY`"
        : "remove the condition, or move it to the actions that have the key"
      findings.add(
        .warning, "CONDITION_KEY_NEVER_CARRIED",
        "`\(condition.key)` is never present in requests for \(name)",
        help: help, at: condition.keySpan, facts: ["A-76", "T-A17"])
    } else if !condition.holdsWithoutKey(in: effect) {
      some(condition, dead, actions, &findings)
    }
  }

  /// T-A17: what only IAM's guide says of requests that create a resource with tags.
  private static func undocumented(
    _ condition: PolicyDocument.Condition, _ findings: inout FindingCollector
  ) {
    findings.add(
      .warning, "CONDITION_KEY_NOT_DOCUMENTED",
      "whether requests for `ecr:CreateRepository` have `\(condition.key)` is not documented",
      help: "use `aws:RequestTag/KEY` for the tags that the request gives", at: condition.keySpan,
      facts: ["A-76", "T-A17"])
  }

  /// Actions on which the statement has no effect, since its condition never holds for them.
  ///
  /// Who names such an action is mistaken; who writes a pattern may not mind.
  private static func some(
    _ condition: PolicyDocument.Condition, _ dead: [ECRAction], _ actions: ECRActions,
    _ findings: inout FindingCollector
  ) {
    let named = dead.filter { actions.named.contains($0.name) }
    findings.add(
      named.isEmpty ? .suggestion : .warning, "CONDITION_KEY_NOT_CARRIED_BY_ALL",
      "`\(condition.key)` is never present in requests for \(list(named.isEmpty ? dead : named)): "
        + "the statement has no effect on them",
      help: "move these actions to a statement without this condition",
      at: condition.keySpan, facts: ["A-42", "A-76", "A-79", "T-A17"])
  }

  /// The actions in words, those first that are missed most.
  private static func list(_ actions: [ECRAction]) -> String {
    let important = ["GetAuthorizationToken", "CreateRepository"]
    let first = important.flatMap { name in actions.filter { $0.name == name } }
    let ordered = first + actions.filter { !important.contains($0.name) }
    let most = ordered.count <= 3 ? 3 : max(first.count, 1)
    let names = ordered.prefix(most).map { "`\($0.text)`" }
    let rest = ordered.count - names.count
    guard rest == 0 else {
      return names.joined(separator: ", ") + " and \(rest) more "
        + (rest == 1 ? "action" : "actions")
    }
    return names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  private static func carries(_ action: ECRAction, _ family: String) -> Bool {
    let keys =
      action.conditionKeys
      + (action.isSubjectToRepositoryPolicy
        ? ECRAction.repositoryConditionKeys : [])
    return keys.contains { $0.lowercased() == family }
  }
}

/// Who a statement names as callers: AWS services, principals of accounts, or both.
private struct NamedCallers {
  /// The first service that is named.
  var service: String?
  /// Whether principals of accounts are named, or the policy is theirs.
  var hasPrincipals = false
  private var hasOthers = false

  init(_ statement: PolicyDocument.Statement, _ kind: PolicyKind) {
    guard let principal = statement.principal else {
      hasPrincipals = kind.isIdentityDialect
      hasOthers = !hasPrincipals
      return
    }
    guard !principal.isNegated else {
      hasOthers = true
      return
    }
    for name in principal.names {
      switch name.value {
      case .service(let name): service = service ?? name
      case .account, .user, .role, .roleSession, .federatedUser, .uniqueID: hasPrincipals = true
      case .everybody, .federated, .canonicalUser, .nobody: hasOthers = true
      }
    }
  }

  var areServicesOnly: Bool { service != nil && !hasPrincipals && !hasOthers }
  var arePrincipalsOnly: Bool { service == nil && hasPrincipals && !hasOthers }
}

/// The actions of a statement that is about ECR alone.
private struct ECRActions {
  /// All that its patterns match, by name.
  var all: [ECRAction] = []
  /// The names of those that it spells out.
  var named: Set<String> = []

  /// Nil for a statement that is about other services too, or about no action that exists.
  init?(_ element: PolicyDocument.PatternElement) {
    guard !element.isNegated,
      element.patterns.allSatisfy({ $0.value.lowercased().hasPrefix("ecr:") })
    else { return nil }
    let mask = element.patterns.reduce(0) { $0 | ActionPattern($1.value).ecrActions }
    all = ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }.map { ECRAction.all[$0] }
    named = Set(element.patterns.compactMap { ECRAction.named($0.value)?.name })
    if all.isEmpty { return nil }
  }
}
