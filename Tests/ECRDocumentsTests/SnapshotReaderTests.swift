import ECRDocuments
import ECRModel
import Testing
import Texts

struct SnapshotReaderTests {
  static let digest = "sha256:" + String(repeating: "a", count: 64)
  static let other = "sha256:" + String(repeating: "b", count: 64)

  static func image(_ members: String) -> String {
    #"{"registryId": "123456789012", "repositoryName": "app", \#(members)}"#
  }

  static func page(_ images: String...) -> String {
    "{\"imageDetails\": [\(images.joined(separator: ", "))]}"
  }

  static let plain = image(#""imageDigest": "\#(digest)", "imagePushedAt": 1769860800.0"#)

  private func read(_ texts: String...) -> (snapshot: RegistrySnapshot?, findings: [Finding]) {
    var reader = SnapshotReader()
    for text in texts { reader.read(SourceText(name: "images.json", text: text)) }
    return reader.finish()
  }

  @Test func `what CLI v1 and v2 write is the same image`() throws {
    let v1 = Self.image(
      #""imageDigest": "\#(Self.digest)", "imageTags": ["a", "b"], "imageSizeInBytes": 7, "imagePushedAt": 1769860800.5, "lastRecordedPullTime": 1769860800, "imageStatus": "ARCHIVED", "lastArchivedAt": 1.7698608E9"#
    )
    let v2 = Self.image(
      #""imageDigest": "\#(Self.digest)", "imageTags": ["a", "b"], "imageSizeInBytes": 7, "imagePushedAt": "2026-01-31T13:00:00.500000+01:00", "lastRecordedPullTime": "2026-01-31T12:00:00+00:00", "imageStatus": "ARCHIVED", "lastArchivedAt": "2026-01-31T12:00:00Z""#
    )
    let first = try #require(read(Self.page(v1)).snapshot?.repositories.first?.images.first)
    let second = try #require(read(Self.page(v2)).snapshot?.repositories.first?.images.first)
    #expect(first == second)
    #expect(first.imageTags == ["a", "b"])
    #expect(first.imageStatus == .archived)
    #expect(first.imagePushedAt == Timestamp(microseconds: 1_769_860_800_500_000))
  }

  @Test func `pages may follow each other in one file, in several files, and as a bare array`()
    throws
  {
    let second = Self.plain.replacing(Self.digest, with: Self.other)
    let third = Self.plain.replacing(
      Self.digest, with: "sha256:" + String(repeating: "c", count: 64))
    let more = Self.page(Self.plain).dropLast() + ", \"nextToken\": \"x\"}"
    let result = read(more + "\n" + Self.page(second), "[\(third)]")
    #expect(result.findings.isEmpty)
    #expect(result.snapshot?.repositories.map(\.images.count) == [3])
  }

  @Test func `many repositories may stand in one page, and are ordered by name`() {
    let second = Self.plain.replacing("\"app\"", with: "\"aaa\"")
    let result = read(
      Self.page(Self.plain, second, Self.plain.replacing(Self.digest, with: Self.other)))
    #expect(result.snapshot?.repositories.map(\.id.repositoryName) == ["aaa", "app"])
    #expect(result.snapshot?.repositories.map(\.images.count) == [1, 2])
  }

  @Test func `unknown members are ignored, escapes are read, null is nothing`() throws {
    let text = Self.page(
      Self.image(
        #""imageDigest": "\#(Self.digest)", "imagePushedAt": 1, "x": {"y": [1, {"z": null}]}, "imageTags": ["caf\u00e9"], "lastRecordedPullTime": null"#
      ))
    let image = try #require(read(text).snapshot?.repositories.first?.images.first)
    #expect(image.imageTags == ["café"])
    #expect(image.lastRecordedPullTime == nil)
    #expect(image.imageStatus == .active)
  }

  @Test func `an image given twice counts once, and one that changed is an error`() {
    let twice = read(Self.page(Self.plain), Self.page(Self.plain))
    #expect(twice.snapshot?.repositories.first?.images.count == 1)
    #expect(twice.findings.map(\.code) == ["IMAGE_GIVEN_TWICE"])
    let changed = read(
      Self.page(Self.plain), Self.page(Self.plain.replacing("1769860800.0", with: "2")))
    #expect(changed.snapshot == nil)
    #expect(changed.findings.map(\.code).contains("IMAGE_CHANGED_BETWEEN_PAGES"))
  }

  @Test func `a page that says there are more is told when no other follows`() {
    let more = "{\"imageDetails\": [\(Self.plain)], \"NextToken\": \"x\"}"
    #expect(read(more).findings.map(\.code) == ["MORE_PAGES"])
    let last = Self.page(Self.plain.replacing(Self.digest, with: Self.other))
    #expect(read(more, last).findings.isEmpty)
  }

  @Test func `M-10 batch-get-image tells which images an index refers to`() throws {
    let manifest =
      #"{\"schemaVersion\": 2, \"manifests\": [{\"digest\": \"\#(Self.other)\"}]}"#
    let text =
      #"{"images": [{"registryId": "123456789012", "repositoryName": "app", "imageId": {"imageDigest": "\#(Self.digest)", "imageTag": "x"}, "imageManifest": "\#(manifest)"}], "failures": []}"#
    let repository = try #require(read(Self.page(Self.plain), text).snapshot?.repositories.first)
    #expect(repository.manifests[Self.digest]?.children == [Self.other])
  }

  @Test func `manifests find their images when only one of the two names the registry`() throws {
    let manifests =
      #"{"images": [{"registryId": "123456789012", "repositoryName": "app", "imageId": {"imageDigest": "\#(Self.digest)"}, "imageManifest": "{\"manifests\": []}"}]}"#
    let bare = Self.plain.replacing(#""registryId": "123456789012", "#, with: "")
    let result = read(Self.page(bare), manifests)
    #expect(result.findings.isEmpty)
    #expect(result.snapshot?.repositories.count == 1)
    #expect(result.snapshot?.repositories.first?.manifests.count == 1)
    let alone = read(Self.page(Self.plain.replacing("\"app\"", with: "\"b\"")), manifests)
    #expect(alone.findings.map(\.code) == ["MANIFESTS_WITHOUT_IMAGES"])
    #expect(alone.snapshot?.repositories.map(\.id.repositoryName) == ["b"])
  }

  @Test func `manifests find images that are in a list without its document`() throws {
    let manifests =
      #"{"images": [{"repositoryName": "app", "imageId": {"imageDigest": "\#(Self.digest)"}, "imageManifest": "{\"manifests\": []}"}]}"#
    let result = read("[\(Self.plain)]", manifests)
    #expect(result.findings.isEmpty)
    #expect(result.snapshot?.repositories.map(\.manifests.count) == [1])
    // Manifests of two accounts have no images in either.
    let other = manifests.replacing(
      #"{"repositoryName""#, with: #"{"registryId": "123456789012", "repositoryName""#)
    #expect(
      read(manifests, other).findings.map(\.code).allSatisfy { $0 == "MANIFESTS_WITHOUT_IMAGES" })
    #expect(read(manifests, other).findings.count == 2)
  }

  @Test func `an image in a file of its own is one by its digest alone`() {
    let image = Self.image(#""imageDigest": "\#(Self.digest)", "imageSizeInBytes": 1"#)
    #expect(read(image).findings.map(\.code) == ["IMAGE_FIELD_MISSING"])
  }

  @Test func `what lacks a member is shown by its first byte`() throws {
    let finding = try #require(
      read(Self.page(Self.image(#""imageDigest": "\#(Self.digest)""#))).findings.first)
    #expect(finding.location.start.column == 19)
    #expect(finding.location.end.column == 20)
  }

  @Test func `a file of many mistakes is given up`() {
    let values = String(repeating: "1\n", count: 500)
    #expect(read(values).findings.count == SnapshotReader.mostMistakes)
  }

  @Test func `only a document that begins like one of images is likely to be one`() {
    func isLikely(_ text: String) -> Bool {
      ImagePages.isLikely(SourceText(name: "x", text: text))
    }
    #expect(isLikely(#"{"nextToken": "x", "imageDetails": []}"#))
    #expect(!isLikely(#"{"tasks": [], "imageDetails": []}"#))
  }

  @Test func `a note without a region leaves that of the whole collection`() {
    var known = DocumentContext()
    known.region = "eu-west-2"
    let text =
      #"{"drydock": {"account": "123456789012"}} {"registryId": "123456789012", "policyText": "{}"}"#
    let reading = StorableDocumentReader.read(SourceText(name: "x", text: text), known)
    #expect(reading.documents.map(\.context.region) == ["eu-west-2"])
    #expect(reading.documents.map(\.context.account) == ["123456789012"])
  }

  @Test(arguments: [#""status": "IN_PROGRESS""#, #""previewResults": []"#])
  func `P-01 the policy of a preview is not that of the repository`(member: String) {
    let text =
      #"{"registryId": "123456789012", "repositoryName": "a", "lifecyclePolicyText": "{}", \#(member)}"#
    let reading = StorableDocumentReader.read(SourceText(name: "x", text: text), DocumentContext())
    #expect(reading.documents.isEmpty)
    #expect(reading.passedOver.map(\.kind) == ["`aws ecr get-lifecycle-policy-preview` output"])
  }

  /// Documents that are refused: `CODE@line:column: message`.
  static let malformed: [(String, String)] = [
    (
      page(image(#""imageDigest": "\#(digest)""#)),
      "IMAGE_FIELD_MISSING@1:19: image \(digest) has no `imagePushedAt`"
    ),
    (
      page(image(#""imagePushedAt": 1, "imageTags": ["v1"]"#)),
      "IMAGE_FIELD_MISSING@1:19: the image tagged `v1` has no `imageDigest`"
    ),
    (
      page(#"{"imageDigest": "\#(digest)", "imagePushedAt": 1}"#),
      "IMAGE_FIELD_MISSING@1:19: image \(digest) has no `repositoryName`"
    ),
    (
      page(image(#""imageDigest": "\#(digest)", "imagePushedAt": null"#)),
      "IMAGE_FIELD_MISSING@1:19: image \(digest) has no `imagePushedAt`"
    ),
    (
      page("{\"repositoryName\": \"a\", \"imagePushedAt\": 1, \"imageDigest\": \"abc\"}"),
      "BAD_DIGEST@1:78: `\"abc\"` is not a digest"
    ),
    (
      page(
        "{\"imagePushedAt\": \"2026-01-31T12:00:00\", \"repositoryName\": \"a\", \"imageDigest\": \"\(digest)\"}"
      ),
      "BAD_TIME@1:37: `\"2026-01-31T12:00:00\"` is not a time with an offset from UTC"
    ),
    (
      page("{\"imagePushedAt\": true}"),
      "WRONG_TYPE@1:37: `imagePushedAt` of an image is not a time"
    ),
    (
      page("{\"imageTags\": \"v1\"}"),
      "WRONG_TYPE@1:33: `imageTags` of an image is not an array of tags"
    ),
    (page("{\"imageTags\": [1]}"), "WRONG_TYPE@1:34: an entry of `imageTags` is not a string"),
    (page("{\"imageTags\": [\"\"]}"), "EMPTY_TAG@1:34: a tag is empty"),
    (
      page("{\"imageSizeInBytes\": []}"),
      "WRONG_TYPE@1:40: `imageSizeInBytes` of an image is not a number"
    ),
    (
      page(
        "{\"imageSizeInBytes\": \"1 MB\", \"repositoryName\": \"a\", \"imagePushedAt\": 1, \"imageDigest\": \"\(digest)\"}"
      ), "BAD_SIZE@1:41: `1 MB` is not a size in bytes"
    ),
    (
      page(
        "{\"imagePushedAt\": \"20260131\", \"repositoryName\": \"a\", \"imageDigest\": \"\(digest)\"}"
      ),
      "BAD_TIME@1:37: `\"20260131\"` is not a time with an offset from UTC"
    ),
    (
      page("{\"repositoryName\": 1}"),
      "WRONG_TYPE@1:38: `repositoryName` of an image is not a string"
    ),
    (page("1"), "WRONG_TYPE@1:19: an element of `imageDetails` is not an object"),
    ("{\"imageDetails\": {}}", "WRONG_TYPE@1:18: `imageDetails` of the output is not an array"),
    ("{\"imageDetails\": []", "JSON_UNEXPECTED_END@1:20: missing closing `}`: the text ends first"),
    ("{\"imageDetails\": [],}", "JSON_TRAILING_COMMA@1:20: a comma before the closing `}`"),
    ("", "JSON_EMPTY@1:1: the file is empty; expected `aws ecr describe-images` output"),
    ("7", "UNKNOWN_DOCUMENT@1:1: this is a single value, not `aws ecr describe-images` output"),
    (
      "{\"rules\": []}",
      "UNKNOWN_DOCUMENT@1:1: this is a lifecycle policy, not `aws ecr describe-images` output"
    ),
    (
      "{\"imageIds\": []}",
      "UNKNOWN_DOCUMENT@1:1: this is `aws ecr list-images` output, not `aws ecr describe-images` output"
    ),
    (
      page("{\"imageDigest\": \"a\", \"imageDigest\": \"b\"}"),
      "JSON_DUPLICATE_KEY@1:40: duplicate key `imageDigest`"
    ),
    (
      "{\"images\": [{\"imageId\": {}}]}",
      "IMAGE_FIELD_MISSING@1:13: an element of `images` has no `imageDigest`"
    ),
    (
      "{\"images\": [{\"imageId\": {\"imageDigest\": \"\(digest)\"}, \"repositoryName\": \"a\", \"imageManifest\": \"{\\\"manifests\\\": [{}]}\"}]}",
      "BAD_MANIFEST@1:175: a reference in the manifest of \(digest) has no digest"
    ),
  ]

  @Test(arguments: malformed)
  func `a document that cannot be read says where and why`(text: String, expected: String) {
    let result = read(text)
    #expect(result.snapshot == nil)
    let told = result.findings.map {
      "\($0.code.rawValue)@\($0.location.start.line):\($0.location.start.column): \($0.message)"
    }
    #expect(told == [expected])
  }
}
