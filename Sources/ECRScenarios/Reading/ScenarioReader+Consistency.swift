import ECRModel
import Texts

/// Checks that the images of a repository are possible together.
extension ScenarioReader {
  /// Checks that every image that another refers to is in the story.
  mutating func checkReferences(
    _ drafts: [(name: Located<String>, fields: Fields)], _ images: [StoryImage]
  ) {
    for (name, fields) in drafts {
      var references: [Located<String>] = []
      for key in ["refersTo", "index"] {
        guard let node = fields[key], node.text != "unknown" || key == "refersTo" else { continue }
        // An invalid name has been reported where the image was read.
        references += (node.elements ?? [node]).compactMap { node in
          node.text.map { Located(value: $0.trimmed, span: node.span) }
        }.filter { !$0.value.isEmpty }
      }
      for reference in references {
        if reference.value == name.value {
          yaml.error("IMPOSSIBLE_IMAGE", "an image cannot refer to itself", at: reference.span)
        } else if digests[reference.value] == nil {
          let meant = Spelling.nearest(to: reference.value, among: digests.keys.sorted())
          yaml.error(
            "UNKNOWN_IMAGE", "there is no image `\(reference.value)`",
            help: meant.map { Spelling.didYouMean($0) }, at: reference.span)
        }
      }
    }
  }

  /// A tag names one image, and so does a digest.
  mutating func checkTags(_ images: [StoryImage], _ drafts: [String: Fields]) {
    var owners: [String: String] = [:]
    var digests: [String: String] = [:]
    for image in images {
      guard let fields = drafts[image.name] else { continue }
      if let other = digests.updateValue(image.name, forKey: image.detail.imageDigest) {
        yaml.error(
          "IMPOSSIBLE_IMAGE", "`\(other)` and `\(image.name)` have the same digest",
          at: fields["digest"]?.span ?? fields.span)
      }
      for tag in image.detail.imageTags {
        guard let other = owners.updateValue(image.name, forKey: tag) else { continue }
        let place = fields["tags"].flatMap { node in
          node.elements?.first { $0.text?.trimmed == tag } ?? node
        }
        yaml.error(
          "IMPOSSIBLE_IMAGE", "the tag `\(tag)` is on both `\(other)` and `\(image.name)`",
          help: "within a repository, only one image can have a tag", at: place?.span ?? fields.span
        )
      }
    }
  }

  /// A digest depends on the manifest, so no index can be a part of itself.
  mutating func checkCircles(_ images: [StoryImage], _ node: YAMLNode) {
    var children: [String: [String]] = [:]
    for image in images { children[image.detail.imageDigest] = image.manifest?.children }
    var done: Set<String> = []
    for image in images where !done.contains(image.detail.imageDigest) {
      var path: [String] = []
      if isCircle(image.detail.imageDigest, children, &path, &done) {
        yaml.error(
          "IMPOSSIBLE_IMAGE", "the index `\(image.name)` refers to itself through another",
          at: node.span)
        return
      }
    }
  }

  private func isCircle(
    _ digest: String, _ children: [String: [String]], _ path: inout [String],
    _ done: inout Set<String>
  ) -> Bool {
    if path.contains(digest) { return true }
    guard done.insert(digest).inserted else { return false }
    path.append(digest)
    defer { path.removeLast() }
    // An image that refers to itself is reported at that reference.
    return (children[digest] ?? []).contains {
      $0 != digest && isCircle($0, children, &path, &done)
    }
  }
}
