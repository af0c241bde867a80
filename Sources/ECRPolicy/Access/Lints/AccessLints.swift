import Texts

/// Warnings about access policies that AWS accepts but that are probably mistakes.
enum AccessLints {
  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    for statement in document.statements {
      PrincipalLints.run(statement, document, &findings)
      ServicePrincipalLints.run(statement, document, &findings)
      FederationLints.run(statement, document, &findings)
      ActionLints.run(statement, document, &findings)
      ResourceLints.run(statement, &findings)
      ConditionKeyLints.run(statement, document.kind, &findings)
      ConditionLints.run(statement, &findings)
      ConditionValueLints.run(statement, document.version, &findings)
    }
    ExposureLints.run(document, &findings)
    LockoutLints.run(document, &findings)
    LoginLints.run(document, &findings)
    ServiceDenialLints.run(document, &findings)
    StatementLints.run(document, &findings)
    VariableLints.run(document, &findings)
    KindLints.unusualElements(document, root, &findings)
  }
}
