import Drydock
import Foundation
import Testing

/// The library answers what the command prints; each answer is worked out in the comment above it.
struct LibraryTests {
  private static func image(_ digit: String, _ day: String, tag: String) -> String {
    """
    {"registryId": "123456789012", "repositoryName": "team/app", "imageTags": ["\(tag)"],
     "imageDigest": "sha256:\(String(repeating: digit, count: 64))",
     "imagePushedAt": "2026-10-\(day)T00:00:00Z", "imageSizeInBytes": 1000}
    """
  }

  private static let images =
    "{\"imageDetails\": [\(image("2", "02", tag: "b")), \(image("1", "01", tag: "prod-1")), "
    + "\(image("3", "03", tag: "c"))]}"

  private static let keepTwo = """
    {"rules": [{"rulePriority": 1, "selection": {
      "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 2},
      "action": {"type": "expire"}}]}
    """

  // E-13: the newest two stay.
  @Test func `a preview lists images from the oldest to the youngest`() throws {
    let repository = try Repository(describeImages: Self.images)
    #expect(repository.name == "team/app")
    #expect(repository.registryID == "123456789012")
    let preview = try LifecyclePolicy(json: Self.keepTwo)
      .preview(repository, at: "2026-11-01T00:00:00Z")
    #expect(preview.images.map(\.outcome) == [.expire, .keep, .keep])
    #expect(preview.images.map(\.tags) == [["prod-1"], ["b"], ["c"]])
    #expect(preview.images.first?.appliedRulePriority == 1)
    #expect(preview.summary.expiring.imageCount == 1)
    #expect(preview.summary.expiring.sizeInBytes == 1000)
    #expect(preview.images(named: "prod-1").map(\.outcome) == [.expire])
  }

  @Test func `both ways to write a preview give the same bytes`() async throws {
    let preview = try LifecyclePolicy(json: Self.keepTwo)
      .preview(try Repository(describeImages: Self.images), at: "2026-11-01T00:00:00Z")
    let json = preview.report(.json)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "drydock.preview.v1")
    #expect(
      preview.report().hasPrefix(
        "123456789012/team/app, evaluated at 2026-11-01T00:00:00Z\n3 images"))
  }

  // A protected image that expires fails its guard; one of three is more than 30 percent.
  @Test func `guards fail where a protected or running image expires`() throws {
    let repository = try Repository(describeImages: Self.images)
    let policy = try LifecyclePolicy(json: Self.keepTwo)
    let guards = Guards(
      protectedTags: ["prod*"],
      inUse: [
        Document(
          "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:prod-1\n", name: "running.txt")
      ],
      maximumExpiringPercent: 30)
    let preview = try policy.preview(repository, at: "2026-11-01T00:00:00Z", guards: guards)
    #expect(preview.guards.map(\.passes) == [false, false, false])
    #expect(!preview.passesGuards)
    let lenient = try policy.preview(
      repository, at: "2026-11-01T00:00:00Z", guards: Guards(maximumExpiringPercent: 34))
    #expect(lenient.passesGuards)
  }

  @Test func `what is wrong with a document is located`() throws {
    let error = #expect(throws: InvalidInput.self) {
      try LifecyclePolicy(json: Self.keepTwo.replacing("\"any\"", with: "\"all\""))
    }
    let finding = try #require(error?.findings.first)
    #expect(finding.severity == .error)
    #expect((finding.file, finding.line, finding.column) == ("lifecycle-policy.json", 2, 16))
    #expect(error?.description.hasPrefix("lifecycle-policy.json:2:16: error: ") == true)
    let validation = Validation(Document(Self.keepTwo, name: "p.json"))
    #expect(validation.isValid)
    #expect(validation.kind == "lifecyclePolicy")
    #expect(validation.partCount == 1)
  }

  @Test func `times are read, and others are errors`() throws {
    #expect(try Timestamp(reading: "2026-11-01").microsecondsSince1970 == 1_793_491_200_000_000)
    #expect(try Timestamp(reading: "2026-11-01T01:00:00+01:00") == "2026-11-01T00:00:00Z")
    #expect(throws: InvalidInput.self) { try Timestamp(reading: "tomorrow") }
  }

  private static let role = "arn:aws:iam::123456789012:role/ci"

  private static func repositoryPolicy(_ statements: String) -> Document {
    Document(
      "{\"Version\": \"2012-10-17\", \"Statement\": [\(statements)]}",
      name: "repository-policy.json")
  }

  // A-53: in one account, a repository policy that names the role suffices; A-50: a Deny decides.
  @Test func `the statements that decide are named with their places`() throws {
    let allow = """
      {"Sid": "Put", "Effect": "Allow", "Principal": {"AWS": "\(Self.role)"},
       "Action": "ecr:PutImage"}
      """
    let deny = """
      {"Sid": "No", "Effect": "Deny", "Principal": "*", "Action": "ecr:PutImage"}
      """
    let question = AccessQuestion(
      principal: Self.role, operation: "ecr:PutImage",
      repository: "arn:aws:ecr:eu-west-1:123456789012:repository/team/app")
    var policies = AccessPolicies()
    policies.repositoryPolicy = Self.repositoryPolicy(allow)
    let allowed = try policies.answer(question)
    #expect(allowed.isAllowed)
    #expect(allowed.steps.flatMap(\.decidingStatements).map(\.sid) == ["Put"])
    policies.repositoryPolicy = Self.repositoryPolicy(allow + ",\n" + deny)
    let denied = try policies.answer(question)
    #expect(denied.failingStep?.decision == .explicitDeny)
    let statement = try #require(denied.failingStep?.decidingStatements.first)
    #expect((statement.sid, statement.file, statement.line) == ("No", "repository-policy.json", 3))
    #expect(denied.report().contains("No"))
    #expect(throws: InvalidInput.self) {
      try policies.answer(
        AccessQuestion(principal: Self.role, operation: "pussh", repository: "team/app"))
    }
  }

  @Test func `a snapshot is imported, previewed, and asked about access`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let snapshot = Snapshot(path: folder.appending(path: "registry.sqlite").path)
    let policy = """
      {"registryId": "123456789012", "repositoryName": "team/app", "lifecyclePolicyText":
        \(String(decoding: try JSONEncoder().encode(Self.keepTwo), as: UTF8.self))}
      """
    let images = Document(Self.images, name: "images.json")
    let imported = try snapshot.importDocuments(
      [images, Document(policy, name: "policy.json")], region: "eu-west-1")
    #expect((imported.repositoryCount, imported.imageCount) == (1, 3))
    #expect(throws: InvalidInput.self) { try snapshot.importDocuments([images, images]) }
    let request = Snapshot.PreviewRequest(at: "2026-11-01T00:00:00Z")
    let preview = try await snapshot.preview(request)
    #expect(preview.entries.map(\.repositoryName) == ["team/app"])
    #expect(preview.entries.map(\.summary.expiring.imageCount) == [1])
    var outcomes: [[ImageResult.Outcome]] = []
    try await snapshot.forEachPreview(request) { outcomes.append($0.images.map(\.outcome)) }
    #expect(outcomes == [[.expire, .keep, .keep]])
    #expect(try snapshot.report(.json).contains("drydock.snapshot.v1"))
    await #expect(throws: SnapshotError.self) {
      try await Snapshot(path: folder.path + "/none").preview(request)
    }
  }
}
