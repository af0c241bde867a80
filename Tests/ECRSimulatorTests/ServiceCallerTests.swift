// What a service may do that calls under its own name, however it is asked (A-26, A-73, T-A22).

import ECRAccess
import ECRReport
import ECRSimulator
import Testing
import Texts

struct ServiceCallerTests {
  private static let repository = "arn:aws:ecr:eu-central-1:\(Shop.account):repository/fn"
  private static let pullPair = #""ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer""#

  private func inputs(_ service: String, _ actions: String) -> AccessInputs {
    var inputs = AccessInputs()
    inputs.repositoryPolicy = file(
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "\#(service)"}, "Action": [\#(actions)]}}"#
    )
    return inputs
  }

  private func ask(
    _ service: String, _ recipe: AccessRecipe, _ actions: String
  ) throws -> AskAccess.Outcome {
    var request = AskAccess.Request(
      principal: service, operation: .recipe(recipe), inputs: inputs(service, actions))
    request.repository = QuestionText(Self.repository, named: "repository")
    return try AskAccess.run(request)
  }

  private func who(_ service: String, _ what: String, _ actions: String, named: Bool) throws -> Int
  {
    var request = SurveyAccess.Request(inputs: inputs(service, actions))
    request.repositories = [QuestionText(Self.repository, named: "repository")]
    if named { request.principals = [QuestionText(service, named: "principal")] }
    let answer = try WhoMayAccess.run(request, try Permission(what)).repositories[0]
    return named ? answer.certain.count : answer.outside.count(where: \.isCertain)
  }

  @Test(arguments: [
    "lambda.amazonaws.com", "codebuild.amazonaws.com", "sagemaker.amazonaws.com",
  ])
  func `a service pulls with two actions, and every way of asking says so (A-73, T-A22)`(
    service: String
  ) throws {
    let pull = try ask(service, .pull, Self.pullPair)
    #expect(pull.isAllowed)
    #expect(
      pull.steps.map(\.result.request.action)
        == ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"])
    #expect(pull.findings == [])
    let half = #""ecr:BatchGetImage""#
    #expect(try ask(service, .pull, half).failingStep == 1)
    for isNamed in [true, false] {
      #expect(try who(service, "pull", Self.pullPair, named: isNamed) == 1)
      #expect(try who(service, "pull", half, named: isNamed) == 0)
    }
    var request = SurveyAccess.Request(inputs: inputs(service, Self.pullPair))
    request.repositories = [QuestionText(Self.repository, named: "repository")]
    request.principals = [QuestionText(service, named: "principal")]
    let matrix = AccessMatrixText.text(
      try SurveyAccess.run(request), .groups, Style(isColored: false))
    #expect(matrix.contains("\(service)  yes "))
  }

  @Test func `no operation of a service begins with a login (A-73)`() throws {
    let lambda = try #require(Caller("lambda.amazonaws.com"))
    let user = try #require(Caller(Shop.alice))
    for recipe in AccessRecipe.allCases {
      #expect(!recipe.steps(for: lambda).contains { $0.action == "ecr:GetAuthorizationToken" })
      #expect(recipe.steps(for: user) == recipe.steps)
    }
  }

  @Test func `a service that is asked about its login is told that it makes none (A-73)`() throws {
    var request = AskAccess.Request(
      principal: "lambda.amazonaws.com", operation: .actions(["ecr:GetAuthorizationToken"]),
      inputs: inputs("lambda.amazonaws.com", #""ecr:*""#))
    request.repository = QuestionText(Self.repository, named: "repository")
    let result = try #require(try AskAccess.run(request).steps.first).result
    #expect(result.decision == .implicitDeny)
    #expect(result.remarks.contains(.serviceMakesNoLogin))
  }

  @Test(arguments: [
    "ecs-tasks.amazonaws.com", "ecs-tasks.eu-south-1.amazonaws.com",
    "eks-fargate-pods.amazonaws.com", "ec2.amazonaws.com", "build.apprunner.amazonaws.com",
    "ecs.amazonaws.com", "eks.amazonaws.com", "batch.amazonaws.com", "apprunner.amazonaws.com",
    "ecs.eu-south-1.amazonaws.com",
  ])
  func `a service that pulls with a role gets a finding (A-73)`(service: String) throws {
    let outcome = try ask(service, .pull, Self.pullPair)
    // The question's principal, and the policy's.
    #expect(outcome.findings.map(\.code) == ["SERVICE_PULLS_WITH_ROLE", "SERVICE_PULLS_WITH_ROLE"])
    #expect(Set(outcome.findings.map(\.location.file)) == ["principal", "policy.json"])
    #expect(outcome.findings.allSatisfy { $0.type == .warning && $0.help != nil })
    // The policy's answer stands.
    #expect(outcome.isAllowed)
  }

  // MARK: Create on push

  @Test func `a push makes a repository only where none is listed (A-73, QA-26)`() throws {
    func steps(_ documents: [SourceText]) throws -> [String] {
      var inputs = AccessInputs()
      inputs.documents = documents
      var request = AskAccess.Request(
        principal: Shop.alice, operation: .recipe(.push), inputs: inputs)
      request.repository = QuestionText(Self.repository, named: "repository")
      return try AskAccess.run(request).steps.filter { $0.condition != nil }
        .map(\.result.request.action)
    }
    #expect(try steps([]) == ["ecr:CreateRepository"])
    let listed = #"{"repositories": [{"repositoryArn": "\#(Self.repository)"}]}"#
    #expect(try steps([file(listed, name: "repositories.json")]) == [])
  }

  @Test func `creating repositories is administration, not pushing (A-73)`() {
    let create = AccessGroup.administer.actions & ~AccessGroup.push.actions
    #expect(Permission.names(create).contains("ecr:CreateRepository"))
    #expect(!Permission.names(AccessGroup.push.actions).contains("ecr:CreateRepository"))
    #expect(
      Permission.group(.push).conditionalSteps.map(\.action) == ["ecr:CreateRepository"])
  }

  // MARK: The region

  @Test func `a region SCP settles every cell of a matrix (A-49, T-A21)`() throws {
    var inputs = AccessInputs()
    inputs.identityPolicies = [allowing("ecr:*")]
    inputs.serviceControlPolicies = [
      [
        file(
          #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}}}]}"#
        )
      ]
    ]
    var request = SurveyAccess.Request(inputs: inputs)
    request.repositories = ["eu-central-1", "us-east-1"].map {
      QuestionText("arn:aws:ecr:\($0):\(Shop.account):repository/fn", named: "repository")
    }
    request.principals = [QuestionText(Shop.alice, named: "principal")]
    let matrix = try SurveyAccess.run(request).matrix
    let pull = AccessGroup.pull.actions
    #expect(matrix[0, 0].allowed & pull == pull)
    // The login to the other region is denied as well.
    #expect(matrix[0, 1].denied & pull == pull)
    for cell in [matrix[0, 0], matrix[0, 1]] { #expect(cell.possible == cell.allowed) }
  }
}
