// What ECR adds to IAM: A-70 to A-76.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

struct RegistryFactTests {
  private let everybody = #""*""#

  @Test func `repository policy and identity policy: either allows, either denies (A-70)`() {
    let answers: [(String?, String?, Decision)] = [
      (nil, nil, .implicitDeny),
      (policy(allow()), nil, .allowed),
      (nil, policy(allow(to: aws(alice))), .allowed),
      (policy(allow()), policy(deny(to: everybody)), .explicitDeny),
      (policy(deny()), policy(allow(to: aws(alice))), .explicitDeny),
    ]
    for (identity, resource, decision) in answers {
      var ask = Ask()
      ask.identity = identity.map { [$0] } ?? []
      ask.resourcePolicy = resource
      #expect(ask.decision == decision)
    }
  }

  @Test func `the token comes from an identity policy, for * (A-71)`() {
    var ask = Ask()
    ask.action = "ecr:GetAuthorizationToken"
    ask.identity = [policy(allow("ecr:*", on: "arn:aws:ecr:*:*:repository/*"))]
    #expect(ask.decision == .implicitDeny)
    let miss = ask.result.nearMisses.first?.mismatch
    #expect(miss == .resource(patterns: ["arn:aws:ecr:*:*:repository/*"], isNegated: false))
    ask.identity = [policy(allow("ecr:GetAuthorizationToken", on: "*"))]
    #expect(ask.decision == .allowed)
  }

  @Test func `a login has nothing to do with another account's registry (A-62, QA-7)`() {
    let denied = policy(deny("*", to: everybody, on: "*"))
    var ask = Ask()
    ask.principal = "arn:aws:sts::\(abroad):assumed-role/x/s"
    ask.action = "ecr:GetAuthorizationToken"
    ask.resource = "*"
    ask.resourceAccount = home
    ask.identity = [policy(allow("ecr:*"))]
    ask.registryPolicy = denied
    ask.resourceControl = [[everythingControlled, denied]]
    #expect(ask.decision == .allowed)
    #expect(ask.result.gates.map(\.policyType) == [.identityPolicy])
    #expect(ask.result.remarks.contains(.loginIsAskedAtHome))
    // The repository's ARN names the account as well as a member of its own does.
    ask.resourceAccount = nil
    ask.resource = repository
    #expect(ask.decision == .allowed)
    // Everything else is asked of the registry that the question names.
    ask.action = "ecr:DescribeRegistry"
    ask.resourceAccount = home
    #expect(ask.decision == .explicitDeny)
    // At home the Deny counts for the login too.
    ask.action = "ecr:GetAuthorizationToken"
    ask.resourceAccount = abroad
    #expect(ask.decision == .explicitDeny)
    #expect(!ask.result.remarks.contains(.loginIsAskedAtHome))
  }

  @Test(arguments: ECRAction.all.map(\.text))
  func `a registry policy of scope V1 counts for three actions, one of V2 for all (A-72, T-A14)`(
    action: String
  ) {
    var ask = Ask()
    ask.action = action
    ask.registryPolicy = policy(allow("ecr:*", to: aws(alice), on: "*"))
    ask.scope = .v1
    let isInV1 = [
      "ecr:ReplicateImage", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository",
    ].contains(action)
    #expect(ask.decision == (isInV1 ? .allowed : .implicitDeny))
    #expect(ask.result.remarks.contains(.registryPolicyNotAsked) == !isInV1)
    ask.scope = .v2
    // Some are by identity policies alone (A-71, C-21, K-10).
    let isByIdentity =
      ["ecr:GetAuthorizationToken", "ecr:CreatePullThroughCacheRule"].contains(action)
      || action.contains("RepositoryCreationTemplate")
    #expect(ask.decision == (isByIdentity ? .implicitDeny : .allowed))
    #expect(ask.result.remarks.contains(.registryPolicyCannotAllow) == isByIdentity)
    ask.identity = [policy(allow())]
    ask.registryPolicy = policy(deny("ecr:*", to: everybody, on: "*"))
    #expect(ask.decision == .explicitDeny)
    ask.scope = .v1
    #expect(ask.decision == (isInV1 ? .explicitDeny : .allowed))
  }

  @Test func `an Allow of repository or registry policy counts, a Deny of either decides (A-72)`() {
    var ask = Ask()
    ask.resourcePolicy = policy(allow(to: aws(alice)))
    ask.registryPolicy = policy(allow("ecr:PutImage", to: aws(alice), on: "*"))
    #expect(ask.decision == .allowed)
    #expect(ask.result.decidedBy == [.resourcePolicy])
    ask.action = "ecr:PutImage"
    #expect(ask.result.decidedBy == [.resourcePolicy, .registryPolicy])
    ask.resourcePolicy = policy(deny("ecr:Put*", to: everybody))
    #expect(ask.decision == .explicitDeny)
  }

  /// What A-73 and A-74 list for each undertaking, conditional steps in brackets.
  static let recipes: [(AccessRecipe, [String])] = {
    let pull = ["BatchGetImage", "GetDownloadUrlForLayer"]
    let push = [
      "BatchCheckLayerAvailability", "BatchGetImage", "CompleteLayerUpload",
      "InitiateLayerUpload", "PutImage", "UploadLayerPart",
    ]
    let login = ["GetAuthorizationToken"]
    let create = ["[CreateRepository]"]
    return [
      (.pull, login + pull), (.helmPull, login + pull), (.push, login + push + create),
      (.helmPush, login + push + create), (.multiArchPush, login + push + create),
      (.sign, login + pull + push), (.listTags, login + ["ListImages"]),
      (.deleteTag, ["BatchDeleteImage"]), (.retag, ["BatchGetImage", "PutImage"]),
      (.scan, ["StartImageScan", "DescribeImageScanFindings"]),
      (.replicate, ["ReplicateImage", "[CreateRepository]"]),
      (
        .pullThroughCache,
        login + pull + ["BatchImportUpstreamImage", "[CreateRepository]", "[TagResource]"]
      ),
    ]
  }()

  @Test(arguments: recipes)
  func `every undertaking asks for what ECR's pages list (A-73, A-74, T-A11)`(
    recipe: AccessRecipe, actions: [String]
  ) {
    let asked = recipe.steps.map { step in
      let name = String(step.action.dropFirst("ecr:".count))
      return step.condition == nil ? name : "[\(name)]"
    }
    #expect(Set(asked) == Set(actions))
    for step in recipe.steps { #expect(ECRAction.named(step.action) != nil) }
  }

  @Test func `all undertakings are in the table above (A-73, A-74)`() {
    #expect(Set(Self.recipes.map(\.0)) == Set(AccessRecipe.allCases))
  }

  /// What the managed policies give, by ECR's page on them.
  @Test func `AWS's managed policies pull, push or read (A-75)`() throws {
    func succeeds(_ recipe: AccessRecipe, _ name: String) throws -> Bool {
      let managed = try #require(
        AWSManagedPolicy.all.first { $0.arn.hasSuffix("/" + name) }, "\(name)")
      return recipe.steps.filter { $0.condition == nil }.allSatisfy { step in
        var ask = Ask()
        ask.action = step.action
        ask.identity = [managed.text]
        return ask.decision == .allowed
      }
    }
    let full = "AmazonEC2ContainerRegistryFullAccess"
    let power = "AmazonEC2ContainerRegistryPowerUser"
    let reader = "AmazonEC2ContainerRegistryReadOnly"
    let puller = "AmazonEC2ContainerRegistryPullOnly"
    for name in [full, power, reader, puller] { #expect(try succeeds(.pull, name)) }
    for recipe in AccessRecipe.allCases { #expect(try succeeds(recipe, full)) }
    #expect(try succeeds(.push, power))
    #expect(try !succeeds(.push, reader))
    #expect(try !succeeds(.push, puller))
    #expect(try !succeeds(.deleteTag, power))
    #expect(try succeeds(.listTags, reader))
    #expect(try !succeeds(.listTags, puller))
    #expect(try succeeds(.pullThroughCache, puller))
    #expect(try !succeeds(.pullThroughCache, reader))
  }

  @Test func `request tags are for what gives tags, resource tags for repositories (A-76, T-A17)`()
  {
    let creating = #"{"StringEquals": {"aws:RequestTag/team": "payments"}}"#
    var ask = Ask()
    ask.action = "ecr:CreateRepository"
    ask.identity = [policy(allow(if: creating))]
    ask.requestTags = ["team": "payments"]
    #expect(ask.decision == .allowed)
    // The new repository has no tags yet.
    ask.identity = [
      policy(allow(if: #"{"StringEquals": {"ecr:ResourceTag/team": "payments"}}"#))
    ]
    #expect(ask.decision == .implicitDeny)
    ask.action = "ecr:BatchGetImage"
    ask.requestTags = nil
    ask.resourceTags = ["team": "payments"]
    #expect(ask.decision == .allowed)
    ask.resourceTags = ["team": "web"]
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.missingContextKeys.isEmpty)
  }
}
