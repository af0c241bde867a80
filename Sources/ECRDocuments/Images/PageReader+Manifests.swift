import ECRModel
import Texts

extension PageReader {
  /// The `images` of `aws ecr batch-get-image`: which images each manifest refers to (M-10).
  mutating func manifests() throws(JSONCursor.Malformed) {
    guard try cursor.kind() == .array else {
      return try skipWrong("`images`", "an array", "the output")
    }
    try cursor.open()
    var isFirst = true
    while try cursor.nextElement(isFirst: &isFirst) {
      guard try cursor.kind() == .object else {
        try skipWrong("an element", "an object", "`images`")
        continue
      }
      try manifest()
      if findings.count >= SnapshotReader.mostFindings { return }
    }
  }

  /// One element of `images`, in any document.
  mutating func manifest() throws(JSONCursor.Malformed) {
    let start = cursor.offset
    var strings: [String: JSONCursor.StringToken] = [:]
    var digest: JSONCursor.StringToken?
    var names = JSONCursor.NameSet()
    try cursor.open()
    var isFirst = true
    while let name = try cursor.nextMember(isFirst: &isFirst) {
      try names.insert(name, in: cursor)
      let kind = try cursor.kind()
      let spelling = cursor.text(name).inECRSpelling
      if spelling == "imageId", kind == .object {
        digest = try imageID()
      } else if kind == .string {
        strings[spelling] = try cursor.string()
      } else {
        try cursor.skipValue()
      }
    }
    let place = Span(start, start + 1)
    guard let digest else {
      return report("IMAGE_FIELD_MISSING", "an element of `images` has no `imageDigest`", place)
    }
    guard isDigest(digest) else { return }
    guard let name = strings["repositoryName"] else {
      return report(
        "IMAGE_FIELD_MISSING", "image \(cursor.text(digest)) has no `repositoryName`", place)
    }
    guard let text = strings["imageManifest"] else {
      return report(
        "IMAGE_FIELD_MISSING", "image \(cursor.text(digest)) has no `imageManifest`", place)
    }
    guard let manifest = manifest(text, of: cursor.text(digest)) else { return }
    select(
      RepositoryID(
        registryID: strings["registryId"].map { cursor.text($0) } ?? context.account,
        region: context.region,
        repositoryName: cursor.text(name)))
    current?.pages.manifests[cursor.text(digest)] = manifest
    if keepsEverything {
      let text = Array(slice(Span(start, cursor.offset)))
      current?.pages.manifestTexts[cursor.text(digest)] = text
    }
    if current?.pages.manifestPlace == nil { current?.pages.manifestPlace = (file, start) }
  }

  private mutating func imageID() throws(JSONCursor.Malformed) -> JSONCursor.StringToken? {
    try cursor.open()
    var digest: JSONCursor.StringToken?
    var names = JSONCursor.NameSet()
    var isFirst = true
    while let name = try cursor.nextMember(isFirst: &isFirst) {
      try names.insert(name, in: cursor)
      if cursor.text(name).inECRSpelling == "imageDigest", try cursor.kind() == .string {
        digest = try cursor.string()
      } else {
        try cursor.skipValue()
      }
    }
    return digest
  }

  /// Reads a manifest, which is JSON inside a JSON string.
  private mutating func manifest(_ token: JSONCursor.StringToken, of digest: String) -> Manifest? {
    let text = SourceText(decodingStringAt: token.span, in: source)
    let json = JSONReader.read(text)
    findings += json.findings
    guard json.findings.isEmpty, let root = json.documents.first else { return nil }
    var manifest = Manifest(subject: root["subject"]?["digest"]?.string)
    guard let list = root["manifests"] else { return manifest }
    for entry in list.elements ?? [list] {
      guard let child = entry["digest"]?.string else {
        findings.append(
          Finding(
            .error, "BAD_MANIFEST", "a reference in the manifest of \(digest) has no digest",
            help: "give the unchanged output of `aws ecr batch-get-image`",
            at: text.location(of: entry.span)))
        return nil
      }
      manifest.children.append(child)
    }
    return manifest
  }
}
