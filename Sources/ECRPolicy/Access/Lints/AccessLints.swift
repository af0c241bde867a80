import SourceText

/// What AWS takes and users regret.
enum AccessLints {
  static func run(_ document: PolicyDocument, _ findings: inout AccessFindings) {
    for statement in document.statements {
      PrincipalLints.run(statement, document, &findings)
      ActionLints.run(statement, document, &findings)
      ConditionLints.run(statement, document, &findings)
    }
    StatementLints.run(document, &findings)
    version(document, &findings)
  }

  /// without a version, or with the old one, variables are plain text.
  private static func version(_ document: PolicyDocument, _ findings: inout AccessFindings) {
    guard document.version == .v2008 else { return }
    let texts = document.statements.flatMap { statement in
      (statement.resource?.patterns ?? [])
        + statement.conditions.filter(\.comparison.takesVariables).flatMap(\.values)
    }
    for text in texts
    where PolicyVariable.pieces(of: text.value).contains(where: \.isVariable) {
      findings.add(
        .warning, "VARIABLE_IS_PLAIN_TEXT",
        "`\(text.value)` is plain text here: variables need the newer version of the language",
        "write `\"Version\": \"2012-10-17\"`", text.span, ["A-02", "T-A18"])
    }
  }
}

extension PolicyVariable.Piece {
  var isVariable: Bool {
    switch self {
    case .variable: true
    case .text, .literal: false
    }
  }
}
