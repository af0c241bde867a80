/// The references of an image's manifest to other images.
package struct Manifest: Sendable, Hashable {
  /// The digests of the images that a manifest list or image index refers to, in its order.
  package var children: [String]
  /// The digest of the image that this one refers to as its subject.
  package var subject: String?

  /// Makes a manifest.
  package init(children: [String] = [], subject: String? = nil) {
    self.children = children
    self.subject = subject
  }
}
