/// The media types that make a manifest a list of other manifests.
package enum MediaTypes {
  /// An OCI image index.
  package static let ociImageIndex = "application/vnd.oci.image.index.v1+json"
  /// A Docker manifest list.
  package static let dockerManifestList =
    "application/vnd.docker.distribution.manifest.list.v2+json"

  /// Whether a manifest of this type refers to other manifests (M-01).
  package static func isManifestList(_ mediaType: String) -> Bool {
    mediaType == ociImageIndex || mediaType == dockerManifestList
  }
}

/// Media types as small numbers: a repository has thousands of images and a handful of types.
struct InternedNames: Sendable, Hashable {
  private(set) var names: [String] = []
  private var nameBytes: [[UInt8]] = []

  /// The number of a name, from 1; 0 means no name.
  mutating func number(of name: String?) -> UInt16 {
    guard let name else { return 0 }
    if let index = names.firstIndex(of: name) { return UInt16(index + 1) }
    // WHY: past 65,534 media types the last number is shared by all others; none of them matters to
    // a rule.
    guard names.count < Int(UInt16.max) - 1 else { return UInt16(names.count) }
    names.append(name)
    nameBytes.append(Array(name.utf8))
    return UInt16(names.count)
  }

  /// The number of a name given as bytes, from 1.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
    for (index, name) in nameBytes.enumerated() where name.isEqual(to: bytes) {
      return UInt16(index + 1)
    }
    return number(of: String(decoding: bytes, as: UTF8.self))
  }

  subscript(number: UInt16) -> String? { number == 0 ? nil : names[Int(number) - 1] }
}

extension [UInt8] {
  /// Whether two pieces of text are the same, byte by byte.
  package func isEqual(to bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == bytes.count else { return false }
    return withUnsafeBufferPointer { own in
      for index in 0..<bytes.count where own[index] != bytes[index] { return false }
      return true
    }
  }
}
