import Texts

/// Services that one statement allows, and whose every call a Deny with conditions hits.
enum ServiceDenialLints {
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard document.kind == .repositoryPolicy || document.kind == .registryPolicy else { return }
    let denials = document.statements.filter {
      $0.effect == .deny && !$0.conditions.isEmpty
        && $0.conditions.allSatisfy(\.holdsForServices)
    }.map { ($0, StatementScope($0)) }
    guard !denials.isEmpty else { return }
    // A text without a quota takes bounded time.
    var budget = 5_000_000
    for statement in document.statements
    where statement.effect == .allow && statement.principal?.isNegated == false {
      for name in statement.principal?.names ?? [] {
        guard case .service(let service) = name.value else { continue }
        let scope = StatementScope(statement)
        for (denial, denied) in denials where budget > 0 && denial.reaches(service) {
          guard denied.covers(scope, &budget) else { continue }
          report(service, name.span, denial, &findings)
          break
        }
      }
    }
  }

  private static func report(
    _ service: String, _ span: Span, _ denial: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    guard let condition = denial.conditions.first else { return }
    let name =
      denial.sid.flatMap { $0.isEmpty ? nil : "`\($0)`" } ?? "statement \(denial.index + 1)"
    findings.add(
      .warning, "STATEMENT_NEVER_TAKES_EFFECT",
      "\(name) denies every call of `\(service)`: "
        + (GlobalContextKey.isNeverInServiceCalls(condition.lowerKey)
          ? "a service's call has no `\(condition.key)`" : "its conditions hold for every service"),
      help: "add `\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}` to \(name)", at: span,
      related: [("the statement that denies it", denial.span)], facts: ["A-42", "A-49", "A-50"])
  }
}

extension PolicyDocument.Statement {
  /// Whether a Deny is for a service, among others.
  fileprivate func reaches(_ service: String) -> Bool {
    guard let principal else { return false }
    if !principal.isNegated { return isForEverybody }
    return !principal.names.contains { $0.value == .service(service) || $0.value == .everybody }
  }
}

extension PolicyDocument.Condition {
  /// Whether the condition of a Deny holds for whatever call a service makes for itself.
  fileprivate var holdsForServices: Bool {
    if GlobalContextKey.isNeverInServiceCalls(lowerKey) { return holdsWithoutKey(in: .deny) }
    return lowerKey == "aws:principalisawsservice" && comparison.comparison == .bool
      && values.contains { $0.value.lowercased() == "true" }
  }
}
