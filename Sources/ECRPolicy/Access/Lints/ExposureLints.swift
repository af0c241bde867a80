import Texts

/// Statements that allow every AWS account on earth (T-A04, T-A23).
struct ExposureLints {
  private let document: PolicyDocument
  /// The statements that deny unknown callers, prepared for comparison with those that allow.
  private let denials: [StatementScope]
  /// How much may still be compared, so that a text without a quota takes bounded time.
  private var budget = 5_000_000

  init(_ document: PolicyDocument) {
    self.document = document
    denials = document.statements.filter {
      $0.effect == .deny && ($0.isForEverybody || $0.principal?.isNegated == true)
        && $0.conditions.allSatisfy { $0.holdsForStrangers(document.version) }
    }.map(StatementScope.init)
  }

  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    // A VPC endpoint's callers are limited by its network, and an RCP allows nothing.
    guard document.kind != .vpcEndpointPolicy, document.kind != .resourceControlPolicy else {
      return
    }
    var lints = Self(document)
    for statement in document.statements where statement.effect == .allow {
      lints.run(statement, &findings)
    }
  }

  private mutating func run(
    _ statement: PolicyDocument.Statement, _ findings: inout FindingCollector
  ) {
    guard statement.isForEverybody,
      let name = statement.principal?.names.first(where: { $0.value == .everybody }),
      !statement.limitsCallers(document.version), !isDeniedToStrangers(statement)
    else { return }
    guard let condition = mostSpecific(statement) else {
      findings.add(
        .securityWarning, "PRINCIPAL_IS_EVERYBODY",
        "every principal of every AWS account is allowed this, if its own policies allow it",
        help: "name the accounts, or add a condition such as `aws:PrincipalOrgID`", at: name.span,
        facts: ["A-24", "T-A04"])
      return
    }
    report(condition, in: statement, &findings)
  }

  /// Whether another statement denies unknown callers all that this one allows them.
  private mutating func isDeniedToStrangers(_ statement: PolicyDocument.Statement) -> Bool {
    guard !denials.isEmpty else { return false }
    let scope = StatementScope(statement)
    for denial in denials where budget > 0 {
      if denial.covers(scope, &budget) { return true }
    }
    return false
  }

  /// The condition that was most likely meant to limit callers.
  private func mostSpecific(
    _ statement: PolicyDocument.Statement
  ) -> PolicyDocument.Condition? {
    let meant = statement.conditions.first {
      switch CallerTrait($0.lowerKey) {
      case .anybodys, .owner: false
      default: true
      }
    }
    return meant ?? statement.conditions.first
  }

  private func report(
    _ condition: PolicyDocument.Condition, in statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    guard let opening = condition.opening(in: statement, document.version) else { return }
    // `FORALLVALUES_ALLOWS_MISSING_KEY` reports the same, with the same remedy (T-A07).
    if opening == .missingKey, condition.comparison.quantifier == .forAllValues,
      condition.widening(statement) == .others
    {
      return
    }
    findings.add(
      .securityWarning, "CONDITION_DOES_NOT_LIMIT_CALLERS",
      "every AWS account can use this statement: " + message(opening, condition),
      help: help(opening, condition), at: condition.keySpan, facts: ["A-24", "A-42", "T-A23"])
  }

  private func message(
    _ opening: OpenCondition, _ condition: PolicyDocument.Condition
  ) -> String {
    switch opening {
    case .negated:
      "`\(condition.comparison)` on `\(condition.key)` excludes its values and allows all others"
    case .missingKey:
      "`\(condition.comparison)` also holds for requests without `\(condition.key)`"
    case .wideValue(let value):
      "`\(value)` also matches the `\(condition.key)` of unknown callers"
    case .anybodysKey: "`\(condition.key)` can have this value for any caller"
    case .presence: "`Null` only checks whether the request has `\(condition.key)`"
    case .anyService: "AWS services act for customers of every account"
    }
  }

  private func help(_ opening: OpenCondition, _ condition: PolicyDocument.Condition) -> String {
    let general =
      "name the accounts in `Principal`, or add "
      + "`\"StringEquals\": {\"aws:PrincipalOrgID\": \"ORGANIZATION-ID\"}`"
    switch opening {
    case .anyService:
      return "name the service in `Principal`, and add "
        + "`\"StringEquals\": {\"aws:SourceAccount\": \"ACCOUNT\"}`"
    case .missingKey:
      var strict = condition.comparison
      strict.ifExists = false
      return "write `\(strict)`, or " + general
    case .negated:
      return general + "; exclude values in a Deny statement"
    case .wideValue:
      return CallerTrait(condition.lowerKey) == .arn
        ? "write the account into the ARN, or " + general
        : "write the whole value without wildcards, or " + general
    case .anybodysKey, .presence: return general
    }
  }
}

/// The actions and resources of a statement, made ready to be compared with those of others.
struct StatementScope {
  private let action: PatternCoverage
  private let resource: PatternCoverage?

  init(_ statement: PolicyDocument.Statement) {
    action = PatternCoverage(statement.action, .action)
    resource = statement.resource.map { PatternCoverage($0, .resource) }
  }

  func covers(_ other: Self, _ budget: inout Int) -> Bool {
    guard action.covers(other.action, &budget) else { return false }
    guard let resource, let others = other.resource else {
      return resource == nil && other.resource == nil
    }
    return resource.covers(others, &budget)
  }
}
