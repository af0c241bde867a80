import Texts

/// Policies that nobody can change any more (T-A24).
enum LockoutLints {
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard let names = names(document.kind) else { return }
    let denials = document.statements.filter {
      $0.effect == .deny && isForEveryPrincipal($0)
        && $0.conditions.allSatisfy { $0.holdsForEveryPrincipal(document.version) }
    }
    func denies(_ action: String, _ statement: PolicyDocument.Statement) -> Bool {
      statement.action.means(action)
        && (document.kind == .repositoryPolicy || statement.resource?.meansAll == true)
    }
    guard let denial = denials.first(where: { denies(names.put, $0) }) else { return }
    let isFinal = denials.contains { denies(names.delete, $0) }
    findings.add(
      .warning, "POLICY_LOCKS_EVERYBODY_OUT",
      isFinal
        ? "every principal is denied `\(names.put)` and `\(names.delete)`: nobody can change or "
          + "remove this policy"
        : "every principal is denied `\(names.put)`: nobody can change this policy, only remove it",
      help: "deny only the actions that you mean, or exempt an administrator with "
        + "`\"ArnNotEquals\": {\"aws:PrincipalArn\": \"arn:aws:iam::ACCOUNT:role/ADMIN\"}`"
        + (document.kind == .repositoryPolicy
          ? "; ECR accepts the policy as it is only with `--force`" : ""),
      at: denial.principal?.nameSpan ?? denial.span.firstByte, facts: ["A-50", "T-A24"])
  }

  /// The actions that change a policy of ECR's.
  private static func names(_ kind: PolicyKind) -> (put: String, delete: String)? {
    switch kind {
    case .repositoryPolicy: ("ecr:SetRepositoryPolicy", "ecr:DeleteRepositoryPolicy")
    case .registryPolicy: ("ecr:PutRegistryPolicy", "ecr:DeleteRegistryPolicy")
    default: nil
    }
  }

  /// Whether no user, role or root user is left out.
  private static func isForEveryPrincipal(_ statement: PolicyDocument.Statement) -> Bool {
    if statement.isForEverybody { return true }
    guard let principal = statement.principal, principal.isNegated else { return false }
    return principal.names.allSatisfy { name in
      switch name.value {
      case .service, .federated, .canonicalUser, .nobody, .uniqueID: true
      case .everybody, .account, .user, .role, .roleSession, .federatedUser: false
      }
    }
  }
}

extension PolicyDocument.PatternElement {
  /// Whether the element, of actions, means an action.
  func means(_ action: String) -> Bool {
    patterns.contains { ActionPattern($0.value).matches(action) } != isNegated
  }

  /// Whether the element, of resources, means the resource `*` of actions without one.
  var meansAll: Bool {
    patterns.contains { $0.value == "*" } != isNegated
  }
}
