import Foundation
import Testing

/// `drydock access` as a user runs it.
struct AccessCommandTests {
  private let program = CommandLineTests()

  static let documents =
    ["--policies"]
    + [
      "authorization-details", "describe-repositories", "get-registry-policy",
      "get-repository-policy.payments-api", "get-repository-policy.web-shop",
    ].map { "Fixtures/access/shop/\($0).json" }
  static let build = "arn:aws:sts::111122223333:assumed-role/payments-ci/build-1"
  static let pull = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"

  private func run(_ arguments: [String], input: String = "") throws -> CommandLineTests.Run {
    try program.run(["access"] + arguments, input: input)
  }

  @Test func `a managed policy is given by its ARN, and the region that is assumed is told`() throws
  {
    let run = try run([
      "--principal", "arn:aws:iam::111122223333:user/alice", "--actions", "pull", "--repository",
      "base/java", "--policies", Self.pull,
    ])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("ALLOWED: docker pull from base/java\n"))
    #expect(run.output.contains("  note  no --region given; assuming --region us-east-1\n"))
    #expect(run.errors == "")
  }

  @Test func `several actions are asked in their order`() throws {
    let run = try run(
      [
        "--principal", Self.build, "--actions", "ecr:PutImage,ecr:BatchDeleteImage",
        "--repository", "payments/api", "--format", "json",
      ] + Self.documents)
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let steps = try #require(value?["steps"] as? [[String: Any]])
    #expect(steps.map { $0["action"] as? String } == ["ecr:PutImage", "ecr:BatchDeleteImage"])
    #expect(steps.map { $0["decision"] as? String } == ["allowed", "explicitDeny"])
    #expect(value?["schema"] as? String == "drydock.access.v1")
  }

  @Test func `the same question gives the same bytes`() throws {
    let question =
      ["matrix", "--format", "json", "--at", "2026-11-01T00:00:00Z"] + Self.documents
    let first = try run(question)
    #expect(first.status == 0)
    #expect(try run(question).output == first.output)
  }

  // MARK: Batches

  @Test func `a batch from a file and from standard input is the same`() throws {
    let path = "Fixtures/access/questions.jsonl"
    let text = try String(
      contentsOf: CommandLineTests.root.appending(path: path), encoding: .utf8)
    let file = try run(["batch", path])
    #expect(file.status == 0)
    let decisions = try file.output.split(separator: "\n").map { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["decision"]
        as? String
    }
    #expect(decisions == ["implicitDeny", "allowed", "explicitDeny"])
    let piped = try run(["batch", "-"], input: text)
    #expect(piped.output == file.output)
    // The last line need not end.
    #expect(try run(["batch", "-"], input: String(text.dropLast())).output == file.output)
  }

  @Test func `a line that cannot be read is answered in its place, and the run ends in 2`() throws {
    let path = "Fixtures/access/questions.jsonl"
    var lines = try String(
      contentsOf: CommandLineTests.root.appending(path: path), encoding: .utf8
    ).split(separator: "\n").map(String.init)
    lines.insert(#"{"id": "broken", "request": {}"#, at: 1)
    let run = try run(["batch", "-"], input: lines.joined(separator: "\n"))
    #expect(run.status == 2)
    let answers = run.output.split(separator: "\n")
    #expect(answers.count == 4)
    let broken = try JSONSerialization.jsonObject(with: Data(answers[1].utf8)) as? [String: Any]
    #expect(broken?["line"] as? Int == 2)
    #expect(broken?["error"] is String)
    #expect(run.errors.hasPrefix("<stdin>:2:"))
    #expect(run.errors.hasSuffix("\ndrydock: 1 line is not a valid question\n"), "\(run.errors)")
    #expect(answers[2].contains(#""decision":"allowed""#))
  }

  @Test func `a batch heeds the instant (A-49)`() throws {
    let line =
      #"{"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/payments"}, "identityPolicies": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-02-01T00:00:00Z"}}}}]}"#
    for (instant, decision) in [("2026-01-31", "allowed"), ("2026-02-02", "implicitDeny")] {
      let run = try run(["batch", "-", "--at", instant + "T00:00:00Z"], input: line)
      #expect(run.output.contains(#""decision":"\#(decision)""#))
    }
  }

  @Test func `an empty batch is a mistake, like every empty file`() throws {
    let run = try run(["batch", "-"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("<stdin> has no question"))
  }

  @Test(arguments: [
    (#""action": "ecr:PutImages", "resource": "*""#, "UNKNOWN_ACTION", false),
    (
      #""action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/A""#,
      "INVALID_REPOSITORY_NAME", false
    ),
    (
      #""action": "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/app""#,
      "MISSING_PRINCIPAL", true
    ),
  ])
  func `a question has the same answer, findings and exit code at every door`(
    request: String, code: String, isAnswered: Bool
  ) throws {
    let principal = "arn:aws:iam::111122223333:user/alice"
    let policy =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "ecr:PutImage"}}"#
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "policy.json")
    try Data(policy.utf8).write(to: file)
    let line =
      #"{"request": {"principal": "\#(principal)", \#(request)}, "resourcePolicy": \#(policy)}"#
    let batch = try run(["batch", "-"], input: line)
    let asked = try #require(
      try JSONSerialization.jsonObject(with: Data("{\(request)}".utf8)) as? [String: String])
    let ask = try run([
      "--principal", principal, "--action", asked["action"] ?? "", "--resource",
      asked["resource"] ?? "", "--repository-policy", file.path,
    ])
    #expect(batch.status == 2)
    #expect(ask.status == 2)
    #expect(batch.output.contains(#""issueCode":"\#(code)""#))
    #expect(ask.errors.contains("  error  \(code)\n"))
    #expect(ask.output.isEmpty != isAnswered)
    #expect(batch.output.contains(#""decision":"implicitDeny""#) == isAnswered)
    #expect(ask.output.contains("implicit deny") == isAnswered)
  }

  // MARK: Everybody

  @Test func `who may delete is listed by name`() throws {
    let run = try run(
      ["who", "--action", "delete", "--repository", "web/shop"] + Self.documents)
    #expect(run.status == 0)
    #expect(run.output.contains("\n  role/janitor\n"))
    #expect(!run.output.contains("mallory"))
  }

  @Test(arguments: [
    ["who", "--action", "pull"], ["matrix"], ["matrix", "--by-repository", "pull"],
  ])
  func `an answer that leaves people out says so, and is no success`(question: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "drydock-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "details.json")
    let role = #"{"RoleName": "r", "Arn": "arn:aws:iam::111122223333:role/r"}"#
    try Data(#"{"RoleDetailList": [\#(role)], "NextToken": "eyJ"}"#.utf8).write(to: path)
    let run = try run(question + ["--repository", "base/java", "--policies", path.path])
    #expect(run.status == 2)
    #expect(run.output.contains("Incomplete: pages of account 111122223333's details are missing"))
  }

  @Test func `repositories can be the columns of a matrix`() throws {
    let run = try run(["matrix", "--by-repository", "push"] + Self.documents)
    #expect(run.status == 0)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0] == ["push", "111122223333"])
    #expect(rows[1] == ["PRINCIPAL", "base/java", "payments/api", "web/shop"])
    #expect(rows[2] == ["user/alice", "yes", "yes", "yes"])
  }

  // MARK: Mistakes

  static let mistakes: [[String]] = [
    [], ["--principal", build], ["--principal", build, "--action", "ecr:PutImage"],
    ["--principal", "alice", "--action", "ecr:PutImage", "--repository", "base/java"],
    ["--principal", build, "--action", "PutImage", "--repository", "base/java"],
    ["--principal", build, "--actions", "fly", "--repository", "base/java"],
    ["--principal", build, "--action", "ecr:PutImage", "--repository", "Base"],
    ["--principal", build, "--action", "ecr:PutImage", "--repository", "b", "--at", "soon"],
    ["batch", "nowhere.jsonl"], ["batch", "-", "--principal", build],
    ["--principal", build, "--action", "ecr:PutImages", "--repository", "base/java"],
    ["--principal", build, "--actions", "ecr:PutImage,ecr:Fly", "--repository", "base/java"],
    [
      "--principal", build, "--action", "ecr:PutImage", "--resource",
      "arn:aws:ecr:eu-central-1:1:*",
    ],
    ["matrix"], ["matrix", "--policies", "nowhere.json"], ["who", "--repository", "base/java"],
    [
      "--principal", build, "--action", "ecr:PutImage", "--repository", "base/java",
      "--registry-policy-scope", "V3",
    ],
    [
      "--principal", build, "--action", "ecr:PutImage", "--repository", "base/java", "--policies",
      "Fixtures/repositories/web-service/lifecycle-policy.json",
    ],
  ]

  @Test(arguments: mistakes)
  func `a question that cannot be asked ends in 2 and says why`(arguments: [String]) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(
      run.errors.contains("rror: ") || run.errors.contains("  error  ")
        || run.errors.hasPrefix("drydock: "), "\(run.errors)")
  }

  @Test func `validate tells the kinds of policy apart by itself`() throws {
    let run = try program.run([
      "validate", "--format", "json", "Fixtures/repositories/web-service/lifecycle-policy.json",
      "Fixtures/access/shop/get-registry-policy.json",
      "Fixtures/access/shop/get-repository-policy.web-shop.json",
      "Fixtures/access/shop/organization/scp-region.json",
      "Fixtures/access/shop/authorization-details.json",
    ])
    let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let documents = try #require(value?["documents"] as? [[String: Any]])
    #expect(
      documents.map { $0["kind"] as? String } == [
        "lifecyclePolicy", "registryPolicy", "repositoryPolicy", "identityPolicy",
        "authorizationDetails",
      ])
    #expect(run.status == 0)
  }
}
