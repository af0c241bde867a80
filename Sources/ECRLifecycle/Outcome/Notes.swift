import ECRModel
import ECRPolicy

/// What a reader of a whole preview should know beside the images' fates.
public enum PreviewNote: Sendable, Hashable {
  /// Manifest lists whose manifests were not given, so that nobody knows what they hold back
  /// (M-10).
  case manifestsMissing(lists: Int)
  /// The policy has rules for archived images, and the snapshot has none: DescribeImages leaves
  /// them out unless it is asked for every status (P-07).
  case noArchivedImages
  /// Images of unknown media type, taken for plain images.
  case mediaTypesMissing(images: Int)
  /// Images that were pushed after the instant of the evaluation.
  case pushedLater(images: Int)
  /// Images whose size is not known.
  case sizesMissing(images: Int)
  /// Children that are counted though AWS may leave them out, or the other way round, and how many
  /// outcomes that decides.
  case childrenCountedDecides(images: Int)

  /// The stable code.
  public var code: String {
    switch self {
    case .manifestsMissing: "MANIFESTS_MISSING"
    case .noArchivedImages: "NO_ARCHIVED_IMAGES"
    case .mediaTypesMissing: "MEDIA_TYPES_MISSING"
    case .pushedLater: "PUSHED_LATER"
    case .sizesMissing: "SIZES_MISSING"
    case .childrenCountedDecides: "CHILDREN_COUNTED_DECIDES"
    }
  }
}

extension LifecyclePolicyPreview {
  /// What a reader of the whole should know.
  public func notes() -> [PreviewNote] {
    let images = repository.images
    var notes: [PreviewNote] = []
    if !graph.unknownLists.isEmpty {
      notes.append(.manifestsMissing(lists: graph.unknownLists.count))
    }
    if policy.rules.contains(where: { $0.storageClass == .archive }), !images.isEmpty,
      !images.statuses.contains(.archived)
    {
      notes.append(.noArchivedImages)
    }
    let untyped = images.indices.count {
      images.manifestMediaType(of: $0) == nil && repository.manifests[images.digests[$0]] == nil
    }
    if untyped > 0 { notes.append(.mediaTypesMissing(images: untyped)) }
    let later = images.pushedAt.count { $0 > at.microseconds }
    if later > 0 { notes.append(.pushedLater(images: later)) }
    let unsized = images.sizes.count { $0 == ImageTable.absent }
    if unsized > 0 { notes.append(.sizesMissing(images: unsized)) }
    let counted = images.indices.count { uncertainties(of: $0).contains(.childrenCounted) }
    if counted > 0 { notes.append(.childrenCountedDecides(images: counted)) }
    return notes
  }
}
