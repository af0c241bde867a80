import ECRAccess
import ECRModel
import ECRPolicy
import ECRSimulator
import Testing
import Texts

/// Access asked of a snapshot: everybody's real policies, the tags of repositories, the organization.
struct SnapshotAccessTests {
  private func inputs(_ snapshot: TestSnapshot) throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try SnapshotPolicies.access(snapshot.path)
    return inputs
  }

  private func company() throws -> AccessInputs { try inputs(Company.snapshot()) }

  private func ask(
    _ principal: String, _ action: String, _ repository: String, _ inputs: AccessInputs
  ) throws -> EvaluationResult {
    var request = AskAccess.Request(
      principal: principal, operation: .actions([QuestionText(action, named: "action")]),
      inputs: inputs)
    request.repository = QuestionText(repository, named: "repository")
    return try #require(try AskAccess.run(request).steps.first).result
  }

  private static let api = "arn:aws:ecr:eu-central-1:111122223333:repository/payments/api"
  private static let etl = "arn:aws:ecr:eu-central-1:222233334444:repository/data/etl"
  private static let task = "arn:aws:iam::222233334444:role/etl-task"

  // MARK: The same answers as from files

  @Test func `everybody may do with every repository what the files say`() throws {
    let files = try TestSnapshot.files(["Fixtures/company"])
    var fromFiles = AccessInputs()
    let isAboutImages = ["describe-images", "batch-get-image", "get-lifecycle-policy"]
    let isAboutRegistries = [
      "describe-registry", "scanning-configuration", "pull-through-cache-rules", "templates",
    ]
    fromFiles.documents = files.sorted { $0.key < $1.key }.filter { path, _ in
      !(isAboutImages + isAboutRegistries).contains { path.contains($0) }
    }.map { SourceText(name: $0.key, text: $0.value) }
    let expected = try SurveyAccess.run(SurveyAccess.Request(inputs: fromFiles)).matrix
    let actual = try SurveyAccess.run(SurveyAccess.Request(inputs: try company())).matrix
    #expect(actual.targets.map(\.resource) == expected.targets.map(\.resource))
    #expect(actual.targets.count == 6)
    let names = actual.principals.map(\.caller.text)
    #expect(Set(names) == Set(expected.principals.map(\.caller.text)))
    #expect(names.count == 9)
    for (row, name) in names.enumerated() {
      let other = try #require(
        expected.principals.firstIndex { $0.caller.text == name })
      for column in actual.targets.indices {
        #expect(actual[row, column] == expected[other, column], "\(name) \(column)")
      }
    }
  }

  // MARK: Regions

  @Test func `a repository's policy is that of its region`() throws {
    let inputs = try company()
    // Only the policy in eu-central-1 lets the organization pull.
    #expect(try ask(Self.task, "ecr:BatchGetImage", Self.api, inputs).decision == .allowed)
    let us = Self.api.replacing("eu-central-1", with: "us-east-1")
    #expect(try ask(Self.task, "ecr:BatchGetImage", us, inputs).decision == .implicitDeny)
  }

  @Test func `of two regions one has to be told`() throws {
    var inputs = try company()
    #expect(
      refusal { _ = try ask(Self.task, "ecr:BatchGetImage", "payments/api", inputs) } == [
        "repository `payments/api` is in the regions "
          + "eu-central-1, us-east-1: give --region, or its ARN"
      ])
    inputs.region = "us-east-1"
    #expect(
      try ask(Self.task, "ecr:BatchGetImage", "payments/api", inputs).decision == .implicitDeny)
  }

  // MARK: Tags

  @Test func `A-76 the tags of each repository feed ecr:ResourceTag`() throws {
    var inputs = try company()
    inputs.identityPolicies = [
      file(
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:PutImage",
         "Resource": "*", "Condition": {"StringEquals": {"ecr:ResourceTag/team": "web"}}}}
        """)
    ]
    let mallory = Shop.mallory
    #expect(try ask(mallory, "ecr:PutImage", "web/shop", inputs).decision == .allowed)
    let refused = try ask(mallory, "ecr:PutImage", "base/java", inputs)
    #expect(refused.decision == .implicitDeny)
    #expect(refused.missingContextKeys.isEmpty, "its tags are known")
    let matrix = try SurveyAccess.run(SurveyAccess.Request(inputs: inputs)).matrix
    let row = try #require(matrix.principals.firstIndex { $0.caller.text == mallory })
    let put = try #require(ECRAction.index(of: "ecr:PutImage"))
    let allowed = matrix.targets.indices.filter { matrix[row, $0].allows(put) }
    #expect(allowed.map { matrix.targets[$0].resource.split(separator: "/").last } == ["shop"])
  }

  // MARK: The organization

  @Test func `A-52 the SCPs of an account's units bind its principals`() throws {
    let result = try ask(Shop.janitor, "ecr:BatchDeleteImage", "base/java", try company())
    #expect(result.decision == .explicitDeny)
    #expect(result.matchedStatements.map(\.sid) == ["NobodyDeletes"])
    #expect(result.matchedStatements.map(\.policy) == ["KeepImages"])
    // The other account is not in that unit.
    let admin = "arn:aws:iam::222233334444:role/etl-admin"
    #expect(try ask(admin, "ecr:BatchDeleteImage", "data/etl", try company()).decision == .allowed)
  }

  @Test func `A-49 the organization's id is known of its members, and of the resource's account`()
    throws
  {
    var inputs = try company()
    inputs.identityPolicies = [
      file(
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:DescribeImages",
         "Resource": "*", "Condition": {"StringEquals": {
           "aws:PrincipalOrgID": "o-shop123456", "aws:ResourceOrgID": "o-shop123456"},
           "ForAnyValue:StringLike": {
             "aws:PrincipalOrgPaths": "o-shop123456/r-ab12/ou-ab12-prod0001/*"}}}}
        """)
    ]
    #expect(try ask(Shop.mallory, "ecr:DescribeImages", "web/shop", inputs).decision == .allowed)
    // Directly under the root: the path ends there.
    let refused = try ask(Self.task, "ecr:DescribeImages", "data/etl", inputs)
    #expect(refused.decision == .implicitDeny)
    #expect(refused.missingContextKeys.isEmpty)
  }

  @Test func `A-51 the RCPs of the resource's account bind strangers to the organization`() throws {
    var inputs = try company()
    inputs.identityPolicies = [allowing("ecr:BatchGetImage")]
    let stranger = "arn:aws:iam::\(Shop.partner):role/puller"
    let result = try ask(stranger, "ecr:BatchGetImage", Self.etl, inputs)
    #expect(result.decision == .explicitDeny)
    #expect(result.matchedStatements.contains { $0.sid == "OnlyOurOrganization" })
    // The shop's account has no such policy, and lets this partner in.
    #expect(try ask(stranger, "ecr:BatchGetImage", Self.api, inputs).decision == .allowed)
  }

  @Test func `A-51, A-52 the management account is exempt`() throws {
    // The SCP that denies deleting is attached to the root, above all accounts.
    let files = try TestSnapshot.files(["Fixtures/company"]).map { path, text in
      (
        path,
        path.contains("p-keepimages") ? text.replacing("ou-ab12-prod0001", with: "r-ab12") : text
      )
    }
    var inputs = try inputs(try TestSnapshot(Dictionary(uniqueKeysWithValues: files)))
    inputs.identityPolicies = [allowing("ecr:BatchDeleteImage")]
    func decision(_ account: String) throws -> Decision {
      try ask(
        "arn:aws:iam::\(account):root", "ecr:BatchDeleteImage",
        "arn:aws:ecr:eu-central-1:\(account):repository/x/y", inputs
      ).decision
    }
    #expect(try decision(Company.management) == .allowed)
    #expect(try decision(Company.data) == .explicitDeny)
  }

  @Test func `QA-20 what is not known of the organization forbids nothing, and is told`() throws {
    let files = try TestSnapshot.files(["Fixtures/company"]).filter { path, _ in
      !path.contains("/parents/")
    }
    let inputs = try inputs(try TestSnapshot(files))
    var request = AskAccess.Request(
      principal: Shop.janitor, operation: .actions(["ecr:BatchDeleteImage"]), inputs: inputs)
    request.repository = "base/java"
    let outcome = try AskAccess.run(request)
    // The unit's SCP would deny it; without list-parents nobody knows that the account is in the unit.
    #expect(outcome.steps[0].result.decision == .allowed)
    #expect(
      outcome.notices.contains { $0.contains("root to account 111122223333 is missing") })
  }

  @Test(arguments: [
    (
      "p-keepimages/describe-policy.json", "its text is missing",
      ShowSnapshot.Gap.Kind.organizationPolicies
    ),
    (
      "p-keepimages/list-targets-for-policy.json", "the targets of policy p-keepimages",
      .policyTargets
    ),
    ("parents/111122223333.json", "root to account 111122223333", .organizationParents),
  ])
  func `QA-20 an SCP of which a part is missing is left out, told and shown`(
    file: String, notice: String, gap: ShowSnapshot.Gap.Kind
  ) throws {
    let files = try TestSnapshot.files(["Fixtures/company"]).filter { !$0.key.hasSuffix(file) }
    let snapshot = try TestSnapshot(files)
    var request = AskAccess.Request(
      principal: Shop.janitor, operation: .actions(["ecr:BatchDeleteImage"]),
      inputs: try inputs(snapshot))
    request.repository = "base/java"
    let outcome = try AskAccess.run(request)
    #expect(outcome.steps[0].result.decision == .allowed)
    #expect(outcome.notices.contains { $0.contains(notice) }, "\(outcome.notices)")
    #expect(try ShowSnapshot.run(snapshot.path).gaps.contains { $0.kind == gap })
    let whole = try Company.snapshot()
    #expect(try !ShowSnapshot.run(whole.path).gaps.contains { $0.kind == gap })
  }

  @Test func `SCPs that are given take the place of the organization's`() throws {
    var inputs = try company()
    inputs.serviceControlPolicies = [[allowing("*")]]
    #expect(
      try ask(Shop.janitor, "ecr:BatchDeleteImage", "base/java", inputs).decision == .allowed)
  }

  // MARK: Missing pages

  @Test func `that pages of an account's details are missing is told by a matrix`() throws {
    let details = #"{"UserDetailList": [], "RoleDetailList": [], "IsTruncated": true}"#
    let snapshot = try TestSnapshot([
      "1": #"{"drydock": {"account": "111122223333"}}"# + details,
      "2": repositories("arn:aws:ecr:eu-west-1:111122223333:repository/a/b"),
    ])
    #expect(
      try ShowSnapshot.run(snapshot.path).gaps.contains { $0.kind == .pagesOfAuthorizationDetails })
    let outcome = try SurveyAccess.run(SurveyAccess.Request(inputs: try inputs(snapshot)))
    #expect(outcome.notices.contains { $0.hasPrefix("pages of an account's details are missing") })
  }
}
