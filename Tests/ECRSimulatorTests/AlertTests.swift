import ECRLifecycle
import ECRModel
import ECRSimulator
import Testing
import Texts

/// Marks of images that a reader would not expect to lose.
struct AlertTests {
  @Test(arguments: [
    "prod_3", "0-prod", "eu-prod-12", "prod3", "PROD", "prd-3", "live-3", "stable-2", "app-latest",
    "release_3", "v5", "V1.2.3", "1.2.3-alpine", "api-v1.2.3", "2026.10.3", "main",
  ])
  func `T-20 a tag of what is released or runs is marked`(tag: String) throws {
    #expect(try alerts(["old": [tag], "new": ["x1"], "newer": ["x2"]])["old"] == ["releaseTag"])
  }

  @Test(arguments: [
    "x-12", "build-7", "main-3f2a9c1", "1.2.3-rc.1", "1.4.0-SNAPSHOT", "dev-1.2", "f1.2", "7",
    "v12345",
    "sha-0123abc", "productive",
  ])
  func `a tag of a build is not`(tag: String) throws {
    #expect(try alerts(["old": [tag], "new": ["x1"], "newer": ["x2"]])["old"] == [])
  }

  @Test func `E-13 the last image of each environment is marked where a limit is shared`() throws {
    let marks = try alerts([
      "a": ["1-pay"], "b": ["2-pay"], "c": ["3-shop"], "d": ["4-shop"], "new": ["5-shop"],
      "newer": ["6-shop"],
    ])
    #expect(marks["b"] == ["lastOfKind"])
    #expect(marks.values.flatMap(\.self).count == 1)
  }

  @Test func `E-13 the only images of functions are marked where a limit is shared`() throws {
    let marks = try alerts([
      "a": ["mail-1"], "b": ["cart-2"], "c": ["bill-3"], "d": ["bill-4"], "new": ["log-5"],
      "newer": ["log-6"],
    ])
    #expect(marks["a"] == ["lastOfKind"])
    #expect(marks["b"] == ["lastOfKind"])
    #expect(marks["c"] == [])
    #expect(marks["d"] == ["lastOfKind"])
  }

  @Test func `the only image of a repository is marked when it goes`() throws {
    let images = try describe(["only": ["build-7"]])
    let outcome = try run(
      images, limit: #""countType":"sinceImagePushed","countUnit":"days","countNumber":1"#)
    #expect(outcome["only"] == ["youngest"])
  }

  /// The marks of images by their names, `new` and `newer` pushed last; the two youngest stay.
  private func alerts(_ images: [String: [String]]) throws -> [String: [String]] {
    try run(try describe(images), limit: #""countType":"imageCountMoreThan","countNumber":2"#)
  }

  private func describe(_ images: [String: [String]]) throws -> String {
    let order = images.keys.sorted { rank($0) < rank($1) }
    let details = order.enumerated().map { index, name in
      let tags = images[name, default: []].map { "\"\($0)\"" }.joined(separator: ",")
      let month = index + 1
      return """
        {"registryId":"111122223333","repositoryName":"r","imageDigest":"\(digest(name))",
        "imageTags":[\(tags)],"imageSizeInBytes":1,
        "imagePushedAt":"2026-\(month < 10 ? "0" : "")\(month)-01T00:00:00Z",
        "imageManifestMediaType":"application/vnd.oci.image.manifest.v1+json"}
        """
    }
    return "{\"imageDetails\":[\(details.joined(separator: ","))]}"
  }

  private func rank(_ name: String) -> (Int, String) {
    (["new": 1, "newer": 2][name] ?? 0, name)
  }

  private func digest(_ name: String) -> String {
    let digits = name.utf8.map { String($0, radix: 16) }.joined()
    return "sha256:" + String((digits + String(repeating: "0", count: 64)).prefix(64))
  }

  private func run(_ images: String, limit: String) throws -> [String: [String]] {
    let policy = """
      {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any",\(limit)},
      "action":{"type":"expire"}}]}
      """
    let outcome = try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(
        images: [SourceText(name: "images", text: images)],
        policy: SourceText(name: "policy", text: policy),
        settings: PreviewSettings(at: Timestamp(seconds: 1_796_083_200))))
    let repository = try #require(outcome.repositories.first)
    var names: [String: [String]] = [:]
    for name in ["a", "b", "c", "d", "old", "new", "newer", "only"] {
      let place = (0..<repository.preview.repository.images.count).first {
        repository.preview.repository.images.digests[$0] == digest(name)
      }
      if let place { names[name] = repository.alerts(for: place).map(\.name) }
    }
    return names
  }
}
