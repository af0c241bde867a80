import ECRLifecycle
import ECRModel
import ECRPolicy
import Texts

/// Previews repositories, each by itself.
struct RepositoryPreviewer: Sendable {
  let settings: PreviewSettings
  let usage: Usage

  /// The part of one repository in the conclusion about all.
  struct Share: Sendable {
    var id: RepositoryID
    var imageCount: Int
    /// Its result for each guard.
    var verdict: Guards.Verdict
    /// The running references that name it, by their places.
    var named: Set<Int>
    /// Those that name one of its images.
    var matched: Set<Int>
  }

  /// Reads what is known to run; what is wrong with it goes to the findings.
  init(_ settings: PreviewSettings, _ findings: inout [Finding]) {
    self.settings = settings
    usage = Usage(settings.guards.inUse, &findings)
  }

  /// Previews a repository; without a policy every image stays.
  func preview(
    _ repository: Repository, under policy: LifecyclePolicy?
  ) -> (outcome: PreviewLifecyclePolicy.RepositoryOutcome, share: Share) {
    let preview = LifecyclePolicyPreview(
      of: policy ?? LifecyclePolicy(rules: []), for: repository, at: settings.at,
      manifestListChildren: settings.manifestListChildren)
    let matches = usage.matches(in: preview)
    var outcome = PreviewLifecyclePolicy.RepositoryOutcome(
      preview, inUse: matches.inUse, protectedTags: settings.guards.protectedTags)
    outcome.hasPolicy = policy != nil
    let share = Share(
      id: repository.id, imageCount: repository.images.count,
      verdict: settings.guards.verdict(outcome), named: matches.named, matched: matches.matched)
    return (outcome, share)
  }
}

/// Gathers what is asked of all repositories together, in their order.
struct PreviewTally {
  private let previewer: RepositoryPreviewer
  private var guards: Guards.Tally
  private var named: Set<Int> = []
  private var matched: Set<Int> = []
  private var repositoryCount = 0

  init(_ previewer: RepositoryPreviewer) {
    self.previewer = previewer
    guards = Guards.Tally(previewer.settings.guards)
  }

  mutating func add(_ share: RepositoryPreviewer.Share) {
    guards.add(share.verdict)
    repositoryCount += 1
    named.formUnion(share.named)
    matched.formUnion(share.matched)
  }

  func conclusion(
    _ findings: [Finding], notEvaluated: [PreviewLifecyclePolicy.NotEvaluated] = []
  ) -> PreviewLifecyclePolicy.Conclusion {
    let usage = previewer.usage
    let reading = GuardResult.References(
      count: usage.references.count, here: named.count, repositoryCount: repositoryCount,
      matched: matched.count,
      codeDigestCount: usage.codeDigestCount, emptyDocuments: usage.emptyDocuments,
      notDescribed: usage.notDescribed, areComplete: usage.isComplete)
    var guards = guards
    guards.leavesOut = !notEvaluated.isEmpty
    var conclusion = PreviewLifecyclePolicy.Conclusion(
      guards: guards.results(reading),
      unmatchedReferences: usage.references(at: named.subtracting(matched)), findings: findings)
    conclusion.notEvaluated = notEvaluated
    return conclusion
  }
}
