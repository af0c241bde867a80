import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRSimulator
import Foundation
import Testing
import Texts

@testable import ECRScenarios

/// Scenarios that are made of runs, for every repository of the fixtures.
struct RecordScenarioTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let folders: [String] = {
    let parts = ["examples", "repositories"].flatMap { part in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appending(path: "Fixtures/\(part)").path)
      return (names ?? []).filter { !$0.contains(".") }.map { "\(part)/\($0)" }
    }
    return parts.sorted()
  }()

  private static func source(_ path: String) throws -> SourceText {
    SourceText(name: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
  }

  private func request(_ folder: String) throws -> PreviewLifecyclePolicy.Request {
    var images = [try Self.source("Fixtures/\(folder)/describe-images.json")]
    if let manifests = try? Self.source("Fixtures/\(folder)/batch-get-image.json") {
      images.append(manifests)
    }
    let clock = folder.hasPrefix("examples") ? "2026-01-31T12:00:00Z" : "2026-11-01T00:00:00Z"
    return PreviewLifecyclePolicy.Request(
      images: images, policy: try Self.source("Fixtures/\(folder)/lifecycle-policy.json"),
      at: try #require(Timestamp(typed: clock)))
  }

  private func record(
    _ folder: String, isAnonymous: Bool = false
  ) throws -> RecordScenario.Recording {
    var request = RecordScenario.Request(run: try request(folder))
    request.isAnonymous = isAnonymous
    return try RecordScenario.run(request)
  }

  private func text(_ recording: RecordScenario.Recording, _ name: String) throws -> String {
    String(decoding: try #require(recording.files.first { $0.name == name }).bytes, as: UTF8.self)
  }

  private func scenario(_ recording: RecordScenario.Recording) throws -> Scenario {
    let files = Dictionary(uniqueKeysWithValues: recording.files.map { ($0.name, $0.bytes) })
    let yaml = SourceText(name: "scenario.yaml", bytes: files["scenario.yaml"] ?? [])
    let (scenario, findings) = ScenarioFile.read(yaml, id: "recorded") { path in
      guard let bytes = files[path] else { throw NoSuchFile() }
      return SourceText(name: path, bytes: bytes)
    }
    return try #require(scenario, "\(findings.map(\.told))")
  }

  /// What the recording expects of its images, in the order in which it lists them.
  private func fates(_ scenario: Scenario) throws -> [Outcome] {
    guard case .question(let question)? = scenario.story.first?.content,
      case .preview(_, let answer) = question.content
    else { return [] }
    var fates: [String: Outcome] = [:]
    for (list, fate) in [
      (answer.expire, Outcome.expire), (answer.archive, .transition), (answer.keep, .keep),
    ] {
      for image in try #require(list).elements { fates[image.name.value] = fate }
    }
    return try scenario.situation.repositories[0].images.map { try #require(fates[$0.name]) }
  }

  @Test func `there are recordings to make`() { #expect(Self.folders.count == 18) }

  @Test(arguments: folders)
  func `a recording passes, and expects what the preview said`(folder: String) throws {
    let preview = try #require(
      PreviewLifecyclePolicy.run(request(folder)).repositories.first
    ).preview
    let recording = try record(folder)
    let scenario = try scenario(recording)
    #expect(RunScenario.run(scenario).passes)
    let images = scenario.situation.repositories[0].images
    let table = preview.repository.images
    let digests = table.indices.map { table[$0].imageDigest }
    #expect(Set(images.map(\.detail.imageDigest)) == Set(digests))
    #expect(images.count == digests.count)
    let fates = Dictionary(
      uniqueKeysWithValues: preview.order.map { (digests[$0], preview.outcome(of: $0)) })
    #expect(try self.fates(scenario) == images.map { fates[$0.detail.imageDigest] })
    #expect(
      try #require(recording.files.last).bytes
        == Self.source("Fixtures/\(folder)/lifecycle-policy.json").bytes)
  }

  @Test(arguments: folders)
  func `an anonymous recording passes, and image by image it is the same`(folder: String) throws {
    let known = try scenario(record(folder))
    let anonymous = try scenario(record(folder, isAnonymous: true))
    #expect(RunScenario.run(anonymous).passes)
    #expect(try fates(anonymous) == fates(known))
    let images = [known, anonymous].map { $0.situation.repositories[0].images.map(\.detail) }
    #expect(images[0].map(\.imagePushedAt) == images[1].map(\.imagePushedAt))
    #expect(images[0].map(\.imageTags.count) == images[1].map(\.imageTags.count))
    #expect(images[0].map(\.imageSizeInBytes) == images[1].map(\.imageSizeInBytes))
  }

  @Test(arguments: folders)
  func `an anonymous recording tells no name of what it was made of`(folder: String) throws {
    let repository = try #require(
      PreviewLifecyclePolicy.run(request(folder)).repositories.first
    ).preview.repository
    let recording = try record(folder, isAnonymous: true)
    let told = try text(recording, "scenario.yaml") + text(recording, "lifecycle-policy.json")
    #expect(!told.contains(repository.id.repositoryName))
    #expect(!told.contains(try #require(repository.id.registryID)))
    #expect(!told.contains("sha256:"))
    let words = Set(told.split { !$0.isLetter && !$0.isNumber && !"-_.".contains($0) })
    for tag in repository.images.flatMap(\.imageTags) where Self.isTelling(tag) {
      #expect(!words.contains(tag[...]), "\(tag)")
    }
  }

  /// Whether a tag has more than single letters and short numbers.
  private static func isTelling(_ tag: String) -> Bool {
    var length = 0
    var isDigit = false
    for character in tag {
      length =
        !character.isLetter && !character.isNumber
        ? 0 : length > 0 && character.isNumber == isDigit ? length + 1 : 1
      isDigit = character.isNumber
      if length > (isDigit ? 2 : 1) { return true }
    }
    return false
  }

  @Test func `a recording is the same whichever order the images came in`() throws {
    let folder = "repositories/base-image"
    let request = try request(folder)
    let object = try JSONSerialization.jsonObject(with: Data(request.images[0].bytes))
    var root = try #require(object as? [String: Any])
    root["imageDetails"] = Array(try #require(root["imageDetails"] as? [Any]).reversed())
    var other = request
    other.images[0] = SourceText(
      name: "images.json", bytes: Array(try JSONSerialization.data(withJSONObject: root)))
    for isAnonymous in [false, true] {
      let texts = try [request, other].map { run in
        var request = RecordScenario.Request(run: run)
        request.isAnonymous = isAnonymous
        return try RecordScenario.run(request).files.map(\.bytes)
      }
      #expect(texts[0] == texts[1])
    }
  }

  // MARK: What a recording says

  @Test func `title and lesson are those that are given`() throws {
    var request = RecordScenario.Request(run: try request("examples/age-basic"))
    request.title = "yes: \"#1\", or: no"
    request.lesson = "- it's {so}\nand so"
    let scenario = try scenario(RecordScenario.run(request))
    #expect(scenario.title == "yes: \"#1\", or: no")
    #expect(scenario.lesson == "- it's {so}\nand so")
    #expect(scenario.source.page == "A run of drydock at 2026-01-31T12:00:00Z")
  }

  private func refusal(_ request: RecordScenario.Request) -> String? {
    do {
      _ = try RecordScenario.run(request)
      return nil
    } catch { return error.message ?? error.findings.first?.message }
  }

  @Test func `what cannot be told as a scenario is refused with the reason`() throws {
    var early = try request("examples/age-basic")
    early.settings = PreviewSettings(at: try #require(Timestamp(typed: "2020-01-01")))
    #expect(
      refusal(RecordScenario.Request(run: early))?.contains("were pushed after 2020-01-01") == true)

    var several = RecordScenario.Request(run: try request("examples/age-basic"))
    several.run.images += try request("examples/count-basic").images
    #expect(refusal(several)?.contains("with --repository") == true)
    several.repository = "examples/count-basics"
    #expect(refusal(several)?.hasSuffix(", not to `examples/count-basics`") == true)
    several.repository = "examples/count-basic"
    #expect(refusal(several) == nil)

    var broken = RecordScenario.Request(run: try request("examples/age-basic"))
    broken.run.policy = SourceText(name: "policy.json", text: Policies.keep(0))
    #expect(refusal(broken) != nil)
  }
}
