import ECRModel
import ECRSimulator
import Texts

/// Images, written the short way or as AWS's CLI lists them.
extension ScenarioReader {
  static let imageKeys = [
    "image", "tags", "pushed", "pulled", "archived", "restored", "status", "index", "refersTo",
    "mediaType", "artifactType", "size", "digest",
  ]
  static let imageManifest = "application/vnd.oci.image.manifest.v1+json"

  /// The images of a list.
  mutating func images(_ node: YAMLNode) -> [StoryImage] {
    guard let elements = node.elements else {
      yaml.wrongType(node, "images", "a list of images, or the path of a file")
      return []
    }
    let drafts = elements.compactMap { element in
      yaml.fields(element, "an image", Self.imageKeys).flatMap { named($0) }
    }
    var images: [StoryImage] = []
    var places: [String: Span] = [:]
    for (name, fields) in drafts {
      guard places.updateValue(fields.span, forKey: name.value) == nil else {
        yaml.error(
          "IMPOSSIBLE_IMAGE", "two images are called `\(name.value)`",
          help: "give each a name of its own with `image`", at: name.span)
        continue
      }
      if let image = image(name.value, fields, isPushedNow: false) { images.append(image) }
    }
    checkReferences(drafts, images)
    checkCircles(images, node)
    checkTags(images, Dictionary(drafts.map { ($0.name.value, $0.fields) }) { first, _ in first })
    return images
  }

  /// An image's name; it has a digest from now on.
  mutating func named(_ fields: Fields) -> (name: Located<String>, fields: Fields)? {
    let tag = fields["tags"].flatMap { $0.elements.map(\.first) ?? $0 }
    guard let node = fields["image"] ?? tag else {
      yaml.error(
        "MISSING_KEY", "an image without tags has no name",
        help: "add `image: NAME`, its name in the story", at: fields.span)
      return nil
    }
    guard let name = yaml.text(node, "image") else { return nil }
    let given = fields["digest"].flatMap { yaml.text($0, "digest") }
    if let given, !Self.isDigest(given.value) {
      yaml.error(
        "INVALID_DIGEST", "`\(given.value)` is not a digest",
        help: "write `sha256:` and 64 digits from 0 to f", at: given.span)
    }
    if let given, let known = digests[name.value], known != given.value {
      yaml.error(
        "IMPOSSIBLE_IMAGE", "`\(name.value)` has another digest elsewhere in the story",
        at: given.span)
    }
    if digests[name.value] == nil {
      digests[name.value] = given?.value ?? Self.digest(digests.count + 1)
    }
    return (name, fields)
  }

  private static func isDigest(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(7)
    return text.hasPrefix("sha256:") && digits.count == 64
      && digits.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }

  /// The digest of the image of a number: the first image written has the smallest.
  static func digest(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "sha256:" + String(repeating: "0", count: 12 - digits.count) + digits
      + String(repeating: "0", count: 52)
  }

  /// An image with all its fields; the images that it refers to have their names already.
  mutating func image(_ name: String, _ fields: Fields, isPushedNow: Bool) -> StoryImage? {
    var pushed = fields["pushed"].flatMap { time($0, "pushed") }
    if fields["pushed"] == nil {
      guard isPushedNow else {
        yaml.error(
          "MISSING_KEY", "the image `\(name)` has no `pushed`", help: TimePhrase.help,
          at: fields.span)
        return nil
      }
      guard let clock else {
        noClock("`\(name)` has no push time: the scenario has no `clock`", at: fields.span)
        return nil
      }
      pushed = clock
    }
    guard let pushed else { return nil }
    var detail = ImageDetail(
      imageDigest: digests[name] ?? "", imagePushedAt: pushed,
      imageManifestMediaType: Self.imageManifest)
    if let node = fields["tags"] { detail.imageTags = tags(node) }
    detail.lastRecordedPullTime = fields["pulled"].flatMap { time($0, "pulled") }
    detail.lastArchivedAt = lifeTime("archived", fields, pushed)
    detail.lastActivatedAt = lifeTime("restored", fields, pushed)
    detail.imageStatus = status(fields, detail)
    if let node = fields["size"] { detail.imageSizeInBytes = size(node) }
    let manifest = manifest(fields, &detail)
    detail.imageManifestMediaType =
      fields["mediaType"].flatMap { yaml.text($0, "mediaType")?.value }
      ?? detail.imageManifestMediaType
    detail.artifactMediaType = fields["artifactType"].flatMap {
      yaml.text($0, "artifactType")?.value
    }
    return StoryImage(name: name, detail: detail, manifest: manifest)
  }

  private mutating func tags(_ node: YAMLNode) -> [String] {
    var seen: Set<String> = []
    return yaml.texts(node, "tags").compactMap { tag in
      guard seen.insert(tag.value).inserted else {
        yaml.error("IMPOSSIBLE_IMAGE", "duplicate tag `\(tag.value)`", at: tag.span)
        return nil
      }
      return isTag(tag) ? tag.value : nil
    }
  }

  /// Checks that a text can be a tag (E-11, Q-11).
  mutating func isTag(_ text: Located<String>) -> Bool {
    guard !TagRule.allows(text.value) else { return true }
    let invalid = InvalidName.tag(text.value)
    yaml.error("INVALID_TAG", invalid.message, help: invalid.help, at: text.span)
    return false
  }

  /// When the image was archived or restored: not before it was pushed.
  private mutating func lifeTime(
    _ key: String, _ fields: Fields, _ pushed: Timestamp
  ) -> Timestamp? {
    guard let node = fields[key], let instant = time(node, key) else { return nil }
    guard instant >= pushed else {
      yaml.error(
        "IMPOSSIBLE_TIME", "`\(key)` is before the push, which was at \(pushed)", at: node.span)
      return nil
    }
    return instant
  }

  private mutating func status(_ fields: Fields, _ detail: ImageDetail) -> ImageStatus {
    if let node = fields["status"] {
      let words = ImageStatus.allCases.map { $0.rawValue.lowercased() }
      guard let word = yaml.word(node, "status", words) else { return .active }
      let status = ImageStatus(rawValue: word.value.uppercased()) ?? .active
      if status == .active, let archived = detail.lastArchivedAt,
        detail.lastActivatedAt.map({ $0 < archived }) ?? true
      {
        yaml.error(
          "CONTRADICTION", "the image was archived and not restored, but its status is `active`",
          help: "add `restored`, or remove `status`", at: word.span)
      }
      return status
    }
    guard let archived = detail.lastArchivedAt else { return .active }
    guard let restored = detail.lastActivatedAt else { return .archived }
    return restored < archived ? .archived : .active
  }

  private mutating func size(_ node: YAMLNode) -> Int64? {
    guard let text = yaml.text(node, "size") else { return nil }
    if let size = TimePhrase.size(text.value) { return size }
    yaml.error(
      "INVALID_SIZE", "`\(text.value)` is not a size", help: "write `120 MiB`, or bytes",
      at: text.span)
    return nil
  }

  private mutating func manifest(_ fields: Fields, _ detail: inout ImageDetail) -> Manifest? {
    var manifest = Manifest()
    if let node = fields["refersTo"], let name = yaml.text(node, "refersTo") {
      manifest.subject = digests[name.value]
      detail.subjectManifestDigest = manifest.subject
    }
    guard let node = fields["index"] else { return manifest }
    detail.imageManifestMediaType = MediaTypes.ociImageIndex
    if node.text == "unknown" { return nil }
    manifest.children = yaml.texts(node, "index").compactMap { digests[$0.value] }
    return manifest
  }

  // MARK: AWS's own lists

  /// The images of `aws ecr describe-images` output.
  mutating func describedImages(
    _ node: YAMLNode, _ manifests: YAMLNode?, _ id: inout RepositoryID
  ) -> [StoryImage] {
    var sources = fileTexts(node, "images")
    if let manifests { sources += fileTexts(manifests, "manifests") }
    let (repositories, findings) = ReadDocuments.repositories(sources)
    yaml.findings += findings.filter { $0.type == .error }
    guard let repositories, !sources.isEmpty else { return [] }
    let wanted = id
    let found =
      repositories.first { $0.id.mayBe(wanted) }
      ?? (repositories.count == 1 ? repositories[0] : nil)
    guard let repository = found else {
      yaml.error(
        "UNKNOWN_REPOSITORY", "these files have no images of \(id)",
        help: "they have "
          + repositories.map { "`\($0.id.repositoryName)`" }.joined(separator: ", "),
        at: node.span)
      return []
    }
    return repository.images.map { detail in
      let name = detail.imageTags.first ?? detail.imageDigest
      digests[name] = detail.imageDigest
      let isList = detail.imageManifestMediaType.map(MediaTypes.isManifestList) ?? false
      return StoryImage(
        name: name, detail: detail,
        manifest: repository.manifests[detail.imageDigest]
          ?? (isList ? nil : Manifest(subject: detail.subjectManifestDigest)))
    }
  }
}
