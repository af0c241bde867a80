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
      let isLimited = statement.conditions.contains {
        provider.isLimited(by: $0, in: statement, document.version)
      }
      guard !isLimited, !document.isLimitedByDeny(provider) else { continue }
      let key = "\(provider.host):\(provider.claim)"
      let written = statement.conditions.first { $0.lowerKey == key.lowercased() }
      findings.add(
        .securityWarning, "SHARED_PROVIDER_WITHOUT_TENANT",
        written == nil
          ? "everybody who uses \(provider.name) can assume the role: no condition compares `\(key)`"
          : "everybody who uses \(provider.name) can assume the role: the condition on `\(key)` does "
            + "not name an owner",
        help: provider.isEnforced
          ? "add `\"StringLike\": {\"\(key)\": \"\(provider.example)\"}`; IAM rejects new trust "
            + "policies without `\(key)`"
          : "add `\"StringEquals\": {\"\(key)\": \"\(provider.example)\"}`",
        at: written?.keySpan ?? name.span, facts: ["A-20", "T-A26"])
    }
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
      "`\(name.value.text)` does not name one identity provider: users of every provider may "
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

/// An OpenID Connect provider whose issuer is the same for all its customers.
///
/// Source: "Identity-provider controls for shared OIDC providers",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
struct SharedIdentityProvider {
  /// The issuer without its scheme: the part of the provider's ARN, and of its context keys.
  let host: String
  /// What people call it.
  let name: String
  /// The claim that tells whose token it is.
  let claim: String
  /// A value of that claim that names an owner.
  let example: String
  /// Whether IAM rejects new trust policies that do not compare the claim.
  var isEnforced = true

  static let all = [
    Self(
      host: "token.actions.githubusercontent.com", name: "GitHub Actions", claim: "sub",
      example: "repo:OWNER/REPOSITORY:ref:refs/heads/main"),
    Self(
      host: "vstoken.actions.githubusercontent.com", name: "GitHub Actions", claim: "sub",
      example: "repo:OWNER/REPOSITORY:ref:refs/heads/main"),
    Self(
      host: "oidc-configuration.audit-log.githubusercontent.com",
      name: "GitHub's audit log streaming", claim: "sub",
      example: "https://github.com/ENTERPRISE"),
    Self(
      host: "gitlab.com", name: "gitlab.com", claim: "sub",
      example: "project_path:GROUP/PROJECT:ref_type:branch:ref:main"),
    Self(
      host: "app.terraform.io", name: "HCP Terraform", claim: "sub",
      example: "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*"),
    Self(
      host: "agent.buildkite.com", name: "Buildkite", claim: "sub",
      example: "organization:ORGANIZATION:pipeline:PIPELINE:*"),
    Self(
      host: "scalr.io", name: "Scalr", claim: "sub",
      example: "account:ACCOUNT:environment:ENVIRONMENT:*"),
    Self(
      host: "oidc.codefresh.io", name: "Codefresh", claim: "sub",
      example: "account:ACCOUNT:pipeline:PIPELINE:*"),
    Self(
      host: "proidc.upbound.io", name: "Upbound", claim: "sub",
      example: "mcp:ORGANIZATION/CONTROL-PLANE:provider:NAME"),
    Self(
      host: "studio.datachain.ai/api", name: "DVC Studio", claim: "sub",
      example: "credentials:TEAM/NAME"),
    Self(
      host: "tokens.cloud.shisho.dev", name: "Shisho Cloud", claim: "sub",
      example: "job:ORGANIZATION:NAME"),
    Self(
      host: "api.pulumi.com/oidc", name: "Pulumi Cloud", claim: "aud", example: "aws:ORGANIZATION"),
    Self(
      host: "oidc.vercel.com", name: "Vercel", claim: "aud", example: "https://vercel.com/TEAM"),
    Self(
      host: "sandboxes.cloud", name: "sandboxes.cloud", claim: "aud", example: "ORGANIZATION"),
    Self(
      host: "cognito-identity.amazonaws.com", name: "Amazon Cognito", claim: "aud",
      example: "IDENTITY-POOL-ID"),
    Self(
      host: "accounts.google.com", name: "Google", claim: "aud",
      example: "CLIENT-ID.apps.googleusercontent.com", isEnforced: false),
    Self(
      host: "graph.facebook.com", name: "Facebook", claim: "app_id", example: "APPLICATION-ID",
      isEnforced: false),
    Self(
      host: "www.amazon.com", name: "Login with Amazon", claim: "app_id",
      example: "amzn1.application-oa2-client.ID", isEnforced: false),
  ]

  /// The provider that a `Federated` principal names, by its ARN or by its host.
  static func named(_ principal: String) -> SharedIdentityProvider? {
    let host =
      principal.firstRange(of: ":oidc-provider/").map { String(principal[$0.upperBound...]) }
      ?? principal
    return all.first { $0.host == host.lowercased() }
  }

  /// The claims of GitHub besides `sub` that belong to one owner.
  private static let ownersClaims: Set<String> = [
    "actor", "actor_id", "enterprise", "enterprise_id", "job_workflow_ref", "repository",
    "repository_id", "repository_owner", "repository_owner_id",
  ]

  /// The claims of Google, Facebook and Amazon that belong to one application or user.
  private static let applicationsClaims: Set<String> = ["oaud", "id", "user_id"]

  /// Whether a condition leaves only the tokens of an owner who is named.
  func isLimited(
    by condition: PolicyDocument.Condition, in statement: PolicyDocument.Statement,
    _ version: PolicyDocument.Version
  ) -> Bool {
    let key = condition.lowerKey
    guard key.hasPrefix(host + ":"), !condition.comparison.isNegated,
      condition.comparison.comparison.isText,
      !condition.holdsWithoutKey(in: .allow) || statement.needsKey(key)
    else { return false }
    let claim = String(key.dropFirst(host.utf8.count + 1))
    guard
      claim == self.claim || claim == "sub" || Self.ownersClaims.contains(claim)
        || !isEnforced && Self.applicationsClaims.contains(claim)
    else {
      return false
    }
    return condition.values.allSatisfy {
      let value = ConditionValue($0.value, condition.comparison.comparison, version)
      return !value.isWild || Self.namesOwner(value.fixedStart, claim)
    }
  }

  /// Whether a pattern for a claim, whose context key is given, holds an owner's whole name.
  static func namesOwner(_ pattern: ConditionValue, ofKey key: String) -> Bool {
    !pattern.isWild
      || namesOwner(pattern.fixedStart, key.split(separator: ":").last.map(String.init) ?? "")
  }

  /// Whether the fixed start of a pattern holds an owner's whole name: `repo:OWNER/…`,
  /// `organization:NAME:…`, or `OWNER/…` in claims that have no such label.
  private static func namesOwner(_ start: Substring, _ claim: String) -> Bool {
    var rest = start
    if claim == "sub" {
      guard let colon = rest.firstIndex(of: ":"), colon != rest.startIndex else { return false }
      rest = rest[rest.index(after: colon)...]
    }
    guard let end = rest.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return false }
    return end != rest.startIndex
  }
}

extension ConditionOperator.Comparison {
  /// Whether it compares texts.
  fileprivate var isText: Bool { isTextEquality || self == .stringLike }
}
