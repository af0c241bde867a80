import Texts

/// The login, which patterns of actions often mean and resources exclude (A-32, T-A05).
enum LoginLints {
  private static let login = "ecr:GetAuthorizationToken"

  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard document.kind == .identityPolicy else { return }
    let isGiven = document.statements.contains {
      $0.effect == .allow && $0.action.means(login) && $0.resource?.meansAll == true
    }
    guard !isGiven else { return }
    for statement in document.statements {
      guard statement.effect == .allow, !statement.action.isNegated,
        statement.resource?.isNegated == false,
        let pattern = statement.action.patterns.first(where: {
          $0.value.contains(where: \.isWildcard) && ActionPattern($0.value).matches(login)
        })
      else { continue }
      findings.add(
        .suggestion, "RESOURCE_NOT_SUPPORTED_BY_ACTION",
        "`\(pattern.value)` does not allow the login here: the only resource of "
          + "`\(login)` is `*`",
        help: "if no other policy allows it, add a statement that allows `\(login)` with "
          + "`\"Resource\": \"*\"`", at: pattern.span, facts: ["A-32", "T-A05"])
    }
  }
}
