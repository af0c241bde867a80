import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator

/// What lifecycle policies do to the repositories of a snapshot, counted.
public struct SnapshotPreview: Sendable {
  let settings: PreviewSettings
  let lines: [FleetLine]
  let conclusion: PreviewLifecyclePolicy.Conclusion

  /// What happens in one repository, counted.
  public struct Entry: Sendable {
    let inner: FleetLine

    /// The name of the repository.
    public var repositoryName: String { inner.id.repositoryName }
    /// The 12 digits of its account, where they are known.
    public var registryID: String? { inner.id.registryID }
    /// Its region, where it is known.
    public var region: String? { inner.id.region }
    /// Whether it has a policy; without one every image stays.
    public var hasPolicy: Bool { inner.hasPolicy }
    /// The outcomes of its images, counted.
    public var summary: PreviewSummary { PreviewSummary(inner.summary) }
    /// The number of images that expire or might expire and that you probably do not want to lose.
    public var alertedImageCount: Int { inner.alertedImageCount }
  }

  /// The repositories, ordered by account, name and region.
  public var entries: [Entry] { lines.map { Entry(inner: $0) } }
  /// The repositories that could not be evaluated: their images are not known, or their policy has
  /// errors.
  public var notEvaluated: [String] { conclusion.notEvaluated.map { $0.id.description } }
  /// How each guard fared.
  public var guards: [GuardResult] { conclusion.guards.map { GuardResult(inner: $0) } }
  /// Whether every guard lets the policies pass.
  public var passesGuards: Bool { conclusion.passesGuards }
  /// What was found in the policies and documents.
  public var findings: [Finding] { conclusion.findings.forUsers }

  /// The text that `drydock preview --snapshot` prints of many repositories.
  public var report: String {
    Report.text(FleetText.text(lines, settings, conclusion, Report.style))
  }
}

extension Snapshot {
  /// Which repositories of a snapshot are previewed, and how.
  public struct PreviewRequest: Sendable {
    /// The instant of the evaluation.
    public var time: Timestamp
    /// Patterns of names, or of ARNs where they begin with `arn:`; without any, all repositories.
    public var repositories: [String] = []
    /// The policy to try on every repository; without one, each is under its own.
    public var policy: LifecyclePolicy?
    /// What must not happen.
    public var guards = Guards()
    /// Whether the images that an image index refers to count toward limits.
    public var childImages = ChildImages.counted
    /// How many repositories are evaluated at once; it does not change the answer.
    public var jobs = 1

    /// Makes a request for all repositories under their own policies.
    public init(at time: Timestamp) { self.time = time }
  }

  /// Shows what lifecycle policies would do to the repositories, counted.
  ///
  /// - Throws: ``InvalidInput`` when no repository has a given name, or the guards have errors;
  ///   ``SnapshotError`` when the file cannot be read.
  public func preview(_ request: PreviewRequest) async throws -> SnapshotPreview {
    var lines: [FleetLine] = []
    let settings = try request.guards.settings(at: request.time, request.childImages)
    let conclusion = try await run(request, settings) { outcome in
      FleetLine(outcome)
    } visit: {
      lines.append($0)
    }
    return SnapshotPreview(settings: settings, lines: lines, conclusion: conclusion)
  }

  /// Shows what lifecycle policies would do to each repository, image by image; `body` receives one
  /// preview after the other, ordered by account, name and region.
  ///
  /// Guards are judged of all repositories together: see ``preview(_:)``.
  ///
  /// - Throws: As ``preview(_:)``; whatever `body` throws.
  public func forEachPreview(
    _ request: PreviewRequest, _ body: (Preview) async throws -> Void
  ) async throws {
    let settings = try request.guards.settings(at: request.time, request.childImages)
    _ = try await run(request, settings) { outcome in
      outcome
    } visit: { outcome in
      let alone = PreviewLifecyclePolicy.Outcome(
        settings: settings, repositories: [outcome],
        conclusion: PreviewLifecyclePolicy.Conclusion(
          guards: [], unmatchedReferences: [], findings: []))
      try await body(Preview(alone, outcome))
    }
  }

  private func run<Value: Sendable>(
    _ request: PreviewRequest, _ settings: PreviewSettings,
    each: @escaping @Sendable (PreviewLifecyclePolicy.RepositoryOutcome) -> Value,
    visit: (Value) async throws -> Void
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    var asked = PreviewSnapshot.Request(snapshot: path, settings: settings)
    asked.policy = request.policy?.source
    asked.repositories = request.repositories
    asked.jobs = max(1, request.jobs)
    do {
      return try await PreviewSnapshot.run(
        asked, each: { outcome, _ in each(outcome) }, visit: { value, _ in try await visit(value) })
    } catch {
      throw Self.forUsers(error)
    }
  }
}
