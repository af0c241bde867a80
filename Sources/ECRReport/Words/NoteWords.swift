import ECRLifecycle

/// What a note on a whole preview states.
enum NoteWords {
  static func sentence(_ note: PreviewNote) -> String {
    switch note {
    case .imagesMissing:
      "the list of images is incomplete: more images may expire than this report shows. Run `aws ecr "
        + "describe-images` without `--max-items` and `--no-paginate`"
    case .policySelectsNothing:
      "the policy selects no image of this repository, so it changes nothing here"
    case .rulesSelectNothing(let priorities):
      (priorities.count == 1 ? "rule " : "rules ")
        + Prose.list(priorities.map(String.init))
        + (priorities.count == 1 ? " selects" : " select") + " no image of this repository"
    case .manifestsMissing(let lists):
      "the \(lists == 1 ? "manifest" : "manifests") of "
        + "\(Prose.count(lists, "image index is", "image indexes are")) missing, so the images that "
        + "\(lists == 1 ? "it needs" : "they need") are unknown. Give the output of "
        + "`aws ecr batch-get-image` with `--manifests`, or import it into the snapshot"
    case .listSizesCounted(let lists):
      "the totals may be too large: for \(Prose.count(lists, "image index", "image indexes")), AWS "
        + "reports the size of \(lists == 1 ? "its" : "their") largest image, which is counted, too. "
        + "Give the \(lists == 1 ? "manifest" : "manifests") with `--manifests`, or import "
        + "\(lists == 1 ? "it" : "them") into the snapshot"
    case .noArchivedImages:
      "a rule selects archived images, but the input has no archived image. `aws ecr "
        + "describe-images` lists them only with `--filter imageStatus=ANY`"
    case .mediaTypesMissing(let images):
      "\(Prose.count(images, "image has", "images have")) no media type; assumed to be "
        + (images == 1 ? "a plain image, not an index" : "plain images, not indexes")
    case .pushedLater(let images):
      "\(Prose.count(images, "image was", "images were")) pushed after the time of this preview; "
        + "\(images == 1 ? "it still counts and can" : "they still count and can") expire"
    case .sizesMissing(let images):
      "\(Prose.count(images, "image has", "images have")) no size and "
        + "\(images == 1 ? "adds" : "add") nothing to the totals"
    case .childrenCountedDecides(let images):
      "\(Prose.count(images, "outcome depends", "outcomes depend")) on whether the child images of "
        + "image indexes count, which AWS does not document; choose with `--children`"
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
