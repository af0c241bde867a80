import ECRAccess
import ECRModel
import Texts

/// The situation when the story begins.
extension ScenarioReader {
  mutating func readSituation(_ fields: Fields) {
    for member in members(fields, "repositories") {
      if let repository = repository(member) { situation.repositories.append(repository) }
    }
    for member in members(fields, "principals") {
      if let principal = principal(member) { situation.principals.append(principal) }
    }
    for member in members(fields, "accounts") where checkAccount(member.key) {
      situation.accounts[member.key.value] = account(member.value)
    }
    if let node = fields["documents"] { situation.documents = fileTexts(node, "documents") }
  }

  private mutating func members(_ fields: Fields, _ key: String) -> [YAMLNode.Member] {
    guard let node = fields[key] else { return [] }
    guard let members = node.members else {
      yaml.wrongType(node, key, "a map from names to what they are")
      return []
    }
    return members
  }

  // MARK: Repositories

  static let repositoryKeys = [
    "account", "region", "tags", "lifecyclePolicy", "repositoryPolicy", "images", "manifests",
  ]

  private mutating func repository(_ member: YAMLNode.Member) -> StoryRepository? {
    let name = member.key.value
    guard let fields = yaml.fields(member.value, name, Self.repositoryKeys) else { return nil }
    var repository = StoryRepository(name: name, id: repositoryID(member.key, fields))
    repository.lifecyclePolicy = fields["lifecyclePolicy"].flatMap { policy($0, "lifecyclePolicy") }
    repository.repositoryPolicy = fields["repositoryPolicy"].flatMap {
      policy($0, "repositoryPolicy")
    }
    repository.tags = fields["tags"].flatMap { yaml.textMap($0, "tags") }
    if let node = fields["images"] {
      if node.elements?.contains(where: { $0.members != nil }) == true {
        repository.images = images(node)
      } else {
        repository.images = describedImages(node, fields["manifests"], &repository.id)
      }
    }
    if let node = fields["manifests"], fields["images"]?.elements?.first?.members != nil {
      yaml.error(
        "UNKNOWN_KEY", "`manifests` goes with `images` that are the output of AWS's CLI",
        help: "write `index` and `refersTo` with the images themselves", at: node.span)
    }
    return repository
  }

  private mutating func repositoryID(_ key: Located<String>, _ fields: Fields) -> RepositoryID {
    let arn = ARN(key.value)
    if !ARN.isRepositoryName(arn?.repositoryName ?? key.value) {
      let invalid = InvalidName.repository(key.value)
      yaml.error("INVALID_NAME", invalid.message, help: invalid.help, at: key.span)
    }
    if let arn, let id = RepositoryID(arn) { return id }
    let account = fields["account"].flatMap { accountID($0, "account") } ?? account
    let region = fields["region"].flatMap { yaml.text($0, "region")?.value } ?? region
    return RepositoryID(registryID: account, region: region, repositoryName: key.value)
  }

  // MARK: Principals

  static let principalKeys = [
    "arn", "identityPolicies", "permissionsBoundary", "sessionPolicies", "tags",
  ]

  private mutating func principal(_ member: YAMLNode.Member) -> StoryPrincipal? {
    let name = member.key.value
    guard let fields = yaml.fields(member.value, name, Self.principalKeys),
      let node = requiredNode("arn", fields), let arn = yaml.text(node, "arn")
    else { return nil }
    guard checkPrincipal(arn) else { return nil }
    var principal = StoryPrincipal(name: name, arn: arn.value)
    if let node = fields["identityPolicies"] {
      principal.identityPolicies = policies(node, "identityPolicies")
    }
    principal.permissionsBoundary = fields["permissionsBoundary"].flatMap {
      policy($0, "permissionsBoundary")
    }
    if let node = fields["sessionPolicies"] {
      principal.sessionPolicies = policies(node, "sessionPolicies")
    }
    principal.tags = fields["tags"].flatMap { yaml.textMap($0, "tags") }
    return principal
  }

  mutating func checkPrincipal(_ text: Located<String>) -> Bool {
    guard Caller(text.value) == nil else { return true }
    let invalid = InvalidName.caller(text.value)
    yaml.error("INVALID_PRINCIPAL", invalid.message, help: invalid.help, at: text.span)
    return false
  }

  // MARK: Accounts

  static let accountKeys = [
    "registryPolicy", "registryPolicyScope", "serviceControlPolicies", "resourceControlPolicies",
    "organization", "organizationPath", "managesOrganization",
  ]

  private mutating func account(_ node: YAMLNode) -> StoryAccount {
    var account = StoryAccount()
    guard let fields = yaml.fields(node, "an account", Self.accountKeys) else { return account }
    account.registryPolicy = fields["registryPolicy"].flatMap { policy($0, "registryPolicy") }
    if let scope = scope(fields) { account.registryPolicyScope = scope }
    if let node = fields["serviceControlPolicies"] {
      account.serviceControlPolicies = levels(node, "serviceControlPolicies")
    }
    if let node = fields["resourceControlPolicies"] {
      account.resourceControlPolicies = levels(node, "resourceControlPolicies")
    }
    account.organization = fields["organization"].flatMap { yaml.text($0, "organization")?.value }
    account.organizationPath = fields["organizationPath"].flatMap {
      yaml.text($0, "organizationPath")?.value
    }
    if let node = fields["managesOrganization"] {
      account.managesOrganization = yaml.bool(node, "managesOrganization")?.value ?? false
    }
    return account
  }

  mutating func scope(_ fields: Fields) -> RegistryPolicyScope? {
    guard let node = fields["registryPolicyScope"] else { return nil }
    return yaml.word(
      node, "registryPolicyScope", RegistryPolicyScope.allCases.map(\.rawValue)
    ).flatMap { RegistryPolicyScope(rawValue: $0.value) }
  }
}
