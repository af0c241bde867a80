import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

extension AccessInventory {
  /// Warns of users and roles that the policies of repositories and registries name, and that are not
  /// in their account, where all of its details are given (A-09).
  ///
  /// AWS rejects such a policy. It stays a warning: the details may be older than the policy.
  mutating func warnAboutUnknownPrincipals() {
    guard let details else { return }
    let accounts = accountsOfDetails
    let known = Set((details.users + details.roles).map(\.arn.value))
    let roles = Set(details.roles.map { Self.session($0.name, ARN($0.arn.value)?.account) })
    let policies =
      Array(repositoryPolicies.values) + Array(registryPolicies.values)
      + [namelessRepositoryPolicy, namelessRegistryPolicy].compactMap(\.self)
    // A policy may name very many of them: similar names are only searched for the first.
    var suggestions = 20
    var namesakes: [String: [String]] = [:]
    for policy in policies {
      for name in policy.document.statements.flatMap({ $0.principal?.names ?? [] }) {
        guard let arn = userOrRole(name.value), accounts.contains(arn.account),
          !has(name.value, known, roles)
        else { continue }
        if namesakes.isEmpty {
          namesakes = Dictionary(grouping: known.compactMap { ARN($0) }, by: \.account)
            .mapValues { $0.map(\.resource).sorted() }
        }
        let meant =
          suggestions > 0
          ? Spelling.nearest(to: arn.resource, among: namesakes[arn.account] ?? []) : nil
        suggestions -= 1
        sources.add(
          Finding(
            .warning, "PRINCIPAL_NOT_FOUND",
            "the details of account \(arn.account) do not have `\(name.value.text)`",
            help: (meant.map { "\(Spelling.didYouMean($0)) " } ?? "")
              + "AWS rejects a policy that names a user or role that does not exist",
            at: policy.document.source.location(of: name.span), facts: ["A-09"]))
      }
    }
  }

  /// The ARN of a name that is a principal of an account; a federated user's name is arbitrary.
  private func userOrRole(_ name: PrincipalName) -> ARN? {
    switch name {
    case .user(let arn), .role(let arn), .roleSession(let arn): arn
    case .everybody, .account, .federatedUser, .uniqueID, .service, .federated, .canonicalUser,
      .nobody:
      nil
    }
  }

  private func has(_ name: PrincipalName, _ known: Set<String>, _ roles: Set<String>) -> Bool {
    guard case .roleSession(let arn) = name else { return known.contains(name.text) }
    // A session's ARN has its role's name without the path (A-23).
    let parts = arn.resource.split(separator: "/")
    return roles.contains(
      Self.session(parts.dropFirst().first.map(String.init) ?? "", arn.account))
  }

  private static func session(_ role: String, _ account: String?) -> String {
    "\(account ?? "")/\(role)"
  }
}
