import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator

/// What happens to one image, and why.
public struct ImageResult: Sendable {
  private let index: Int
  private let repository: PreviewLifecyclePolicy.RepositoryOutcome

  /// What happens to an image.
  public enum Outcome: Sendable, Hashable, CaseIterable {
    /// It is deleted.
    case expire
    /// It is moved to archive storage, and can no longer be pulled.
    case archive
    /// It is kept.
    case keep
  }

  init(_ index: Int, _ repository: PreviewLifecyclePolicy.RepositoryOutcome) {
    self.index = index
    self.repository = repository
  }

  private var image: ImageDetail { repository.preview.repository.images[index] }
  private var result: ECRLifecycle.ImageResult { repository.preview.result(at: index) }

  /// The digest of its manifest, `sha256:` and 64 hexadecimal digits.
  public var digest: String { repository.preview.repository.images.digests[index] }
  /// Its tags, in the order of their bytes; none for an untagged image.
  public var tags: [String] { image.imageTags }
  /// When it was pushed.
  public var pushedAt: Timestamp { Timestamp(image.imagePushedAt) }
  /// When it was last pulled, as far as ECR recorded it.
  public var lastPulledAt: Timestamp? { image.lastRecordedPullTime.map { Timestamp($0) } }
  /// The size of its layers in bytes, shared ones included; nil when unknown.
  public var sizeInBytes: Int64? { image.imageSizeInBytes }

  /// What happens to it.
  public var outcome: Outcome {
    switch repository.preview.outcome(of: index) {
    case .expire: .expire
    case .transition: .archive
    case .keep: .keep
    }
  }

  /// Whether it expires or is archived, or might be: true also for a kept image with an uncertainty that
  /// could change that.
  public var mayGo: Bool { repository.preview.mayGo(index) }

  /// The number of the rule that acts on it; nil when none does.
  public var appliedRulePriority: Int? { result.appliedRulePriority }
  /// The number of the rule that decides, whether it acts on the image or keeps it; nil when no rule
  /// selects it.
  public var decidingRulePriority: Int? { result.decidingRule?.rulePriority }
  /// When the deciding rule can act on it at the earliest, if only time is missing.
  public var expiresAfter: Timestamp? { result.eligibleAt.map { Timestamp($0) } }

  /// Why, in one sentence: `rule 1 expires it: 3rd newest of 3, keeps 2`.
  public var reason: String { ImageReasons.sentence(index, in: repository) }
  /// What each rule does about it, in the order of precedence.
  public var ruleReasons: [String] { ImageReasons.ruleSentences(index, in: repository) }
  /// The stable codes of what AWS does not document or the input lacks about it, such as
  /// `TIE_AT_LIMIT`.
  public var uncertainties: [String] {
    ImageReasons.uncertainties(index, in: repository).map(\.code)
  }
  /// Why you probably do not want to lose it, in a few words each: it runs, has a release tag, or is the
  /// last of its kind.
  ///
  /// None for an image that certainly stays.
  public var alerts: [String] { repository.alerts(for: index).map(AlertWords.sentence) }

  /// The explanation that `drydock explain` prints, rule by rule.
  public var explanation: String {
    Report.text(ExplainText.text(index, in: repository, Report.style))
  }
}

extension PreviewSummary {
  init(_ inner: ECRLifecycle.PreviewSummary) {
    all = Total(inner.all)
    expiring = Total(inner.expiring)
    archiving = Total(inner.transitioning)
    kept = Total(inner.kept)
    keptButMayGo = Total(inner.keptButMayGo)
  }
}

extension PreviewSummary.Total {
  fileprivate init(_ inner: ImageTotal) {
    imageCount = inner.imageTotalCount
    sizeInBytes = inner.sizeInBytes
  }
}
