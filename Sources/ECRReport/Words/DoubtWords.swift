import ECRLifecycle

/// What an uncertainty means for the reader.
enum DoubtWords {
  static func sentence(_ code: String) -> String {
    switch code {
    case "TIE_AT_LIMIT":
      "images on both sides of the limit were pushed at the same instant, and AWS does not say "
        + "which of them counts as younger"
    case "AGE_NEAR_LIMIT":
      "the age is within a day of the limit: AWS runs at any time of a day and does not say how it "
        + "counts days"
    case "PULL_TIME_GRANULARITY": "the last pull may be up to a day later than ECR has recorded"
    case "CHILDREN_UNKNOWN":
      "a manifest list whose manifest was not given may refer to it and hold it back"
    case "CHILDREN_COUNTED":
      "it depends on whether the children of manifest lists count, which AWS does not say"
    case "DEFERRED":
      "its manifest lists go in this run, so that it can go in the next, or late in this"
    case "REFERRER_OF_KEPT_SUBJECT":
      "it refers to an image that stays, and AWS does not say whether rules act on such artifacts"
    case "REFERRER_HAS_OWN_FATE":
      "it follows its subject, and the rule that decides over it would do something else"
    case "RESTORED_IMAGE_CLOCK":
      "it depends on whether its age counts from the restoration or from the push, which AWS does "
        + "not say"
    case "ACTIVATING": "AWS does not say what rules do with an image that is being restored"
    case "ACTIVATING_COUNT":
      "images that are being restored may push it past the limit once they are back"
    case "PULL_BEFORE_PUSH":
      "its last pull is recorded before its push, and AWS does not say which of them counts"
    case "ARCHIVED_LIST":
      "a manifest list refers to it that is archived or being restored, and would be left dangling"
    case "TRANSITION_TIME_UNKNOWN":
      "the snapshot does not say when it was archived, so that it is taken for long ago"
    case "SUBJECT_UNCERTAIN": "what happens to the image that it refers to is itself uncertain"
    case "LIST_UNCERTAIN": "whether the manifest lists that hold it back stay is itself uncertain"
    case "ORPHANED_BY_LIST":
      "the manifest lists that refer to it go, and AWS does not say outright that it stays behind"
    case "IMAGES_MISSING":
      "the list of images is incomplete, and an image that it lacks may push this one past the limit"
    default: "AWS does not say"
    }
  }
}
