import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRStore
package import Texts

/// Previews the repositories of a snapshot: each under its own lifecycle policy, or all of them under
/// one.
package enum PreviewSnapshot {
  /// What is asked.
  package struct Request: Sendable {
    /// The snapshot's file.
    package var snapshot: String
    /// The policy to try on every repository; without one each has its own.
    package var policy: SourceText?
    /// Which repositories: patterns of names, or of ARNs where they begin with `arn:`; without any,
    /// all.
    package var repositories: [String] = []
    /// The instant, and what must not happen.
    package var settings: PreviewSettings
    /// How many repositories are evaluated at once; it changes nothing of the answer.
    package var jobs = 1
    /// How many repositories may be evaluated before it is their turn.
    package var ahead = 1
    /// Whether every image is to be listed, which is done of one repository only.
    package var listsImages = false

    /// Makes a request for all repositories under their own policies.
    package init(snapshot: String, settings: PreviewSettings) {
      self.snapshot = snapshot
      self.settings = settings
    }
  }

  /// How far a run has come.
  package struct Progress: Sendable, Hashable {
    /// How many repositories have been visited.
    package var repositoryCount = 0
    /// How many there are.
    package var allRepositoriesCount = 0
    /// How many images the visited ones have.
    package var imageCount = 0
  }

  /// Evaluates repositories one after the other, ordered by account, name and region.
  ///
  /// `each` reduces a repository to what is kept of it, on any core, and receives whether it is the
  /// only one; `visit` receives the results, in order.
  ///
  /// - Throws: ``InvalidInput`` when the policy or a document has mistakes, or no repository is meant;
  ///   `SnapshotError` when the snapshot cannot be read; whatever `visit` throws.
  package static func run<Value: Sendable>(
    _ request: Request,
    each:
      @escaping @Sendable (
        _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ isOnly: Bool
      ) -> Value,
    visit: (Value, Progress) async throws -> Void
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    var findings: [Finding] = []
    let given = request.policy.map { PreviewLifecyclePolicy.readPolicy($0, &findings) }
    let previewer = RepositoryPreviewer(request.settings, &findings)
    let stores = try SnapshotStore.open(request.snapshot, readers: request.jobs)
    // WHY: a task may hold on to its store a moment longer than the program lives.
    defer { for store in stores { store.close() } }
    let repositories = try Self.repositories(request, try stores[0].repositories())
    if findings.containsErrors { throw InvalidInput(findings: findings) }
    guard repositories.count == 1 || !request.listsImages else {
      throw InvalidInput(
        "--all lists the images of one repository: name it with --repositories, or give "
          + "--format json, which lists all")
    }

    let failedCalls = try stores[0].failedCalls()
    let evaluation = Evaluation(
      previewer: previewer, policy: given ?? nil, snapshot: request.snapshot,
      withoutAnswer: failedCalls.withoutLifecyclePolicy)
    let isOnly = repositories.count == 1
    findings += failedCalls.filter(\.hidesRepositories).map { $0.finding(in: request.snapshot) }
    var tally = PreviewTally(previewer)
    var progress = Progress(allRepositoriesCount: repositories.count)
    var notEvaluated: [PreviewLifecyclePolicy.NotEvaluated] = []
    try await inOrder(
      repositories, workers: stores, ahead: max(request.ahead, request.jobs),
      { store, repository in
        // WHY: an error waits for its turn, so that the same repositories are visited before it.
        Swift.Result { try evaluation.result(of: repository, in: store) { each($0, isOnly) } }
      },
      { made in
        let result = try made.get()
        findings += result.findings
        progress.repositoryCount += 1
        notEvaluated += result.reason.map { [.init(id: result.id, reason: $0)] } ?? []
        if let share = result.share {
          tally.add(share)
          progress.imageCount += share.imageCount
        }
        if let value = result.value { try await visit(value, progress) }
      })
    return tally.conclusion(findings, notEvaluated: notEvaluated)
  }

  private static func repositories(
    _ request: Request, _ all: [StoredRepository]
  ) throws(InvalidInput) -> [StoredRepository] {
    guard !request.repositories.isEmpty else {
      if all.isEmpty { throw InvalidInput("\(request.snapshot) has no repositories") }
      return all
    }
    var isMeant = Set<Int>()
    for text in request.repositories {
      let pattern = RepositoryPattern(text)
      let meant = all.indices.filter { pattern.matches(all[$0].id) }
      guard !meant.isEmpty else {
        let close = Spelling.nearest(to: text, among: all.map(\.id.repositoryName))
        throw InvalidInput(
          "no repository of \(request.snapshot) is named `\(text)`"
            + (close.map { "; did you mean `\($0)`?" }
              ?? "; `drydock preview --snapshot \(request.snapshot)` lists them"))
      }
      isMeant.formUnion(meant)
    }
    return all.indices.filter(isMeant.contains).map { all[$0] }
  }
}

extension PreviewSnapshot {
  /// What is the same for all repositories of a run.
  private struct Evaluation: Sendable {
    var previewer: RepositoryPreviewer
    var policy: LifecyclePolicy?
    var snapshot: String
    /// The ARNs of repositories whose policies could not be read.
    var withoutAnswer: Set<String>
    let readings = LifecyclePolicyReadings()

    func result<Value>(
      of stored: StoredRepository, in store: SnapshotStore,
      _ each: (PreviewLifecyclePolicy.RepositoryOutcome) -> Value
    ) throws -> Result<Value> {
      var result = Result<Value>(id: stored.id)
      guard stored.hasImages else {
        result.reason = .noImages
        return result
      }
      let document = SnapshotDocuments(store, prefix: snapshot)
      var policy = policy
      if policy == nil, let text = stored.lifecyclePolicy {
        policy = readings.policy(
          text,
          in: document.lifecyclePolicy(
            text, evaluatedAt: stored.lifecyclePolicyEvaluatedAt, of: stored.id),
          &result.findings)
        guard policy != nil else {
          result.reason = .invalidPolicy
          return result
        }
      }
      if policy == nil, let arn = stored.id.arn, withoutAnswer.contains(arn.description) {
        result.reason = .policyNotCollected
        return result
      }
      if stored.lacksPages { result.findings.append(Self.morePages(stored.id, document)) }
      let (outcome, share) = previewer.preview(try store.repository(stored), under: policy)
      result.share = share
      result.value = each(outcome)
      return result
    }

    private static func morePages(
      _ id: RepositoryID, _ documents: SnapshotDocuments
    ) -> Finding {
      let name = "\(documents.prefix)\(SnapshotDocuments.folder(of: id))/describe-images.json"
      return Finding(
        .warning, "MORE_PAGES",
        "the images of \(id) are incomplete: AWS reported more",
        help: "import all pages of `aws ecr describe-images` again",
        at: SourceText(name: name, bytes: []).location(of: Span(0, 0)))
    }
  }

  /// What came of one repository.
  private struct Result<Value: Sendable>: Sendable {
    var id: RepositoryID
    var share: RepositoryPreviewer.Share?
    var value: Value?
    var reason: PreviewLifecyclePolicy.NotEvaluated.Reason?
    var findings: [Finding] = []
  }
}
