// Questions about the shop's account, answered from what the AWS CLI prints of it.

import ECRAccess
import ECRPolicy
import ECRSimulator
import Testing
import Texts

struct AskAccessTests {
  private func decisions(_ outcome: AskAccess.Outcome) -> [Decision] {
    outcome.steps.map(\.result.decision)
  }

  @Test func `a user has the policies of its groups (A-54)`() throws {
    #expect(try Shop.ask(Shop.alice, .recipe(.push), on: "base/java").isAllowed)
    #expect(try !Shop.ask(Shop.mallory, .recipe(.push), on: "base/java").isAllowed)
  }

  @Test func `a session has its role's policies, boundary and tags (A-47, A-49, A-55)`() throws {
    let own = try Shop.ask(Shop.build, .recipe(.push), on: "payments/api")
    #expect(own.isAllowed)
    let last = try #require(own.steps.last).result
    #expect(last.gates.map(\.policyType).contains(.permissionsBoundary))
    #expect(last.matchedStatements.map(\.sid) == ["PushToOwnTeam", "OnlyImages"])
    #expect(last.matchedStatements.first?.policy.hasSuffix("policy/push-own-team") == true)
    // Another team's repository: the login works, the first step on the repository does not.
    let other = try Shop.ask(Shop.build, .recipe(.push), on: "web/shop")
    #expect(other.failingStep == 1)
    let miss = try #require(other.steps[1].result.nearMisses.first)
    #expect(miss.statement.sid == "PushToOwnTeam")
    #expect(miss.variables.map(\.value) == ["payments"])
  }

  @Test func `only the default version of a managed policy counts`() throws {
    // Version 1 of push-own-team allowed everything; version 2 is the default.
    let outcome = try Shop.ask(Shop.build, .actions(["ecr:PutImage"]), on: "web/shop")
    #expect(decisions(outcome) == [.implicitDeny])
  }

  @Test func `a group's Deny with a missing key denies, and what is missing is told (T-A06)`()
    throws
  {
    let unknown = try Shop.ask(Shop.bob, .recipe(.pull), on: "base/java")
    #expect(decisions(unknown) == [.explicitDeny, .explicitDeny, .explicitDeny])
    #expect(
      unknown.steps.map(\.result.missingContextKeys) == Array(repeating: ["aws:SourceIp"], count: 3)
    )
    #expect(unknown.steps.allSatisfy { $0.result.decisionMayChange })
    let office = try Shop.ask(Shop.bob, .recipe(.pull), on: "base/java") {
      $0.context = [("aws:SourceIp", ["203.0.113.7"])]
    }
    #expect(office.isAllowed)
    let home = try Shop.ask(Shop.bob, .recipe(.pull), on: "base/java") {
      $0.context = [("aws:SourceIp", ["198.51.100.7"])]
    }
    #expect(decisions(home) == [.explicitDeny, .explicitDeny, .explicitDeny])
    #expect(home.steps.allSatisfy { !$0.result.decisionMayChange })
  }

  @Test func `a repository policy's Deny stops the one repository (A-70)`() throws {
    let actions = AskAccess.Operation.recipe(.deleteTag)
    #expect(try Shop.ask(Shop.janitor, actions, on: "web/shop").isAllowed)
    let stopped = try Shop.ask(Shop.janitor, actions, on: "payments/api")
    #expect(decisions(stopped) == [.explicitDeny])
    let statement = try #require(stopped.steps[0].result.matchedStatements.first)
    #expect(statement.sid == "NobodyDeletes")
    #expect(statement.file.hasSuffix("get-repository-policy.payments-api.json"))
    // The policy is a string inside line 4 of the file.
    #expect(statement.position.line == 4)
  }

  @Test func `a partner needs both sides, and logs in at home (A-60, A-62, T-A01)`() throws {
    let puller = "arn:aws:iam::\(Shop.partner):role/puller"
    let alone = try Shop.ask(puller, .recipe(.pull), on: "payments/api")
    #expect(decisions(alone) == [.implicitDeny, .implicitDeny, .implicitDeny])
    #expect(alone.steps[0].result.decidedBy == [.identityPolicy])
    let both = try Shop.ask(puller, .recipe(.pull), on: "payments/api") {
      $0.identityPolicies = [allowing("ecr:*")]
    }
    #expect(both.isAllowed)
    #expect(both.steps[1].result.decidedBy == [.resourcePolicy, .identityPolicy])
    let elsewhere = try Shop.ask(puller, .recipe(.pull), on: "web/shop") {
      $0.identityPolicies = [allowing("ecr:*")]
    }
    #expect(elsewhere.failingStep == 1)
    // Either would do, and neither does.
    #expect(elsewhere.steps[1].result.decidedBy == [.resourcePolicy, .registryPolicy])
  }

  @Test func `an organization's condition lets in who says its id`() throws {
    let member = "arn:aws:iam::555566667777:role/puller"
    func outcome(_ organization: String?) throws -> Bool {
      try Shop.ask(member, .recipe(.pull), on: "payments/api") {
        $0.identityPolicies = [allowing("ecr:*")]
        if let organization { $0.context = [("aws:PrincipalOrgID", [organization])] }
      }.isAllowed
    }
    #expect(try outcome("o-shop123456"))
    #expect(try !outcome("o-other"))
    #expect(try !outcome(nil))
  }

  @Test func `a service is let in by the repository's policy alone (A-26, A-63)`() throws {
    func outcome(_ source: String) throws -> Bool {
      try Shop.ask(
        "lambda.amazonaws.com", .actions(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]),
        on: "web/shop"
      ) { $0.context = [("aws:SourceArn", [source])] }.isAllowed
    }
    #expect(try outcome("arn:aws:lambda:eu-central-1:\(Shop.account):function:checkout"))
    #expect(try !outcome("arn:aws:lambda:eu-central-1:\(Shop.partner):function:checkout"))
  }

  @Test func `replication is let in by the destination's registry policy (A-72, A-74)`() throws {
    let staging = "arn:aws:iam::222233334444:root"
    let replicated = try Shop.ask(staging, .recipe(.replicate), on: "base/java")
    #expect(replicated.isAllowed)
    #expect(replicated.steps[0].result.decidedBy == [.registryPolicy])
    #expect(
      try !Shop.ask("arn:aws:iam::\(Shop.partner):root", .recipe(.replicate), on: "base/java")
        .isAllowed)
  }

  @Test func `an SCP bounds the account's own principals (A-52)`() throws {
    func decision(_ region: String?) throws -> [Decision] {
      decisions(
        try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/java") {
          $0.serviceControlPolicies = [[try Shop.source("organization/scp-region.json")]]
          if let region { $0.context = [("aws:RequestedRegion", [region])] }
        })
    }
    #expect(try decision("eu-central-1") == [.allowed])
    #expect(try decision("us-east-1") == [.explicitDeny])
    // The repository's ARN tells the region (A-49, T-A21).
    #expect(try decision(nil) == [.allowed])
  }

  @Test func `SCPs beside a caller of another account are told to be its own (A-52, T-A13)`() throws
  {
    let outcome = try Shop.ask(
      "arn:aws:iam::\(Shop.partner):role/puller", .actions(["ecr:BatchGetImage"]),
      on: "payments/api"
    ) {
      $0.identityPolicies = [allowing("ecr:*")]
      $0.serviceControlPolicies = [[try Shop.source("organization/scp-region.json")]]
    }
    #expect(outcome.notices.contains { $0.contains("caller's account \(Shop.partner)") })
  }

  @Test func `levels of RCPs without an Allow are given RCPFullAWSAccess, and it is told (QA-8)`()
    throws
  {
    let rcp = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "ecr:BatchDeleteImage", "Resource": "*"}}"#
    )
    let outcome = try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/java") {
      $0.resourceControlPolicies = [[rcp]]
    }
    #expect(decisions(outcome) == [.allowed])
    #expect(outcome.addedPolicies.map(\.name) == ["RCPFullAWSAccess"])
  }

  @Test func `a policy whose owner nobody names goes with the caller, and that is told`() throws {
    let outcome = try Shop.ask(Shop.mallory, .actions(["ecr:PutImage"]), on: "base/java") {
      $0.documents.append(allowing("ecr:PutImage"))
    }
    #expect(decisions(outcome) == [.allowed])
    #expect(
      outcome.notices.contains {
        $0.hasPrefix("assuming that policy.json is an identity-based policy")
      })
  }

  @Test func `AWS's managed policies are known by ARN (A-75)`() throws {
    var inputs = AccessInputs()
    let managed = try #require(
      AWSManagedPolicy.named("arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"))
    inputs.identityPolicies = [managed.source]
    var request = AskAccess.Request(
      principal: Shop.alice, operation: .recipe(.pull), inputs: inputs)
    request.repository = "arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/java"
    #expect(try AskAccess.run(request).isAllowed)
    request.operation = .recipe(.push)
    #expect(try AskAccess.run(request).failingStep == 1)
  }

  @Test func `a role is assumed by leave of its trust policy`() throws {
    func outcome(_ principal: String, _ id: String?) throws -> Bool {
      var inputs = try Shop.inputs()
      inputs.identityPolicies = [allowing("sts:AssumeRole")]
      if let id { inputs.context = [("sts:ExternalId", [id])] }
      var request = AskAccess.Request(
        principal: principal, operation: .actions(["sts:AssumeRole"]), inputs: inputs)
      request.resource = "arn:aws:iam::\(Shop.account):role/auditor"
      return try AskAccess.run(request).isAllowed
    }
    let auditor = "arn:aws:iam::777788889999:user/auditor"
    #expect(try outcome(auditor, "shop-audit"))
    #expect(try !outcome(auditor, "other"))
    #expect(try !outcome("arn:aws:iam::\(Shop.partner):user/auditor", "shop-audit"))
  }

  // MARK: Questions without meaning

  static let nonsense: [(principal: String, action: String, repository: String, word: String)] = [
    ("alice", "ecr:PutImage", "base/java", "is not a valid principal"),
    ("arn:aws:iam::1:user/alice", "ecr:PutImage", "base/java", "is not a valid principal"),
    (Shop.alice, "PutImage", "base/java", "is not an action"),
    (Shop.alice, "ecr:Put*", "base/java", "is a pattern"),
    // A-30: what policies say of `ecr:*` would answer a slip of the pen as well.
    (Shop.alice, "ecr:PutImages", "base/java", "did you mean `ecr:PutImage`?"),
    (Shop.alice, "ECR:Nonsense", "base/java", "is not an action of Amazon ECR"),
    (Shop.alice, "ecr:PutImage", "Base/Java", "Base/Java"),
    (
      "arn:aws:iam::\(Shop.account):user/nobody", "ecr:PutImage", "base/java",
      "arn:aws:iam::\(Shop.account):user/nobody"
    ),
  ]

  @Test(arguments: nonsense)
  func `a question without meaning is refused with what is wrong`(
    row: (principal: String, action: String, repository: String, word: String)
  ) throws {
    let error = #expect(throws: InvalidInput.self) {
      try Shop.ask(
        row.principal, .actions([QuestionText(row.action, named: "action")]), on: row.repository)
    }
    let message =
      (error?.message ?? "") + (error?.findings.map { $0.message + ($0.help ?? "") }.joined() ?? "")
    #expect(message.contains(row.word), "\(message)")
  }

  @Test func `a repository that the list does not have is told`() throws {
    let outcome = try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/jawa")
    #expect(
      outcome.notices.contains { $0.contains("base/jawa` is not among the repositories") })
  }

  /// Which of them is in force decides who gets in, and the input does not say it.
  @Test func `two repository policies of one repository have no answer`() throws {
    func policy(_ action: String, _ name: String) -> SourceText {
      let text =
        #"{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", "#
        + #"\"Principal\": \"*\", \"Action\": \"ecr:\#(action)\"}}"#
      return file(
        #"{"registryId": "111122223333", "repositoryName": "x/y", "policyText": "\#(text)"}"#,
        name: name)
    }
    let error = #expect(throws: InvalidInput.self) {
      try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/java") {
        $0.documents += [policy("*", "1.json"), policy("PutImage", "2.json")]
      }
    }
    #expect(error?.findings.map(\.code) == ["CONFLICTING_POLICIES"])
    #expect(error?.findings.first?.location.file == "2.json")
    #expect(error?.findings.first?.related.first?.location.file == "1.json")
    _ = try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/java") {
      $0.documents += [policy("*", "1.json"), policy("*", "2.json")]
    }
  }

  @Test func `a policy with errors is refused, with the place`() throws {
    let error = #expect(throws: InvalidInput.self) {
      try Shop.ask(Shop.alice, .actions(["ecr:PutImage"]), on: "base/java") {
        $0.identityPolicies = [file(#"{"Statement": {"Effect": "allow", "Action": "ecr:*"}}"#)]
      }
    }
    let effect = error?.findings.first { $0.code == "INVALID_EFFECT" }
    #expect(effect?.location.start.column == 26)
  }
}
