// Answers to lines of a batch that are out of the ordinary.

import ECRAccess
import ECRModel
import ECRSimulator
import Testing
import Texts

struct BatchAnswerTests {
  @Test func `the key of an object may have a star in it, and its ARN no account`() {
    let outcome = MarkedLine(
      #"{"request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "s3:GetObject", "resource": "arn:aws:s3:::shop/a*", "resourceAccount": "444455556666"}}"#
    ).answer
    #expect(outcome.result?.decision == .implicitDeny)
    #expect(outcome.result?.gates.first?.policyType == .resourcePolicy)
  }

  private func answer(
    _ request: String, _ policies: String = ""
  ) -> AnswerAccessQuestion.Outcome {
    MarkedLine(#"{"request": {\#(request)}\#(policies)}"#).answer
  }

  private func alice(_ action: String, on resource: String) -> String {
    #""principal": "arn:aws:iam::111122223333:user/alice", "action": "\#(action)", "resource": "\#(resource)""#
  }

  private func identity(_ statement: String) -> String {
    #", "identityPolicies": [{"Version": "2012-10-17", "Statement": {\#(statement)}}]"#
  }

  private let payments = "arn:aws:ecr:eu-central-1:111122223333:repository/payments"

  @Test func `an action that ECR does not have is refused with what was meant (A-30)`() {
    let outcome = answer(alice("ecr:BatchGetImages", on: payments))
    #expect(outcome.result == nil)
    #expect(outcome.findings.map(\.code) == ["UNKNOWN_ACTION"])
    #expect(outcome.findings.first?.help == "did you mean `ecr:BatchGetImage`?")
    #expect(answer(alice("ecr:batchgetimage", on: payments)).result?.remarks == [])
    #expect(answer(alice("s3:GetObjects", on: "*")).result?.remarks == [])
  }

  @Test func `a policy that AWS keeps for everybody is nobody's in another account (A-33)`() {
    let allowed = identity(#""Effect": "Allow", "Action": "iam:GetPolicy", "Resource": "*""#)
    for account in ["", #", "resourceAccount": "111122223333""#] {
      let outcome = answer(
        alice("iam:GetPolicy", on: "arn:aws:iam::aws:policy/ReadOnlyAccess") + account, allowed)
      #expect(outcome.result?.decision == .allowed)
      #expect(outcome.result?.decidedBy == [.identityPolicy])
    }
  }

  @Test func `GetCallerIdentity needs no permission, and no Deny stops it (A-64)`() {
    let denied = identity(#""Effect": "Deny", "Action": "*", "Resource": "*""#)
    for policies in ["", denied] {
      let result = answer(alice("sts:GetCallerIdentity", on: "*"), policies).result
      #expect(result?.decision == .allowed)
      #expect(result?.decidedBy == [.builtIn])
      #expect(result?.remarks == [.noPermissionNeeded])
    }
    // Without credentials there is nobody to be told of.
    let anonymous = answer(
      #""principal": "anonymous", "action": "sts:GetCallerIdentity", "resource": "*""#)
    #expect(anonymous.result?.decision == .implicitDeny)
  }

  @Test(arguments: [("Allow", Decision.allowed), ("Deny", .implicitDeny)])
  func `ForAnyValue with IfExists and no key matches an Allow and no Deny, and says so (QA-24)`(
    effect: String, decision: Decision
  ) {
    let condition = #""Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "env"}}"#
    let outcome = answer(
      alice("ecr:TagResource", on: payments),
      identity(
        #""Effect": "\#(effect)", "Action": "ecr:TagResource", "Resource": "*", \#(condition)"#))
    #expect(outcome.result?.decision == decision)
    #expect(outcome.result?.remarks == [.forAnyValueIfExistsWithoutKey])
  }

  @Test(arguments: ["Allow", "Deny"])
  func `a statement without Principal names nobody, and that is reported (A-06)`(effect: String) {
    let policy =
      #", "resourcePolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "\#(effect)", "Action": "ecr:PutImage"}]}"#
    let outcome = answer(
      alice("ecr:PutImage", on: payments),
      identity(#""Effect": "Allow", "Action": "ecr:*", "Resource": "*""#) + policy)
    #expect(outcome.result?.decidedBy == [.identityPolicy])
    #expect(outcome.result?.gates.first { $0.policyType == .resourcePolicy }?.answer == .silent)
    #expect(outcome.findings.map(\.code) == ["MISSING_PRINCIPAL"])
    let bucket = answer(
      #""principal": "anonymous", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "resourceAccount": "111122223333""#,
      #", "resourcePolicy": {"Version": "2012-10-17", "Statement": [{"Effect": "\#(effect)", "Action": "s3:GetObject", "Resource": "*"}]}"#
    )
    #expect(bucket.result?.decision == .implicitDeny)
  }

  @Test func `leading zeros in an address get a warning (A-43)`() {
    let outcome = answer(
      alice("ecr:PutImage", on: payments),
      identity(
        #""Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.010/32"}}"#
      ))
    #expect(outcome.findings.map(\.code) == ["ADDRESS_WITH_LEADING_ZERO"])
    #expect(outcome.findings.first?.type == .warning)
    #expect(outcome.findings.first?.help?.contains("`203.0.113.10/32`") == true)
  }

  @Test func `null says that a key is absent, one that Drydock fills in too (A-49)`() {
    let policies = identity(
      #""Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#
    )
    let request = alice("ecr:PutImage", on: payments)
    #expect(answer(request, policies).result?.decision == .allowed)
    let absent = answer(request + #", "context": {"aws:SecureTransport": null}"#, policies).result
    #expect(absent?.decision == .implicitDeny)
    #expect(absent?.missingContextKeys == [])
  }

  @Test func `RCPFullAWSAccess is added to levels that allow nothing, and named (A-51, QA-8)`() {
    let control =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}}"#
    let outcome = answer(
      alice("ecr:PutImage", on: payments),
      identity(#""Effect": "Allow", "Action": "ecr:*", "Resource": "*""#)
        + #", "resourceControlPolicies": [[\#(control)], []]"#)
    #expect(outcome.result?.decision == .allowed)
    #expect(outcome.addedPolicies.map(\.level) == [1, 2])
    #expect(outcome.addedPolicies.map(\.name) == ["RCPFullAWSAccess", "RCPFullAWSAccess"])
    // FullAWSAccess can be detached from a level: it is not added.
    let service = answer(
      alice("ecr:PutImage", on: payments),
      identity(#""Effect": "Allow", "Action": "ecr:*", "Resource": "*""#)
        + #", "serviceControlPolicies": [[]]"#)
    #expect(service.result?.decidedBy == [.serviceControlPolicy])
  }

  @Test(arguments: [
    (#""a""#, #""a""#), (#""\u0061\n""#, #""a\n""#), ("7", "7"), ("-1.50e3", "-1.50e3"),
    (#""a\q""#, nil), (#""\ud800""#, nil), ("\"a\u{1}\"", nil), ("{}", nil), ("007", nil),
    ("true", nil),
  ])
  func `an id is given back as JSON, or not at all`(written: String, given: String?) {
    #expect(MarkedLine(#"{"id": \#(written), "request": 7}"#).answer.id == given)
  }
}
