import ECRLifecycle

/// What a note on a whole preview tells the reader.
enum NoteWords {
  static func sentence(_ note: PreviewNote) -> String {
    switch note {
    case .imagesMissing:
      "the list of images is incomplete: AWS said that more images follow. More may expire than this "
        + "report shows"
    case .policySelectsNothing:
      "the policy selects no image of this repository: it changes nothing here"
    case .rulesSelectNothing(let priorities):
      (priorities.count == 1 ? "rule " : "rules ")
        + Prose.list(priorities.map(String.init))
        + (priorities.count == 1 ? " selects" : " select") + " no image of this repository"
    case .manifestsMissing(let lists):
      "\(Prose.count(lists, "image index has", "image indexes have")) no manifest here: what they "
        + "refer to cannot expire, and is not known. Give `--manifests` with the output of "
        + "`aws ecr batch-get-image` for them"
    case .listSizesCounted(let lists):
      (lists == 1
        ? "the size of an image index is that of its largest image and is"
        : "the sizes of \(Prose.grouped(lists)) image indexes are those of their largest images and "
          + "are")
        + " counted twice, for want of the manifest\(lists == 1 ? "" : "s"): the totals are too large"
    case .noArchivedImages:
      "the policy has a rule for archived images, and the snapshot has none: `aws ecr "
        + "describe-images` leaves them out unless it is asked with `--filter imageStatus=ANY`"
    case .mediaTypesMissing(let images):
      "\(Prose.count(images, "image has", "images have")) no media type and "
        + (images == 1 ? "is" : "are") + " taken for plain images, not for image indexes"
    case .pushedLater(let images):
      "\(Prose.count(images, "image was", "images were")) pushed after the instant of this preview"
    case .sizesMissing(let images):
      "\(Prose.count(images, "image has", "images have")) no size and add nothing to the totals"
    case .childrenCountedDecides(let images):
      "\(Prose.count(images, "outcome depends", "outcomes depend")) on whether the children of "
        + "image indexes count, which AWS does not say; `--children` chooses"
    }
  }

  /// The number in a note, if it has one.
  static func count(_ note: PreviewNote) -> Int? {
    switch note {
    case .manifestsMissing(let count), .listSizesCounted(let count), .mediaTypesMissing(let count),
      .pushedLater(let count), .sizesMissing(let count), .childrenCountedDecides(let count):
      count
    case .rulesSelectNothing(let priorities): priorities.count
    case .noArchivedImages, .imagesMissing, .policySelectsNothing: nil
    }
  }
}
