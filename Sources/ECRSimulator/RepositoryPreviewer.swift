import ECRDocuments
import ECRLifecycle
import ECRModel
import ECRPolicy
import Texts

/// Previews repositories, each by itself.
struct RepositoryPreviewer: Sendable {
  let settings: PreviewSettings
  let usage: Usage

  /// What one repository adds to what is said of all of them together.
  struct Share: Sendable {
    var id: RepositoryID
    var imageCount: Int
    /// What it says to each guard.
    var verdict: Guards.Verdict
    /// The running references that name one of its images, by their places.
    var references: Set<Int>
  }

  /// Reads what is known to run; what is wrong with it goes to the findings.
  init(_ settings: PreviewSettings, _ findings: inout [Finding]) {
    self.settings = settings
    var references: [ImageReference] = []
    for source in settings.guards.inUse {
      let reading = InUseReader.read(source)
      references += reading.references
      findings += reading.findings
    }
    usage = Usage(references)
  }

  /// Previews a repository; without a policy every image stays.
  func preview(
    _ repository: Repository, under policy: LifecyclePolicy?
  ) -> (outcome: PreviewLifecyclePolicy.RepositoryOutcome, share: Share) {
    let preview = LifecyclePolicyPreview(
      of: policy ?? LifecyclePolicy(rules: []), for: repository, at: settings.at,
      manifestListChildren: settings.manifestListChildren)
    let (inUse, references) = usage.images(of: preview)
    var outcome = PreviewLifecyclePolicy.RepositoryOutcome(
      preview, inUse: inUse, protectedTags: settings.guards.protectedTags)
    outcome.hasPolicy = policy != nil
    let share = Share(
      id: repository.id, imageCount: repository.images.count,
      verdict: settings.guards.verdict(outcome), references: references)
    return (outcome, share)
  }
}

/// Gathers what is asked of all repositories together, in their order.
struct PreviewTally {
  private let previewer: RepositoryPreviewer
  private var guards: Guards.Tally
  private var references: Set<Int> = []
  private var repositories: [RepositoryID] = []

  init(_ previewer: RepositoryPreviewer) {
    self.previewer = previewer
    guards = Guards.Tally(previewer.settings.guards)
  }

  mutating func add(_ share: RepositoryPreviewer.Share) {
    guards.add(share.verdict)
    references.formUnion(share.references)
    repositories.append(share.id)
  }

  func conclusion(_ findings: [Finding]) -> PreviewLifecyclePolicy.Conclusion {
    PreviewLifecyclePolicy.Conclusion(
      guards: guards.results,
      unmatchedReferences: previewer.usage.unmatched(references, in: repositories),
      findings: findings)
  }
}
