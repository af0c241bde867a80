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
    guard let denial = denials.first(where: { denies(names.put, $0) }) else {
      if let own = document.statements.first(where: {
        isForAccount($0, document.version) && denies(names.put, $0)
      }) {
        account(own, names.put, &findings)
      }
      return
    }
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

  /// Whether a Deny is for every principal of one account, be it named or the owner of the resource.
  private static func isForAccount(
    _ statement: PolicyDocument.Statement, _ version: PolicyDocument.Version
  ) -> Bool {
    guard statement.effect == .deny, statement.principal?.isNegated == false else { return false }
    let others = statement.conditions.filter { !$0.isForOwner(version) }
    guard others.allSatisfy({ $0.holdsForEveryPrincipal(version) }) else { return false }
    if statement.isForEverybody { return others.count < statement.conditions.count }
    return statement.conditions.count == others.count
      && statement.principal?.names.contains {
        if case .account = $0.value { true } else { false }
      } == true
  }

  private static func account(
    _ denial: PolicyDocument.Statement, _ action: String, _ findings: inout FindingCollector
  ) {
    let named = denial.principal?.names.first {
      if case .account = $0.value { true } else { false }
    }
    findings.add(
      named == nil ? .warning : .suggestion, "POLICY_LOCKS_OWNER_OUT",
      named.map {
        "every principal of `\($0.value.text)` is denied `\(action)`: if the account owns this, nobody "
          + "in it can change this policy"
      }
        ?? "every principal of the account that owns this is denied `\(action)`: nobody in it can "
        + "change this policy",
      help:
        "deny only the actions that you mean; other accounts can do only what a statement allows",
      at: named?.span ?? denial.principal?.nameSpan ?? denial.span.firstByte,
      facts: ["A-22", "A-50", "T-A24"])
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
    // a user, a role or a session is exempt only where its account is named as well.
    return principal.names.allSatisfy { name in
      switch name.value {
      case .everybody, .account: false
      case .service, .federated, .canonicalUser, .nobody, .uniqueID, .user, .role, .roleSession,
        .federatedUser:
        true
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

extension PolicyDocument.Condition {
  /// Whether the condition holds for the principals of the account that owns the resource.
  fileprivate func isForOwner(_ version: PolicyDocument.Version) -> Bool {
    guard version == .v2012, !comparison.isNegated, comparison.quantifier == nil,
      comparison.comparison.isTextEquality || comparison.comparison == .stringLike
    else { return false }
    let pairs = ["aws:principalaccount": "aws:resourceaccount"]
    return pairs.contains { caller, owner in
      [(caller, owner), (owner, caller)].contains { key, variable in
        lowerKey == key && values.contains { $0.value.lowercased() == "${\(variable)}" }
      }
    }
  }
}
