// What an answer about access takes for granted is in its notices, and no access goes unreported for it.

import ECRAccess
import ECRSimulator
import Testing
import Texts

struct AssumptionTests {
  private static let account = Shop.account
  private static let carol = "arn:aws:iam::\(account):user/carol"

  // MARK: Regions

  /// The policy of base/java that lets carol push, in a region of its own.
  private static let regional = file(
    #"{"drydock": {"account": "\#(account)", "region": "eu-central-1"}}"# + "\n"
      + #"{"registryId": "\#(account)", "repositoryName": "base/java", "policyText": "#
      + #""{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", "#
      + #"\"Principal\": {\"AWS\": \"\#(carol)\"}, \"Action\": \"ecr:PutImage\"}}"}"#,
    name: "regional.json")

  private static func inputs(_ documents: [SourceText], region: String?) throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try [Shop.source("describe-repositories.json")] + documents
    inputs.region = region
    return inputs
  }

  private static func ask(
    _ repository: String = "base/java", region: String?, _ documents: [SourceText] = [regional]
  ) throws -> AskAccess.Outcome {
    var request = AskAccess.Request(
      principal: carol, operation: .actions(["ecr:PutImage"]),
      inputs: try inputs(documents, region: region))
    request.repository = QuestionText(repository, named: "repository")
    return try AskAccess.run(request)
  }

  @Test func `a repository that is listed in another region only is assumed to be the same there`()
    throws
  {
    let there = try Self.ask(region: "eu-central-1")
    #expect(there.isAllowed)
    #expect(!there.assumptions.contains { $0.contains("listed in") })
    let elsewhere = try Self.ask(region: "us-east-1")
    // Without the policy of the other region, carol's access would go unreported.
    #expect(elsewhere.isAllowed)
    #expect(elsewhere.resource.contains(":us-east-1:"))
    #expect(
      elsewhere.assumptions.contains(
        "`base/java` is listed in eu-central-1, not in us-east-1; assuming that it exists in us-east-1 "
          + "too, with the repository policy of eu-central-1"))
    #expect(elsewhere.notices.starts(with: elsewhere.assumptions))
  }

  @Test func `a region that is nearly the one of the list is a likely mistake`() throws {
    for repository in [
      "base/java", "arn:aws:ecr:eu-centrl-1:\(Self.account):repository/base/java",
      "\(Self.account).dkr.ecr.eu-centrl-1.amazonaws.com/base/java",
    ] {
      let outcome = try Self.ask(repository, region: "eu-centrl-1")
      #expect(
        outcome.assumptions.contains {
          $0.hasPrefix("`base/java` is listed in eu-central-1, not in eu-centrl-1;")
            && $0.hasSuffix("did you mean `eu-central-1`?")
        }, "\(outcome.assumptions)")
    }
  }

  @Test func `a repository that is listed nowhere is assumed to exist without a policy`() throws {
    let outcome = try Self.ask("base/jawa", region: "us-east-1")
    #expect(!outcome.isAllowed)
    #expect(
      outcome.assumptions.contains {
        $0.contains(
          "base/jawa` is not among the repositories that the documents list; assuming that it")
          && $0.contains("without a repository policy; did you mean `base/java`?")
      }, "\(outcome.assumptions)")
  }

  // MARK: Policies of the caller

  private static let unknown =
    "no identity-based policies of `user/carol` were given, and they can change the answer: add `aws iam "
    + "get-account-authorization-details` output to --policies"

  @Test func `policies that were not given may change an answer, whatever it is`() throws {
    let allowed = try Self.ask(region: "eu-central-1")
    #expect(allowed.assumptions.contains(Self.unknown))
    let denied = try Self.ask("web/shop", region: "eu-central-1")
    #expect(!denied.isAllowed)
    #expect(denied.assumptions.contains(Self.unknown))
    #expect(denied.steps[0].result.missingPolicies == [[.resourcePolicy], [.identityPolicy]])
    #expect(presence(denied) == .notGiven)
  }

  @Test func `an explicit deny stays, whatever else there is`() throws {
    let deny = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "ecr:*"}}"#
    )
    var request = AskAccess.Request(
      principal: Self.carol, operation: .actions(["ecr:PutImage"]),
      inputs: try Self.inputs([deny], region: "eu-central-1"))
    request.repository = QuestionText("base/java", named: "repository")
    #expect(try AskAccess.run(request).assumptions == [])
  }

  @Test func `a caller that the details have without policies is known to have none`() throws {
    let outcome = try Shop.ask(Shop.mallory, .actions(["ecr:PutImage"]), on: "base/java")
    #expect(!outcome.isAllowed)
    #expect(presence(outcome) == GateOutcome.Presence.none)
    #expect(!outcome.steps[0].result.missingPolicies.joined().contains(.identityPolicy))
    #expect(!outcome.notices.contains { $0.contains("were given") })
  }

  private func presence(_ outcome: AskAccess.Outcome) -> GateOutcome.Presence? {
    outcome.steps[0].result.gates.first { $0.policyType == .identityPolicy }?.presence
  }

  // MARK: Callers that are not there

  @Test(arguments: [
    ("user/alise", "user/alice"), ("user/bob", "user/developers/bob"),
    ("role/payments-tsk", "role/payments-task"), ("role/alice", "user/alice"), ("role/nosuch", nil),
    ("user/zoe", nil),
  ])
  func `a caller that is not in the details is told from those that are near`(
    name: String, meant: String?
  ) throws {
    let error = #expect(throws: InvalidInput.self) {
      try Shop.ask(
        "arn:aws:iam::\(Self.account):\(name)", .actions(["ecr:PutImage"]), on: "base/java")
    }
    let ending =
      meant.map { ": did you mean `arn:aws:iam::\(Self.account):\($0)`?" }
      ?? "is not in the account's details"
    #expect(error?.message?.hasSuffix(ending) == true, "\(error?.message ?? "")")
  }

  // MARK: Everybody

  private func who(
    _ documents: [SourceText], _ change: (inout SurveyAccess.Request) -> Void = { _ in }
  )
    throws -> WhoMayAccess.Outcome
  {
    var inputs = AccessInputs()
    inputs.documents = documents
    var request = SurveyAccess.Request(inputs: inputs)
    request.repositories = ["payments/api"]
    change(&request)
    return try WhoMayAccess.run(request, .recipe(.push))
  }

  @Test func `without users and roles, a list of who may push lacks them and says so`() throws {
    let documents = try ["describe-repositories.json", "get-repository-policy.payments-api.json"]
      .map {
        try Shop.source($0)
      }
    let nobody = try who(documents)
    #expect(nobody.hasNobody)
    #expect(nobody.notices.contains(WhoMayAccess.noPrincipals))
    let all = try who(Shop.inputs().documents)
    #expect(all.principalCount == 7)
    #expect(!all.namesPrincipals)
    #expect(!all.notices.contains(WhoMayAccess.noPrincipals))
    let one = try who(documents) { $0.principals = [QuestionText(Self.carol, named: "principal")] }
    #expect(one.namesPrincipals)
    #expect(!one.hasNobody)
    #expect(one.notices.contains(Self.unknown))
  }

  // MARK: Actions of other services

  @Test(arguments: [
    (
      "s3:GetObject", "arn:aws:ecr:eu-central-1:111122223333:repository/base/java",
      "does not act on"
    ),
    ("ecr:PutImage", "arn:aws:s3:::bucket/key", "`arn:aws:s3:::bucket/key` is not one"),
    ("ecr:PutImage", "arn:aws:iam::111122223333:role/puller", "is not one"),
  ])
  func `an action is asked on a resource that it acts on (A-32, A-33)`(
    action: String, resource: String, words: String
  ) throws {
    var request = AskAccess.Request(
      principal: Self.carol, operation: .actions([QuestionText(action, named: "action")]),
      inputs: try Self.inputs([], region: nil))
    request.resource = QuestionText(resource, named: "resource")
    let error = #expect(throws: InvalidInput.self) { try AskAccess.run(request) }
    #expect(error?.findings.map(\.code) == ["INVALID_RESOURCE"])
    #expect(error?.findings.first?.message.contains(words) == true)
  }

  @Test(arguments: [
    ("s3:GetObject", "arn:aws:s3:::bucket/key"), ("s3:ListAllMyBuckets", "*"),
    ("ecr:DescribeRegistry", "*"), ("ecr:ListImageReferrers", "*"),
  ])
  func `other actions and resources have answers`(action: String, resource: String) throws {
    var request = AskAccess.Request(
      principal: Self.carol, operation: .actions([QuestionText(action, named: "action")]),
      inputs: try Self.inputs([], region: nil))
    request.resource = QuestionText(resource, named: "resource")
    #expect(try AskAccess.run(request).steps.count == 1)
  }
}
