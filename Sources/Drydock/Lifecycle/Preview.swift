import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator

/// What a lifecycle policy does to a repository at an instant, image by image.
public struct Preview: Sendable {
  private let outcome: PreviewLifecyclePolicy.Outcome
  private let repository: PreviewLifecyclePolicy.RepositoryOutcome

  init(
    _ outcome: PreviewLifecyclePolicy.Outcome,
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) {
    self.outcome = outcome
    self.repository = repository
  }

  /// The instant of the evaluation.
  public var time: Timestamp { Timestamp(outcome.settings.at) }
  /// The name of the repository.
  public var repositoryName: String { repository.preview.repository.id.repositoryName }
  /// Whether the repository has a policy; without one every image stays.
  public var hasPolicy: Bool { repository.hasPolicy }

  /// Every image with its outcome, from the oldest to the youngest: the order in which AWS acts.
  public var images: Images { Images(repository: repository) }

  /// The images that a tag, a digest, the beginning of a digest, or a reference such as `team/app:prod`
  /// names.
  public func images(named name: String) -> [ImageResult] {
    ExplainImage.images(named: name, in: repository).map { ImageResult($0.index, repository) }
  }

  /// The outcomes, counted.
  public var summary: PreviewSummary { PreviewSummary(repository.preview.summary()) }

  /// How each guard fared.
  public var guards: [GuardResult] { outcome.conclusion.guards.map { GuardResult(inner: $0) } }
  /// Whether every guard lets the policy pass.
  public var passesGuards: Bool { outcome.conclusion.passesGuards }

  /// What was found in the documents, none of it an error.
  public var findings: [Finding] { outcome.conclusion.findings.forUsers }

  /// The report that `drydock preview` prints; as text it lists the kept images with `listsAll` only.
  public func report(_ format: ReportFormat = .text, listsAll: Bool = false) -> String {
    switch format {
    case .text: Report.text(PreviewText.text(outcome, listsAll: listsAll, Report.style))
    case .json: Report.json(PreviewJSON.json(outcome))
    }
  }
}

extension Preview {
  /// The images of a preview, from the oldest to the youngest.
  public struct Images: RandomAccessCollection, Sendable {
    fileprivate let repository: PreviewLifecyclePolicy.RepositoryOutcome

    /// The place of the oldest image.
    public var startIndex: Int { 0 }
    /// The place behind the youngest image.
    public var endIndex: Int { repository.preview.order.count }

    /// The outcome of the image at a place.
    public subscript(position: Int) -> ImageResult {
      ImageResult(repository.preview.order[position], repository)
    }
  }
}

/// What happens in one repository, or in several together, counted.
public struct PreviewSummary: Sendable, Hashable {
  /// A number of images, with their size.
  public struct Total: Sendable, Hashable {
    /// The number of images.
    public let imageCount: Int
    /// Their sizes in bytes, added up: an upper bound of the storage, since images share layers.
    public let sizeInBytes: Int64
  }

  /// All images.
  public let all: Total
  /// The images that expire.
  public let expiring: Total
  /// The images that move to archive storage.
  public let archiving: Total
  /// The images that are kept.
  public let kept: Total
  /// The kept images that might expire or be archived: AWS does not document it, or the input is
  /// incomplete.
  public let keptButMayGo: Total
}
