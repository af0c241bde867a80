import ECRModel
import ECRPolicy

/// The instants from which the ages of images are counted.
enum Clocks {
  /// E-03: the time that orders images and that `sinceImagePushed` counts from: the restoration of
  /// an image that was restored, else the push.
  static func effectivePushTimes(_ images: ImageTable) -> [Int64] {
    images.indices.map { index in
      let activated = images.activatedAt[index]
      return activated == ImageTable.absent ? images.pushedAt[index] : activated
    }
  }

  /// The field that `sinceImagePulled` counts from, and its value.
  ///
  /// E-16: the last recorded pull; the push of an image that was never pulled; the restoration of
  /// one that was restored and not pulled since.
  static func pulled(_ images: ImageTable, _ index: Int) -> (clock: Clock, time: Int64) {
    let (pulled, activated) = (images.pulledAt[index], images.activatedAt[index])
    if activated != ImageTable.absent, pulled == ImageTable.absent || pulled < activated {
      return (.lastActivatedAt, activated)
    }
    return pulled == ImageTable.absent
      ? (.imagePushedAt, images.pushedAt[index]) : (.lastRecordedPullTime, pulled)
  }

  /// The field that a rule counts an image's age from, and its value; nil for rules that count
  /// images.
  ///
  /// ``ImageTable/absent`` means an archived image without a known archive time.
  static func clock(
    of limit: LifecyclePolicy.Limit, _ images: ImageTable, _ index: Int
  ) -> (clock: Clock, time: Int64)? {
    switch limit {
    case .imageCountMoreThan: return nil
    case .sinceImagePushed:
      let activated = images.activatedAt[index]
      return activated == ImageTable.absent
        ? (.imagePushedAt, images.pushedAt[index]) : (.lastActivatedAt, activated)
    case .sinceImagePulled: return pulled(images, index)
    case .sinceImageTransitioned: return (.lastArchivedAt, images.archivedAt[index])
    }
  }
}
