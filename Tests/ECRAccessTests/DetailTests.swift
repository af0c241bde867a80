import ECRAccess
import ECRModel
import ECRPolicy
import Testing

/// Details of answers that a small slip would change and no story needs.
struct DetailTests {
  @Test func `A-42: keys ignore case, and a missing one is named once`() {
    var ask = Ask()
    ask.identity = [
      policy(
        allow("ecr:BatchGetImage", if: #"{"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}"#),
        allow("ecr:*", if: #"{"IpAddress": {"AWS:sourceIP": "198.51.100.0/24"}}"#))
    ]
    #expect(ask.result.missingContextKeys == ["AWS:sourceIP"])
  }

  @Test func `A-53 QA-3: a statement for other actions leaves no doubt about the user`() {
    var ask = Ask()
    ask.principal = "arn:aws:sts::\(home):federated-user/alice"
    ask.session = [policy(allow())]
    ask.resourcePolicy = policy(
      allow("ecr:PutImage", to: aws("arn:aws:iam::\(home):user/alice")))
    #expect(ask.result.remarks == [])
    #expect(!ask.result.decisionMayChange)
    // The first action of all is one as any other.
    ask.action = "ecr:BatchCheckLayerAvailability"
    ask.resourcePolicy = policy(
      allow("ecr:BatchCheckLayerAvailability", to: aws("arn:aws:iam::\(home):user/alice")))
    #expect(ask.result.remarks == [.userBehindFederatedUser])
  }

  @Test func `A-62, A-53: only policies that could allow it are called missing`() {
    var ask = Ask()
    ask.action = "ecr:GetAuthorizationToken"
    ask.resource = "*"
    #expect(ask.result.missingPolicies == [[.identityPolicy]])
    ask = Ask()
    ask.principal = "ecs-tasks.amazonaws.com"
    #expect(ask.result.missingPolicies == [[.resourcePolicy]])
  }

  @Test func `A-49: a session's user id has the name of the session behind the role's id`() throws {
    var caller = try #require(Caller("arn:aws:sts::\(home):assumed-role/deployer/build-7"))
    caller.uniqueID = "AROAEXAMPLE"
    var policies = PolicySet()
    policies.caller.identityPolicies = [
      try #require(
        compile(
          policy(allow(if: #"{"StringEquals": {"aws:userid": "AROAEXAMPLE:build-7"}}"#)),
          .identityPolicy))
    ]
    let request = AccessRequest(
      principal: caller, action: "ecr:BatchGetImage", resource: repository)
    #expect(EvaluateAccess.run(request, policies).decision == .allowed)
  }

  @Test(arguments: ["user/", "role//deployer", "user/a//b"])
  func `A-20: an ARN with an empty part names nobody`(resource: String) {
    #expect(Caller("arn:aws:iam::\(home):\(resource)") == nil)
  }

  @Test func `every recipe has a summary of its own, in words of its name`() {
    let all = AccessRecipe.allCases
    #expect(Set(all.map(\.summary)).count == all.count)
    #expect(AccessRecipe.sign.summary.contains("sign"))
    #expect(AccessRecipe.listTags.summary.contains("list"))
  }

  // MARK: Matrices

  private func matrix(
    _ caller: String, _ identity: String, _ targets: [AccessMatrix.Target],
    _ circumstances: AccessMatrix.Circumstances = AccessMatrix.Circumstances()
  ) throws -> AccessMatrix {
    var policies = CallerPolicies()
    policies.identityPolicies = [try #require(compile(identity, .identityPolicy))]
    let principal = AccessMatrix.Principal(
      caller: try #require(Caller(caller)), policies: policies)
    return AccessMatrix(principals: [principal], targets: targets, circumstances: circumstances)
  }

  private func bit(_ action: String) throws -> UInt64 {
    1 << UInt64(try #require(ECRAction.index(of: action)))
  }

  @Test func `A-76: where one of a policy's keys is a repository's, each repository is asked`()
    throws
  {
    let condition =
      #"{"StringEquals": {"aws:ResourceTag/team": "shop"}, "Bool": {"aws:SecureTransport": "true"}}"#
    let alice = "arn:aws:iam::\(home):user/alice"
    let shared = compile(policy(allow(to: aws(alice), if: condition)), .repositoryPolicy)
    func target(_ name: String, _ team: String, _ policy: CompiledPolicy?) -> AccessMatrix.Target {
      var policies = ResourcePolicies()
      policies.resourcePolicy = policy
      var target = AccessMatrix.Target(resource: repository + name, policies: policies)
      target.tags = ["team": team]
      return target
    }
    let pull = try bit("ecr:BatchGetImage")
    for (identity, resource) in [
      (policy(allow(if: condition)), nil), (policy(allow("s3:*")), shared),
    ] {
      let (own, other) = (target("", "shop", resource), target("-2", "bank", resource))
      for targets in [[own, other], [other, own]] {
        let matrix = try matrix(alice, identity, targets)
        #expect(
          targets.indices.map { matrix[0, $0].allowed & pull != 0 }
            == targets.map { $0.tags?["team"] == "shop" })
      }
    }
  }

  @Test func `A-62, A-72: of another account's registry only the login is asked at home`() throws {
    func closed(_ action: String) throws -> ResourcePolicies {
      var policies = ResourcePolicies()
      policies.registryPolicy = compile(policy(deny(action, to: #""*""#, on: "*")), .registryPolicy)
      policies.registryPolicyScope = .v2
      return policies
    }
    let target = AccessMatrix.Target(
      resource: repository, policies: try closed("ecr:DescribeRegistry"))
    var circumstances = AccessMatrix.Circumstances()
    circumstances.registries[
      AccessMatrix.RegistryPlace(account: abroad, region: "eu-central-1")] =
      AccessMatrix.Registry(
        policies: try closed("ecr:GetRegistryPolicy"), organization: nil)
    let cell = try matrix(
      "arn:aws:iam::\(abroad):user/alice", policy(allow()), [target], circumstances)[0, 0]
    #expect(try cell.denied & bit("ecr:DescribeRegistry") != 0)
    #expect(try cell.denied & bit("ecr:GetRegistryPolicy") == 0)
    #expect(try cell.allowed & bit("ecr:GetAuthorizationToken") != 0)
  }

  @Test func `A-78: a matrix names the keys of open answers alone`() throws {
    let identity = policy(
      allow("ecr:BatchGetImage", if: #"{"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}"#),
      allow("ecr:PutImage"),
      allow("ecr:PutImage", if: #"{"StringEquals": {"app:Name": "x"}}"#))
    let target = AccessMatrix.Target(resource: repository, policies: ResourcePolicies())
    let matrix = try matrix("arn:aws:iam::\(home):user/alice", identity, [target])
    #expect(matrix.missingContextKeys([.max]) == [["aws:SourceIp"]])
    #expect(try matrix[0, 0].undecided == bit("ecr:BatchGetImage"))
  }
}
