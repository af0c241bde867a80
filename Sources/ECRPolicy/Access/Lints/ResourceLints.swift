import Texts

/// Resources that mean something else than their authors think.
enum ResourceLints {
  static func run(_ statement: PolicyDocument.Statement, _ findings: inout FindingCollector) {
    for pattern in statement.resource?.patterns ?? [] { incomplete(pattern, &findings) }
  }

  /// AWS adds what is missing of an ARN; what comes of it is seldom what was meant.
  private static func incomplete(
    _ pattern: Located<String>, _ findings: inout FindingCollector
  ) {
    let parts = PolicyVariable.masked(pattern.value).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    // A text of variables alone may be a whole ARN; a `*` as the last part means all the rest anyway.
    guard parts[0] == "arn", parts.count < 6, parts.last != "*" else { return }
    let added = String(repeating: ":*", count: 6 - parts.count)
    findings.add(
      .warning, "INCOMPLETE_ARN",
      "`\(pattern.value)` has \(parts.count) of an ARN's six parts, and AWS completes it to "
        + "`\(pattern.value.shortened())\(added)`",
      help: "write all six: `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: pattern.span,
      facts: ["A-35"])
  }
}
