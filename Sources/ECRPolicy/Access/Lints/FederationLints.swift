import Texts

/// Trust in identity providers that many organizations share (T-A26).
enum FederationLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ document: PolicyDocument,
    _ findings: inout FindingCollector
  ) {
    guard document.kind == .trustPolicy, statement.effect == .allow,
      statement.action.means("sts:AssumeRoleWithWebIdentity"),
      let principal = statement.principal, !principal.isNegated
    else { return }
    for name in principal.names {
      guard case .federated(let text) = name.value else { continue }
      if text.contains(where: \.isWildcard) {
        anyProvider(name, statement, document, &findings)
        continue
      }
      guard let provider = SharedIdentityProvider.named(text) else { continue }
      let limits = statement.conditions.filter {
        provider.isLimited(by: $0, in: statement, document.version)
      }
      guard limits.isEmpty else {
        withoutRequiredClaim(provider, limits, statement, &findings)
        continue
      }
      guard !document.isLimitedByDeny(provider) else { continue }
      let key = provider.requiredKey
      let written = statement.conditions.first { $0.lowerKey == key.lowercased() }
      findings.add(
        provider.isShared ? .securityWarning : .warning, "SHARED_PROVIDER_WITHOUT_TENANT",
        "\(provider.users) can assume the role: "
          + (written == nil
            ? "no condition compares `\(key)`"
            : "the condition on `\(key)` does not name an owner"),
        help: provider.isEnforced
          ? "add `\"StringLike\": {\"\(key)\": \"\(provider.example)\"}`; IAM rejects new trust "
            + "policies without `\(key)`"
          : "add `\"StringEquals\": {\"\(key)\": \"\(provider.example)\"}`",
        at: written?.keySpan ?? name.span, facts: ["A-20", "T-A26"])
    }
  }

  /// Conditions that name an owner, but not by the claim that IAM asks for.
  private static func withoutRequiredClaim(
    _ provider: SharedIdentityProvider, _ limits: [PolicyDocument.Condition],
    _ statement: PolicyDocument.Statement, _ findings: inout FindingCollector
  ) {
    let key = provider.requiredKey
    guard provider.isEnforced,
      !statement.conditions.contains(where: { $0.lowerKey == key.lowercased() }),
      let limit = limits.first
    else { return }
    let isForeign = limits.allSatisfy { provider.canComeFromOthers($0) }
    findings.add(
      .warning, "SHARED_PROVIDER_WITHOUT_TENANT",
      isForeign
        ? "repositories of other owners can assume the role: their workflows can have this "
          + "`\(limit.key)` in their tokens too, and no condition compares `\(key)`"
        : "no condition compares `\(key)`: IAM rejects new trust policies without it",
      help: "add `\"StringLike\": {\"\(key)\": \"\(provider.example)\"}`",
      at: limit.keySpan, facts: ["A-20", "T-A26"])
  }

  /// a provider that is not named may be anybody's.
  private static func anyProvider(
    _ name: Located<PrincipalName>, _ statement: PolicyDocument.Statement,
    _ document: PolicyDocument, _ findings: inout FindingCollector
  ) {
    let isLimited = statement.conditions.contains { condition in
      SharedIdentityProvider.all.contains {
        $0.isLimited(by: condition, in: statement, document.version)
      }
    }
    guard !isLimited else { return }
    findings.add(
      .securityWarning, "FEDERATED_PRINCIPAL_IS_WILDCARD",
      "`\(name.value.text)` does not name one identity provider: users of every provider can "
        + "assume the role",
      help: "name the provider, such as "
        + "`arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com`",
      at: name.span, facts: ["A-20", "T-A26"])
  }
}

extension PolicyDocument {
  /// Whether a Deny stops all tokens of a provider but those of an owner who is named.
  fileprivate func isLimitedByDeny(_ provider: SharedIdentityProvider) -> Bool {
    statements.contains { statement in
      guard statement.effect == .deny, statement.action.means("sts:AssumeRoleWithWebIdentity"),
        statement.conditions.count == 1, var condition = statement.conditions.first,
        condition.comparison.isNegated, condition.comparison.quantifier == nil,
        let principal = statement.principal, !principal.isNegated,
        principal.names.contains(where: {
          switch $0.value {
          case .everybody: true
          case .federated(let text): SharedIdentityProvider.named(text)?.host == provider.host
          default: false
          }
        })
      else { return false }
      condition.comparison.isNegated = false
      condition.comparison.ifExists = false
      return provider.isLimited(by: condition, in: statement, version)
    }
  }
}
