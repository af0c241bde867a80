// What an answer comes with: A-78 and the explanation that Drydock adds.

import ECRAccess
import ECRModel
import ECRPolicy
import Testing
import Texts

struct EvidenceTests {
  @Test func `the decisions are IAM's own words (A-78)`() {
    #expect(Decision.allCases.map(\.rawValue) == ["allowed", "explicitDeny", "implicitDeny"])
  }

  @Test func `a matched statement tells its policy, Sid, place, line and column (A-78)`() throws {
    var ask = Ask()
    ask.identity = [
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Sid": "Else", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
          {"Sid": "Pull", "Effect": "Allow", "Action": "ecr:Batch*", "Resource": "*"}
        ]
      }
      """
    ]
    let statement = try #require(ask.result.matchedStatements.first)
    #expect(ask.result.matchedStatements.count == 1)
    #expect(statement.policyType == .identityPolicy)
    #expect(statement.policy == "policy.json")
    #expect(statement.sid == "Pull")
    #expect(statement.index == 1)
    #expect(statement.effect == "Allow")
    #expect(statement.position.line == 5)
    #expect(statement.position.column == 5)
  }

  @Test func `an allowed request shows the statements of every gate that lets it through (A-78)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.boundary = policy(allow("ecr:*"))
    ask.serviceControl = [[policy(allow())], [policy(allow("ecr:*"))]]
    let types = ask.result.matchedStatements.map(\.policyType)
    #expect(
      types == [
        .serviceControlPolicy, .serviceControlPolicy, .identityPolicy, .permissionsBoundary,
      ])
    #expect(ask.result.decidedBy == [.identityPolicy])
  }

  @Test func `every gate that has a say is told, in AWS's order (A-50 to A-58)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.boundary = policy(allow("s3:*"))
    ask.serviceControl = [[policy(allow())]]
    ask.resourceControl = [[everythingControlled]]
    ask.resourcePolicy = policy(allow("ecr:PutImage", to: #""*""#))
    ask.registryPolicy = policy(deny("ecr:PutImage", to: #""*""#, on: "*"))
    ask.endpoint = [policy(allow(to: #""*""#, on: "*"))]
    #expect(
      ask.result.gates.map {
        "\($0.policyType.rawValue) \($0.answer.rawValue)\($0.mustAllow ? " must" : "")"
      } == [
        "resourceControlPolicy allows must",
        "serviceControlPolicy allows must",
        "resourcePolicy silent",
        "registryPolicy silent",
        "identityPolicy allows must",
        "permissionsBoundary silent must",
        "vpcEndpointPolicy allows must",
      ])
    #expect(ask.result.decidedBy == [.permissionsBoundary])
  }

  @Test func `in one account one of those that give must allow, and what bounds must (A-53)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.boundary = policy(allow())
    ask.resourcePolicy = policy(allow(to: aws(abroad)))
    #expect(ask.result.gates.map(\.need) == [.oneOfSeveral, .oneOfSeveral, .allow])
    ask.resourcePolicy = nil
    #expect(ask.result.gates.map(\.need) == [.allow, .allow])
  }

  @Test func `across accounts both sides must allow (A-60)`() {
    var ask = Ask()
    ask.principal = "arn:aws:iam::\(abroad):user/bob"
    ask.identity = [policy(allow())]
    ask.resourcePolicy = policy(allow(to: aws(abroad)))
    #expect(ask.result.gates.map(\.need) == [.allow, .allow])
    ask.registryPolicy = policy(allow(to: aws(home), on: "*"))
    #expect(ask.result.gates.map(\.need) == [.oneOfSeveral, .oneOfSeveral, .allow])
  }

  @Test func `a policy that names the caller's account leaves it to that account (A-53)`() {
    var ask = Ask()
    ask.resourcePolicy = policy(allow(to: aws(home)))
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.gates.map(\.allowsAccountOnly) == [true, false])
    ask.resourcePolicy = policy(allow(to: aws("arn:aws:iam::\(home):user/alice")))
    #expect(ask.decision == .allowed)
    #expect(ask.result.gates.map(\.allowsAccountOnly) == [false, false])
  }

  @Test func `a registry policy can only deny a login (A-62, A-72)`() {
    var ask = Ask()
    ask.action = "ecr:GetAuthorizationToken"
    ask.resource = "*"
    ask.identity = [policy(allow())]
    ask.registryPolicy = policy(allow(to: #""*""#, on: "*"))
    #expect(ask.result.gates.map(\.need) == [.onlyDeny, .allow])
  }

  @Test
  func `an identity policy that names principals is for whoever has it, evidence and all (A-06)`()
    throws
  {
    var set = PolicySet()
    // AWS would not take it; a stored text that has it all the same must not hide its permission.
    let text = policy(allow("ecr:*", to: aws("arn:aws:iam::\(abroad):user/bob"), on: "*"))
    let document = PolicyDocument.read(
      SourceText(name: "policy.json", text: text), as: .identityPolicy
    ).document
    set.caller.identityPolicies = [CompiledPolicy(try #require(document), name: "policy.json")]
    let request = AccessRequest(
      principal: try #require(Caller(alice)), action: "ecr:PutImage", resource: repository)
    let result = EvaluateAccess.run(request, set)
    #expect(result.decision == .allowed)
    #expect(result.decidedBy == [.identityPolicy])
    #expect(result.matchedStatements.map(\.index) == [0])
  }

  // MARK: Near misses

  private func nearMiss(_ statement: String, _ change: (inout Ask) -> Void = { _ in }) -> NearMiss?
  {
    var ask = Ask()
    ask.identity = [policy(statement)]
    change(&ask)
    let misses = ask.result.nearMisses
    #expect(misses.count <= 1)
    return misses.first
  }

  private func text(_ variable: NearMiss.Variable) -> String {
    variable.key + (variable.value.map { "=" + $0 } ?? "")
  }

  @Test func `a near miss tells the action that failed`() {
    #expect(
      nearMiss(allow("ecr:Put*"))?.mismatch == .action(patterns: ["ecr:Put*"], isNegated: false))
    // A statement about another service did not come close.
    #expect(nearMiss(allow("s3:*")) == nil)
    #expect(
      nearMiss(#"{"Effect": "Allow", "NotAction": "ecr:*", "Resource": "*"}"#)?.mismatch
        == .action(patterns: ["ecr:*"], isNegated: true))
  }

  @Test func `a near miss tells the resource that failed`() {
    let other = "arn:aws:ecr:eu-central-1:\(home):repository/web-shop"
    #expect(
      nearMiss(allow("ecr:*", on: other))?.mismatch
        == .resource(patterns: [other], isNegated: false))
  }

  @Test func `a near miss tells the first condition that failed, with both sides' values`() {
    let condition =
      #"{"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"shop:stage": ["test", "dev"]}}"#
    #expect(
      nearMiss(allow(if: condition)) { $0.context = ["shop:stage": ["prod"]] }?.mismatch
        == .condition(
          comparison: "StringEquals", key: "shop:stage", policyValues: ["test", "dev"],
          requestValues: .values(["prod"])))
    #expect(
      nearMiss(allow(if: condition))?.mismatch
        == .condition(
          comparison: "StringEquals", key: "shop:stage", policyValues: ["test", "dev"],
          requestValues: .absent))
  }

  @Test func `a near miss tells the principal that failed`() {
    var ask = Ask()
    let bob = "arn:aws:iam::\(home):user/bob"
    ask.resourcePolicy = policy(allow("ecr:BatchGetImage", to: aws(bob)))
    #expect(
      ask.result.nearMisses.map(\.mismatch) == [.principal(names: [bob], isNegated: false)])
    #expect(ask.result.nearMisses.map(\.statement.policyType) == [.resourcePolicy])
  }

  @Test func `a near miss tells what its variables stand for (A-47)`() {
    let own = "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/*"
    #expect(
      nearMiss(allow(on: own)) { $0.principalTags = ["team": "web"] }?.variables.map(text)
        == ["aws:PrincipalTag/team=web"])
    #expect(
      nearMiss(allow(on: own))?.variables.map(text) == ["aws:PrincipalTag/team"])
    let owner = #"{"StringEquals": {"shop:owner": "${aws:username}"}}"#
    #expect(
      nearMiss(allow(if: owner))?.variables.map(text) == ["aws:username=alice"])
    #expect(nearMiss(allow("ecr:Put*", on: own))?.variables.map(text) == [])
  }

  @Test func `the statements that came furthest are told first, three of a kind`() {
    var ask = Ask()
    let other = "arn:aws:ecr:eu-central-1:\(home):repository/web-shop"
    ask.identity = [
      policy(
        allow("ecr:Put*"), allow("ecr:*", on: other),
        allow("ecr:*", if: #"{"StringEquals": {"shop:stage": "test"}}"#), allow("ecr:List*"))
    ]
    #expect(ask.result.nearMisses.map(\.statement.index) == [2, 1, 0])
  }

  @Test func `only the kinds that would have had to allow have near misses`() {
    var ask = Ask()
    ask.identity = [policy(allow(), allow("ecr:Put*"))]
    ask.boundary = policy(allow("ecr:Put*"))
    #expect(ask.result.nearMisses.map(\.statement.policyType) == [.permissionsBoundary])
    ask.boundary = nil
    #expect(ask.result.nearMisses.isEmpty)
  }

  // MARK: Missing keys

  @Test func `a missing key is told only by statements that are for this request`() {
    var ask = Ask()
    let office = #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#
    ask.identity = [policy(allow("ecr:Put*", if: office), allow("ecr:Batch*"))]
    #expect(ask.result.missingContextKeys.isEmpty)
    ask.identity = [policy(allow("ecr:Batch*", if: office))]
    #expect(ask.result.missingContextKeys == ["aws:SourceIp"])
    #expect(ask.decision == .implicitDeny)
    #expect(ask.result.decisionMayChange)
  }

  @Test func `a missing key that cannot turn the decision is told, and that it cannot`() {
    var ask = Ask()
    let office = #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#
    ask.identity = [policy(allow(), allow(if: office))]
    #expect(ask.result.missingContextKeys == ["aws:SourceIp"])
    #expect(!ask.result.decisionMayChange)
  }

  @Test func `a Deny with a negated operator and a missing key denies (A-42, T-A06)`() {
    var ask = Ask()
    ask.identity = [policy(allow())]
    ask.resourcePolicy = policy(
      deny(to: #""*""#, if: #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}"#))
    #expect(ask.decision == .explicitDeny)
    #expect(ask.result.missingContextKeys == ["aws:SourceVpce"])
    #expect(ask.result.decisionMayChange)
    ask.context = ["aws:SourceVpce": ["vpce-1"]]
    #expect(ask.decision == .allowed)
  }

  @Test func `an Allow with ForAllValues and a missing key allows (A-45, T-A07)`() {
    var ask = Ask()
    ask.action = "ecr:TagResource"
    ask.identity = [policy(allow(if: #"{"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}"#))]
    #expect(ask.decision == .allowed)
    #expect(ask.result.missingContextKeys == ["aws:TagKeys"])
    #expect(ask.result.decisionMayChange)
    ask.context = ["aws:TagKeys": ["owner"]]
    #expect(ask.decision == .implicitDeny)
  }

  @Test func `a variable's key that is missing is told as well (A-47)`() {
    var ask = Ask()
    ask.identity = [policy(allow(on: "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}/*"))]
    #expect(ask.result.missingContextKeys == ["aws:PrincipalTag/team"])
    #expect(ask.result.decisionMayChange)
    ask.principalTags = [:]
    #expect(ask.result.missingContextKeys.isEmpty)
    #expect(!ask.result.decisionMayChange)
  }
}
