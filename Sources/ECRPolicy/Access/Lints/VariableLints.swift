import Texts

/// Policy variables that are none.
enum VariableLints {
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    for statement in document.statements {
      let values = statement.conditions.filter(\.comparison.takesVariables).flatMap(\.values)
      for text in (statement.resource?.patterns ?? []) + values
      where PolicyVariable.mayStand(in: text.value) {
        switch document.version {
        case .v2008: plainText(text, &findings)
        case .v2012: mistakes(text, &findings)
        }
      }
      guard document.version == .v2012 else { continue }
      for resource in statement.resource?.patterns ?? [] { early(resource, &findings) }
    }
  }

  /// in a resource AWS replaces the variables behind the ARN's fifth colon.
  private static func early(_ text: Located<String>, _ findings: inout FindingCollector) {
    guard let key = ResourceForm(text.value, .v2012).earlyVariable else { return }
    findings.add(
      .warning, "VARIABLE_BEFORE_RESOURCE",
      "`${\(key)}` is before the fifth colon of `\(text.value)`: AWS replaces variables only "
        + "after it, and no resource matches",
      help: "write the value itself, or `*` with a condition on `\(key)`", at: text.span,
      facts: ["A-31", "A-47"])
  }

  /// without a version, or with the old one, variables are plain text.
  private static func plainText(_ text: Located<String>, _ findings: inout FindingCollector) {
    guard PolicyVariable.pieces(of: text.value).contains(where: \.isVariable) else { return }
    findings.add(
      .warning, "VARIABLE_IS_PLAIN_TEXT",
      "`\(text.value)` is plain text here: variables need policy language version 2012-10-17",
      help: "write `\"Version\": \"2012-10-17\"`", at: text.span, facts: ["A-02", "T-A18"])
  }

  private static func mistakes(_ text: Located<String>, _ findings: inout FindingCollector) {
    switch PolicyVariable.mistake(in: text.value) {
    case .unclosed:
      findings.add(
        .warning, "MISSING_BRACE_IN_VARIABLE",
        "`\(text.value)` has a `${` without a `}`: it is plain text",
        help: "close it, as in `${aws:username}`; write `${$}` for a plain `$`",
        at: text.span, facts: ["A-47"])
    case .noKey(let inner):
      findings.add(
        .warning, "INVALID_VARIABLE", "`${\(inner)}` does not name a context key: it is plain text",
        help: "name a key with its service, as in `${aws:username}`; the characters themselves are "
          + "`${*}`, `${?}` and `${$}`", at: text.span, facts: ["A-47"])
    case .unquotedDefault(let inner):
      findings.add(
        .warning, "MISSING_QUOTE_IN_VARIABLE",
        "the default in `${\(inner)}` has no single quotes: it is plain text",
        help: "write it as in `${aws:username, 'nobody'}`", at: text.span, facts: ["A-47"])
    case nil: unknownKeys(text, &findings)
    }
  }

  private static func unknownKeys(_ text: Located<String>, _ findings: inout FindingCollector) {
    for case .variable(let key, let fallback) in PolicyVariable.pieces(of: text.value) {
      let lower = key.lowercased()
      if !PolicyVariable.mayBe(key) {
        findings.add(
          .warning, "MULTIVALUED_VARIABLE",
          "`${\(key)}` cannot be a variable, because the key has several values: "
            + (fallback == nil ? "a value with it matches nothing" : "only the default is used"),
          help: "use a key with one value, or compare `\(key)` in a condition with `ForAnyValue:`",
          at: text.span, facts: ["A-47"])
        return
      }
      guard lower.hasPrefix("aws:"), !GlobalContextKey.contains(key) else { continue }
      findings.add(
        .warning, "INVALID_VARIABLE",
        "IAM has no context key `\(key)`: "
          + (fallback == nil
            ? "a value with it matches nothing" : "only the default is used"),
        help: Spelling.suggestion(for: key, among: GlobalContextKey.all), at: text.span,
        facts: ["A-47", "A-49"])
      return
    }
  }
}

extension PolicyVariable.Piece {
  fileprivate var isVariable: Bool {
    switch self {
    case .variable: true
    case .text, .literal: false
    }
  }
}
