import ECRModel
import ECRSimulator
import ECRStore
import Testing
import Texts

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

  @Test func `a tag on two images is refused across the documents of an import, with both places`()
    throws
  {
    let cut = #""nextToken": "x""#
    let documents = [
      "1": page(image("a", tags: ["old", "v1"]), more: cut),
      "2": "\n" + page(image("b", tags: ["v2"]), image("c", tags: ["x", "v1", "old"])),
    ]
    let snapshot = try TestSnapshot()
    let error = #expect(throws: InvalidInput.self) { try snapshot.add(documents) }
    let finding = try #require(error?.findings.first { $0.type == .error })
    #expect(finding.code == "TAG_ON_TWO_IMAGES")
    #expect(finding.message.contains("tag `old` of 111122223333/a/b is on two images"))
    #expect(finding.message.hasSuffix("as is 1 more of its tags"))
    #expect(finding.location.file == "2")
    #expect(finding.location.start.line == 2)
    // The second image of its page.
    let second = documents["2"].map {
      $0.utf8.count - 2 - image("c", tags: ["x", "v1", "old"]).utf8.count
    }
    #expect(finding.location.start.offset == second)
    #expect(finding.related.map(\.location.file) == ["1"])
    #expect(throws: SnapshotError.self) { try SnapshotStore(snapshot.path) }
  }

  static let names: [(String, String)] = [
    (
      page(image("a")).replacing("111122223333", with: "12"),
      "invalid account ID `12`: must be 12 digits"
    ),
    (page(image("a", repository: "A//b")), "`A//b` is not a valid repository name"),
    (
      #"{"repositories": [{"repositoryArn": "arn:aws:ecr:eu-west-1:1:repository/a/b"}]}"#,
      "invalid account ID `1`: must be 12 digits"
    ),
    (
      #"{"registryId": "x", "repositoryName": "a/b", "lifecyclePolicyText": "{}"}"#,
      "invalid account ID `x`: must be 12 digits"
    ),
    (
      #"{"Organization": {"Id": "o-1", "MasterAccountId": "7"}}"#,
      "invalid account ID `7`: must be 12 digits"
    ),
  ]

  @Test(arguments: names)
  func `a name that no reader would take is refused where it stands`(
    text: String, message: String
  ) throws {
    let error = #expect(throws: InvalidInput.self) { try TestSnapshot(["1": text]) }
    let findings = (error?.findings ?? []).filter { $0.type == .error }
    #expect(findings.map(\.code) == ["INVALID_NAME"])
    #expect(findings.map(\.message) == [message])
    #expect(findings.first?.location.file == "1")
  }

  @Test func `a tag may move from an import to the next, and be in several repositories`() throws {
    let cut = #""nextToken": "x""#
    let snapshot = try TestSnapshot([
      "1": page(image("a", tags: ["v1"]), more: cut), "2": page(image("b", tags: ["v2", "v2"])),
      "3": page(image("c", tags: ["v1"], repository: "other")),
    ])
    // An image that is given twice has its tag on one image.
    try snapshot.add([
      "4": page(image("b", tags: ["v1"]), more: cut), "5": page(image("b", tags: ["v1"])),
    ])
    #expect(try tags(snapshot) == [["v1"], ["v1"]])
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
          + "111122223333/a/b is described twice, with differences"
      ])
  }

  @Test func `complete lists without a common image may be of two regions (E-32)`() throws {
    let snapshot = try TestSnapshot()
    let outcome = try snapshot.add(["1": page(image("a")), "2": page(image("b"))])
    #expect(outcome.findings.map(\.code.rawValue) == ["SEVERAL_WHOLE_LISTS"])
    #expect(outcome.findings.first?.location.file == "2")
    // A later import brings the repository up to date.
    #expect(try snapshot.add(["1": page(image("c"))]).findings.isEmpty)
  }

  @Test func `two policies of one repository or registry have no answer, unless they are equal`()
    throws
  {
    func policy(_ member: String, _ text: String) -> String {
      #"{"registryId": "111122223333", "repositoryName": "a/b", "\#(member)": "\#(text)"}"#
    }
    let (one, other) = (#"{\"rules\": []}"#, #"{\"rules\": [{}]}"#)
    for (member, owner) in [
      ("lifecyclePolicyText", "the lifecycle policy of 111122223333/a/b"),
      ("policyText", "the repository policy of 111122223333/a/b"),
    ] {
      let refused = refusal {
        _ = try TestSnapshot(["1": policy(member, one), "2": policy(member, other)])
      }
      #expect(refused.count == 1)
      #expect(
        refused.first?.hasPrefix("CONFLICTING_POLICIES 2:1:1 \(owner) is given twice") == true,
        "\(refused)")
      _ = try TestSnapshot(["1": policy(member, one), "2": policy(member, one)])
      // White space says nothing.
      _ = try TestSnapshot(["1": policy(member, one), "2": policy(member, #"{\"rules\": [ ]}"#)])
    }
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
      "REGION_UNKNOWN 2:1:19 the document does not name the region of 111122223333/a/b, which is "
        + "in "
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
        "the snapshot has 111122223333/a/b without a region, but now it is in eu-central-1, "
          + "us-east-1: import its documents again with their region, together with these"
      ])
    #expect(try snapshot.rows() == before)
  }

  @Test func `the order of documents decides nothing about regions`() throws {
    let policy =
      #"{"registryId": "111122223333", "repositoryName": "a/b", "lifecyclePolicyText": "{}"}"#
    let registry = #"{"registryId": "111122223333", "policyText": "{}"}"#
    let registries = [Self.eu, Self.us].map {
      note($0) + #"{"registryId": "111122223333", "replicationConfiguration": {"rules": []}}"#
    }
    let noted = [Self.eu, Self.us].map { note($0) + page(image("a")) }
    let cases = [
      [repositories(Self.eu), repositories(Self.us), policy],
      [noted[0], noted[1], page(image("b"))], registries + [registry],
    ]
    for documents in cases {
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let named = Dictionary(
          uniqueKeysWithValues: order.enumerated().map { ("\($0)", documents[$1]) })
        let refused = refusal { _ = try TestSnapshot(named) }
        #expect(refused.count == 1 && refused[0].hasPrefix("REGION_UNKNOWN"), "\(order) \(refused)")
      }
    }
  }

  @Test func `pages may come in any order, and one of them ends the list`() throws {
    let more = #""nextToken": "x""#
    let snapshot = try TestSnapshot()
    let outcome = try snapshot.add([
      "page-1": page(image("a"), more: more), "page-10": page(image("c")),
      "page-2": page(image("b"), more: more),
    ])
    #expect(outcome.findings.isEmpty)
    #expect(try !ShowSnapshot.run(snapshot.path).gaps.contains { $0.kind == .pagesOfImages })
  }

  @Test func `the same images in another order are the same images`() throws {
    let snapshot = try TestSnapshot(["1": page(image("a", tags: ["t"]), image("b"))])
    let outcome = try snapshot.add(["1": page(image("b"), image("a", tags: ["t"]))])
    #expect(outcome.log.repositories.map(\.isUnchanged) == [true])
    let moved = try snapshot.add(["1": page(image("b", tags: ["t"]), image("a"))])
    #expect(moved.log.repositories.map(\.isUnchanged) == [false])
  }

  @Test func `a page without images and without a note is told to tell nothing`() throws {
    let outcome = try TestSnapshot(["1": page(image("a"))]).add(["1": page()])
    #expect(outcome.findings.map(\.code.rawValue) == ["EMPTY_PAGE"])
  }

  // MARK: Other documents

  @Test func `an empty media type is that of its image alone`() throws {
    let snapshot = try TestSnapshot([
      "1": page(image("a"), image("b", more: #""imageManifestMediaType": """#))
    ])
    let store = try SnapshotStore(snapshot.path)
    let images = try store.repository(store.repositories()[0]).images
    #expect(images.map(\.imageManifestMediaType) == [nil, ""])
    #expect(images.map(\.artifactMediaType) == [nil, nil])
  }

  @Test func `a page of managed policies alone is of the account that its ARNs name`() throws {
    let policy = "arn:aws:iam::111122223333:policy/p"
    let snapshot = try TestSnapshot([
      "1":
        #"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/r"}], "IsTruncated": true}"#,
      "2": #"{"UserDetailList": [], "Policies": [{"Arn": "arn:aws:iam::aws:policy/x"}, "#
        + #"{"Arn": "\#(policy)"}], "IsTruncated": false}"#,
    ])
    let contents = try ShowSnapshot.run(snapshot.path).contents
    #expect(contents.accounts.map(\.account) == ["111122223333"])
    #expect(contents.accounts.map(\.policyCount) == [2])
    #expect(contents.accounts.map(\.lacksPages) == [false])
  }

  @Test func `lists that say that more follows are told`() throws {
    let outcome = try TestSnapshot().add([
      "1": repositories(Self.eu).dropLast() + #", "NextToken": "x"}"#
    ])
    #expect(outcome.findings.map(\.code.rawValue) == ["MORE_PAGES"])
  }

  @Test func `a repository of the longest name has a folder of its own`() throws {
    let names = ["a", "b"].map { String(repeating: "x", count: 255) + $0 }
    let snapshot = try TestSnapshot([
      "1": page(image("a", repository: names[0]), image("b", repository: names[1]))
    ])
    let parts = try snapshot.exported().keys.flatMap { $0.split(separator: "/") }
    #expect(parts.allSatisfy { $0.utf8.count <= 255 })
    #expect(try TestSnapshot(try snapshot.exported()).exported() == snapshot.exported())
  }

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
    (#"{"drydock": {"regoin": "x"}} {"imageDetails": []}"#, "UNKNOWN_PROPERTY"),
    (#"{"drydock": {"region": 5}} {"imageDetails": []}"#, "WRONG_TYPE"),
    (#"{"drydock": {"resourceArn": "x"}} {"imageDetails": []}"#, "INVALID_RESOURCE"),
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
