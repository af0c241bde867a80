// Actions, resources, variables and context: A-30 to A-34 and A-47 to A-49.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing

struct ActionFactTests {
  private func allows(
    _ pattern: String, _ action: String = "ecr:BatchGetImage", resource: String = "*"
  ) -> Bool {
    var ask = Ask()
    ask.action = action
    ask.identity = [policy(allow(pattern, on: resource))]
    return ask.decision == .allowed
  }

  @Test func `action patterns have no case, and two wildcards (A-30)`() {
    for pattern in [
      "*", "ecr:*", "ecr:BatchGetImage", "ECR:batchgetimage", "ecr:Batch*", "ecr:*Image",
      "ecr:Batch???Image", "ecr:*get*",
    ] { #expect(allows(pattern), "\(pattern)") }
    for pattern in ["ecr:BatchGet", "ecr:Batch?Image", "ecr:BatchGetImage?", "s3:*", "ecr:*s"] {
      #expect(!allows(pattern), "\(pattern)")
    }
    #expect(allows("ecr:BatchGetImage", "ECR:BATCHGETIMAGE"))
  }

  @Test func `actions of other services and of no table are evaluated alike (A-30)`() {
    #expect(allows("s3:Get*", "s3:GetObject"))
    #expect(allows("S3:getobject", "s3:GetObject"))
    #expect(!allows("s3:Put*", "s3:GetObject"))
    #expect(allows("ecr:*", "ecr:SomethingNew"))
    #expect(!allows("ecr:Batch*", "ecr:SomethingNew"))
  }

  @Test func `NotAction means every action that is not listed (A-30)`() {
    func decision(_ action: String) -> Decision {
      var ask = Ask()
      ask.action = action
      ask.identity = [
        policy(
          #"{"Effect": "Allow", "NotAction": ["ecr:Put*", "s3:*"], "Resource": "*"}"#)
      ]
      return ask.decision
    }
    #expect(decision("ecr:BatchGetImage") == .allowed)
    #expect(decision("iam:PassRole") == .allowed)
    #expect(decision("ecr:PutImage") == .implicitDeny)
    #expect(decision("s3:GetObject") == .implicitDeny)
  }

  @Test func `resource patterns have case, and a wildcard stays in its part (A-31)`() {
    func allows(_ pattern: String, _ resource: String = repository) -> Bool {
      var ask = Ask()
      ask.resource = resource
      ask.identity = [policy(allow(on: pattern))]
      return ask.decision == .allowed
    }
    for pattern in [
      "*", repository, "arn:aws:ecr:*:\(home):repository/*", "arn:aws:ecr:*:*:*",
      "arn:*:ecr:eu-*-1:\(home):repository/payments/a?i", "arn:aws:ecr:eu-central-1:\(home):*api",
    ] { #expect(allows(pattern), "\(pattern)") }
    for pattern in [
      "arn:aws:ecr:eu-central-1:\(home):repository/Payments/api",
      "arn:aws:ecr:eu-central-1:\(home):repository/payments",
      "arn:aws:ecr:eu-central-1:\(abroad):repository/*",
      "arn:aws:ecr:eu-central-1:\(home):repository/payments/ap?i",
    ] { #expect(!allows(pattern), "\(pattern)") }
    // In the last part a star reaches over slashes and colons; before, it ends at a colon.
    let function = "arn:aws:lambda:eu-central-1:\(home):function:shop:7"
    #expect(allows("arn:aws:lambda:*:\(home):function:*", function))
    #expect(allows("arn:aws:lambda:*:\(home):*:7", function))
    #expect(!allows("arn:aws:lambda:*:*:7", function))
  }

  @Test func `NotResource means every resource that is not listed (A-31)`() {
    func decision(_ resource: String) -> Decision {
      var ask = Ask()
      ask.resource = resource
      ask.identity = [
        policy(
          #"{"Effect": "Allow", "Action": "ecr:*", "NotResource": "arn:aws:ecr:*:*:repository/payments/*"}"#
        )
      ]
      return ask.decision
    }
    #expect(decision(repository) == .implicitDeny)
    #expect(decision("arn:aws:ecr:eu-central-1:\(home):repository/web-shop") == .allowed)
  }

  @Test(
    arguments: ECRAction.all.filter { $0.resourceType == .registry }.map(\.text))
  func `an action without a resource is allowed with Resource * only (A-32, T-A05)`(
    action: String
  ) {
    #expect(allows(action, action, resource: "*"))
    #expect(!allows(action, action, resource: "arn:aws:ecr:*:*:repository/*"))
    var ask = Ask()
    ask.action = action
    ask.identity = [policy(allow(action))]
    #expect(ask.result.remarks == [.resourceIsEverything])
  }

  @Test func `a repository's ARN may have slashes in its name (A-33)`() {
    let nested = "arn:aws:ecr:eu-central-1:\(home):repository/team/shop/payments/api"
    var ask = Ask()
    ask.resource = nested
    ask.identity = [policy(allow(on: nested))]
    #expect(ask.decision == .allowed)
  }

  @Test(
    arguments: [
      "ecr:GetAuthorizationToken", "ecr:CreateRepository", "ecr:DescribeRegistry",
      "ecr:PutRegistryPolicy",
    ])
  func `a repository policy has no say in what is not asked of its repository (A-34, T-A16)`(
    action: String
  ) {
    var ask = Ask()
    ask.action = action
    ask.resourcePolicy = policy(allow("ecr:*", to: aws(alice)))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.remarks.contains(.repositoryPolicyNotAsked))
    // Nor does its Deny stop anybody.
    ask.resourcePolicy = policy(deny("ecr:*", to: #""*""#))
    ask.identity = [policy(allow())]
    #expect(ask.decision == .allowed)
  }
}

struct VariableFactTests {
  private func allows(
    on resource: String = "*", if condition: String = "", version: String = "2012-10-17",
    _ context: [String: [String]] = [:]
  ) -> Bool {
    var ask = Ask()
    ask.identity = [policy(allow(on: resource, if: condition), version: version)]
    ask.context = context
    return ask.decision == .allowed
  }

  @Test func `variables stand for what the request has (A-47)`() {
    let resource = "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/*"
    #expect(allows(on: resource, ["aws:PrincipalTag/team": ["payments"]]))
    #expect(!allows(on: resource, ["aws:PrincipalTag/team": ["web"]]))
    #expect(!allows(on: resource))
    let condition = #"{"StringLike": {"shop:owner": "team-${aws:username}"}}"#
    #expect(allows(if: condition, ["shop:owner": ["team-alice"]]))
    #expect(!allows(if: condition, ["shop:owner": ["team-bob"]]))
  }

  @Test func `a variable without a value makes its element match nothing (A-47)`() {
    #expect(!allows(on: "arn:aws:ecr:*:*:repository/*${shop:none}"))
    #expect(!allows(if: #"{"StringEquals": {"aws:username": "alice${shop:none}"}}"#))
  }

  @Test func `a variable's default stands in for a value that is not there (A-47)`() {
    let resource = "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team, 'payments'}/api"
    #expect(allows(on: resource))
    #expect(!allows(on: resource, ["aws:PrincipalTag/team": ["web"]]))
  }

  @Test func `wildcards in a variable's value are letters like others (A-47)`() {
    let resource = "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}"
    #expect(!allows(on: resource, ["aws:PrincipalTag/team": ["*"]]))
    let condition = #"{"StringLike": {"shop:owner": "${shop:pattern}"}}"#
    #expect(!allows(if: condition, ["shop:owner": ["alice"], "shop:pattern": ["al*"]]))
    #expect(allows(if: condition, ["shop:owner": ["al*"], "shop:pattern": ["al*"]]))
  }

  @Test func `escapes stand for the wildcards themselves and the dollar (A-47)`() {
    for (escape, letter, other) in [("${*}", "*", "x"), ("${?}", "?", "x"), ("${$}", "$", "x")] {
      let condition = #"{"StringLike": {"shop:key": "a\#(escape)b"}}"#
      #expect(allows(if: condition, ["shop:key": ["a\(letter)b"]]))
      #expect(!allows(if: condition, ["shop:key": ["a\(other)b"]]))
    }
  }

  @Test func `the older version takes variables for letters (A-02, T-A18)`() {
    let condition = #"{"StringEquals": {"shop:owner": "${aws:username}"}}"#
    #expect(allows(if: condition, ["shop:owner": ["alice"]]))
    #expect(!allows(if: condition, version: "2008-10-17", ["shop:owner": ["alice"]]))
    #expect(allows(if: condition, version: "2008-10-17", ["shop:owner": ["${aws:username}"]]))
    var ask = Ask()
    ask.context = ["shop:owner": ["alice"]]
    ask.identity = [#"{"Statement": \#(allow(if: condition))}"#]
    #expect(ask.decision == .implicitDeny)
  }
}

struct ContextFactTests {
  private func holds(_ condition: String, _ change: (inout Ask) -> Void = { _ in }) -> Bool {
    var ask = Ask()
    ask.identity = [policy(allow(if: condition))]
    change(&ask)
    return ask.decision == .allowed
  }

  @Test func `keys of tags have no case, their values have (A-48)`() {
    for prefix in ["aws:ResourceTag", "ecr:ResourceTag"] {
      let condition = #"{"StringEquals": {"\#(prefix)/Team": "payments"}}"#
      #expect(holds(condition) { $0.resourceTags = ["TEAM": "payments"] })
      #expect(!holds(condition) { $0.resourceTags = ["Team": "Payments"] })
    }
    let asked = #"{"StringEquals": {"aws:RequestTag/Team": "payments"}}"#
    #expect(
      holds(asked) {
        $0.action = "ecr:TagResource"
        $0.requestTags = ["team": "payments"]
      })
    let caller = #"{"StringEquals": {"aws:PrincipalTag/Team": "payments"}}"#
    #expect(holds(caller) { $0.principalTags = ["team": "payments"] })
  }

  @Test func `the keys of request tags are aws:TagKeys (A-76)`() {
    let condition = #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "stage"]}}"#
    func holds(_ tags: [String: String]) -> Bool {
      self.holds(condition) {
        $0.action = "ecr:TagResource"
        $0.requestTags = tags
      }
    }
    #expect(holds(["team": "a", "stage": "b"]))
    #expect(!holds(["team": "a", "owner": "b"]))
  }

  @Test func `the caller's own keys are known (A-49, T-A08)`() {
    #expect(holds(#"{"StringEquals": {"aws:PrincipalAccount": "\#(home)"}}"#))
    #expect(holds(#"{"StringEquals": {"aws:PrincipalType": "User"}}"#))
    #expect(holds(#"{"StringEquals": {"aws:username": "alice"}}"#))
    #expect(holds(#"{"ArnEquals": {"aws:PrincipalArn": "\#(alice)"}}"#))
    #expect(holds(#"{"StringEquals": {"aws:ResourceAccount": "\#(home)"}}"#))
    #expect(holds(#"{"Bool": {"aws:SecureTransport": "true"}}"#))
    let session = { (ask: inout Ask) in ask.principal = build7 }
    #expect(holds(#"{"ArnEquals": {"aws:PrincipalArn": "\#(deployer)"}}"#, session))
    #expect(!holds(#"{"ArnEquals": {"aws:PrincipalArn": "\#(build7)"}}"#, session))
    #expect(holds(#"{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}"#, session))
    // A session has no user name.
    #expect(holds(#"{"Null": {"aws:username": "true"}}"#, session))
  }

  @Test func `the instant of the request gives the time's keys (A-49)`() throws {
    let at = try #require(Timestamp(typed: "2026-01-31T12:00:00Z"))
    let early = #"{"DateLessThan": {"aws:CurrentTime": "2026-02-01T00:00:00Z"}}"#
    #expect(holds(early) { $0.at = at })
    #expect(!holds(early))
    #expect(holds(#"{"NumericEquals": {"aws:EpochTime": "1769860800"}}"#) { $0.at = at })
  }

  @Test func `what the question gives overrides what follows from the rest (A-49)`() {
    let condition = #"{"StringEquals": {"aws:username": "bob"}}"#
    #expect(!holds(condition))
    #expect(holds(condition) { $0.context = ["aws:UserName": ["bob"]] })
    let insecure = #"{"Bool": {"aws:SecureTransport": "false"}}"#
    #expect(holds(insecure) { $0.context = ["aws:SecureTransport": ["false"]] })
  }

  @Test func `what nobody knows is never guessed: taken for absent, and told (A-49)`() {
    for key in ["aws:SourceIp", "aws:PrincipalOrgID", "aws:MultiFactorAuthPresent"] {
      var ask = Ask()
      ask.identity = [policy(allow(if: #"{"Null": {"\#(key)": "true"}}"#))]
      let result = ask.result
      #expect(result.decision == .allowed)
      #expect(result.missingContextKeys == [key])
      #expect(result.decisionMayChange)
    }
  }
}
