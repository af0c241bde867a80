import ECRLifecycle

/// What an uncertainty means.
struct DoubtWords {
  private let one: String
  private let several: String

  /// The sentence about one image, or about several that have the same uncertainty.
  static func sentence(_ code: String, of count: Int = 1) -> String {
    guard let words = all[code] else { return "AWS does not document this" }
    return count == 1 ? words.one : words.several
  }

  private static let all: [String: DoubtWords] = [
    "TIE_AT_LIMIT": .init(
      one: "pushed at the same instant as an image on the other side of the limit; AWS does "
        + "not document which counts as newer",
      several: "pushed at the same instant as images on the other side of the limit; AWS does not "
        + "document which count as newer"),
    "AGE_NEAR_LIMIT": .init(
      one: "the age is within a day of the limit; AWS does not document when policies run and "
        + "how days are counted",
      several: "their ages are within a day of the limit; AWS does not document when policies run "
        + "and how days are counted"),
    "PULL_TIME_GRANULARITY": .init(
      one: "the last pull may be up to a day later than ECR recorded",
      several: "their last pulls may be up to a day later than ECR recorded"),
    "CHILDREN_UNKNOWN": .init(
      one: "an image index whose manifest was not given may need it",
      several: "image indexes whose manifests were not given may need them"),
    "CHILDREN_COUNTED": .init(
      one: "depends on whether the child images of image indexes count, which AWS does not "
        + "document",
      several: "depend on whether the child images of image indexes count, which AWS does not "
        + "document"),
    "DEFERRED": .init(
      one: "its image indexes expire in this run, so it expires in the next run, or late in "
        + "this one",
      several: "their image indexes expire in this run, so they expire in the next run, or late "
        + "in this one"),
    "REFERRER_OF_KEPT_SUBJECT": .init(
      one: "its subject is kept, and AWS does not document whether rules act on such "
        + "artifacts",
      several: "their subjects are kept, and AWS does not document whether rules act on such "
        + "artifacts"),
    "REFERRER_HAS_OWN_FATE": .init(
      one: "it follows its subject, although the rule that decides would do something else",
      several: "they follow their subjects, although the rules that decide would do something "
        + "else"),
    "RESTORED_IMAGE_CLOCK": .init(
      one: "depends on whether its age counts from the restore or from the push, which AWS "
        + "does not document",
      several: "depend on whether their ages count from the restore or from the push, which AWS "
        + "does not document"),
    "ACTIVATING": .init(
      one: "AWS does not document what rules do with an image that is being restored",
      several: "AWS does not document what rules do with images that are being restored"),
    "ACTIVATING_COUNT": .init(
      one: "images that are being restored may push it past the limit once they are back",
      several: "images that are being restored may push them past the limit once they are back"),
    "PULL_BEFORE_PUSH": .init(
      one: "its recorded last pull is older than its push; AWS does not document which "
        + "counts",
      several: "their recorded last pulls are older than their pushes; AWS does not document "
        + "which count"),
    "ARCHIVED_LIST": .init(
      one: "an image index that is archived or being restored refers to it, and would be left "
        + "incomplete",
      several: "image indexes that are archived or being restored refer to them, and would be "
        + "left incomplete"),
    "TRANSITION_TIME_UNKNOWN": .init(
      one: "the input does not contain the time of its archiving, so it is assumed to be long "
        + "ago",
      several: "the input does not contain the times of their archiving, so they are assumed to "
        + "be long ago"),
    "SUBJECT_UNCERTAIN": .init(
      one: "what happens to its subject is itself uncertain",
      several: "what happens to their subjects is itself uncertain"),
    "LIST_UNCERTAIN": .init(
      one: "whether the image indexes that need it are kept is itself uncertain",
      several: "whether the image indexes that need them are kept is itself uncertain"),
    "ORPHANED_BY_LIST": .init(
      one: "every image index that refers to it expires, and AWS does not document that it is "
        + "kept",
      several: "every image index that refers to them expires, and AWS does not document that "
        + "they are kept"),
    "IMAGES_MISSING": .init(
      one: "the list of images is incomplete, and a missing image may push this one past the "
        + "limit",
      several: "the list of images is incomplete, and missing images may push these past the "
        + "limit"),
  ]
}
