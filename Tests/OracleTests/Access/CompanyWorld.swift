/// An account's users and roles, two accounts' repositories and their policies, as the AWS CLI prints them.
import ECRAccess
import ECRModel
import ECRPolicy
import ECRSimulator
import Texts

/// What made-up worlds have, put together as one company.
struct CompanyWorld {
  /// A user or a role.
  struct Person {
    var arn: String
    var uniqueID: String
    var identityPolicies: [WorldPolicy]
    var permissionsBoundary: WorldPolicy?
    var tags: [WorldTag]

    var isUser: Bool { arn.contains(":user/") }
  }

  var people: [Person] = []
  /// The repositories' ARNs with their policies.
  var repositories: [(arn: String, policy: WorldPolicy?)] = []
  /// The registries' policies, by account.
  var registryPolicies: [String: WorldPolicy] = [:]
  var serviceControlPolicies: [[WorldPolicy]] = []
  var context: [WorldKey] = []

  private static let arns = [
    "arn:aws:iam::111111111111:user/team/ann", "arn:aws:iam::111111111111:user/bob",
    "arn:aws:iam::111111111111:role/app/Puller", "arn:aws:iam::222222222222:role/Pusher",
  ]

  init(seed: UInt64) {
    let worlds = (UInt64(0)..<4).map { place in
      var generator = AccessWorldGenerator(seed: seed &* 4 &+ place)
      var world = generator.world()
      // a repository's policy has no resources.
      for index in world.resourcePolicy?.statements.indices ?? 0..<0 {
        world.resourcePolicy?.statements[index].resource = nil
      }
      return world
    }
    for (place, world) in worlds.enumerated() {
      people.append(
        Person(
          arn: Self.arns[place],
          uniqueID: (Self.arns[place].contains(":user/") ? "AIDA" : "AROA")
            + "EXAMPLEEXAMPLE0\(place)",
          identityPolicies: world.identityPolicies, permissionsBoundary: world.permissionsBoundary,
          tags: Self.once(world.question.principalTags ?? [])))
    }
    for (world, arn) in zip(worlds, AccessVocabulary.repositories) where arn != "*" {
      repositories.append((arn, world.resourcePolicy))
      let account = ARN(arn)?.account ?? ""
      registryPolicies[account] = registryPolicies[account] ?? world.registryPolicy
    }
    serviceControlPolicies = worlds[1].serviceControlPolicies
    context = worlds[0].question.context.filter { key in
      !["aws:principal", "aws:userid", "aws:username", "aws:resource"].contains {
        key.name.lowercased().hasPrefix($0)
      }
    }
  }

  /// The tags whose keys differ in more than case.
  private static func once(_ tags: [WorldTag]) -> [WorldTag] {
    var seen: Set<String> = []
    return tags.filter { seen.insert($0.key.lowercased()).inserted }
  }

  // MARK: Documents

  func inputs() -> AccessInputs {
    var inputs = AccessInputs()
    inputs.wantsAdvice = false
    inputs.documents = [details, list] + repositories.compactMap(repositoryPolicy)
    inputs.documents += registryPolicies.sorted { $0.key < $1.key }.map { account, policy in
      text(
        "registry-\(account)",
        object([
          ("registryId", quoted(account)), ("policyText", quoted(accessPolicyJSON(policy))),
        ]))
    }
    inputs.serviceControlPolicies = serviceControlPolicies.map { level in
      level.map { text("scp", accessPolicyJSON($0)) }
    }
    inputs.context = context.map { ($0.name, $0.values) }
    return inputs
  }

  private func text(_ name: String, _ json: String) -> SourceText {
    SourceText(name: name, text: json)
  }

  private func tagJSON(_ tag: WorldTag) -> String {
    object([("Key", quoted(tag.key)), ("Value", quoted(tag.value))])
  }

  private var list: SourceText {
    text(
      "repositories",
      object([
        (
          "repositories",
          array(
            repositories.map { repository in
              let arn = ARN(repository.arn)
              return object([
                ("repositoryArn", quoted(repository.arn)),
                ("registryId", quoted(arn?.account ?? "")),
                ("repositoryName", quoted(arn?.repositoryName ?? "")),
              ])
            })
        )
      ]))
  }

  private func repositoryPolicy(
    _ repository: (arn: String, policy: WorldPolicy?)
  ) -> SourceText? {
    guard let policy = repository.policy, let arn = ARN(repository.arn) else { return nil }
    return text(
      "policy",
      object([
        ("registryId", quoted(arn.account)), ("repositoryName", quoted(arn.repositoryName ?? "")),
        ("policyText", quoted(accessPolicyJSON(policy))),
      ]))
  }

  private var details: SourceText {
    var policies: [String] = []
    let identities = people.map { person in
      let name = quoted(String(person.arn.split(separator: "/").last ?? ""))
      var members = [
        ("Arn", quoted(person.arn)), (person.isUser ? "UserName" : "RoleName", name),
        (person.isUser ? "UserId" : "RoleId", quoted(person.uniqueID)),
        (
          person.isUser ? "UserPolicyList" : "RolePolicyList",
          array(
            person.identityPolicies.enumerated().map { index, policy in
              object([
                ("PolicyName", quoted("p\(index)")), ("PolicyDocument", accessPolicyJSON(policy)),
              ])
            })
        ), ("Tags", array(person.tags.map(tagJSON))),
      ]
      if let boundary = person.permissionsBoundary {
        let account = ARN(person.arn)?.account ?? ""
        let arn = quoted("arn:aws:iam::\(account):policy/boundary-\(policies.count)")
        members.append(("PermissionsBoundary", object([("PermissionsBoundaryArn", arn)])))
        policies.append(
          object([
            ("Arn", arn), ("DefaultVersionId", quoted("v1")),
            (
              "PolicyVersionList",
              array([
                object([
                  ("VersionId", quoted("v1")), ("IsDefaultVersion", "true"),
                  ("Document", accessPolicyJSON(boundary)),
                ])
              ])
            ),
          ]))
      }
      return (isUser: person.isUser, json: object(members))
    }
    return text(
      "details",
      object([
        ("UserDetailList", array(identities.filter(\.isUser).map(\.json))),
        ("RoleDetailList", array(identities.filter { !$0.isUser }.map(\.json))),
        ("Policies", array(policies)),
      ]))
  }

  // MARK: Lines

  /// The answer to the question as a line of a batch.
  func line(_ principal: String, _ action: ECRAction, _ resource: String) -> CellAnswer? {
    guard let person = people.first(where: { $0.arn == principal }),
      let repository = repositories.first(where: { $0.arn == resource })
    else { return nil }
    let isLogin = action.name == "GetAuthorizationToken"
    let owner = ARN(resource)?.account
    let account = isLogin ? ARN(principal)?.account : owner
    var question = WorldQuestion(
      principal: principal, action: action.text, resource: isLogin ? "*" : resource)
    question.resourceAccount = isLogin ? account : nil
    question.context = context
    // A user has no other tags; a role's session may have been given more.
    if person.isUser {
      question.principalTags = person.tags
    } else {
      question.context += person.tags.map {
        WorldKey(name: "aws:PrincipalTag/" + $0.key, values: [$0.value])
      }
    }
    if isLogin || action.resourceType == .registry,
      !context.contains(where: { $0.name.lowercased() == "aws:requestedregion" })
    {
      question.context.append(
        WorldKey(name: "aws:RequestedRegion", values: [ARN(resource)?.region ?? ""]))
    }
    if person.isUser {
      question.context.append(WorldKey(name: "aws:userid", values: [person.uniqueID]))
    }
    var world = AccessWorld(question: question)
    world.identityPolicies = person.identityPolicies
    world.permissionsBoundary = person.permissionsBoundary
    world.serviceControlPolicies = serviceControlPolicies
    world.resourcePolicy = isLogin ? nil : repository.policy
    world.registryPolicy = account.flatMap { registryPolicies[$0] }
    let outcome = AnswerAccessQuestion.run(
      SourceText(name: "line", text: accessJSON(world)), number: 1, at: nil)
    return outcome.result.map { CellAnswer($0) }
  }
}
