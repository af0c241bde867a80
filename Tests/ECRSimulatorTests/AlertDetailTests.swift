import ECRLifecycle
import ECRModel
import ECRSimulator
import Testing
import Texts

/// Marks of images on either side of their limits.
struct AlertDetailTests {
  private struct Picture {
    let name: Character
    let tags: [String]
    /// How many days before the evaluation it was pushed, and pulled.
    let pushed: Int
    var pulled: Double?

    var digest: String { "sha256:" + String(repeating: name, count: 64) }
  }

  private static let at = Timestamp(seconds: 1_796_083_200)
  private static let twoStay =
    #""countType":"imageCountMoreThan","countNumber":2},"action":{"type":"expire"}"#

  private static func json(_ picture: Picture) -> String {
    let seconds = at.microseconds / Timestamp.second
    let tags = picture.tags.map { "\"\($0)\"" }.joined(separator: ",")
    let pulled = picture.pulled.map {
      #","lastRecordedPullTime":\#(seconds - Int64($0 * 86_400))"#
    }
    return """
      {"registryId":"111122223333","repositoryName":"r","imageDigest":"\(picture.digest)",
      "imageTags":[\(tags)],"imagePushedAt":\(seconds - Int64(picture.pushed) * 86_400),
      "imageManifestMediaType":"application/vnd.oci.image.manifest.v1+json"\(pulled ?? "")}
      """
  }

  private static func outcome(
    _ pictures: [Picture], _ rule: String = twoStay, inUse: String? = nil
  ) throws -> PreviewLifecyclePolicy.Outcome {
    let images = "{\"imageDetails\":[\(pictures.map(json).joined(separator: ","))]}"
    let policy = #"{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any",\#(rule)}]}"#
    var settings = PreviewSettings(at: at)
    settings.guards.inUse = inUse.map { [SourceText(name: "in-use", text: $0)] } ?? []
    return try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(
        images: [SourceText(name: "images", text: images)],
        policy: SourceText(name: "policy", text: policy), settings: settings))
  }

  /// The marks of one of some images.
  private static func alerts(
    _ pictures: [Picture], of name: Character, _ rule: String = twoStay
  ) throws -> [Alert] {
    let repository = try #require(try outcome(pictures, rule).repositories.first)
    let images = repository.preview.repository.images
    let digest = "sha256:" + String(repeating: name, count: 64)
    let index = try #require(images.indices.first { images.digests[$0] == digest })
    return repository.alerts(for: index)
  }

  /// Two younger images that stay under ``twoStay``.
  private static let staying = [
    Picture(name: "e", tags: ["x-1"], pushed: 2), Picture(name: "f", tags: ["x-2"], pushed: 1),
  ]

  @Test(arguments: [(30.0, true), (31, false), (29, true)])
  func `a pull of the last thirty days is marked`(days: Double, isMarked: Bool) throws {
    let old = Picture(name: "a", tags: ["b-7"], pushed: 90, pulled: days)
    #expect(
      try Self.alerts([old] + Self.staying, of: "a").map(\.name)
        == (isMarked ? ["pulledRecently"] : []))
  }

  @Test func `M-08 a signature by its tag is marked while its image stays`() throws {
    let kept = String(repeating: "f", count: 64)
    let gone = String(repeating: "b", count: 64)
    let pictures =
      [
        Picture(name: "a", tags: ["sha256-\(kept).sig"], pushed: 90),
        Picture(name: "b", tags: [], pushed: 95),
        Picture(name: "c", tags: ["sha256-\(gone).sig"], pushed: 90),
      ] + Self.staying
    #expect(
      try Self.alerts(pictures, of: "a").contains(.refersToKeptImage("sha256:" + kept)))
    #expect(try !Self.alerts(pictures, of: "c").contains { $0.name == "refersToKeptImage" })
  }

  @Test(arguments: [
    ("1.2", true), ("api-1.2.3", true), ("app_2.0", true), ("v1a", false), ("va1", false),
    ("api1.2", false),
  ])
  func `T-20 a version begins a tag or a part of it`(tag: String, isRelease: Bool) throws {
    let old = Picture(name: "a", tags: [tag], pushed: 90)
    #expect(
      try Self.alerts([old] + Self.staying, of: "a").contains(.releaseTag(tag)) == isRelease)
  }

  // MARK: The last of its kind

  /// The pattern under which an image is the last of its kind.
  private static func kind(_ pictures: [Picture], of name: Character, _ rule: String = twoStay)
    throws -> String?
  {
    for case .lastOfKind(let pattern) in try alerts(pictures, of: name, rule) { return pattern }
    return nil
  }

  @Test(arguments: [
    ("9-pay", "10-pay", "*-pay"), ("main-3f2a9c1", "main-0a1b2c3", "main-*"),
    ("backend-1", "backend-2", "backend-*"), ("pay-0123456789abcdef", "pay-77777777", "pay-*"),
  ])
  func `tags that differ in numbers and hashes alone are of one kind`(
    older: String, newer: String, pattern: String
  ) throws {
    let pictures =
      [
        Picture(name: "a", tags: [older], pushed: 90),
        Picture(name: "b", tags: [newer], pushed: 80),
      ] + Self.staying
    #expect(try Self.kind(pictures, of: "b") == pattern)
    #expect(try Self.kind(pictures, of: "a") == nil)
  }

  @Test func `words are no hashes`() throws {
    let pictures =
      [
        Picture(name: "a", tags: ["backend1"], pushed: 90),
        Picture(name: "b", tags: ["backend2"], pushed: 80),
        Picture(name: "c", tags: ["gateway1"], pushed: 70),
        Picture(name: "d", tags: ["gateway2"], pushed: 60),
      ] + Self.staying
    #expect(try Self.kind(pictures, of: "b") == "backend*")
    #expect(try Self.kind(pictures, of: "d") == "gateway*")
  }

  @Test func `E-16 a kind of which an older image stays is not lost`() throws {
    let archive =
      #""countType":"sinceImagePulled","countUnit":"days","countNumber":30},"action":{"type":"transition","targetStorageClass":"archive"}"#
    let pictures =
      [
        Picture(name: "a", tags: ["1-pay"], pushed: 90, pulled: 1),
        Picture(name: "b", tags: ["2-pay"], pushed: 80),
        Picture(name: "c", tags: ["1-shop"], pushed: 90),
        Picture(name: "d", tags: ["2-shop"], pushed: 80),
      ] + Self.staying
    #expect(try Self.kind(pictures, of: "b", archive) == nil)
    #expect(try Self.kind(pictures, of: "d", archive) == "*-shop")
  }

  /// The marks do not depend on the order of a dictionary.
  @Test(arguments: ["a", "b", "c", "d", "e", "f"])
  func `of several kinds of one image the first tag's is told`(prefix: String) throws {
    let tags = (0..<8).map { "\(prefix)\(["a", "b", "c", "d", "e", "f", "g", "h"][$0])" }
    let pictures =
      [
        Picture(name: "a", tags: tags.map { "\($0)-1" }, pushed: 90),
        Picture(name: "b", tags: tags.map { "\($0)-2" }, pushed: 80),
      ] + Self.staying
    #expect(try Self.kind(pictures, of: "b") == "\(prefix)a-*")
  }

  // MARK: Guards

  @Test func `E-06 a running image that is archived can no longer be pulled`() throws {
    let archive =
      #""countType":"sinceImagePushed","countUnit":"days","countNumber":30},"action":{"type":"transition","targetStorageClass":"archive"}"#
    let old = Picture(name: "a", tags: ["b-7"], pushed: 90)
    let outcome = try Self.outcome([old] + Self.staying, archive, inUse: "b-7\n")
    let violations = outcome.conclusion.guards.first?.violations ?? []
    #expect(
      violations.map(\.message) == [
        "it is archived and can no longer be pulled, and it is running as `b-7`"
      ])
  }

  @Test(arguments: ["aaaaaaaaaaaa", "AAAAAAAAAAAA"])
  func `the first twelve digits of a digest name an image`(name: String) throws {
    let old = Picture(name: "a", tags: ["b-7"], pushed: 90)
    let outcome = try Self.outcome([old] + Self.staying, inUse: name + "\n")
    #expect(
      outcome.conclusion.guards.first?.violations.map(\.image?.digest)
        == [old.digest])
  }
}
