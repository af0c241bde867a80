import ECRModel
import ECRPolicy

/// Notes for the reader of a whole preview, in addition to the images' outcomes.
package enum PreviewNote: Sendable, Hashable {
  /// The list of images is incomplete: AWS reported that more follow (P-07).
  case imagesMissing
  /// The policy selects no image of the repository, so that it changes nothing in it.
  case policySelectsNothing
  /// Rules that select no image of the repository, by their priorities.
  case rulesSelectNothing([Int])
  /// Manifest lists whose manifests are missing, so that it is unknown what they protect (M-10).
  case manifestsMissing(lists: Int)
  /// Manifest lists whose manifests were not given, so that totals count their sizes, which are those
  /// of images that are counted as well (P-09).
  case listSizesCounted(lists: Int)
  /// The policy has rules for archived images, but the snapshot has none: DescribeImages omits them
  /// unless it is asked for every status (P-07).
  case noArchivedImages
  /// Images of unknown media type, treated as plain images.
  case mediaTypesMissing(images: Int)
  /// Images that were pushed after the instant of the evaluation.
  case pushedLater(images: Int)
  /// Images whose size is not known.
  case sizesMissing(images: Int)
  /// Children that are counted though AWS may leave them out, or the other way round, and how many
  /// outcomes that decides.
  case childrenCountedDecides(images: Int)

  /// The stable code.
  package var code: String {
    switch self {
    case .imagesMissing: "IMAGES_MISSING"
    case .policySelectsNothing: "POLICY_SELECTS_NOTHING"
    case .rulesSelectNothing: "RULES_SELECT_NOTHING"
    case .manifestsMissing: "MANIFESTS_MISSING"
    case .listSizesCounted: "LIST_SIZES_COUNTED"
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
  package func notes() -> [PreviewNote] {
    let images = repository.images
    var notes: [PreviewNote] = []
    if !repository.isComplete { notes.append(.imagesMissing) }
    if let note = selectingNothing { notes.append(note) }
    if !graph.unknownLists.isEmpty {
      notes.append(.manifestsMissing(lists: graph.unknownLists.count))
    }
    if lacksArchivedImages {
      notes.append(.noArchivedImages)
    }
    let untyped = images.indices.count {
      images.manifestMediaType(of: $0) == nil && repository.manifests[images.digests[$0]] == nil
    }
    if untyped > 0 { notes.append(.mediaTypesMissing(images: untyped)) }
    let later = images.pushedAt.count { $0 > at.microseconds }
    if later > 0 { notes.append(.pushedLater(images: later)) }
    let unsized = countedSizes.count { $0 == ImageTable.absent }
    if unsized > 0 { notes.append(.sizesMissing(images: unsized)) }
    let sized = graph.unknownLists.count { images.sizes[$0] != ImageTable.absent }
    if sized > 0 { notes.append(.listSizesCounted(lists: sized)) }
    let counted = images.indices.count { uncertainties(of: $0).contains(.childrenCounted) }
    if counted > 0 { notes.append(.childrenCountedDecides(images: counted)) }
    return notes
  }

  /// Whether the policy selects none of the images, though there are some.
  package var selectsNothing: Bool { selectingNothing == .policySelectsNothing }

  /// Whether rules for archived images have none to select.
  private var lacksArchivedImages: Bool {
    let images = repository.images
    return policy.rules.contains { $0.storageClass == .archive } && !images.isEmpty
      && !images.statuses.contains(.archived)
  }

  /// The rules that select none of the images, unless that is for want of archived images.
  private var selectingNothing: PreviewNote? {
    guard !repository.images.isEmpty, !rules.isEmpty else { return nil }
    let idle = rules.filter { $0.identifiedCount == 0 }.map(\.rule)
    let reported = idle.filter { $0.storageClass == .standard || !lacksArchivedImages }
    if reported.isEmpty { return nil }
    return idle.count == rules.count
      ? .policySelectsNothing : .rulesSelectNothing(reported.map(\.rulePriority))
  }
}
