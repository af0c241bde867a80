package import ECRAccess
import ECRDocuments
import ECRModel
import ECRPolicy
package import Texts

/// Evaluates what each principal can do with every repository.
package enum SurveyAccess {
  /// What is asked.
  package struct Request: Sendable {
    /// The documents and the circumstances.
    package var inputs: AccessInputs
    /// The repositories, by name or ARN; without any, all that the documents name.
    package var repositories: [QuestionText] = []
    /// The principals; without any, all that the account's details have.
    package var principals: [QuestionText] = []

    /// Makes a request.
    package init(inputs: AccessInputs) { self.inputs = inputs }
  }

  /// The answer.
  package struct Outcome: Sendable {
    /// Every principal with every repository.
    package var matrix: AccessMatrix
    /// The policies that AWS attaches by itself, and that the documents lacked.
    package var addedPolicies: [AddedPolicy]
    /// The findings in the documents; with errors AWS would reject one of them.
    package var findings: [Finding]
    /// What else there is to know, in sentences.
    package var notices: [String]
    /// The missing pages of accounts' details, if the survey is of all principals; theirs are not
    /// in the answer.
    package var missingPages: [String]
    /// The accounts of those pages, as far as they are known.
    package var incompleteAccounts: [String]
    /// Whether there are no principals.
    package var hasNobody: Bool { matrix.principals.isEmpty }
    /// The principals that the policies of each repository and its registry allow something and
    /// that are not in the documents.
    package var outsideGrants: [[OutsideGrant]]

    /// Those of them who might have a permission for a repository.
    ///
    /// Of administration every action counts by itself. Logins, and what else has no repository,
    /// outsiders ask of their own side.
    package func outsideGrants(_ permission: Permission, target: Int) -> [OutsideGrant] {
      outsideGrants[target].compactMap { permission.limit($0) }
    }
  }

  /// Asks every question.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors, or a name has no meaning.
  package static func run(_ request: Request) throws(InvalidInput) -> Outcome {
    var inventory = AccessInventory(request.inputs)
    try inventory.checkRequest()
    var people: [AccessInventory.Person] = []
    if request.principals.isEmpty {
      people = inventory.everybody()
    } else {
      for principal in request.principals { people.append(try inventory.person(principal)) }
    }
    var targets = try self.targets(request, people.first?.caller, &inventory)
    var added: [AddedPolicy] = []
    for index in targets.indices {
      for policy in targets[index].policies.addFullAccess() where !added.contains(policy) {
        added.append(policy)
      }
    }
    guard inventory.sources.isReadable else {
      throw InvalidInput(findings: inventory.sources.findings.inReadingOrder())
    }
    inventory.warnAboutUnknownPolicies(of: people)
    let missing = inventory.details?.missingPages ?? []
    let sentences = missing.map(AccessInventory.sentence)
    for sentence in sentences { inventory.notice(sentence) }
    var circumstances = self.circumstances(inventory)
    circumstances.registries = inventory.registries(of: people, targets)
    let matrix = AccessMatrix(
      principals: people.map { $0.row(inventory.inputs) }, targets: targets,
      circumstances: circumstances)
    // Who names principals asks about those alone.
    let asksAboutAll = request.principals.isEmpty
    let known = Set(matrix.principals.map(\.caller.text))
    let accounts = asksAboutAll ? inventory.accountsOfDetails : []
    return Outcome(
      matrix: matrix, addedPolicies: added,
      findings: inventory.sources.findings.inReadingOrder(), notices: inventory.notices,
      missingPages: asksAboutAll ? sentences : [],
      incompleteAccounts: asksAboutAll ? missing.compactMap(\.account) : [],
      outsideGrants: targets.map {
        OutsideGrant.find($0, circumstances, known: known, knownAccounts: accounts)
      })
  }

  private static func targets(
    _ request: Request, _ caller: Caller?, _ inventory: inout AccessInventory
  ) throws(InvalidInput) -> [AccessMatrix.Target] {
    var arns: [ARN] = []
    for var name in request.repositories {
      let arn = try inventory.repositoryARN(name.value, caller: caller)
      name.value = arn.description
      if let finding = QuestionChecks.resource(name, arn) {
        throw InvalidInput(findings: [finding])
      }
      arns.append(arn)
    }
    if arns.isEmpty { arns = try inventory.allRepositories() }
    guard !arns.isEmpty else {
      throw InvalidInput(
        "no document names a repository: give --repository, `aws ecr describe-repositories` or "
          + "`aws ecr get-repository-policy` output")
    }
    if arns.count > 1, let policy = inventory.namelessRepositoryPolicy {
      throw InvalidInput(
        "\(policy.name) does not name its repository, and there are \(arns.count) repositories: "
          + "give `aws ecr get-repository-policy` output, or one --repository")
    }
    let homes = Set(arns.map(\.account))
    if homes.count > 1, let policy = inventory.namelessRegistryPolicy {
      throw InvalidInput(
        "\(policy.name) does not name its registry, and there are \(homes.count) registries: "
          + "give `aws ecr get-registry-policy` output")
    }
    return arns.map { arn in
      var target = AccessMatrix.Target(
        resource: arn.description,
        policies: inventory.resourcePolicies(
          arn.description, account: arn.account, region: arn.region, isHome: true))
      target.tags = inventory.tags(of: arn.description)
      target.organization = inventory.organization.place(of: arn.account)
      return target
    }
  }

  private static func circumstances(_ inventory: AccessInventory) -> AccessMatrix.Circumstances {
    var circumstances = AccessMatrix.Circumstances()
    circumstances.vpcEndpointPolicies = inventory.vpcEndpointPolicies
    circumstances.managementAccount =
      inventory.inputs.managementAccount ?? inventory.organization.managementAccount
    circumstances.requestTags = inventory.inputs.requestTags
    circumstances.at = inventory.inputs.at
    for (name, values) in inventory.inputs.context { circumstances.context.set(name, values) }
    return circumstances
  }
}

extension AccessInventory.Person {
  /// The row of a matrix.
  func row(_ inputs: AccessInputs) -> AccessMatrix.Principal {
    var row = AccessMatrix.Principal(caller: caller, policies: policies)
    row.organization = organization
    row.tags = inputs.principalTags ?? tags
    // A user has no other tags than those of the details; a role's session may.
    row.hasAllTags = inputs.principalTags != nil || caller.kind == .user && caller.uniqueID != nil
    return row
  }
}

extension AccessInventory {
  /// Every repository that the documents name, each once, by ARN.
  mutating func allRepositories() throws(InvalidInput) -> [ARN] {
    var arns = repositories
    var known = Dictionary(
      grouping: repositories.compactMap { RepositoryID($0) }, by: \.repositoryName)
    for id in repositoryPolicies.keys.sorted() {
      let namesakes = known[id.repositoryName] ?? []
      WorkMeter.add(namesakes.count + 1)
      guard let account = id.registryID, !namesakes.contains(where: { $0.mayBe(id) }) else {
        continue
      }
      let arn = id.arn ?? ARN.repository(id.repositoryName, account: account, region: region())
      arns.append(arn)
      RepositoryID(arn).map { known[id.repositoryName, default: []].append($0) }
    }
    var seen: Set<ARN> = []
    return arns.filter { seen.insert($0).inserted }
      .sorted { $0.description < $1.description }
  }

  /// The registries of callers' accounts, in the regions of repositories of other accounts.
  fileprivate mutating func registries(
    of people: [Person], _ targets: [AccessMatrix.Target]
  ) -> [AccessMatrix.RegistryPlace: AccessMatrix.Registry] {
    var registries: [AccessMatrix.RegistryPlace: AccessMatrix.Registry] = [:]
    let accounts = Set(people.compactMap(\.caller.account))
    for arn in Set(targets.compactMap { ARN($0.resource) }) {
      for account in accounts where account != arn.account {
        let place = AccessMatrix.RegistryPlace(account: account, region: arn.region)
        guard registries[place] == nil else { continue }
        registries[place] = registry(account: account, region: arn.region)
      }
    }
    return registries
  }

  /// The accounts that the details describe whole.
  var accountsOfDetails: Set<String> {
    let missing = details?.missingPages ?? []
    // Pages of an account that is not known may be those of any.
    guard missing.allSatisfy({ $0.account != nil }) else { return [] }
    return Set(
      ((details?.users ?? []) + (details?.roles ?? [])).compactMap { ARN($0.arn.value)?.account }
    ).subtracting(missing.compactMap(\.account))
  }
}
