import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Foundation
import Testing
import Texts

/// What `preview --format json` writes, for every repository of the fixtures.
struct PreviewJSONTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func source(_ path: String) throws -> SourceText {
    SourceText(name: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
  }

  static func outcome(
    _ folder: String, at: String, images: String = "describe-images.json",
    policy: String = "lifecycle-policy.json", guards: Guards = Guards()
  ) throws -> PreviewLifecyclePolicy.Outcome {
    var images = [try source("Fixtures/\(folder)/\(images)")]
    if let manifests = try? source("Fixtures/\(folder)/batch-get-image.json") {
      images.append(manifests)
    }
    var request = PreviewLifecyclePolicy.Request(
      images: images, policy: try source("Fixtures/\(folder)/\(policy)"),
      at: try #require(Timestamp(typed: at)))
    request.settings.guards = guards
    return try PreviewLifecyclePolicy.run(request)
  }

  static func json(_ outcome: PreviewLifecyclePolicy.Outcome) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await PreviewJSON.write(outcome) { bytes += $0 }
    return bytes
  }

  static let clock = "2026-11-01T00:00:00Z"

  @Test(arguments: ["repositories/web-service", "repositories/base-image"])
  func `the report keeps to its schema`(folder: String) async throws {
    var guards = Guards()
    guards.protectedTags = [TagPattern(pattern: "v1*")]
    guards.inUse = [try Self.source("Fixtures/repositories/web-service/pods.json")]
    guards.maxExpire = 1
    guards.maxExpirePercent = 1
    let outcome = try Self.outcome(folder, at: Self.clock, guards: guards)
    let value = try JSONSerialization.jsonObject(with: Data(try await Self.json(outcome)))
    let schema = try Data(
      contentsOf: Self.root.appending(
        path: "Sources/ECRReport/Schemas/drydock.preview.v1.schema.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: schema) as? [String: Any])
    #expect(JSONSchemaCheck(root: root).problems(value) == [])
  }

  @Test func `a report that does not keep to the schema is found out`() throws {
    let check = JSONSchemaCheck(root: [
      "type": "object", "properties": ["a": ["type": "integer", "minimum": 0]], "required": ["a"],
      "additionalProperties": false,
    ])
    #expect(check.problems(["a": 1]).isEmpty)
    for wrong in [["a": -1], ["a": "x"], ["b": 1], ["a": 1, "c": 2]] as [[String: Any]] {
      #expect(!check.problems(wrong).isEmpty)
    }
  }

  @Test func `CLI v1 and v2 output, bare policy and envelope give the same outcomes`() throws {
    let folder = "repositories/web-service"
    let v2 = try Self.outcome(folder, at: Self.clock)
    let v1 = try Self.outcome(
      folder, at: Self.clock, images: "describe-images.v1.json", policy: "get-lifecycle-policy.json"
    )
    let results = [v1, v2].map { outcome in
      outcome.repositories.map { repository in
        repository.preview.order.map { index in
          "\(repository.preview.repository.images.digests[index]) \(repository.preview.outcome(of: index))"
        }
      }
    }
    #expect(results[0] == results[1])
  }

  @Test func `the same input gives the same bytes`() async throws {
    let first = try await Self.json(try Self.outcome("repositories/base-image", at: Self.clock))
    for _ in 0..<5 {
      let again = try await Self.json(try Self.outcome("repositories/base-image", at: Self.clock))
      #expect(again == first)
    }
  }

  @Test(
    arguments: try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Fixtures/examples").path
    ).sorted())
  func `a worked example comes out as it is documented`(name: String) throws {
    let expected = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: Self.root.appending(path: "Fixtures/examples/\(name)/expected.json"))
      )
        as? [String: Any])
    let outcome = try Self.outcome("examples/\(name)", at: try #require(expected["at"] as? String))
    let preview = try #require(outcome.repositories.first).preview
    let images = preview.repository.images
    let wanted = try #require(expected["images"] as? [[String: Any]])
    #expect(!wanted.isEmpty)
    for image in wanted {
      let index = try #require(
        images.indices.first { images.digests[$0] == image["imageDigest"] as? String })
      let result = preview.result(at: index)
      #expect(result.outcome.rawValue == image["outcome"] as? String, "\(images[index].imageTags)")
      #expect(result.appliedRulePriority == image["appliedRulePriority"] as? Int)
    }
  }
}
