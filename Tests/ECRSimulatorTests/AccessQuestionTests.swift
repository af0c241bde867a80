// What a question about access leaves open, contradicts or does not see: the answer says so.

import ECRAccess
import ECRModel
import ECRPolicy
import ECRSimulator
import Testing
import Texts

struct AccessQuestionTests {
  private func repositoryPolicy(_ principals: String...) -> SourceText {
    let names = principals.map { "\"\($0)\"" }.joined(separator: ", ")
    return file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": [\#(names)]}, "Action": "ecr:ListImages"}}"#
    )
  }

  private func lists(_ principal: String, by policy: SourceText) throws -> Bool {
    try Shop.ask(principal, .actions(["ecr:ListImages"]), on: "base/java") {
      $0.repositoryPolicy = policy
    }.isAllowed
  }

  // MARK: Who is meant

  @Test func `the details tell the path of a session's role, and it has to be named (A-23)`() throws
  {
    let role = "arn:aws:iam::\(Shop.account):role/"
    #expect(try lists(Shop.build, by: repositoryPolicy(role + "ci/payments-ci")))
    #expect(try !lists(Shop.build, by: repositoryPolicy(role + "payments-ci")))
    #expect(try !lists(Shop.build, by: repositoryPolicy(role + "cd/payments-ci")))
  }

  @Test func `a policy that names somebody who is not in the account is warned of (A-09)`() throws {
    func warned(_ principal: String, incomplete: Bool = false) throws -> [String] {
      let outcome = try Shop.ask(Shop.alice, .actions(["ecr:ListImages"]), on: "base/java") {
        $0.repositoryPolicy = repositoryPolicy(principal)
        if incomplete {
          let text = String(decoding: $0.documents[0].bytes, as: UTF8.self).replacing(
            #""IsTruncated": false"#, with: #""IsTruncated": true, "Marker": "AAF""#)
          $0.documents[0] = file(text, name: "details.json")
        }
      }
      return outcome.findings.filter { $0.code == "PRINCIPAL_NOT_FOUND" }.map(\.message)
    }
    let account = "arn:aws:iam::\(Shop.account):"
    let session = "arn:aws:sts::\(Shop.account):assumed-role/"
    for stranger in [
      account + "role/ghost", account + "user/ghost", account + "role/payments-ci",
      session + "ghost/x",
    ] {
      let messages = try warned(stranger)
      #expect(messages.count == 1)
      #expect(messages.allSatisfy { $0.contains(stranger) && $0.contains(Shop.account) })
      #expect(try warned(stranger, incomplete: true) == [])
    }
    // Whoever is there, whoever is of an account without details, and names that stand for others.
    for known in [
      Shop.alice, account + "role/ci/payments-ci", session + "payments-ci/any", account + "root",
      "arn:aws:iam::\(Shop.partner):role/ghost", "*", "AROAEXAMPLEROLEID0001",
      "arn:aws:sts::\(Shop.account):federated-user/ghost",
    ] { #expect(try warned(known) == []) }
  }

  // MARK: What it takes

  @Test func `a step that takes place under a condition is told when it is refused (A-74)`() throws
  {
    func outcome(_ actions: String...) throws -> AskAccess.Outcome {
      let list = (actions + ["ecr:GetAuthorizationToken"]).map { "\"\($0)\"" }
      var inputs = AccessInputs()
      inputs.identityPolicies = [
        file(
          #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": [\#(list.joined(separator: ", "))], "Resource": "*"}}"#
        )
      ]
      var request = AskAccess.Request(
        principal: Shop.alice, operation: .recipe(.pullThroughCache), inputs: inputs)
      request.repository = "arn:aws:ecr:eu-central-1:\(Shop.account):repository/quay/nginx"
      return try AskAccess.run(request)
    }
    let pull = ["ecr:BatchImportUpstreamImage", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    let existing = try outcome(pull[0], pull[1], pull[2])
    #expect(existing.isAllowed)
    #expect(
      existing.conditionalFailures.map { existing.steps[$0].result.request.action }
        == ["ecr:CreateRepository", "ecr:TagResource"])
    let new = try outcome(pull[0], pull[1], pull[2], "ecr:CreateRepository", "ecr:TagResource")
    #expect(new.isAllowed)
    #expect(new.conditionalFailures.isEmpty)
  }

  @Test func `a repository made with tags needs TagResource, and its answer is told (A-76)`() throws
  {
    let outcome = try Shop.ask(Shop.mallory, .actions(["ecr:CreateRepository"]), on: "base/java") {
      $0.identityPolicies = [allowing("ecr:CreateRepository")]
      $0.requestTags = ["team": "base"]
    }
    #expect(outcome.isAllowed)
    #expect(outcome.steps[0].result.dependentActions.map(\.action) == ["ecr:TagResource"])
    #expect(outcome.steps[0].result.dependentActions.map(\.decision) == [.implicitDeny])
  }

  @Test func `a tag of the repository says nothing about a login (A-32, A-76)`() throws {
    let outcome = try Shop.ask(Shop.mallory, .recipe(.pull), on: "base/java") {
      $0.identityPolicies = [
        file(
          #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"StringEquals": {"ecr:ResourceTag/team": "a"}}}}"#
        )
      ]
      $0.resourceTags = ["team": "a"]
    }
    #expect(outcome.steps.map(\.result.decision) == [.implicitDeny, .allowed, .allowed])
    #expect(outcome.steps.allSatisfy { !$0.result.decisionMayChange })
  }

  @Test func `two tags whose keys differ in case only are told (A-48)`() throws {
    func notices(_ tags: [String: String]) throws -> [String] {
      try Shop.ask(Shop.mallory, .actions(["ecr:PutImage"]), on: "base/java") {
        $0.resourceTags = tags
      }.notices.filter { $0.contains("without case") }
    }
    #expect(try notices(["Team": "a", "team": "b", "stage": "c"]).count == 1)
    #expect(try notices(["Team": "a", "stage": "team"]) == [])
  }

  @Test func `a login is asked of the caller's own organization and account (A-62)`() throws {
    let outcome = try Shop.ask(
      "arn:aws:iam::\(Shop.partner):role/puller", .recipe(.pull), on: "payments/api"
    ) { $0.identityPolicies = [allowing("ecr:*")] }
    #expect(
      outcome.steps.map(\.result.request.resourceAccount)
        == [Shop.partner, Shop.account, Shop.account])
  }

  // MARK: Contradictions

  @Test(arguments: [
    "arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/java",
    "arn:aws:iam::\(Shop.account):role/x",
  ])
  func `an account that contradicts the resource's ARN is refused (A-33)`(resource: String) throws {
    func ask(_ account: String, asRepository: Bool) throws {
      var inputs = AccessInputs()
      inputs.resourceAccount = account
      var request = AskAccess.Request(
        principal: Shop.alice,
        operation: .actions([resource.contains(":ecr:") ? "ecr:PutImage" : "iam:PassRole"]),
        inputs: inputs)
      let text = QuestionText(resource, named: "resource")
      if asRepository { request.repository = text } else { request.resource = text }
      _ = try AskAccess.run(request)
    }
    let isRepository = resource.contains(":ecr:")
    for asRepository in isRepository ? [true, false] : [false] {
      let error = #expect(throws: InvalidInput.self) {
        try ask(Shop.partner, asRepository: asRepository)
      }
      #expect(error?.findings.map(\.code) == ["CONTRADICTING_ACCOUNT"])
      #expect(throws: Never.self) { try ask(Shop.account, asRepository: asRepository) }
    }
  }

  @Test(arguments: [
    "arn:aws:ecr:eu-central-1:\(Shop.account):repository/*", "arn:aws:ecr:*:*:repository/base/java",
    "arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/jav?",
    "arn:aws:iam::\(Shop.account):role/*",
  ])
  func `a question is about one resource, not about a pattern (A-31)`(resource: String) {
    var request = AskAccess.Request(
      principal: Shop.alice, operation: .actions(["ecr:PutImage"]), inputs: AccessInputs())
    request.resource = QuestionText(resource, named: "resource")
    let error = #expect(throws: InvalidInput.self) { try AskAccess.run(request) }
    #expect(error?.findings.first?.message.contains("pattern") == true)
  }
}
