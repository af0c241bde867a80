/// The images of one repository, kept by column.
///
/// It reads as a collection of ``ImageDetail``; the engine reads the columns themselves.
package struct ImageTable: Sendable, Hashable {
  /// The digests.
  package private(set) var digests = PackedStrings()
  /// The tags of all images, image by image, those of one image in the order of their bytes.
  package private(set) var tags = PackedStrings()
  /// Where in `tags` each image's tags start, and where the last one's end.
  package private(set) var tagStarts: [Int] = [0]
  /// Push times, in microseconds since 1970.
  package private(set) var pushedAt: [Int64] = []
  /// Last recorded pulls, in microseconds since 1970; ``absent`` where there is none.
  package private(set) var pulledAt: [Int64] = []
  /// Last archivings, in microseconds since 1970; ``absent`` where there is none.
  package private(set) var archivedAt: [Int64] = []
  /// Last restorations, in microseconds since 1970; ``absent`` where there is none.
  package private(set) var activatedAt: [Int64] = []
  /// Sizes in bytes; ``absent`` where unknown.
  package private(set) var sizes: [Int64] = []
  /// Where each is stored.
  package private(set) var statuses: [ImageStatus] = []
  private var manifestTypes: [UInt16] = []
  private var artifactTypes: [UInt16] = []
  private var mediaTypes = InternedNames()
  private var subjectNumbers: [Int32] = []
  private var subjects = PackedStrings()

  /// The value for "none" in a column of numbers.
  package static let absent = Int64.min

  /// Makes an empty table.
  package init() {}

  /// Makes a table of images.
  package init(_ images: some Sequence<ImageDetail>) {
    for image in images { append(image) }
  }

  /// Appends an image.
  package mutating func append(_ image: ImageDetail) {
    digests.append(image.imageDigest)
    for tag in image.imageTags { tags.append(tag) }
    endTags()
    pushedAt.append(image.imagePushedAt.microseconds)
    pulledAt.append(image.lastRecordedPullTime?.microseconds ?? Self.absent)
    archivedAt.append(image.lastArchivedAt?.microseconds ?? Self.absent)
    activatedAt.append(image.lastActivatedAt?.microseconds ?? Self.absent)
    sizes.append(image.imageSizeInBytes ?? Self.absent)
    statuses.append(image.imageStatus)
    manifestTypes.append(mediaTypes.number(of: image.imageManifestMediaType))
    artifactTypes.append(mediaTypes.number(of: image.artifactMediaType))
    appendSubject(image.subjectManifestDigest)
  }

  /// Ends the tags of an image, in the order of their bytes: AWS returns them in any order, and
  /// reports do not depend on it.
  private mutating func endTags() {
    tags.sort(from: tagStarts[tagStarts.count - 1])
    tagStarts.append(tags.count)
  }

  private mutating func appendSubject(_ subject: String?) {
    guard let subject else { return subjectNumbers.append(-1) }
    subjectNumbers.append(Int32(subjects.count))
    subjects.append(subject)
  }

  /// The digest of the subject of the image at an index.
  package func subject(of index: Int) -> String? {
    subjectNumbers[index] < 0 ? nil : subjects[Int(subjectNumbers[index])]
  }

  /// Whether any image has a subject.
  package var hasSubjects: Bool { !subjects.isEmpty }

  /// The manifest's media type of the image at an index.
  package func manifestMediaType(of index: Int) -> String? { mediaTypes[manifestTypes[index]] }

  /// The artifact's media type of the image at an index.
  package func artifactMediaType(of index: Int) -> String? { mediaTypes[artifactTypes[index]] }

  /// The names of all media types in the table.
  package var mediaTypeNames: [String] { mediaTypes.names }

  /// For each image, whether its media type makes it a manifest list or an image index.
  package func manifestListFlags() -> [Bool] {
    let lists = [false] + mediaTypes.names.map(MediaTypes.isManifestList)
    return manifestTypes.map { lists[Int($0)] }
  }
}

extension ImageTable: RandomAccessCollection {
  /// The place of the first image.
  package var startIndex: Int { 0 }
  /// The place behind the last image.
  package var endIndex: Int { pushedAt.count }

  /// The image at a place.
  package subscript(index: Int) -> ImageDetail {
    ImageDetail(
      imageDigest: digests[index],
      imageTags: (tagStarts[index]..<tagStarts[index + 1]).map { tags[$0] },
      imagePushedAt: Timestamp(microseconds: pushedAt[index]),
      imageSizeInBytes: sizes[index] == Self.absent ? nil : sizes[index],
      imageManifestMediaType: mediaTypes[manifestTypes[index]],
      artifactMediaType: mediaTypes[artifactTypes[index]],
      lastRecordedPullTime: Timestamp(column: pulledAt[index]),
      imageStatus: statuses[index],
      lastArchivedAt: Timestamp(column: archivedAt[index]),
      lastActivatedAt: Timestamp(column: activatedAt[index]),
      subjectManifestDigest: subject(of: index))
  }
}

extension ImageTable {
  /// One image as bytes of a document, for the fast reader.
  package struct RawImage {
    /// The digest.
    package var digest: UnsafeBufferPointer<UInt8>
    /// The push time.
    package var pushedAt: Timestamp
    /// The last recorded pull.
    package var pulledAt: Timestamp?
    /// When it was archived.
    package var archivedAt: Timestamp?
    /// When it was restored.
    package var activatedAt: Timestamp?
    /// The size in bytes.
    package var size: Int64?
    /// Where it is stored.
    package var status = ImageStatus.active
    /// The manifest's media type.
    package var manifestMediaType: UnsafeBufferPointer<UInt8>?
    /// The artifact's media type.
    package var artifactMediaType: UnsafeBufferPointer<UInt8>?
    /// The manifest's media type by its number in the table, in place of its name.
    package var manifestMediaTypeNumber: UInt16?
    /// The artifact's media type likewise.
    package var artifactMediaTypeNumber: UInt16?
    /// The subject's digest.
    package var subject: UnsafeBufferPointer<UInt8>?

    /// Makes an image with what every image has.
    package init(digest: UnsafeBufferPointer<UInt8>, pushedAt: Timestamp) {
      self.digest = digest
      self.pushedAt = pushedAt
    }
  }

  /// Appends an image whose tags have been appended with ``appendTag(_:)``.
  package mutating func append(_ image: RawImage) {
    digests.append(image.digest)
    endTags()
    pushedAt.append(image.pushedAt.microseconds)
    pulledAt.append(image.pulledAt?.microseconds ?? Self.absent)
    archivedAt.append(image.archivedAt?.microseconds ?? Self.absent)
    activatedAt.append(image.activatedAt?.microseconds ?? Self.absent)
    sizes.append(image.size ?? Self.absent)
    statuses.append(image.status)
    manifestTypes.append(
      image.manifestMediaTypeNumber ?? image.manifestMediaType.map { mediaTypes.number(of: $0) }
        ?? 0)
    artifactTypes.append(
      image.artifactMediaTypeNumber ?? image.artifactMediaType.map { mediaTypes.number(of: $0) }
        ?? 0)
    if let subject = image.subject {
      subjectNumbers.append(Int32(subjects.count))
      subjects.append(subject)
    } else {
      subjectNumbers.append(-1)
    }
  }

  /// The number of a media type in this table, which has it from now on.
  package mutating func mediaTypeNumber(of name: String?) -> UInt16 { mediaTypes.number(of: name) }

  /// Appends a tag of the image that the next ``append(_:)-(RawImage)`` completes.
  package mutating func appendTag(_ tag: UnsafeBufferPointer<UInt8>) { tags.append(tag) }
}

extension Timestamp {
  /// The instant in a column, unless it is ``ImageTable/absent``.
  package init?(column: Int64) {
    guard column != ImageTable.absent else { return nil }
    self.init(microseconds: column)
  }
}
