import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
import Texts

extension AccessInventory {
  /// The ARN of a repository that is given by name, by ARN, or by the address of an image in it.
  mutating func repositoryARN(_ text: String, caller: Caller?) throws(InvalidInput) -> ARN {
    if text.hasPrefix("arn:") {
      guard let arn = ARN(text), arn.repositoryName?.isEmpty == false,
        ARN.isAccountID(arn.account)
      else {
        let invalid = InvalidName.repositoryARN(text)
        throw InvalidInput("\(invalid.message); \(invalid.help)")
      }
      warnAboutUnlisted(arn)
      return arn
    }
    let isName =
      repositories.contains { $0.repositoryName == text }
      || repositoryPolicies.keys.contains { $0.repositoryName == text }
    guard !isName else {
      return try repositoryARN(
        RepositoryID(registryID: nil, repositoryName: text), caller: caller)
    }
    switch RepositoryAddress(text) {
    case .repository(let id): return try repositoryARN(id, caller: caller)
    case .registry:
      throw InvalidInput(
        "`\(text)` is the address of a registry: write the repository after it, as in "
          + "`\(text)/team/app`")
    case .foreign(let host):
      throw InvalidInput(
        "`\(text)` is in the registry \(host), which is not a private registry of Amazon ECR: give "
          + "a repository of Amazon ECR by its name or ARN")
    }
  }

  /// The ARN of a repository by its name and, if given, its account and region.
  private mutating func repositoryARN(
    _ id: RepositoryID, caller: Caller?
  ) throws(InvalidInput) -> ARN {
    if let arn = id.arn {
      warnAboutUnlisted(arn)
      return arn
    }
    let text = id.repositoryName
    let owner = id.registryID ?? inputs.resourceAccount
    let place = id.region ?? inputs.region
    let known = repositories.filter {
      $0.repositoryName == text && $0.account == id.registryID ?? $0.account
    }
    let meant = known.filter {
      $0.region == place ?? $0.region && $0.account == owner ?? $0.account
    }
    if let arn = meant.first, meant.count == 1 { return arn }
    let regions = Set(meant.map(\.region))
    if regions.count > 1, Set(meant.map(\.account)).count == 1 {
      throw InvalidInput(
        "repository `\(text)` is in the regions \(regions.sorted().joined(separator: ", ")): give "
          + "--region, or its ARN")
    }
    let owners = Set(known.map(\.account)).union(
      repositoryPolicies.keys.filter { $0.repositoryName == text }.compactMap(\.registryID))
    if owners.count > 1, owner == nil {
      throw InvalidInput(
        "repository `\(text)` is in the registries \(owners.sorted().joined(separator: ", ")): "
          + "give its ARN")
    }
    guard let account = owner ?? owners.first ?? caller?.account else {
      throw InvalidInput("cannot determine the account of repository `\(text)`: give its ARN")
    }
    let arn = ARN.repository(
      text, account: account, region: id.region ?? region(),
      partition: caller?.arn?.partition ?? "aws")
    warnAboutUnlisted(arn)
    return arn
  }

  /// Warns if the documents list repositories of the account, and not this one.
  private mutating func warnAboutUnlisted(_ arn: ARN) {
    guard !listed.contains(arn), let id = RepositoryID(arn) else { return }
    guard !warnAboutRegion(id) else { return }
    let known = repositories.filter { $0.account == arn.account }
    guard !known.isEmpty else { return }
    let nearby = known.filter { $0.region == arn.region }
    let meant = Spelling.nearest(
      to: id.repositoryName, among: (nearby.isEmpty ? known : nearby).compactMap(\.repositoryName))
    assume(
      "`\(arn)` is not among the repositories that the documents list; assuming that it exists"
        + (Self.value(of: id, in: repositoryPolicies) != nil || namelessRepositoryPolicy != nil
          ? "" : ", without a repository policy")
        + (meant.map { "; \(Spelling.didYouMean($0))" } ?? ""))
  }

  /// Warns if the documents have a repository of this name in other regions only; returns whether they
  /// do.
  private mutating func warnAboutRegion(_ id: RepositoryID) -> Bool {
    guard let region = id.region, let others = regions[id.inAnyRegion]?.sorted(),
      !others.contains(region)
    else { return false }
    let policy =
      Self.value(of: id, in: repositoryPolicies) != nil || namelessRepositoryPolicy != nil
      ? ", with the repository policy that was given"
      : policyElsewhere(id).map { ", with the repository policy of \($0.region)" }
        ?? ", without a repository policy"
    let meant = Spelling.nearest(to: region, among: others)
    assume(
      "`\(id.repositoryName)` is listed in \(others.joined(separator: " and ")), not in \(region); "
        + "assuming that it exists in \(region) too\(policy)"
        + (meant.map { "; \(Spelling.didYouMean($0))" } ?? ""))
    return true
  }

  /// The policy of a repository; of one that the documents have in other regions only, that of such a
  /// region: the region may be mistyped, and without the policy its access would go unreported.
  func repositoryPolicy(of id: RepositoryID) -> CompiledPolicy? {
    Self.value(of: id, in: repositoryPolicies) ?? policyElsewhere(id)?.policy
  }

  private func policyElsewhere(
    _ id: RepositoryID
  ) -> (region: String, policy: CompiledPolicy)? {
    guard let region = id.region, let others = regions[id.inAnyRegion], !others.contains(region)
    else { return nil }
    for other in others.sorted() {
      var namesake = id
      namesake.region = other
      if let policy = repositoryPolicies[namesake] { return (other, policy) }
    }
    return nil
  }

  /// The region of repositories given by name; reports an assumption.
  mutating func region() -> String {
    if let region = inputs.region { return region }
    let named = Set(repositories.map(\.region)).union(regionsOfPolicies)
    let region = named.count == 1 ? named.first ?? Self.region : Self.region
    assume("no --region given; assuming --region \(region)")
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

  /// The policies of a resource of an account; `isHome` is whether it is the account of the
  /// question's resource, `region` the region of that one.
  mutating func resourcePolicies(
    _ resource: String, account: String?, region: String?, isHome: Bool
  ) -> ResourcePolicies {
    var policies = ResourcePolicies()
    policies.registryPolicyScope = inputs.registryPolicyScope
    policies.registryPolicy = account.flatMap { registryPolicy(account: $0, region: region) }
    if isHome { policies.registryPolicy = policies.registryPolicy ?? namelessRegistryPolicy }
    if isHome || inputs.resourceControlPolicies.isEmpty {
      policies.resourceControlPolicies = resourceControlPolicies(of: account)
    }
    sources.use(policies.registryPolicy)
    guard let arn = ARN(resource) else { return policies }
    if let id = RepositoryID(arn) {
      policies.resourcePolicy =
        repositoryPolicy(of: id) ?? namelessRepositoryPolicy
      sources.use(policies.resourcePolicy)
    } else if arn.service == "iam", arn.resource.hasPrefix("role/") {
      policies.resourcePolicy = trustPolicy(of: resource)
    }
    return policies
  }

  /// The policy of the registry in a region; one without a region is that of any region, and the
  /// only one of an account applies if the question has no region.
  private func registryPolicy(account: String, region: String?) -> CompiledPolicy? {
    if let policy = registryPolicies[RegistryKey(account: account, region: region)]
      ?? registryPolicies[RegistryKey(account: account, region: nil)]
    {
      return policy
    }
    guard region == nil else { return nil }
    let all = registryPolicies.filter { $0.key.account == account }
    return all.count == 1 ? all.first?.value : nil
  }

  /// The registry of an account other than a repository's, as far as logins ask it: no RCP holds them
  /// (A-51).
  mutating func registry(account: String, region: String) -> AccessMatrix.Registry {
    var policies = ResourcePolicies()
    policies.registryPolicyScope = inputs.registryPolicyScope
    policies.registryPolicy = registryPolicy(account: account, region: region)
    sources.use(policies.registryPolicy)
    return AccessMatrix.Registry(
      policies: policies, organization: organization.place(of: account))
  }

  /// The documents' facts about a repository; one without a region is that of any region.
  private static func value<Value>(
    of id: RepositoryID, in values: [RepositoryID: Value]
  ) -> Value? {
    values[id] ?? values[id.inAnyRegion]
  }

  /// The tags of a resource, where they are given or a document lists them.
  func tags(of resource: String) -> [String: String]? {
    if let tags = inputs.resourceTags { return tags }
    return ARN(resource).flatMap { RepositoryID($0) }.flatMap {
      Self.value(of: $0, in: repositoryTags)
    }
  }

  /// Warns if the documents have policies of other repositories and none of this one.
  mutating func warnAboutUnusedPolicies(_ resource: String) {
    // Who lists an account's repositories has given all policies there are.
    guard let arn = ARN(resource), let id = RepositoryID(arn), !listed.contains(arn),
      namelessRepositoryPolicy == nil, !repositoryPolicies.isEmpty, repositoryPolicy(of: id) == nil,
      // There, the notice about the list has it.
      !repositories.contains(where: { $0.account == arn.account })
    else { return }
    var names = repositoryPolicies.keys.sorted().prefix(Self.mostNames).map { "`\($0)`" }
    let more = repositoryPolicies.count - names.count
    if more > 0 { names.append("\(more.grouped) more") }
    let others = names.joined(separator: ", ")
    assume(
      "the documents have policies of \(others), but none of this repository; assuming it has none")
  }

  /// Who may assume a role: its trust policy is the role's resource-based policy.
  private mutating func trustPolicy(of role: String) -> CompiledPolicy? {
    if let policy = details?.roles.first(where: { $0.arn.value == role })?.trustPolicy {
      return sources.compile(policy, .trustPolicy, .stored)
    }
    return trustPolicy
  }
}
