// Which context keys a request has by itself, which it cannot have, and which nobody knows (A-49).

import ECRAccess
import ECRPolicy
import Testing

struct ContextKeyFactTests {
  /// What somebody may do whose policy allows everything under a condition.
  private func result(
    _ condition: String, of principal: String = alice, _ change: (inout Ask) -> Void = { _ in }
  ) -> EvaluationResult {
    var ask = Ask()
    ask.principal = principal
    if principal.hasPrefix("arn:") {
      ask.identity = [policy(allow(if: condition))]
    } else {
      ask.resourcePolicy = policy(allow(to: #"{"Service": "\#(principal)"}"#, if: condition))
    }
    change(&ask)
    return ask.result
  }

  private func isSettled(_ result: EvaluationResult, _ decision: Decision) -> Bool {
    result.decision == decision && result.missingContextKeys.isEmpty && !result.decisionMayChange
  }

  @Test func `the region of a request is its repository's (A-49, T-A21)`() {
    let here = #"{"StringEquals": {"aws:RequestedRegion": "eu-central-1"}}"#
    #expect(isSettled(result(here), .allowed))
    let elsewhere = #"{"StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]}}"#
    #expect(isSettled(result(elsewhere), .implicitDeny))
    #expect(
      isSettled(result(here) { $0.context = ["aws:requestedregion": ["us-east-1"]] }, .implicitDeny)
    )
    // A login names no region: the key is there all the same, and nobody knows its value.
    let login = result(here) {
      $0.action = "ecr:GetAuthorizationToken"; $0.resource = "*"
    }
    #expect(login.decision == .implicitDeny)
    #expect(login.missingContextKeys == ["aws:RequestedRegion"])
    #expect(login.decisionMayChange)
    #expect(
      login.nearMisses.map(\.mismatch) == [
        .condition(
          comparison: "StringEquals", key: "aws:RequestedRegion", policyValues: ["eu-central-1"],
          requestValues: .unknown)
      ])
    let isThere = #"{"Null": {"aws:RequestedRegion": "false"}}"#
    #expect(
      isSettled(
        result(isThere) {
          $0.action = "ecr:GetAuthorizationToken"; $0.resource = "*"
        }, .allowed))
  }

  static let always: [(condition: String, principal: String, decision: Decision)] = [
    (#"{"Bool": {"aws:ViaAWSService": "false"}}"#, alice, .allowed),
    (#"{"Bool": {"aws:ViaAWSService": "true"}}"#, alice, .implicitDeny),
    (#"{"BoolIfExists": {"aws:ViaAWSService": "true"}}"#, build7, .implicitDeny),
    (#"{"Null": {"aws:TokenIssueTime": "false"}}"#, build7, .allowed),
    (#"{"Null": {"aws:TokenIssueTime": "true"}}"#, build7, .implicitDeny),
    (#"{"Null": {"aws:CurrentTime": "false"}}"#, alice, .allowed),
    (#"{"Null": {"aws:userid": "false"}}"#, alice, .allowed),
    (#"{"Null": {"aws:userid": "false"}}"#, build7, .allowed),
    (#"{"StringEquals": {"aws:userid": "111122223333"}}"#, "arn:aws:iam::\(home):root", .allowed),
  ]

  @Test(arguments: always)
  func `some keys are in every request (A-49)`(
    row: (condition: String, principal: String, decision: Decision)
  ) {
    #expect(isSettled(result(row.condition, of: row.principal), row.decision))
  }

  /// Keys that a caller's requests never have (A-49).
  static let never: [(key: String, principal: String)] =
    [
      "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalArn", "aws:PrincipalAccount",
      "aws:PrincipalTag/team", "aws:userid", "aws:username", "aws:TokenIssueTime",
      "aws:MultiFactorAuthPresent",
    ].map { ($0, "lambda.amazonaws.com") }
    + [
      "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths",
      "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:CalledVia",
      "aws:CalledViaFirst",
    ].flatMap { key in [alice, build7].map { (key, $0) } }
    + [("aws:username", build7), ("aws:TokenIssueTime", alice)]

  @Test(arguments: never)
  func `a key that a call cannot have is absent, not unknown (A-49)`(
    row: (key: String, principal: String)
  ) {
    let wanted = #"{"StringLike": {"\#(row.key)": "*"}}"#
    #expect(isSettled(result(wanted, of: row.principal), .implicitDeny))
    // What is given counts all the same.
    #expect(
      result(wanted, of: row.principal) { $0.context = [row.key: ["x"]] }.decision == .allowed)
  }

  /// Keys whose values, or whose being there, only somebody else can tell (A-49).
  static let unknown: [(key: String, principal: String)] =
    ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID"].map { ($0, "lambda.amazonaws.com") }
    + ["aws:SourceIp", "aws:PrincipalOrgID", "aws:MultiFactorAuthPresent"].map { ($0, alice) }
    + ["aws:userid", "aws:TokenIssueTime", "aws:SourceVpce"].map { ($0, build7) }

  @Test(arguments: unknown)
  func `what nobody knows is told, and may change the decision (A-49)`(
    row: (key: String, principal: String)
  ) {
    let result = result(#"{"StringEquals": {"\#(row.key)": "x"}}"#, of: row.principal)
    #expect(result.decision == .implicitDeny)
    #expect(result.missingContextKeys == [row.key])
    #expect(result.decisionMayChange)
  }

  @Test func `a user with MFA calls with temporary credentials (A-49)`() {
    let isThere = #"{"Null": {"aws:TokenIssueTime": "false"}}"#
    #expect(isSettled(result(isThere), .implicitDeny))
    #expect(
      isSettled(
        result(isThere) { $0.context = ["aws:MultiFactorAuthPresent": ["true"]] }, .allowed))
  }

  @Test func `an address is from outside or from inside a VPC (A-49)`() {
    func settled(_ key: String, _ context: [String: [String]]) -> Bool {
      isSettled(
        result(#"{"StringEquals": {"\#(key)": "x"}}"#) { $0.context = context }, .implicitDeny)
    }
    for inside in ["aws:SourceVpce", "aws:SourceVpc", "aws:VpcSourceIp"] {
      #expect(settled("aws:SourceIp", [inside: ["y"]]))
      #expect(settled(inside, ["aws:SourceIp": ["192.0.2.7"]]))
      #expect(!settled(inside, [:]))
    }
    // A service that passes a call on tells through which services it came.
    #expect(!settled("aws:CalledVia", ["aws:ViaAWSService": ["true"]]))
  }
}
