import ECRLifecycle

/// What an uncertainty means.
enum DoubtWords {
  /// The sentence about one image, or about several that have the same uncertainty.
  static func sentence(_ code: String, of count: Int = 1) -> String {
    count == 1 ? aboutOne(code) : aboutSeveral(code)
  }

  /// What reads differently of several images.
  private static func aboutSeveral(_ code: String) -> String {
    switch code {
    case "TIE_AT_LIMIT":
      "pushed at the same instant as images on the other side of the limit; AWS does not document "
        + "which count as newer"
    case "AGE_NEAR_LIMIT":
      "their ages are within a day of the limit; AWS does not document when policies run and how days "
        + "are counted"
    case "PULL_TIME_GRANULARITY": "their last pulls may be up to a day later than ECR recorded"
    case "CHILDREN_UNKNOWN": "image indexes whose manifests were not given may need them"
    case "DEFERRED":
      "their image indexes expire in this run, so they expire in the next run, or late in this one"
    case "REFERRER_OF_KEPT_SUBJECT":
      "their subjects are kept, and AWS does not document whether rules act on such artifacts"
    case "REFERRER_HAS_OWN_FATE":
      "they follow their subjects, although the rules that decide would do something else"
    case "RESTORED_IMAGE_CLOCK":
      "depend on whether their ages count from the restore or from the push, which AWS does not "
        + "document"
    case "CHILDREN_COUNTED":
      "depend on whether the child images of image indexes count, which AWS does not document"
    case "ACTIVATING": "AWS does not document what rules do with images that are being restored"
    case "ACTIVATING_COUNT":
      "images that are being restored may push them past the limit once they are back"
    case "PULL_BEFORE_PUSH":
      "their recorded last pulls are older than their pushes; AWS does not document which count"
    case "ARCHIVED_LIST":
      "image indexes that are archived or being restored refer to them, and would be left incomplete"
    case "TRANSITION_TIME_UNKNOWN":
      "the input does not contain the times of their archiving, so they are assumed to be long ago"
    case "SUBJECT_UNCERTAIN": "what happens to their subjects is itself uncertain"
    case "LIST_UNCERTAIN":
      "whether the image indexes that need them are kept is itself uncertain"
    case "ORPHANED_BY_LIST":
      "every image index that refers to them expires, and AWS does not document that they are kept"
    case "IMAGES_MISSING":
      "the list of images is incomplete, and missing images may push these past the limit"
    default: aboutOne(code)
    }
  }

  private static func aboutOne(_ code: String) -> String {
    switch code {
    case "TIE_AT_LIMIT":
      "pushed at the same instant as an image on the other side of the limit; AWS does not document "
        + "which counts as newer"
    case "AGE_NEAR_LIMIT":
      "the age is within a day of the limit; AWS does not document when policies run and how days are "
        + "counted"
    case "PULL_TIME_GRANULARITY": "the last pull may be up to a day later than ECR recorded"
    case "CHILDREN_UNKNOWN": "an image index whose manifest was not given may need it"
    case "CHILDREN_COUNTED":
      "depends on whether the child images of image indexes count, which AWS does not document"
    case "DEFERRED":
      "its image indexes expire in this run, so it expires in the next run, or late in this one"
    case "REFERRER_OF_KEPT_SUBJECT":
      "its subject is kept, and AWS does not document whether rules act on such artifacts"
    case "REFERRER_HAS_OWN_FATE":
      "it follows its subject, although the rule that decides would do something else"
    case "RESTORED_IMAGE_CLOCK":
      "depends on whether its age counts from the restore or from the push, which AWS does not "
        + "document"
    case "ACTIVATING": "AWS does not document what rules do with an image that is being restored"
    case "ACTIVATING_COUNT":
      "images that are being restored may push it past the limit once they are back"
    case "PULL_BEFORE_PUSH":
      "its recorded last pull is older than its push; AWS does not document which counts"
    case "ARCHIVED_LIST":
      "an image index that is archived or being restored refers to it, and would be left incomplete"
    case "TRANSITION_TIME_UNKNOWN":
      "the input does not contain the time of its archiving, so it is assumed to be long ago"
    case "SUBJECT_UNCERTAIN": "what happens to its subject is itself uncertain"
    case "LIST_UNCERTAIN": "whether the image indexes that need it are kept is itself uncertain"
    case "ORPHANED_BY_LIST":
      "every image index that refers to it expires, and AWS does not document that it is kept"
    case "IMAGES_MISSING":
      "the list of images is incomplete, and a missing image may push this one past the limit"
    default: "AWS does not document this"
    }
  }
}
