import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import SourceText

extension AccessWorld {
  /// The ARN of a repository that is given by name or by ARN; nil when its account is not known.
  mutating func repositoryARN(_ text: String, caller: Caller?) throws(InvalidInput) -> ARN {
    if text.hasPrefix("arn:") {
      guard let arn = ARN(text), arn.repositoryName?.isEmpty == false,
        ARN.isAccountID(arn.account)
      else {
        throw InvalidInput(
          "`\(text)` is no repository's ARN: write arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
      }
      try check(name: arn.repositoryName ?? "")
      tellUnlisted(arn)
      return arn
    }
    try check(name: text)
    let known = repositories.filter { $0.repositoryName == text }
    if let arn = known.first, known.count == 1, inputs.region == nil || inputs.region == arn.region
    {
      return arn
    }
    let owners = Set(known.map(\.account)).union(
      repositoryPolicies.keys.filter { $0.repositoryName == text }.compactMap(\.registryID))
    if owners.count > 1, inputs.resourceAccount == nil {
      throw InvalidInput(
        "repository `\(text)` is in the registries \(owners.sorted().joined(separator: ", ")): "
          + "give its ARN")
    }
    guard let account = inputs.resourceAccount ?? owners.first ?? caller?.account else {
      throw InvalidInput("whose repository `\(text)` is is not known: give its ARN")
    }
    let arn = ARN.repository(
      text, account: account, region: region(), partition: caller?.arn?.partition ?? "aws")
    tellUnlisted(arn)
    return arn
  }

  private func check(name: String) throws(InvalidInput) {
    guard !ARN.isRepositoryName(name) else { return }
    throw InvalidInput(
      "no repository can be named `\(name)`: names have 2 to 256 lower-case letters and digits, "
        + "with `.`, `-`, `_` and `/` between them")
  }

  /// Says so when a list of the registry's repositories does not have this one.
  private mutating func tellUnlisted(_ arn: ARN) {
    let listed = repositories.filter { $0.account == arn.account && $0.region == arn.region }
    guard !listed.isEmpty, !listed.contains(arn) else { return }
    notice("`\(arn)` is not among the repositories that the documents list")
  }

  /// The region of repositories that are given by name; what is not given is told.
  mutating func region() -> String {
    if let region = inputs.region { return region }
    let named = Set(repositories.map(\.region)).union(regionsOfPolicies)
    let region = named.count == 1 ? named.first ?? Self.region : Self.region
    notice("no --region given; this is --region \(region)")
    return region
  }

  private static let region = "us-east-1"

  /// The regions that policies name in ECR's ARNs.
  private var regionsOfPolicies: Set<String> {
    var policies = identityPolicies + sessionPolicies + vpcEndpointPolicies
    policies += serviceControlPolicies.flatMap(\.self) + resourceControlPolicies.flatMap(\.self)
    policies += [permissionsBoundary, namelessRegistryPolicy].compactMap(\.self)
    policies += registryPolicies.values
    var regions: Set<String> = []
    for policy in policies {
      for pattern in policy.document.statements.flatMap({ $0.resource?.patterns ?? [] }) {
        guard let arn = ARN(pattern.value), arn.service == "ecr", !arn.region.isEmpty,
          arn.region.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
        else { continue }
        regions.insert(arn.region)
      }
    }
    return regions
  }

  /// The policies that go with a resource of an account; `isHome` tells whether it is the account of
  /// the question's resource.
  mutating func resourcePolicies(
    _ resource: String, account: String?, isHome: Bool
  ) -> ResourcePolicies {
    var policies = ResourcePolicies()
    policies.registryPolicyScope = inputs.registryPolicyScope
    policies.registryPolicy = account.flatMap { registryPolicies[$0] }
    if isHome {
      policies.resourceControlPolicies = resourceControlPolicies
      policies.registryPolicy = policies.registryPolicy ?? namelessRegistryPolicy
    }
    guard let arn = ARN(resource) else { return policies }
    if let name = arn.repositoryName {
      let id = RepositoryID(registryID: arn.account, repositoryName: name)
      policies.resourcePolicy = repositoryPolicies[id] ?? namelessRepositoryPolicy
    } else if arn.service == "iam", arn.resource.hasPrefix("role/") {
      policies.resourcePolicy = trustPolicy(of: resource)
    }
    return policies
  }

  /// Says so when the documents have policies of other repositories and none of the asked one.
  mutating func tellUnusedPolicies(_ resource: String) {
    guard let arn = ARN(resource), let name = arn.repositoryName,
      namelessRepositoryPolicy == nil, !repositoryPolicies.isEmpty,
      repositoryPolicies[RepositoryID(registryID: arn.account, repositoryName: name)] == nil
    else { return }
    let others = repositoryPolicies.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
    notice(
      "no document has a policy of this repository, only of \(others): it is taken to have none")
  }

  /// Who may assume a role: its trust policy is the role's resource-based policy.
  private mutating func trustPolicy(of role: String) -> CompiledPolicy? {
    if let policy = details?.roles.first(where: { $0.arn.value == role })?.trustPolicy {
      return compileStored(policy, .trustPolicy)
    }
    return trustPolicy
  }
}
