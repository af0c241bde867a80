import Texts

/// An OpenID Connect provider whose issuer is the same for all its customers.
///
/// Source: "Identity-provider controls for shared OIDC providers",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
struct SharedIdentityProvider {
  /// The issuer without its scheme: the part of the provider's ARN, and of its context keys.
  let host: String
  /// What people call it.
  let name: String
  /// The claim that identifies the owner of a token.
  let claim: String
  /// A value of that claim that names an owner.
  let example: String
  /// Whether IAM rejects new trust policies that do not compare the claim.
  var isEnforced = true
  /// Whether many organizations share it; the issuers of others belong to one organization, or to one
  /// cluster, all of whose users have its tokens.
  var isShared = true
  /// What its subjects begin with, where they have one beginning.
  var subjectStart: String?

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
      example: "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*",
      subjectStart: "organization:"),
    Self(
      host: "agent.buildkite.com", name: "Buildkite", claim: "sub",
      example: "organization:ORGANIZATION:pipeline:PIPELINE:*", subjectStart: "organization:"),
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

  /// The context key of the claim that identifies the owner of a token.
  var requiredKey: String { "\(host):\(claim)" }

  /// Whose tokens meet a policy that compares nothing else.
  var users: String { isShared ? "everybody who uses \(name)" : "everybody in \(name)" }

  /// The provider that a `Federated` principal names, by its ARN or by its host.
  static func named(_ principal: String) -> SharedIdentityProvider? {
    let host =
      principal.firstRange(of: ":oidc-provider/").map { String(principal[$0.upperBound...]) }
      ?? principal
    let lower = host.lowercased()
    return all.first { $0.host == lower } ?? owned(lower)
  }

  /// The provider to which a context key belongs, which is given in lower case.
  static func ofKey(_ key: String) -> SharedIdentityProvider? {
    guard let colon = key.lastIndex(of: ":") else { return nil }
    return named(String(key[..<colon]))
  }

  /// An issuer of one organization's, or of one cluster's, by its host.
  ///
  /// Sources: the pages of Amazon EKS on roles for service accounts, and those of CircleCI and Bitbucket
  /// on OpenID Connect in AWS.
  private static func owned(_ host: String) -> SharedIdentityProvider? {
    if host.hasPrefix("oidc.eks."), host.contains(".amazonaws.com"), host.contains("/id/") {
      return Self(
        host: host, name: "the EKS cluster", claim: "sub",
        example: "system:serviceaccount:NAMESPACE:SERVICE-ACCOUNT", isEnforced: false,
        isShared: false, subjectStart: "system:serviceaccount:")
    }
    if host.hasPrefix("oidc.circleci.com/org/") {
      return Self(
        host: host, name: "the CircleCI organization", claim: "sub",
        example: "org/ORGANIZATION-ID/project/PROJECT-ID/user/*", isEnforced: false,
        isShared: false, subjectStart: "org/")
    }
    if host.hasPrefix("api.bitbucket.org/2.0/workspaces/"), host.hasSuffix("/identity/oidc") {
      return Self(
        host: host, name: "the Bitbucket workspace", claim: "sub",
        example: "{REPOSITORY-UUID}:*", isEnforced: false, isShared: false, subjectStart: "{")
    }
    return nil
  }

  /// The claims of GitHub, other than `sub`, that belong to one owner.
  private static let ownersClaims: Set<String> = [
    "actor", "actor_id", "enterprise", "enterprise_id", "job_workflow_ref", "repository",
    "repository_id", "repository_owner", "repository_owner_id",
  ]

  /// The claims of GitHub that name a user or a shared workflow: a token of anybody's repository has
  /// them, once the user acts there, or the repository calls the workflow.
  private static let claimsInOthersTokens: Set<String> = ["actor", "actor_id", "job_workflow_ref"]

  /// Whether a condition that names an owner is met by tokens of other owners' repositories, too.
  func canComeFromOthers(_ condition: PolicyDocument.Condition) -> Bool {
    Self.claimsInOthersTokens.contains(String(condition.lowerKey.dropFirst(host.utf8.count + 1)))
  }

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
      return !value.isWild || claim == "sub" && !canHave(subject: value) || namesUser(value, claim)
    }
  }

  /// Whether the fixed start of a pattern holds more than all users of the provider have.
  private func namesUser(_ pattern: ConditionValue, _ claim: String) -> Bool {
    guard !isShared, claim == "sub", let subjectStart else {
      return Self.namesOwner(pattern.fixedStart, claim)
    }
    let start = pattern.fixedStart
    guard start.hasPrefix(subjectStart) else { return false }
    let rest = start.dropFirst(subjectStart.count)
    switch subjectStart {
    // The organization is the issuer's; its projects differ in the part after it.
    case "org/":
      return rest.firstRange(of: "/project/").map { $0.upperBound < rest.endIndex } ?? false
    case "{": return rest.contains("}")
    default: return rest.firstIndex(of: ":").map { $0 > rest.startIndex } ?? false
    }
  }

  /// Whether some token of the provider has a subject that a pattern matches.
  ///
  /// Where owners may choose the claims of subjects, each begins with a claim's name and a colon.
  func canHave(subject pattern: ConditionValue) -> Bool {
    let start = pattern.fixedStart
    if let subjectStart {
      return start.hasPrefix(subjectStart) || pattern.isWild && subjectStart.hasPrefix(start)
    }
    guard beginsWithClaim else { return true }
    let label = start.prefix { $0 != ":" }
    let isWhole = label.endIndex < start.endIndex
    return label.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 || $0 == UInt8(ascii: "_")
    }
      && (isWhole && !label.isEmpty || pattern.isWild && !isWhole)
  }

  /// Whether its subjects are claims behind their names, as GitHub's `repo:OWNER/REPOSITORY:…` is.
  private var beginsWithClaim: Bool {
    example.prefix { $0 != ":" }.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0 || $0 == UInt8(ascii: "_")
    } && claim == "sub" && !example.hasPrefix("https:")
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
