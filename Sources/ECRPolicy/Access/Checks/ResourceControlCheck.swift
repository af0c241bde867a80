import Texts

/// what AWS Organizations requires of a resource control policy.
///
/// Source: "RCP syntax",
/// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
enum ResourceControlCheck {
  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    guard document.kind == .resourceControlPolicy else { return }
    if document.version != .v2012 {
      findings.add(
        .error, "UNSUPPORTED_VERSION",
        "a resource control policy must have the `Version` 2012-10-17",
        help: "write `\"Version\": \"2012-10-17\"`",
        at: root["Version"]?.span ?? root.span.firstByte, facts: ["A-06"])
    }
    for statement in document.statements {
      principal(statement, &findings)
      if !isFullAccess(statement) { effectAndAction(statement, &findings) }
    }
  }

  /// It applies to everybody.
  private static func principal(
    _ statement: PolicyDocument.Statement, _ findings: inout FindingCollector
  ) {
    guard let principal = statement.principal,
      principal.isNegated || principal.names.map(\.value) != [.everybody]
    else { return }
    findings.add(
      .error, "UNSUPPORTED_PRINCIPAL",
      "the principal of a resource control policy must be `\"*\"`",
      help: "write `\"Principal\": \"*\"` and name the principals in a condition",
      at: principal.nameSpan, facts: ["A-06"])
  }

  /// Only the built-in one allows, and only it is about all actions.
  private static func effectAndAction(
    _ statement: PolicyDocument.Statement, _ findings: inout FindingCollector
  ) {
    if statement.effect == .allow {
      findings.add(
        .error, "UNSUPPORTED_EFFECT",
        "a resource control policy cannot allow; only AWS's RCPFullAWSAccess does",
        help: "write what to deny with `\"Effect\": \"Deny\"`", at: statement.span,
        facts: ["A-06"])
    }
    if statement.action.isNegated {
      findings.add(
        .error, "UNSUPPORTED_NOT_ACTION", "a resource control policy cannot have `NotAction`",
        help: "list the actions to deny under `Action`", at: statement.action.nameSpan,
        facts: ["A-06"])
    } else if let all = statement.action.patterns.first(where: { $0.value == "*" }) {
      findings.add(
        .error, "UNSUPPORTED_WILDCARD_IN_ACTION",
        "a resource control policy cannot have `*` as a whole `Action`",
        help: "write the service in front, such as `ecr:*`", at: all.span, facts: ["A-06"])
    }
  }

  private static func isFullAccess(_ statement: PolicyDocument.Statement) -> Bool {
    statement.effect == .allow && statement.action.patterns.map(\.value) == ["*"]
      && !statement.action.isNegated && statement.resource?.patterns.map(\.value) == ["*"]
      && statement.conditions.isEmpty
  }
}
