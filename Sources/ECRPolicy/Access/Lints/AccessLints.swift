import Texts

/// What AWS takes and users regret.
enum AccessLints {
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    for statement in document.statements {
      PrincipalLints.run(statement, document, &findings)
      ActionLints.run(statement, document, &findings)
      ResourceLints.run(statement, &findings)
      ConditionKeyLints.run(statement, &findings)
      ConditionLints.run(statement, &findings)
    }
    StatementLints.run(document, &findings)
    VariableLints.run(document, &findings)
  }
}
