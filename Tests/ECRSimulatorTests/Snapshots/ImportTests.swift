import ECRModel
import ECRSimulator
import ECRStore
import SourceText
import Testing

/// What an import takes, replaces, tells and refuses.
struct ImportTests {
  private static let eu = "arn:aws:ecr:eu-central-1:111122223333:repository/a/b"
  private static let us = "arn:aws:ecr:us-east-1:111122223333:repository/a/b"

  private func note(_ arn: String) -> String {
    let parts = arn.split(separator: ":")
    return #"{"drydock": {"account": "\#(parts[4])", "region": "\#(parts[3])"}}"# + "\n"
  }

  private func ids(_ snapshot: TestSnapshot) throws -> [String] {
    try SnapshotStore(snapshot.path).repositories().map(\.id.description)
  }

  private func tags(_ snapshot: TestSnapshot) throws -> [[String]] {
    let store = try SnapshotStore(snapshot.path)
    return try store.repositories().map { try store.repository($0).images.flatMap(\.imageTags) }
  }

  // MARK: Images

  @Test func `a later document of a repository replaces its images, and says so`() throws {
    let snapshot = try TestSnapshot([
      "1": page(image("a", tags: ["old"]), image("b")), "2": page(image("c", repository: "other")),
    ])
    let outcome = try snapshot.add(["3": page(image("d", tags: ["new"]))])
    let change = try #require(outcome.log.repositories.first)
    #expect(change.id.description == "111122223333/a/b")
    #expect((change.before, change.after) == (2, 1))
    #expect(!change.isUnchanged)
    #expect(try tags(snapshot) == [["new"], []])
  }

  @Test func `pages of one import belong together, in files and in documents`() throws {
    let snapshot = try TestSnapshot([
      "1": page(image("a", tags: ["a"]), more: #""nextToken": "x""#)
        + page(image("b", tags: ["b"])),
      "2": "[\(image("c", tags: ["c"]))]",
    ])
    #expect(try tags(snapshot) == [["a", "b", "c"]])
  }

  @Test func `that pages are missing is told, kept, shown, and told by every preview`() async throws
  {
    let snapshot = try TestSnapshot()
    let outcome = try snapshot.add(["1": page(image("a"), more: #""nextToken": "x""#)])
    #expect(outcome.findings.map(\.code.rawValue) == ["MORE_PAGES"])
    #expect(try ShowSnapshot.run(snapshot.path).gaps.contains { $0.kind == .pagesOfImages })
    let again = try TestSnapshot(try snapshot.exported())
    #expect(try again.exported() == snapshot.exported())
    let request = PreviewSnapshot.Request(
      snapshot: snapshot.path, settings: PreviewSettings(at: Company.clock))
    let conclusion = try await PreviewSnapshot.run(request, each: { _, _ in }, visit: { _, _ in })
    #expect(conclusion.findings.map(\.code.rawValue) == ["MORE_PAGES"])
    try snapshot.add(["2": page(image("a"))])
    #expect(try !ShowSnapshot.run(snapshot.path).gaps.contains { $0.kind == .pagesOfImages })
  }

  @Test func `an image given twice counts once, and one that changed is an error`() throws {
    let snapshot = try TestSnapshot()
    let outcome = try snapshot.add(["1": page(image("a"), image("a")), "2": page(image("a"))])
    #expect(outcome.findings.map(\.code.rawValue) == ["IMAGE_GIVEN_TWICE", "IMAGE_GIVEN_TWICE"])
    #expect(try tags(snapshot) == [[]])
    let refused = refusal {
      try snapshot.add(["1": page(image("a")), "2": page(image("a", tags: ["moved"]))])
    }
    #expect(
      refused == [
        "IMAGE_CHANGED_BETWEEN_PAGES 2:1:19 image sha256:\(String(repeating: "a", count: 64)) of "
          + "111122223333/a/b is described twice, and differently"
      ])
  }

  @Test func `manifests of images that are gone are gone`() throws {
    let manifest = """
      {"images": [{"registryId": "111122223333", "repositoryName": "a/b",
        "imageId": {"imageDigest": "sha256:\(String(repeating: "a", count: 64))"},
        "imageManifest": "{\\"manifests\\": []}"}], "failures": []}
      """
    let snapshot = try TestSnapshot(["1": page(image("a")), "2": manifest])
    #expect(try snapshot.rows().contains { $0.hasPrefix("manifest ") })
    try snapshot.add(["1": page(image("b"))])
    #expect(try !snapshot.rows().contains { $0.hasPrefix("manifest ") })
  }

  // MARK: Regions

  @Test func `what does not tell its region is in the one region of its name`() throws {
    let snapshot = try TestSnapshot(["1": page(image("a")), "2": repositories(Self.eu)])
    #expect(try ids(snapshot) == ["111122223333/a/b (eu-central-1)"])
    // The other way round, and in another import.
    let other = try TestSnapshot(["1": page(image("a"))])
    #expect(try ids(other) == ["111122223333/a/b"])
    try other.add(["1": repositories(Self.eu)])
    #expect(try ids(other) == ["111122223333/a/b (eu-central-1)"])
    #expect(try tags(other).count == 1)
  }

  @Test func `of two regions one has to be told, by a note or by the command`() throws {
    let described = ["1": repositories(Self.eu, Self.us)]
    let refused = [
      "REGION_UNKNOWN 2:1:19 the document does not tell the region of 111122223333/a/b, which is in "
        + "eu-central-1, us-east-1"
    ]
    #expect(
      refusal { _ = try TestSnapshot(described.merging(["2": page(image("a"))]) { $1 }) } == refused
    )
    let noted = try TestSnapshot(
      described.merging(["2": note(Self.us) + page(image("a", tags: ["us"]))]) { $1 })
    #expect(try tags(noted) == [[], ["us"]])
    let told = try TestSnapshot(
      described.merging(["2": page(image("a", tags: ["us"]))]) { $1 }, region: "us-east-1")
    #expect(try tags(told) == [[], ["us"]])
  }

  @Test func `images of an unknown region are not given to the first of two`() throws {
    let snapshot = try TestSnapshot(["1": page(image("a"))])
    let before = try snapshot.rows()
    #expect(
      refusal { try snapshot.add(["1": repositories(Self.eu, Self.us)]) } == [
        "REGION_UNKNOWN 1:1:1 the document does not tell the region of 111122223333/a/b "
          + "(us-east-1), which is in eu-central-1, us-east-1"
      ])
    #expect(try snapshot.rows() == before)
  }

  // MARK: Other documents

  @Test func `documents of several kinds may stand in one file`() throws {
    let snapshot = try TestSnapshot([
      "1": note(Self.eu) + page(image("a", tags: ["t"])) + repositories(Self.eu)
        + #"{"registryId": "111122223333", "repositoryName": "a/b", "lifecyclePolicyText": "{}"}"#
    ])
    #expect(try tags(snapshot) == [["t"]])
    #expect(try SnapshotStore(snapshot.path).repositories()[0].lifecyclePolicy == "{}")
  }

  @Test func `the policy of a preview is not taken for the repository's own`() throws {
    let preview = #"""
      {"registryId": "111122223333", "repositoryName": "a/b", "lifecyclePolicyText": "{}",
       "status": "COMPLETE", "previewResults": [], "summary": {"expiringImageTotalCount": 0}}
      """#
    let outcome = try TestSnapshot().add(["1": preview, "2": page(image("a"))])
    #expect(outcome.passedOver.map(\.kind) == ["`aws ecr get-lifecycle-policy-preview` output"])
    #expect(outcome.log.others.isEmpty)
  }

  @Test func `lists of several pages replace what was there, together`() throws {
    func rules(_ prefix: String) -> String {
      #"{"pullThroughCacheRules": [{"ecrRepositoryPrefix": "\#(prefix)", "registryId": "111122223333"}]}"#
    }
    let snapshot = try TestSnapshot([
      "1": note(Self.eu) + rules("a"), "2": note(Self.eu) + rules("b"),
    ])
    func count() throws -> Int {
      try snapshot.rows().count { $0.hasPrefix("pull_through_cache_rule ") }
    }
    #expect(try count() == 2)
    try snapshot.add(["1": note(Self.eu) + rules("c")])
    #expect(try count() == 1)
  }

  // MARK: Bad input

  @Test(arguments: [
    (page(image("a")).dropLast().description, "JSON_UNEXPECTED_END"),
    (#"{"imageDetails": [{"repositoryName": "a/b"}]}"#, "IMAGE_FIELD_MISSING"),
    (page(image("a", pushed: "yesterday")), "BAD_TIME"),
    (#"{"drydock": {"regio": "eu-west-1"}} {"repositories": []}"#, "UNKNOWN_PROPERTY"),
    (#"{"tags": []}"#, "CONTEXT_MISSING"),
    (#"{"Targets": []}"#, "CONTEXT_MISSING"),
    (#"{"Parents": [{"Id": "r-1", "Type": "ROOT"}]}"#, "CONTEXT_MISSING"),
    (#"{"drydock": {"resourceArn": "x"}} {"tags": []}"#, "INVALID_RESOURCE"),
    (#"{"repositories": [{"repositoryName": "a"}]}"#, "MISSING_PROPERTY"),
    (#"{"repositories": {}}"#, "WRONG_TYPE"),
    (#"{"repositories": [{"repositoryArn": "arn:aws:s3:::x"}]}"#, "INVALID_RESOURCE"),
    (#"{"Policy": {"PolicySummary": {"Id": "p-1"}, "Content": "{}"}}"#, "MISSING_PROPERTY"),
    (#"{"Organization": {"Id": "o-1"}}"#, "MISSING_PROPERTY"),
    (#"{"registryId": "1", "repositoryName": "a", "lifecyclePolicyText": 1}"#, "MISSING_PROPERTY"),
    (#"{"registryId": "1", "policyText": {}}"#, "MISSING_PROPERTY"),
    (#"{"hello": 1}"#, "NOTHING_TO_IMPORT"),
    ("", "JSON_EMPTY"), ("\n", "JSON_EMPTY"),
  ])
  func `a document with mistakes is refused with its place, and nothing is imported`(
    text: String, code: String
  ) throws {
    let snapshot = try TestSnapshot(["0": page(image("f"))])
    let before = try snapshot.rows()
    let refused = refusal { try snapshot.add(["1": text]) }
    #expect(refused.first?.hasPrefix("\(code) 1:") == true, "\(refused)")
    #expect(try snapshot.rows() == before)
  }
}
