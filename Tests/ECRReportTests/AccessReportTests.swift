import ECRAccess
import ECRModel
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

/// What `access`, `access matrix` and `access who` write, and the answers to a batch.
struct AccessReportTests {
  static let account = "111122223333"
  static let alice = "arn:aws:iam::\(account):user/alice"
  static let repository = "arn:aws:ecr:eu-central-1:\(account):repository/payments/api"

  static func shop() throws -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = try [
      "authorization-details.json", "describe-repositories.json", "get-registry-policy.json",
      "get-repository-policy.payments-api.json", "get-repository-policy.web-shop.json",
    ].map { try PreviewJSONTests.source("Fixtures/access/shop/\($0)") }
    return inputs
  }

  static func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  static func problems(_ bytes: [UInt8], _ schema: String) throws -> [String] {
    let text = try PreviewJSONTests.source("Sources/ECRReport/Schemas/\(schema).schema.json")
    return JSONSchemaCheck(root: try object(text.bytes)).problems(try object(bytes))
  }

  // MARK: Schemas

  @Test(arguments: AccessRecipe.allCases)
  func `an answer keeps to its schema`(recipe: AccessRecipe) throws {
    for (principal, repository) in [
      ("user/alice", "payments/api"), ("user/developers/bob", "base/java"),
      ("user/mallory", "payments/api"), ("role/janitor", "payments/api"), ("root", "web/shop"),
    ] {
      var request = AskAccess.Request(
        principal: "arn:aws:iam::\(Self.account):\(principal)", operation: .recipe(recipe),
        inputs: try Self.shop())
      request.repository = QuestionText(repository, named: "repository")
      let json = AccessReportJSON.json(try AskAccess.run(request))
      #expect(try Self.problems(json, "drydock.access.v1") == [])
      #expect(try Self.object(json)["recipe"] as? String == recipe.rawValue)
    }
  }

  @Test func `the matrix and the list of who may keep to their schemas`() throws {
    let outcome = try SurveyAccess.run(SurveyAccess.Request(inputs: try Self.shop()))
    #expect(try Self.problems(AccessMatrixJSON.json(outcome), "drydock.access-matrix.v1") == [])
    for what in ["pull", "push", "delete", "administer", "ecr:BatchGetImage"] {
      let who = try WhoMayAccess.run(
        SurveyAccess.Request(inputs: try Self.shop()), try Permission(what))
      #expect(try Self.problems(AccessMatrixJSON.who(who), "drydock.access-who.v1") == [])
    }
  }

  @Test func `who may pull is told by certainty, and whom the policy lets in besides`() throws {
    var request = SurveyAccess.Request(inputs: try Self.shop())
    request.repositories = ["web/shop"]
    let json = try Self.object(
      AccessMatrixJSON.who(try WhoMayAccess.run(request, .group(.pull))))
    let repository = try #require((json["repositories"] as? [[String: Any]])?.first)
    let names = { (key: String) in
      (repository[key] as? [String] ?? []).compactMap {
        $0.split(separator: "/").last.map(String.init)
      }
    }
    #expect(names("allowed") == ["alice", "payments-task", "auditor"])
    #expect(names("mayBeAllowed") == ["bob"])
    let outside = try #require(repository["letInByResourcePolicies"] as? [[String: Any]])
    #expect(outside.map { $0["principal"] as? String } == ["lambda.amazonaws.com"])
    #expect(outside.map { $0["isCertain"] as? Bool } == [false])
  }

  // MARK: Refusals

  /// A policy that says nothing about the request, or denies it.
  private static func policy(_ denies: Bool, _ element: String) -> SourceText {
    let statement =
      denies
      ? #"{"Effect": "Deny", "Action": "ecr:BatchGetImage", \#(element)}"#
      : #"{"Effect": "Allow", "Action": "ecr:PutImage", \#(element)}"#
    return SourceText(
      name: "policy.json", text: #"{"Version": "2012-10-17", "Statement": \#(statement)}"#)
  }

  /// Gives one kind of policy to a question that everything else would allow.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var isNamedByAWS: String
    var give: @Sendable (inout AccessInputs, Bool) -> Void
    /// What says nothing of this kind refuses nothing by itself.
    var needsAllow = true

    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(name: "identity policy", isNamedByAWS: "identity-based policy") { inputs, denies in
      inputs.identityPolicies = [policy(denies, #""Resource": "*""#)]
    },
    Refusal(name: "boundary", isNamedByAWS: "permissions boundary") { inputs, denies in
      inputs.permissionsBoundary = policy(denies, #""Resource": "*""#)
    },
    Refusal(name: "session policy", isNamedByAWS: "session policy") { inputs, denies in
      inputs.sessionPolicies = [policy(denies, #""Resource": "*""#)]
    },
    Refusal(name: "SCP", isNamedByAWS: "service control policy") { inputs, denies in
      inputs.serviceControlPolicies = [
        [policy(denies, #""Resource": "*""#)] + (denies ? [everything] : [])
      ]
    },
    Refusal(name: "endpoint policy", isNamedByAWS: "VPC endpoint policy") { inputs, denies in
      inputs.vpcEndpointPolicies = [policy(denies, #""Principal": "*", "Resource": "*""#)]
    },
    Refusal(
      name: "RCP", isNamedByAWS: "resource control policy",
      give: { inputs, _ in
        inputs.resourceControlPolicies = [[policy(true, #""Principal": "*", "Resource": "*""#)]]
      }, needsAllow: false),
    Refusal(
      name: "repository policy", isNamedByAWS: "resource-based policy",
      give: { inputs, denies in
        inputs.repositoryPolicy = policy(denies, #""Principal": "*""#)
      }, needsAllow: false),
    Refusal(
      name: "registry policy", isNamedByAWS: "resource-based policy",
      give: { inputs, denies in
        inputs.registryPolicy = policy(denies, #""Principal": "*", "Resource": "*""#)
      }, needsAllow: false),
  ]

  private static let everything = SourceText(
    name: "all.json",
    text:
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#
  )

  private func message(_ change: (inout AccessInputs) -> Void) throws -> String? {
    var inputs = AccessInputs()
    inputs.identityPolicies = [Self.everything]
    change(&inputs)
    var request = AskAccess.Request(
      principal: Self.alice, operation: .actions(["ecr:BatchGetImage"]), inputs: inputs)
    request.resource = QuestionText(Self.repository, named: "resource")
    let json = try Self.object(AccessReportJSON.json(try AskAccess.run(request)))
    return (json["steps"] as? [[String: Any]])?.first?["message"] as? String
  }

  private static let beginning =
    "User: \(alice) is not authorized to perform: ecr:BatchGetImage on resource: \(repository)"

  @Test(arguments: refusals)
  func `a refusal ends with AWS's own message (A-77)`(refusal: Refusal) throws {
    let article = refusal.isNamedByAWS.hasPrefix("identity") ? "an" : "a"
    #expect(
      try message { refusal.give(&$0, true) }
        == "\(Self.beginning) with an explicit deny in \(article) \(refusal.isNamedByAWS)")
    let silent = try message { refusal.give(&$0, false) }
    if refusal.needsAllow {
      #expect(
        silent
          == "\(Self.beginning) because no \(refusal.isNamedByAWS) allows the ecr:BatchGetImage action"
      )
    }
  }

  @Test func `a caller from elsewhere misses the resource-based policy (A-77)`() throws {
    var inputs = AccessInputs()
    inputs.identityPolicies = [Self.everything]
    let bob = "arn:aws:iam::444455556666:user/bob"
    var request = AskAccess.Request(
      principal: bob, operation: .actions(["ecr:BatchGetImage"]), inputs: inputs)
    request.resource = QuestionText(Self.repository, named: "resource")
    let text = AccessText.text(try AskAccess.run(request), Style(isColored: false))
    // Long lines are wrapped.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.hasSuffix(
        "AWS's message User: \(bob) is not authorized to perform: ecr:BatchGetImage on resource: "
          + "\(Self.repository) because no resource-based policy allows the ecr:BatchGetImage action"
      ))
  }

  @Test func `what is allowed has no message`() throws {
    #expect(try message { _ in } == nil)
  }

  // MARK: Batches

  /// The lines that answer a batch, and how many of its lines cannot be read.
  static func answer(
    _ sources: [SourceText], _ batch: AnswerBatch = AnswerBatch(at: nil, jobs: 2)
  ) async throws -> (lines: [UInt8], unreadable: Int) {
    var (lines, unreadable): ([UInt8], Int) = ([], 0)
    try await batch.run(
      sources, first: 1, into: (json: AccessBatchJSON(), unreadable: 0),
      add: { part, answer in
        part.json.add(answer)
        if answer.result == nil { part.unreadable += 1 }
      },
      visit: { part in
        lines += part.json.lines
        unreadable += part.unreadable
      })
    return (lines, unreadable)
  }

  static func answers(
    _ lines: [String]
  ) async throws -> (objects: [[String: Any]], unreadable: Int) {
    var offset = 0
    var sources: [SourceText] = []
    for (index, line) in lines.enumerated() {
      sources.append(
        SourceText(name: "batch.jsonl", bytes: Array(line.utf8), line: index + 1, offset: offset))
      offset += line.utf8.count + 1
    }
    let answers = try await answer(sources)
    let objects = try answers.lines.split(separator: UInt8(ascii: "\n")).map {
      try object(Array($0))
    }
    return (objects, answers.unreadable)
  }

  static func line(_ id: String, _ more: String = "", action: String = "ecr:PutImage")
    -> String
  {
    #"{"id": "\#(id)", "request": {"principal": "\#(alice)", "action": "\#(action)", "resource": "\#(repository)"}\#(more)}"#
  }

  @Test func `a batch is answered line by line, in order, with the members that the issue names`()
    async throws
  {
    let policy =
      #"{"Version": "2012-10-17", "Statement": [{"Sid": "Push", "Effect": "Allow", "Action": "ecr:Put*", "Resource": "*"}]}"#
    let (objects, unreadable) = try await Self.answers([
      Self.line("first", #", "identityPolicies": [{"name": "push", "policy": \#(policy)}]"#),
      Self.line("second"),
      "not JSON",
      Self.line("fourth", #", "boundary": {}"#),
    ])
    #expect(unreadable == 2)
    #expect(objects.count == 4)
    let first = objects[0]
    #expect(first["id"] as? String == "first")
    #expect(first["decision"] as? String == "allowed")
    #expect(first["decidedBy"] as? [String] == ["identityPolicy"])
    let statement = try #require((first["matchedStatements"] as? [[String: Any]])?.first)
    #expect(statement["policyType"] as? String == "identityPolicy")
    #expect(statement["policy"] as? String == "push")
    #expect(statement["sid"] as? String == "Push")
    #expect(statement["statement"] as? Int == 1)
    #expect(statement["line"] as? Int == 1)
    // Where the statement's brace stands in its line.
    let text = Self.line(
      "first", #", "identityPolicies": [{"name": "push", "policy": \#(policy)}]"#)
    let column = try #require(text.range(of: #"{"Sid""#)).lowerBound
    #expect(
      statement["column"] as? Int == text.distance(from: text.startIndex, to: column) + 1)
    #expect(first["missingContextKeys"] as? [String] == [])
    #expect((first["nearMisses"] as? [Any])?.isEmpty == true)
    #expect(objects[1]["decision"] as? String == "implicitDeny")
    #expect(objects[2]["line"] as? Int == 3)
    #expect(objects[2]["decision"] == nil)
    #expect((objects[2]["error"] as? String)?.isEmpty == false)
    #expect(objects[3]["id"] as? String == "fourth")
    #expect(objects[3]["line"] as? Int == 4)
  }

  @Test func `a batch's answers do not depend on how it is cut`() async throws {
    let policy =
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:Put*", "Resource": "*", "Condition": {"Bool": {"aws:ViaAWSService": "true"}}}]}"#
    let lines = (0..<300).map {
      Self.line("q\($0)", #", "identityPolicies": [{"name": "p\#($0 % 3)", "policy": \#(policy)}]"#)
    }
    func sources(_ range: Range<Int>) -> [SourceText] {
      range.map { SourceText(name: "b", bytes: Array(lines[$0].utf8), line: $0 + 1, offset: 0) }
    }
    let whole = try await Self.answer(sources(0..<300)).lines
    let batch = AnswerBatch(at: nil, jobs: 3)
    var parts: [UInt8] = []
    for start in stride(from: 0, to: 300, by: 7) {
      parts += try await Self.answer(sources(start..<min(300, start + 7)), batch).lines
    }
    #expect(whole == parts)
  }

  // MARK: Texts

  @Test func `a name that a terminal would obey is printed, not obeyed`() throws {
    var inputs = AccessInputs()
    inputs.identityPolicies = [
      SourceText(
        name: "p",
        text:
          #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"StringEquals": {"shop:\u001b[31m": "x"}}}}"#
      )
    ]
    var request = AskAccess.Request(
      principal: Self.alice, operation: .actions(["ecr:PutImage"]), inputs: inputs)
    request.resource = QuestionText(Self.repository, named: "resource")
    #expect(
      !AccessText.text(try AskAccess.run(request), Style(isColored: false)).contains("\u{1B}"))
  }

  @Test func `a table of the matrix has a line a principal and a column a group`() throws {
    var request = SurveyAccess.Request(inputs: try Self.shop())
    request.repositories = ["payments/api"]
    let lines = AccessMatrixText.text(
      try SurveyAccess.run(request), .groups, Style(isColored: false)
    )
    .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines[1] == ["PRINCIPAL", "PULL", "PUSH", "DELETE", "ADMINISTER"])
    #expect(lines[2].prefix(4) == ["user/alice", "yes", "yes", "no"])
    #expect(lines.contains { $0.first == "role/janitor" })
  }
}
