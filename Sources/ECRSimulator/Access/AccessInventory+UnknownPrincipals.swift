import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

extension AccessInventory {
  /// Warns of users and roles that the policies of repositories and registries name, and that are not
  /// in their account, where all of its details are given.
  ///
  /// AWS refuses such a policy. It stays a warning: the details may be older than the policy.
  mutating func warnAboutUnknownPrincipals() {
    guard let details else { return }
    let accounts = accountsOfDetails
    let known = Set((details.users + details.roles).map(\.arn.value))
    let policies =
      Array(repositoryPolicies.values) + Array(registryPolicies.values)
      + [namelessRepositoryPolicy, namelessRegistryPolicy].compactMap(\.self)
    for policy in policies {
      for name in policy.document.statements.flatMap({ $0.principal?.names ?? [] }) {
        guard let arn = userOrRole(name.value), accounts.contains(arn.account),
          !has(name.value, known)
        else { continue }
        let namesakes = known.compactMap { ARN($0) }.filter { $0.account == arn.account }
          .map(\.resource).sorted()
        let meant = Spelling.nearest(to: arn.resource, among: namesakes)
        sources.add(
          Finding(
            .warning, "PRINCIPAL_NOT_FOUND",
            "the details of account \(arn.account) do not have `\(name.value.text)`",
            help: (meant.map { "did you mean `\($0)`? " } ?? "")
              + "AWS refuses a policy that names a user or role that is not there",
            at: policy.document.source.location(of: name.span), facts: ["A-09"]))
      }
    }
  }

  /// The ARN of a name that is somebody of an account; a federated user's name is anybody's choice.
  private func userOrRole(_ name: PrincipalName) -> ARN? {
    switch name {
    case .user(let arn), .role(let arn), .roleSession(let arn): arn
    case .everybody, .account, .federatedUser, .uniqueID, .service, .federated, .canonicalUser,
      .nobody:
      nil
    }
  }

  private func has(_ name: PrincipalName, _ known: Set<String>) -> Bool {
    guard case .roleSession(let arn) = name else { return known.contains(name.text) }
    // A session's ARN has its role's name without the path.
    let parts = arn.resource.split(separator: "/")
    return details?.roles.contains { role in
      role.name == parts.dropFirst().first.map(String.init) ?? ""
        && ARN(role.arn.value)?.account == arn.account
    } == true
  }
}
