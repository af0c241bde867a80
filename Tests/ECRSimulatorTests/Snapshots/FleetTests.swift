import ECRFixtures
import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import ECRStore
import Foundation
import Testing
import Texts

/// Previews of snapshots: the same answers as from files, whatever the number of jobs.
struct FleetTests {
  private static let jobs = [1, 2, 8]

  private func source(_ path: String) throws -> SourceText {
    SourceText(
      name: path, bytes: Array(try Data(contentsOf: TestSnapshot.root.appending(path: path))))
  }

  /// The JSON report on a snapshot.
  private func json(
    _ snapshot: TestSnapshot, jobs: Int,
    _ change: (inout PreviewSnapshot.Request) -> Void = { _ in }
  ) async throws -> [UInt8] {
    var request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    request.jobs = jobs
    change(&request)
    var bytes: [UInt8] = []
    var writer = PreviewJSON.Writer(request.settings, jobs: jobs)
    let conclusion = try await PreviewSnapshot.run(
      request, each: { outcome, _ in outcome },
      visit: { outcome, _ in try await writer.add(outcome) { bytes += $0 } })
    writer.finish(conclusion) { bytes += $0 }
    return bytes
  }

  /// The text report on a snapshot.
  private func text(
    _ snapshot: TestSnapshot, jobs: Int,
    _ change: (inout PreviewSnapshot.Request) -> Void = { _ in }
  ) async throws -> String {
    var request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    request.jobs = jobs
    request.ahead = 100
    change(&request)
    var lines: [FleetLine] = []
    let conclusion = try await PreviewSnapshot.run(
      request, each: { outcome, _ in FleetLine(outcome) }, visit: { line, _ in lines.append(line) })
    return FleetText.text(lines, request.settings, conclusion, Style(isColored: false))
  }

  // MARK: The same answers as from files

  private static let fixtures: [(folder: String, policy: String)] =
    ["web-service", "base-image"].map { ("Fixtures/repositories/\($0)", "lifecycle-policy.json") }
    + ((try? FileManager.default.contentsOfDirectory(
      atPath: TestSnapshot.root.appending(path: "Fixtures/examples").path)) ?? []).sorted()
    .map { ("Fixtures/examples/\($0)", "lifecycle-policy.json") }

  @Test(arguments: fixtures, jobs)
  func `a snapshot gives the bytes that its files give, with any number of jobs`(
    fixture: (folder: String, policy: String), jobs: Int
  ) async throws {
    let policy = try source("\(fixture.folder)/\(fixture.policy)")
    let names = ["describe-images.json", "batch-get-image.json"].filter {
      FileManager.default.fileExists(
        atPath: TestSnapshot.root.appending(path: "\(fixture.folder)/\($0)").path)
    }
    let images = try names.map { try source("\(fixture.folder)/\($0)") }
    let outcome = try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(images: images, policy: policy, at: Company.clock))
    var expected: [UInt8] = []
    try await PreviewJSON.write(outcome, jobs: jobs) { expected += $0 }

    let snapshot = try TestSnapshot(
      Dictionary(
        uniqueKeysWithValues: images.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }))
    let actual = try await json(snapshot, jobs: jobs) { $0.policy = policy }
    #expect(actual == expected)
    #expect(expected.count > 500)
  }

  @Test func `every repository of a company under its own policy is as by itself`() async throws {
    let snapshot = try Company.snapshot()
    var together: [String: PreviewSummary] = [:]
    let request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    _ = try await PreviewSnapshot.run(
      request, each: { outcome, _ in FleetLine(outcome) },
      visit: { line, _ in together[line.id.description] = line.summary })
    #expect(together.count == 6)
    let files = try TestSnapshot.files(["Fixtures/company"])
    for (path, text) in files where path.hasSuffix("describe-images.json") {
      let folder = path.dropLast("describe-images.json".count)
      guard let policy = files[folder + "get-lifecycle-policy.json"] else { continue }
      let manifests = files[folder + "batch-get-image-1.json"].map {
        [SourceText(name: "manifests", text: $0)]
      }
      let alone = try PreviewLifecyclePolicy.run(
        PreviewLifecyclePolicy.Request(
          images: [SourceText(name: path, text: text)] + (manifests ?? []),
          policy: SourceText(name: "policy", text: policy), at: Company.clock))
      let repository = try #require(alone.repositories.first, "\(path)").preview
      #expect(together[repository.repository.id.description] == repository.summary(), "\(path)")
    }
  }

  @Test func `the number of jobs changes no byte of a fleet's reports`() async throws {
    let fleet = BulkFleet(repositories: 60, images: 6_000)
    let snapshot = try TestSnapshot()
    try snapshot.add(
      Dictionary(
        uniqueKeysWithValues: fleet.paths.map { path in
          var bytes: [UInt8] = []
          fleet.write(path) { bytes += $0 }
          return (path, String(decoding: bytes, as: UTF8.self))
        }))
    let (json, text) = (
      try await json(snapshot, jobs: 1), try await text(snapshot, jobs: 1)
    )
    #expect(json.count > 1_000_000)
    for jobs in Self.jobs.dropFirst() {
      #expect(try await self.json(snapshot, jobs: jobs) == json)
      #expect(try await self.text(snapshot, jobs: jobs) == text)
    }
  }

  @Test func `the report tells regions, repositories without a policy, and the total`() async throws
  {
    let value = try JSONSerialization.jsonObject(
      with: Data(try await json(try Company.snapshot(), jobs: 2)))
    let root = try #require(value as? [String: Any])
    let repositories = try #require(root["repositories"] as? [[String: Any]])
    #expect(repositories.map { $0["region"] as? String }.contains("us-east-1"))
    #expect(repositories.compactMap { $0["hasLifecyclePolicy"] as? Bool }.filter { !$0 }.count == 1)
    let total = try #require(root["total"] as? [String: Any])
    let counts = repositories.compactMap {
      ($0["summary"] as? [String: Any])?["expiringImageTotalCount"] as? Int
    }
    #expect(total["expiringImageTotalCount"] as? Int == counts.reduce(0, +))
  }

  // MARK: Which repositories, and what cannot be said

  @Test func `patterns choose by name, or by ARN with account and region`() async throws {
    let snapshot = try Company.snapshot()
    func ids(_ patterns: String...) async throws -> [String] {
      var request = PreviewSnapshot.Request(
        snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
      request.repositories = patterns
      var ids: [String] = []
      _ = try await PreviewSnapshot.run(
        request, each: { outcome, _ in outcome.preview.repository.id.description },
        visit: { id, _ in ids.append(id) })
      return ids
    }
    #expect(
      try await ids("payments/*") == [
        "111122223333/payments/api (eu-central-1)", "111122223333/payments/api (us-east-1)",
      ])
    #expect(
      try await ids("arn:aws:ecr:us-east-1:*") == ["111122223333/payments/api (us-east-1)"])
    #expect(
      try await ids("arn:aws:ecr:*:222233334444:repository/*", "web/shop") == [
        "111122223333/web/shop (eu-central-1)", "222233334444/data/etl (eu-central-1)",
      ])
    #expect(
      try await ids("111122223333.dkr.ecr.us-east-1.amazonaws.com/payments/api:v1")
        == ["111122223333/payments/api (us-east-1)"])
    #expect(
      try await ids("111122223333/payments/api (us-east-1)")
        == ["111122223333/payments/api (us-east-1)"])
    await #expect {
      _ = try await ids("payments/apo")
    } throws: { error in
      (error as? InvalidInput)?.message?.hasSuffix(
        "is named `payments/apo`; did you mean `payments/api`?") == true
    }
  }

  @Test func `what is not known, or cannot be read, is told and stops nothing else`() async throws {
    let snapshot = try TestSnapshot([
      "1": repositories(
        "arn:aws:ecr:eu-west-1:111122223333:repository/a/b",
        "arn:aws:ecr:eu-west-1:111122223333:repository/c/d",
        "arn:aws:ecr:eu-west-1:111122223333:repository/e/f"),
      "2": page(image("a", tags: ["t"])),
      "3": page(image("b", repository: "c/d")),
      "4": #"""
      {"registryId": "111122223333", "repositoryName": "c/d",
       "lifecyclePolicyText": "{\"rules\": [{\"rulePriority\": 0}]}"}
      """#,
    ])
    let request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    var evaluated: [String] = []
    let conclusion = try await PreviewSnapshot.run(
      request, each: { outcome, _ in outcome.preview.repository.id.repositoryName },
      visit: { name, _ in evaluated.append(name) })
    #expect(evaluated == ["a/b"])
    #expect(
      conclusion.notEvaluated.map { "\($0.id.repositoryName) \($0.reason)" } == [
        "c/d invalidPolicy", "e/f noImages",
      ])
    #expect(!conclusion.isComplete)
    let place = try #require(conclusion.findings.first).location
    #expect(
      place.file
        == snapshot.path + "/111122223333/eu-west-1/repositories/c+d/get-lifecycle-policy.json")
    #expect(place.start.line == 2, "the note stands in the first line of the exported file")
  }

  @Test func `positions are those of the exported files`() async throws {
    let snapshot = try Company.snapshot()
    let exported = try snapshot.exported()
    var places: [Location] = []
    let request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    _ = try await PreviewSnapshot.run(
      request, each: { outcome, _ in outcome.preview.policy.rules.compactMap(\.location) },
      visit: { locations, _ in places += locations })
    // Three rules of payments/api, two of base/java, one each of the other three policies.
    #expect(places.count == 8)
    for place in places {
      let file = String(place.file.dropFirst(snapshot.path.count + 1))
      let bytes = Array(try #require(exported[file], "\(file)").utf8)
      #expect(bytes[place.startOffset] == UInt8(ascii: "{"))
    }
  }

  // MARK: Guards and order of importance

  @Test func `guards look at all repositories together`() async throws {
    let snapshot = try Company.snapshot()
    var request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    request.jobs = 2
    request.settings.guards.protectedTags = [TagPattern(pattern: "v1.10.*")]
    request.settings.guards.inUse = [
      SourceText(
        name: "running",
        text: """
          111122223333.dkr.ecr.us-east-1.amazonaws.com/payments/api:v1.5.0
          222233334444.dkr.ecr.eu-central-1.amazonaws.com/data/etl:build-1
          """)
    ]
    request.settings.guards.maxExpire = 53
    let conclusion = try await PreviewSnapshot.run(request, each: { _, _ in }, visit: { _, _ in })
    #expect(conclusion.guards.map(\.option) == ["--protect", "--in-use", "--max-expire"])
    // Ten releases stay in eu-central-1 (v1.20.0 to v1.11.0), five in us-east-1: v1.10.0 goes in both.
    #expect(
      conclusion.guards[0].violations.map(\.repository?.region) == ["eu-central-1", "us-east-1"])
    // The tag v1.5.0 runs in one region, and is in both.
    #expect(conclusion.guards[1].violations.map(\.repository?.region) == ["us-east-1"])
    #expect(conclusion.unmatchedReferences.map(\.tag) == ["build-1"])
    // payments/api in eu-central-1: 6 of 16 releases, 14 of 20 pull requests (pushed 32 to 97 days ago,
    // past 30), 8 of 12 untagged (9 to 23 days, past 7): 28. In us-east-1: 11 of 16. data/etl: 10 of 60.
    // base/java: the indexes of 100, 130 and 160 days are past 90; of their six untagged children past
    // 14 days two go, those of the index whose manifest nobody gave: 5.
    #expect(conclusion.guards[2].violations.map(\.message) == ["54 images expire"])
  }

  @Test func `repositories that lose what runs come first, then what shocks, then bytes`() {
    func line(_ name: String, _ change: (inout FleetLine) -> Void) -> FleetLine {
      var line = FleetLine(id: RepositoryID(registryID: nil, repositoryName: name))
      line.summary.expiring.imageTotalCount = 1
      change(&line)
      return line
    }
    let lines = [
      line("nothing") { $0.summary.expiring.imageTotalCount = 0 },
      line("bytes") { $0.summary.expiring.sizeInBytes = 1 << 40 },
      line("b-same") { _ in }, line("a-same") { _ in },
      line("many") { $0.summary.expiring.imageTotalCount = 9 },
      line("shocks") { $0.alertedImageCount = 2 },
      line("protected") { $0.alertCounts = ["protected": 1] },
      line("running") { $0.alertCounts = ["inUse": 2] },
    ]
    let first = FleetLine.mostImportant(lines, count: 10).map(\.id.repositoryName)
    #expect(
      first == ["running", "protected", "shocks", "bytes", "many", "a-same", "b-same"])
    #expect(FleetLine.mostImportant(lines, count: 2).map(\.id.repositoryName) == Array(first[..<2]))
  }
}
