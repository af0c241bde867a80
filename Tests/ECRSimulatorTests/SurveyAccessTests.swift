// Who may do what in the shop's account.

import ECRAccess
import ECRModel
import ECRPolicy
import ECRSimulator
import Testing
import Texts

struct SurveyAccessTests {
  private func survey(
    _ change: (inout SurveyAccess.Request) -> Void = { _ in }
  ) throws -> SurveyAccess.Outcome {
    var request = SurveyAccess.Request(inputs: try Shop.inputs())
    change(&request)
    return try SurveyAccess.run(request)
  }

  /// Those who may do all that a recipe needs, by name.
  private func who(
    _ outcome: SurveyAccess.Outcome, _ recipe: AccessRecipe, _ repository: String,
    possibly: Bool = false
  ) -> Set<String> {
    let matrix = outcome.matrix
    let target = matrix.targets.firstIndex { $0.resource.hasSuffix("repository/" + repository) }
    let actions = recipe.steps.filter { $0.condition == nil }
      .compactMap { ECRAction.index(of: $0.action) }
    guard let target else { return [] }
    let rows = matrix.principals.indices.filter { row in
      actions.allSatisfy {
        possibly ? matrix[row, target].mayAllow($0) : matrix[row, target].allows($0)
      }
    }
    return Set(rows.map { matrix.principals[$0].caller.name })
  }

  @Test func `everybody of the details is asked about every repository`() throws {
    let outcome = try survey()
    #expect(outcome.matrix.principals.count == 7)
    #expect(
      outcome.matrix.targets.compactMap { ARN($0.resource)?.repositoryName }
        == ["base/java", "payments/api", "web/shop"])
  }

  @Test func `the matrix knows who pulls, pushes and deletes`() throws {
    let outcome = try survey()
    #expect(who(outcome, .pull, "base/java") == ["alice", "payments-task", "auditor"])
    // From the office bob reads too.
    #expect(
      who(outcome, .pull, "base/java", possibly: true)
        == ["alice", "bob", "payments-task", "auditor"])
    #expect(who(outcome, .push, "base/java") == ["alice"])
    #expect(who(outcome, .push, "payments/api") == ["alice", "payments-ci"])
    #expect(who(outcome, .deleteTag, "web/shop") == ["alice", "janitor"])
    #expect(who(outcome, .deleteTag, "payments/api", possibly: true) == [])
  }

  @Test func `the office's address lets bob read`() throws {
    let outcome = try survey { $0.inputs.context = [("aws:SourceIp", ["203.0.113.7"])] }
    #expect(who(outcome, .pull, "base/java").contains("bob"))
  }

  @Test func `whom resource policies let in besides is told, with conditions`() throws {
    let outcome = try survey()
    func outside(_ action: String, _ target: Int) -> [String] {
      outcome.outsideGrants(.action(action), target: target).map { grant in
        grant.principal + (grant.isCertain ? "" : " if " + grant.conditions.map(\.text).joined())
      }
    }
    #expect(outside("ecr:BatchGetImage", 0) == [])
    #expect(
      outside("ecr:BatchGetImage", 1) == [
        "arn:aws:iam::\(Shop.partner):root",
        "* if StringEquals aws:PrincipalOrgID: o-shop123456",
      ])
    #expect(outside("ecr:ReplicateImage", 0) == ["arn:aws:iam::222233334444:root"])
    #expect(
      outside("ecr:BatchGetImage", 2) == [
        "lambda.amazonaws.com if StringLike aws:sourceARN: "
          + "arn:aws:lambda:eu-central-1:\(Shop.account):function:*"
      ])
    #expect(outside("ecr:BatchDeleteImage", 1) == [])
  }

  /// Those whom one repository's policy lets do all of some actions.
  private func outsiders(_ permission: Permission, _ statements: String...) throws -> [String] {
    var inputs = AccessInputs()
    inputs.repositoryPolicy = file(
      #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#)
    var request = SurveyAccess.Request(inputs: inputs)
    request.repositories = ["arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/java"]
    return try SurveyAccess.run(request).outsideGrants(permission, target: 0).map {
      $0.principal + ($0.isCertain ? "" : " perhaps")
    }
  }

  private func statement(
    _ principal: String, _ action: String, _ effect: String = "Allow", _ condition: String = ""
  ) -> String {
    #"{"Effect": "\#(effect)", "Principal": {"AWS": "\#(principal)"}, "Action": "ecr:\#(action)"\#(condition)}"#
  }

  @Test
  func `an outsider is let in when all that it takes is given, by whatever names (A-60, A-73)`()
    throws
  {
    let pull = Permission.group(.pull)
    let account = "arn:aws:iam::\(Shop.partner):root"
    let role = "arn:aws:iam::\(Shop.partner):role/puller"
    #expect(try outsiders(pull, statement(account, "BatchGetImage")) == [])
    #expect(
      try outsiders(
        pull, statement(account, "BatchGetImage"), statement(account, "GetDownloadUrlForLayer"))
        == [account, account])
    // What the account has, its role has too; what the role has, the account has not.
    #expect(
      try outsiders(
        pull, statement(account, "BatchGetImage"), statement(role, "GetDownloadUrlForLayer"))
        == [role])
    #expect(
      try outsiders(
        pull, statement("*", "BatchGetImage"), statement(account, "GetDownloadUrlForLayer"))
        == [account])
    #expect(
      try outsiders(
        pull, statement(account, "*"), statement("*", "GetDownloadUrlForLayer", "Deny")) == [])
    let ifOffice = #", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#
    #expect(
      try outsiders(
        pull, statement(account, "BatchGetImage"),
        statement(account, "GetDownloadUrlForLayer", "Allow", ifOffice))
        == [account + " perhaps", account + " perhaps"])
  }

  @Test func `one principal and one repository make one cell`() throws {
    let outcome = try survey {
      $0.principals = [QuestionText(Shop.janitor, named: "principal")]
      $0.repositories = ["web/shop"]
    }
    #expect(outcome.matrix.principals.count == 1)
    #expect(who(outcome, .deleteTag, "web/shop") == ["janitor"])
  }

  @Test func `pages that are missing are told`() throws {
    let outcome = try survey {
      let page = #"{"UserDetailList": [], "IsTruncated": true, "Marker": "AAF"}"#
      $0.inputs.documents[0] = file(page, name: "details.json")
    }
    #expect(outcome.notices.contains { $0.contains("details.json:1") })
    #expect(outcome.missingPages.first?.contains("details.json:1") == true)
  }

  @Test func `an answer about named principals leaves nobody out`() throws {
    let outcome = try survey {
      let text = String(decoding: $0.inputs.documents[0].bytes, as: UTF8.self)
        .replacing(#""IsTruncated": false"#, with: #""NextToken": "eyJ""#)
      $0.inputs.documents[0] = file(text, name: "details.json")
      $0.principals = [QuestionText(Shop.janitor, named: "principal")]
    }
    #expect(outcome.notices.contains { $0.contains("details.json:") })
    #expect(outcome.missingPages == [])
  }

  @Test(arguments: [
    "\(Shop.account)/base/java", "\(Shop.account)/base/java (eu-central-1)",
    "\(Shop.account).dkr.ecr.eu-central-1.amazonaws.com/base/java:v1",
  ])
  func `a repository is named as reports print it, or by an image's address`(text: String) throws {
    let outcome = try survey { $0.repositories = [QuestionText(text, named: "repository")] }
    #expect(
      outcome.matrix.targets.map(\.resource)
        == ["arn:aws:ecr:eu-central-1:\(Shop.account):repository/base/java"])
  }

  @Test(arguments: [
    ("\(Shop.account).dkr.ecr.eu-central-1.amazonaws.com", "the address of a registry"),
    ("docker.io/library/nginx:1", "the registry docker.io"),
    ("public.ecr.aws/x/y", "the registry public.ecr.aws"),
  ])
  func `what is no repository of Amazon ECR is refused`(text: String, reason: String) {
    let error = #expect(throws: InvalidInput.self) {
      try survey { $0.repositories = [QuestionText(text, named: "repository")] }
    }
    #expect(error?.message?.contains(reason) == true)
  }

  @Test func `without a repository there is nothing to tell`() throws {
    #expect(throws: InvalidInput.self) {
      try survey { $0.inputs.documents = [$0.inputs.documents[0]] }
    }
  }

  @Test func `a policy that does not say whose it is cannot be every repository's`() throws {
    #expect(throws: InvalidInput.self) {
      try survey {
        $0.inputs.repositoryPolicy = file(
          #"{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "ecr:*"}}"#)
      }
    }
  }
}
