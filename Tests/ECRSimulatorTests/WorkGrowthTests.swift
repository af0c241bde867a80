import ECRAccess
import ECRModel
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

/// Twice the input takes about twice the work, in every command.
///
/// Work is what ``WorkMeter`` counts, so that it is the same on every machine: a square in one of the
/// counted loops makes four times the steps of twice the input.
struct WorkGrowthTests {
  private static let plain = Style(isColored: false)
  private static let at = Timestamp(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z

  /// Expects that the work on an input of twice the size is no more than a little over twice as much.
  private func expectLinear(
    _ size: Int, _ steps: (Int) async throws -> Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let once = try await steps(size)
    let twice = try await steps(2 * size)
    #expect(once >= size, sourceLocation: sourceLocation)
    #expect(
      Double(twice) < 2.3 * Double(once), "\(once) and \(twice) steps",
      sourceLocation: sourceLocation)
  }

  // MARK: Inputs

  private static func describeImages(_ count: Int, repository: String = "a/b") -> String {
    let images = (0..<count).map { number in
      let digits = String(number, radix: 16)
      let digest = "sha256:" + String(repeating: "0", count: 64 - digits.count) + digits
      return """
        {"registryId": "111122223333", "repositoryName": "\(repository)", "imageDigest": "\(digest)", \
        "imageTags": ["prod-\(number)", "b\(number)"], "imagePushedAt": \(1_780_000_000 + number)}
        """
    }
    return "{\"imageDetails\": [\(images.joined(separator: ",\n"))]}"
  }

  private static func rules(_ count: Int, broken: Bool = false) -> String {
    let rules = (1...count).map { number in
      """
      {"rulePriority": \(broken ? "0" : "\(number)"), "selection": {"tagStatus": "tagged", \
      "tagPatternList": ["*-w\(number)-*"], "storageClass": "standard", "countType": \
      "imageCountMoreThan", "countNumber": 9}, \
      "action": {"type": "expire"}}
      """
    }
    return "{\"rules\": [\(rules.joined(separator: ", "))]}"
  }

  private static let statement =
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}"#

  /// An account of so many roles, in lines or in one.
  private static func details(_ roles: Int, inOneLine: Bool) -> String {
    let end = inOneLine ? " " : "\n"
    let list = (0..<roles).map { number in
      """
      {"RoleName": "r\(number)", "RoleId": "AROA\(number)", \
      "Arn": "arn:aws:iam::111122223333:role/r\(number)",\(end)"RolePolicyList": \
      [{"PolicyName": "p",\(end)"PolicyDocument": \(statement)}], "AttachedManagedPolicies": \
      [{"PolicyArn": "arn:aws:iam::111122223333:policy/m\(number)"}]}
      """
    }
    let managed = (0..<roles).map { number in
      """
      {"Arn": "arn:aws:iam::111122223333:policy/m\(number)", "PolicyName": "m\(number)",\(end)\
      "DefaultVersionId": "v1", "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, \
      "Document": \(statement)}]}
      """
    }
    return """
      {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": \
      [\(list.joined(separator: "," + end))], "Policies": [\(managed.joined(separator: "," + end))], \
      "IsTruncated": false}
      """
  }

  private static func inputs(_ roles: Int, inOneLine: Bool) -> AccessInputs {
    var inputs = AccessInputs()
    inputs.documents = [
      file(details(roles, inOneLine: inOneLine), name: "details.json"),
      file(
        repositories("arn:aws:ecr:eu-central-1:111122223333:repository/a/b"), name: "repos.json"),
    ]
    return inputs
  }

  // MARK: Lifecycle

  private func preview(_ images: Int, patterns: Int = 1) throws -> PreviewLifecyclePolicy.Outcome {
    var settings = PreviewSettings(at: Self.at)
    for number in 0..<patterns {
      try settings.guards.protect("prod*" + String(repeating: "*", count: number % 2))
    }
    return try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(
        images: [file(Self.describeImages(images), name: "images.json")],
        policy: file(Self.rules(3)), settings: settings))
  }

  @Test func `preview by the images, as text and as JSON`() async throws {
    try await expectLinear(200) { size in
      try await WorkMeter.steps(ofTask: {
        let outcome = try preview(size)
        _ = PreviewText.text(outcome, listsAll: true, Self.plain)
        try await PreviewJSON.write(outcome, jobs: 2) { _ in }
      })
    }
  }

  @Test func `a hundred protected patterns keep no more than one does`() throws {
    let one = try #require(try preview(300).conclusion.guards.first)
    #expect(
      one.violationTotalCount == 0 || one.violations.count == min(one.violationTotalCount, 100))
    var settings = PreviewSettings(at: Self.at)
    for _ in 0..<100 { try settings.guards.protect("b*") }
    let everything = file(
      #"{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]}"#
    )
    let outcome = try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(
        images: [file(Self.describeImages(300), name: "images.json")], policy: everything,
        settings: settings))
    for result in outcome.conclusion.guards {
      // One of the 300 stays.
      #expect(result.violationTotalCount == 299)
      #expect(result.violations.count == 100)
      #expect(result.evidence == .taggedImages(300))
      #expect(!result.passes)
    }
    let text = PreviewText.text(outcome, listsAll: false, Self.plain)
    #expect(text.contains("; and 199 more images\n"))
  }

  @Test func `protected patterns by the patterns`() async throws {
    try await expectLinear(50) { size in
      try WorkMeter.steps { _ = try preview(20, patterns: size) }
    }
  }

  @Test func `explain by the images`() async throws {
    try await expectLinear(200) { size in
      try WorkMeter.steps {
        for repository in try preview(size).repositories {
          for (index, _) in ExplainImage.images(named: "prod-7", in: repository) {
            _ = ExplainText.text(index, in: repository, Self.plain)
          }
        }
      }
    }
  }

  // MARK: Validation

  private func validation(_ text: String) -> Int {
    WorkMeter.steps {
      let outcome = ValidatePolicy.run(file(text))
      _ = FindingText.text(outcome.findings, Self.plain)
      _ = ValidationReport.json([outcome])
      _ = ValidationReport.annotations([outcome], in: WorkingFolder(path: "/work"))
    }
  }

  @Test func `validate by the rules, good and bad, and by unknown members`() async throws {
    try await expectLinear(500) { validation(Self.rules($0, broken: true)) }
    try await expectLinear(1_000) { size in
      validation("{\((0..<size).map { "\"k\($0)\": 1" }.joined(separator: ", "))}")
    }
    // In force, so that no error ends it.
    try await expectLinear(200) { size in
      let text = Self.rules(size).replacing("\"", with: "\\\"")
      return validation(
        #"{"registryId": "111122223333", "repositoryName": "a", "lifecyclePolicyText": "\#(text)", "lastEvaluatedAt": 1780000000}"#
      )
    }
  }

  @Test func `validate by the entries of one list`() async throws {
    try await expectLinear(320) { size in
      let entries = (0..<size).map { "\"*w\($0)*x\"" }.joined(separator: ", ")
      return validation(
        #"{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "tagged", "tagPatternList": [\#(entries)], "countType": "imageCountMoreThan", "countNumber": 9}, "action": {"type": "expire"}}]}"#
      )
    }
  }

  @Test func `validate by the statements of a policy, and by the roles of an account`() async throws
  {
    try await expectLinear(200) { size in
      let statements = (0..<size).map { number in
        "{\"Sid\": \"S\(number)\", \"Effect\": \"Allow\", \"Action\": \"ecr:Nothing\", \"Resource\": \"*\"}"
      }
      return validation(
        "{\"Version\": \"2012-10-17\", \"Statement\": [\n\(statements.joined(separator: ",\n"))]}")
    }
    try await expectLinear(100) { validation(Self.details($0, inOneLine: true)) }
  }

  // MARK: Access

  @Test(arguments: [true, false])
  func `access by the roles`(inOneLine: Bool) async throws {
    try await expectLinear(100) { size in
      try WorkMeter.steps {
        var request = AskAccess.Request(
          principal: QuestionText("arn:aws:iam::111122223333:role/r7", named: "principal"),
          operation: try AskAccess.Operation("push", named: "actions"),
          inputs: Self.inputs(size, inOneLine: inOneLine))
        request.repository = QuestionText("a/b", named: "repository")
        _ = AccessReportJSON.json(try AskAccess.run(request))
      }
    }
    try await expectLinear(100) { size in
      try WorkMeter.steps {
        let request = SurveyAccess.Request(inputs: Self.inputs(size, inOneLine: inOneLine))
        _ = AccessMatrixJSON.json(try SurveyAccess.run(request))
        _ = AccessMatrixJSON.who(try WhoMayAccess.run(request, try Permission("pull")))
      }
    }
  }

  @Test func `access batch by the lines`() async throws {
    try await expectLinear(100) { size in
      let lines = (0..<size).map { number in
        SourceText(
          name: "batch",
          bytes: Array(
            """
            {"id": "\(number)", "request": {"principal": "arn:aws:iam::111122223333:role/r", "action": \
            "ecr:PutImage", "resource": "arn:aws:ecr:eu-central-1:111122223333:repository/a"}, \
            "identityPolicies": [\(Self.statement)]}
            """.utf8), line: number + 1, offset: 0)
      }
      return try await WorkMeter.steps(ofTask: {
        try await AnswerBatch(at: nil, jobs: 2).run(
          lines, first: 1, into: AccessBatchJSON(), add: { $0.add($1) }, visit: { _ in })
      })
    }
  }

  // MARK: Snapshots

  /// So many repositories of a few images, all under one policy.
  private static func fleet(_ count: Int) -> [String: String] {
    var documents: [String: String] = [:]
    let text = rules(10).replacing("\"", with: "\\\"")
    for number in 0..<count {
      let name = "team/app-\(number)"
      documents["\(number)/images.json"] = describeImages(3, repository: name)
      documents["\(number)/policy.json"] =
        #"{"registryId": "111122223333", "repositoryName": "\#(name)", "lifecyclePolicyText": "\#(text)"}"#
    }
    documents["details.json"] = details(count, inOneLine: false)
    return documents
  }

  @Test func `snapshot import, export and show by the repositories`() async throws {
    try await expectLinear(20) { size in
      try WorkMeter.steps {
        _ = try TestSnapshot(Self.fleet(size), region: "eu-central-1")
      }
    }
    try await expectLinear(20) { size in
      let snapshot = try TestSnapshot(Self.fleet(size), region: "eu-central-1")
      return try WorkMeter.steps { _ = try snapshot.exported() }
    }
    let steps = try [20, 40].map { size in
      let snapshot = try TestSnapshot(Self.fleet(size), region: "eu-central-1")
      return try WorkMeter.steps {
        _ = SnapshotText.text(try ShowSnapshot.run(snapshot.path), Self.plain)
      }
    }
    // A registry and an account are what there is to say something of, however many repositories.
    #expect(steps == [2, 2])
  }

  @Test func `a fleet of one policy is advised once, and every repository has its own places`()
    async throws
  {
    func run(_ size: Int) async throws -> (steps: Int, findings: [Finding]) {
      let snapshot = try TestSnapshot(Self.fleet(size), region: "eu-central-1")
      var findings: [Finding] = []
      let steps = try await WorkMeter.steps(ofTask: {
        findings = try await PreviewSnapshot.run(
          PreviewSnapshot.Request(snapshot: snapshot.path, settings: PreviewSettings(at: Self.at)),
          each: { _, _ in true }, visit: { _, _ in }
        ).findings
      })
      return (steps, findings)
    }
    try await expectLinear(20) { try await run($0).steps }
    // What the second repository costs is less by the text, which is neither read nor advised again.
    let (one, two) = (try await run(1), try await run(2))
    #expect(one.steps - (two.steps - one.steps) >= 2 * Self.rules(10).utf8.count)
    let findings = try await run(20).findings
    let byFile = Dictionary(grouping: findings, by: \.location.file)
    #expect(byFile.count == 20)
    let some = try #require(byFile.values.first)
    #expect(some.count >= 10)
    for (file, others) in byFile {
      #expect(others.map(\.message) == some.map(\.message), "\(file)")
      for finding in others where finding.code == "STORAGE_CLASS_IS_DEFAULT" {
        #expect(finding.location.quotation.excerpt.contains("storageClass"))
      }
    }
    // Another repository of the same text: its places are those that reading it alone has.
    #expect(
      one.findings.map(\.location.startOffset)
        == byFile.first { $0.key.contains("app-0/") }?.value.map(\.location.startOffset))
  }

  @Test func `preview of a snapshot, and access from it, by the repositories and roles`()
    async throws
  {
    try await expectLinear(20) { size in
      let snapshot = try TestSnapshot(Self.fleet(size), region: "eu-central-1")
      return try WorkMeter.steps {
        var inputs = AccessInputs()
        inputs.documents = try SnapshotPolicies.access(snapshot.path)
        _ = try SurveyAccess.run(SurveyAccess.Request(inputs: inputs))
      }
    }
  }
}
