import ECRModel
import Texts

/// Principals that mean fewer, or others, than their authors think.
enum PrincipalLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ document: PolicyDocument,
    _ findings: inout FindingCollector
  ) {
    guard let principal = statement.principal, document.kind != .resourceControlPolicy else {
      return
    }
    if principal.isNegated { notPrincipal(statement, principal, &findings) }
    if statement.effect == .allow, document.kind == .repositoryPolicy {
      for name in principal.names { roleBound(name, &findings) }
    }
    for name in principal.names { identityCenter(name, &findings) }
    for name in principal.names {
      guard case .uniqueID(let id) = name.value else { continue }
      findings.add(
        .warning, "PRINCIPAL_IS_DELETED",
        "`\(id)` is the ID of a deleted principal and no longer matches anyone",
        help: "name the principal that you mean; a new one with the old name does not match this "
          + "ID",
        at: name.span, facts: ["A-10", "T-A15"])
    }
  }

  /// the roles that IAM Identity Center makes have a path, and come and go with permission sets.
  private static func identityCenter(
    _ name: Located<PrincipalName>, _ findings: inout FindingCollector
  ) {
    guard case .role(let arn) = name.value,
      let role = arn.resource.split(separator: "/").last,
      role.hasPrefix(ImpossibleValue.identityCenterRole)
    else { return }
    let hasPath = arn.resource != "role/\(role)"
    let path = ImpossibleValue.path(ofRole: role)
    findings.add(
      hasPath ? .suggestion : .warning, "IDENTITY_CENTER_ROLE_AS_PRINCIPAL",
      hasPath
        ? "`\(role)` belongs to IAM Identity Center, which recreates it with its permission set: "
          + "the principal then no longer matches"
        : "no role has the ARN `\(name.value.text)`: the roles of IAM Identity Center have a path",
      help: "name the account in `Principal`, and add `\"ArnLike\": {\"aws:PrincipalArn\": "
        + "\"arn:\(arn.partition):iam::\(arn.account):role/\(path)\(anySuffix(role))\"}`",
      at: name.span, facts: ["A-10", "A-29"])
  }

  /// The name of an Identity Center role with a wildcard for its random suffix, which is another one
  /// each time that the role is made.
  private static func anySuffix(_ role: Substring) -> String {
    guard let underscore = role.lastIndex(of: "_") else { return String(role) }
    let suffix = role[role.index(after: underscore)...]
    guard suffix.utf8.count == 16, suffix.allSatisfy(\.isHexDigit) else { return String(role) }
    return "\(role[...underscore])*"
  }

  /// a service that pulls with a role never calls ECR under its own name.
  private static func roleBound(
    _ name: Located<PrincipalName>, _ findings: inout FindingCollector
  ) {
    guard case .service(let service) = name.value, let known = RoleBoundService.named(service)
    else { return }
    findings.add(
      .warning, "SERVICE_PULLS_WITH_ROLE", known.message, help: known.help, at: name.span,
      facts: ["A-73"])
  }

  /// `NotPrincipal` denies more than it seems.
  private static func notPrincipal(
    _ statement: PolicyDocument.Statement, _ principal: PolicyDocument.PrincipalElement,
    _ findings: inout FindingCollector
  ) {
    // With Allow it is not supported at all.
    guard statement.effect == .deny else { return }
    let accounts = Set(
      principal.names.compactMap { name -> String? in
        if case .account(let account) = name.value { return ARN(account)?.account ?? account }
        return nil
      })
    let exempted = Set(
      principal.names.compactMap { name -> String? in
        switch name.value {
        case .user(let arn), .role(let arn), .roleSession(let arn), .federatedUser(let arn):
          arn.account
        default: nil
        }
      })
    for name in principal.names {
      switch name.value {
      case .role(let arn):
        let role = arn.resource.split(separator: "/").last ?? ""
        let hasSession = principal.names.contains { other in
          guard case .roleSession(let session) = other.value else { return false }
          return session.account == arn.account
            && session.resource.hasPrefix("assumed-role/\(role)/")
        }
        if !hasSession || !accounts.contains(arn.account) {
          incomplete(name, "the account, the role and each session", &findings)
        }
      case .roleSession(let arn), .federatedUser(let arn):
        if !accounts.contains(arn.account) {
          incomplete(name, "the account, the role and each session", &findings)
        }
      case .user(let arn):
        if !accounts.contains(arn.account) {
          incomplete(name, "the account and the user", &findings)
        }
      case .account(let text):
        let account = ARN(text)?.account ?? text
        if !exempted.contains(account) { accountAlone(name, account, &findings) }
      case .everybody, .uniqueID, .service, .federated, .canonicalUser, .nobody: break
      }
    }
  }

  /// T-A24: the account is its root user, and exempts no one else.
  private static func accountAlone(
    _ name: Located<PrincipalName>, _ account: String, _ findings: inout FindingCollector
  ) {
    findings.add(
      .warning, "NOT_PRINCIPAL_INCOMPLETE",
      "every user, role and session of `\(account)` is still denied: `\(name.value.text)` exempts "
        + "the root user alone",
      help: "to exempt them, name each of them as well, or deny with `\"Principal\": \"*\"` and "
        + "`\"StringNotEquals\": {\"aws:PrincipalAccount\": \"\(account)\"}` instead",
      at: name.span, facts: ["A-25", "T-A19", "T-A24"])
  }

  private static func incomplete(
    _ name: Located<PrincipalName>, _ needed: String, _ findings: inout FindingCollector
  ) {
    // T-A08: a condition on that key cannot separate one session of a role from another.
    let isSession = if case .roleSession = name.value { true } else { false }
    findings.add(
      .warning, "NOT_PRINCIPAL_INCOMPLETE",
      "`\(name.value.text)` is still denied: to exempt it, name \(needed)",
      help: "deny with `\"Principal\": \"*\"` and a condition on `aws:PrincipalArn` instead"
        + (isSession ? "; for a session that is its role's ARN" : ""), at: name.span,
      facts: ["A-25", "T-A19"])
  }
}
