import ECRDocuments
import ECRModel
import Testing
import Texts

/// The shapes in which people have their lists of images: each has the same two images in it.
struct ImageShapeTests {
  private static let a = "sha256:" + String(repeating: "a", count: 64)
  private static let b = "sha256:" + String(repeating: "b", count: 64)

  private static func image(_ digest: String, _ tags: String, _ time: String) -> String {
    #"{"registryId": "123456789012", "repositoryName": "app", "imageDigest": "\#(digest)", "imageTags": \#(tags), "imageSizeInBytes": 7, "imagePushedAt": \#(time)}"#
  }

  private static let first = image(a, #"["v1", "x"]"#, #""2026-01-31T12:00:00+00:00""#)
  private static let second = image(b, "[]", "1769860800")
  private static let page = #"{"imageDetails": [\#(first), \#(second)]}"#

  private static func pascal(_ time: String) -> String {
    #"{"ArtifactMediaType": null, "ImageDigest": "\#(a)", "ImagePushedAt": "\#(time)", "ImageSizeInBytes": 7, "ImageStatus": {"Value": "ACTIVE"}, "ImageTags": ["v1", "x"], "LastRecordedPullTime": "0001-01-01T00:00:00", "RegistryId": "123456789012", "RepositoryName": "app"}"#
  }

  private static let snake = first.replacing("registryId", with: "registry_id")
    .replacing("repositoryName", with: "repository_name")
    .replacing("imageDigest", with: "image_digest").replacing("imageTags", with: "image_tags")
    .replacing("imageSizeInBytes", with: "image_size_in_bytes")
    .replacing("imagePushedAt", with: "image_pushed_at")

  static let shapes: [(String, String)] = [
    ("one image a line, as `jq -c '.imageDetails[]'` writes them", "\(first)\n\(second)\n"),
    ("the result of `--query imageDetails`", "[\(first), \(second)]"),
    (
      "a list of pages",
      #"[{"imageDetails": [\#(first)], "nextToken": "x"}, {"imageDetails": [\#(second)]}]"#
    ),
    ("a list of lists", "[[\(first)], [\(second)]]"),
    ("lists behind each other", "[\(first)]\n[\(second)]"),
    ("PowerShell 7", "[\(pascal("2026-01-31T12:00:00Z")), \(second)]"),
    ("Windows PowerShell", "[\(pascal(#"\/Date(1769860800000)\/"#)), \(second)]"),
    (
      "the SDK for Go",
      #"{"ImageDetails": [\#(pascal("2026-01-31T12:00:00Z")), \#(second)], "NextToken": null, "ResultMetadata": {}}"#
    ),
    (
      "Java's `Date`",
      page.replacing("1769860800", with: "1769860800000")
        .replacing("\"2026-01-31T12:00:00+00:00\"", with: "\"1769860800\"")
    ),
    ("numbers in quotes", page.replacing("Bytes\": 7", with: "Bytes\": \"7\"")),
    ("Ansible", "[\(snake), \(second)]"),
    ("a byte-order mark", "\u{FEFF}" + page),
    ("a byte-order mark before lines", "\u{FEFF}\(first)\n\(second)"),
  ]

  private func read(_ texts: [String]) -> (snapshot: RegistrySnapshot?, findings: [Finding]) {
    var reader = SnapshotReader()
    for (number, text) in texts.enumerated() {
      reader.read(SourceText(name: "\(number).json", text: text))
    }
    return reader.finish()
  }

  @Test(arguments: shapes)
  func `a shape that people have is read like the CLI's own`(name: String, text: String) throws {
    let plain = try #require(read([Self.page]).snapshot)
    let (snapshot, findings) = read([text])
    #expect(findings.filter { $0.code != "JSON_BYTE_ORDER_MARK" }.isEmpty, "\(name)")
    #expect(snapshot == plain, "\(name)")
    // The import into snapshots reads each page by itself, and the same from it.
    let pages = ImagePages(SourceText(name: name, text: text), DocumentContext())
    #expect(pages.repositories.map(\.images.count).reduce(0, +) == 2, "\(name)")
    #expect(ImagePages.isLikely(SourceText(name: name, text: text)), "\(name)")
  }

  @Test func `a token of .NET or of Go that is empty announces no page`() {
    for token in ["null", "\"\""] {
      let text = #"{"ImageDetails": [\#(Self.second)], "NextToken": \#(token)}"#
      #expect(read([text]).findings.isEmpty)
    }
    let more = #"{"ImageDetails": [\#(Self.second)], "NextToken": "x"}"#
    let (snapshot, findings) = read([more])
    #expect(findings.map(\.code) == ["MORE_PAGES"])
    #expect(snapshot?.repositories.map(\.isComplete) == [false])
  }

  @Test(arguments: [
    (#""NextMarker": "x""#, true), (#""PaginationToken": "x""#, true),
    (#""IsTruncated": true"#, true), (#""IsTruncated": false"#, false),
    (#""NextMarker": null"#, false),
  ])
  func `a list is cut off by whatever name the token has`(member: String, isCutOff: Bool) {
    let (snapshot, findings) = read([#"{"imageDetails": [\#(Self.second)], \#(member)}"#])
    #expect(findings.map(\.code) == (isCutOff ? ["MORE_PAGES"] : []))
    #expect(snapshot?.repositories.map(\.isComplete) == [!isCutOff])
  }

  @Test func `a tag on two images shows that lists of two regions are mixed`() {
    let other = Self.first.replacing(Self.a, with: Self.b)
    let mixed = read([Self.page, #"{"imageDetails": [\#(other)]}"#])
    #expect(mixed.snapshot == nil)
    // The image of the second list has the digest of an image of the first, too.
    #expect(mixed.findings.contains { $0.code == "IMAGE_CHANGED_BETWEEN_PAGES" })
    let elsewhere = Self.first.replacing(
      Self.a, with: "sha256:" + String(repeating: "c", count: 64))
    let tagged = read([Self.page, #"{"imageDetails": [\#(elsewhere)]}"#])
    #expect(tagged.findings.map(\.code) == ["TAG_ON_TWO_IMAGES"])
    #expect(tagged.findings.first?.help?.contains("two regions") == true)
    let noted = read([
      #"{"drydock": {"region": "eu-west-1"}}"# + Self.page,
      #"{"drydock": {"region": "us-east-1"}}{"imageDetails": [\#(elsewhere)]}"#,
    ])
    #expect(noted.findings.isEmpty)
    #expect(noted.snapshot?.repositories.map(\.id.region) == ["eu-west-1", "us-east-1"])
  }

  @Test func `a tag on two images is refused in one document too, with both places`() throws {
    // A page of AWS never shows it: two lists were pasted together.
    let third = Self.first.replacing(Self.a, with: "sha256:" + String(repeating: "c", count: 64))
    let text = #"{"imageDetails": [\#(Self.first), \#(third)]}"#
    let finding = try #require(read([text]).findings.first)
    #expect(finding.code == "TAG_ON_TWO_IMAGES")
    #expect(finding.message.contains("as is 1 more of its tags"))
    #expect(finding.location.start.column == 19 + Self.first.count + 2)
    #expect(finding.related.map(\.location.start.column) == [19])
    let pages = ImagePages(SourceText(name: "one", text: text), DocumentContext())
    #expect(pages.findings.map(\.code) == ["TAG_ON_TWO_IMAGES"])
    // A list of pages, as `jq -s` makes it, and the same with the regions' notes.
    let (one, other) = (#"{"imageDetails": [\#(Self.first)]}"#, #"{"imageDetails": [\#(third)]}"#)
    #expect(read(["[\(one), \(other)]"]).findings.map(\.code) == ["TAG_ON_TWO_IMAGES"])
    let notes = ["eu-west-1", "us-east-1"].map { #"{"drydock": {"region": "\#($0)"}}"# }
    let noted = read(["[\(notes[0]), \(one), \(notes[1]), \(other)]"])
    #expect(noted.findings.isEmpty)
    #expect(noted.snapshot?.repositories.count == 2)
    // A tag that an image has twice is on one image.
    let twice = Self.first.replacing(#"["v1", "x"]"#, with: #"["v1", "v1"]"#)
    #expect(read([#"{"imageDetails": [\#(twice)]}"#]).findings.isEmpty)
  }

  @Test func `lists that both say that they are whole are taken together with a warning`() {
    func page(_ image: String, _ more: String = "") -> String {
      #"{"imageDetails": [\#(image)]\#(more)}"#
    }
    let (first, second) = (page(Self.first), page(Self.second))
    for texts in [[first, second], [first + second], ["[\(first), \(second)]"]] {
      let (snapshot, findings) = read(texts)
      #expect(findings.map(\.code) == ["SEVERAL_WHOLE_LISTS"])
      #expect(snapshot?.repositories.map(\.images.count) == [2])
    }
    #expect(read([page(Self.first, #", "nextToken": "x""#), second]).findings.isEmpty)
    let other = page(Self.second.replacing("\"app\"", with: "\"web\""))
    #expect(read([first, other]).findings.isEmpty)
  }

  static let foreign: [(String, String)] = [
    (#"[{"imageDigest": "x", "imageTag": "v1"}, {"imageDigest": "y"}]"#, "aws ecr list-images"),
    (#"[{"digest": "x", "push_time": "t", "tags": []}, {"digest": "y"}]"#, "Harbor"),
    (#"[{"name": "x", "package_html_url": "u", "metadata": {}}]"#, "GitHub Packages"),
    (#"[{"digest": "x", "tags": [], "timestamp": {}}]"#, "Google's or Azure's"),
    (#"[{"package": "p", "version": "x", "createTime": "t"}]"#, "Artifact Registry"),
    (#"[{"digest": "x", "tags": ["a"]}, {"digest": "y"}]"#, "`digest`, `tags`"),
  ]

  @Test(arguments: foreign)
  func `a list of something else is named once`(text: String, name: String) {
    let (snapshot, findings) = read([text])
    #expect(snapshot == nil)
    #expect(findings.map(\.code) == ["UNKNOWN_DOCUMENT"])
    #expect(findings.first?.message.contains(name) == true, "\(findings)")
  }

  @Test func `manifests without any images are a mistake`() {
    let manifest =
      #"{"images": [{"repositoryName": "app", "imageId": {"imageDigest": "\#(Self.b)"}, "imageManifest": "{}"}]}"#
    let (snapshot, findings) = read([manifest])
    #expect(snapshot == nil)
    #expect(findings.map(\.code) == ["MANIFESTS_WITHOUT_IMAGES"])
  }

  static let picked: [(String, String)] = [
    // What `--query` makes of a list of images, as far as it leaves something out.
    (#"["v1", "v2", "v3"]"#, "a list of values"),
    (#"[["\#(a)", ["v1"], "2026-01-31"], ["\#(b)", [], "2026-01-31"]]"#, "a list of values"),
    (#"[[["v1"], ["v2"]]]"#, "a list of values"), ("[1, 2]", "a list of values"),
    (
      #"[{"imageDigest": "\#(a)", "imageTags": ["v1"]}, {"imageDigest": "\#(b)", "imageTags": []}]"#,
      "has no `repositoryName`, `imagePushedAt`, and 1 more image has none"
    ),
    (
      #"{"imageDetails": [\#(Array(repeating: first.replacing(#""repositoryName": "app", "#, with: ""), count: 1_200).joined(separator: ","))]}"#,
      "has no `repositoryName`, and 1199 more images have none"
    ),
    (#"[{"d": "\#(a)", "t": ["v1"]}, {"d": "\#(b)", "t": []}]"#, "members `d`, `t`"),
    ("null", "`null`"),
  ]

  @Test(arguments: picked)
  func `the result of a query is named once, with the command to run`(text: String, words: String) {
    let (snapshot, findings) = read([text])
    #expect(snapshot == nil)
    #expect(findings.count == 1)
    #expect(findings.first?.message.contains(words) == true, "\(findings)")
    #expect(
      findings.first?.help?.contains("`aws ecr describe-images --repository-name NAME ") == true)
  }

  static let refused: [(String, String)] = [
    (#"[["v1", "2026-01-31"]]"#, "--query"), (#"["v1", "v2"]"#, "--query"),
    (#"[{"digest": "x", "tags": ["a"]}]"#, "--query"), (#""{}""#, "without quotes"),
    (#"[{"ImageTags": "v1 v2", "ImageDigest": "x"}]"#, "-Depth"),
  ]

  @Test(arguments: refused)
  func `what cannot be taken is refused with what would help`(text: String, help: String) {
    let (snapshot, findings) = read([text])
    #expect(snapshot == nil)
    #expect(findings.first?.help?.contains(help) == true)
  }

  @Test func `manifests may stand by themselves, in the SDKs' spelling`() throws {
    let manifest =
      #"{"RegistryId": "123456789012", "RepositoryName": "app", "ImageId": {"ImageDigest": "\#(Self.b)"}, "ImageManifest": "{\"manifests\": [{\"digest\": \"\#(Self.a)\"}]}"}"#
    for text in [manifest, "[\(manifest)]", #"{"Images": [\#(manifest)], "Failures": []}"#] {
      let repository = try #require(read([Self.page, text]).snapshot?.repositories.first)
      #expect(repository.manifests[Self.b]?.children == [Self.a])
    }
  }
}
