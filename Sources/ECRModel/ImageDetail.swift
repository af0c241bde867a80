/// One image of a repository, with the fields of DescribeImages that lifecycle rules depend on.
///
/// An image is one manifest: an index, each of its platform images and each signature is an image
/// of its own (E-01).
package struct ImageDetail: Sendable, Hashable {
  /// The digest of the manifest, `sha256:` and 64 hexadecimal digits.
  package var imageDigest: String
  /// The tags; none for an untagged image.
  package var imageTags: [String]
  /// When the manifest was pushed; tagging it later does not change this (E-04).
  package var imagePushedAt: Timestamp
  /// The size in bytes of all its layers, shared ones included.
  package var imageSizeInBytes: Int64?
  /// The media type of the manifest.
  package var imageManifestMediaType: String?
  /// What the artifact is, by its configuration.
  package var artifactMediaType: String?
  /// The last pull that ECR recorded; it records about one a day (E-18).
  package var lastRecordedPullTime: Timestamp?
  /// Where it is stored.
  package var imageStatus: ImageStatus
  /// When it was last archived.
  package var lastArchivedAt: Timestamp?
  /// When it was last restored from the archive.
  package var lastActivatedAt: Timestamp?
  /// The digest of the image that this one refers to, for signatures, attestations and SBOMs.
  package var subjectManifestDigest: String?

  /// The sizes that an image may have.
  ///
  /// A layer has at most 52,000 MiB, so that this is more than 160,000 of the largest; and numbers of JSON
  /// are exact in every program only up to 2^53 (RFC 8259, section 6).
  package static let sizes: ClosedRange<Int64> = 0...(1 << 53)

  /// Whether some bytes are a digest by ECR's own pattern: an algorithm, a colon, hexadecimal digits.
  ///
  /// The digits of SHA-256 are 64.
  package static func isDigest(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // WHY no collection of any type: the readers ask it once per image, and what is generic in another
    // module is not specialized unless it is public.
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else {
      return false
    }
    let digits = bytes[bytes.index(after: colon)...]
    guard !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }) else {
      return false
    }
    return !bytes[..<colon].elementsEqual("sha256".utf8) || digits.count == 64
  }

  /// Makes an image.
  package init(
    imageDigest: String, imageTags: [String] = [], imagePushedAt: Timestamp,
    imageSizeInBytes: Int64? = nil, imageManifestMediaType: String? = nil,
    artifactMediaType: String? = nil, lastRecordedPullTime: Timestamp? = nil,
    imageStatus: ImageStatus = .active, lastArchivedAt: Timestamp? = nil,
    lastActivatedAt: Timestamp? = nil, subjectManifestDigest: String? = nil
  ) {
    self.imageDigest = imageDigest
    self.imageTags = imageTags
    self.imagePushedAt = imagePushedAt
    self.imageSizeInBytes = imageSizeInBytes
    self.imageManifestMediaType = imageManifestMediaType
    self.artifactMediaType = artifactMediaType
    self.lastRecordedPullTime = lastRecordedPullTime
    self.imageStatus = imageStatus
    self.lastArchivedAt = lastArchivedAt
    self.lastActivatedAt = lastActivatedAt
    self.subjectManifestDigest = subjectManifestDigest
  }
}
