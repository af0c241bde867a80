/// Previews the repositories of a snapshot, and keeps of many a line each, of a single one everything.
package enum PreviewFleet {
  /// The answer.
  package enum Outcome: Sendable {
    /// One repository was meant: image by image.
    case repository(PreviewLifecyclePolicy.Outcome)
    /// Several were.
    case fleet([FleetLine], PreviewLifecyclePolicy.Conclusion)

    /// The conclusion about all of them together.
    package var conclusion: PreviewLifecyclePolicy.Conclusion {
      switch self {
      case .repository(let outcome): outcome.conclusion
      case .fleet(_, let conclusion): conclusion
      }
    }
  }

  private enum Kept: Sendable {
    case everything(PreviewLifecyclePolicy.RepositoryOutcome)
    case line(FleetLine)
  }

  /// Lines are small: many may wait until it is their turn.
  private static let linesAhead = 1000

  /// Evaluates the repositories; reports the progress to `progress`.
  ///
  /// - Throws: as ``PreviewSnapshot/run(_:each:visit:)`` does.
  package static func run(
    _ request: PreviewSnapshot.Request, progress: (PreviewSnapshot.Progress) -> Void
  ) async throws -> Outcome {
    var request = request
    request.ahead = linesAhead
    var lines: [FleetLine] = []
    var only: PreviewLifecyclePolicy.RepositoryOutcome?
    let conclusion = try await PreviewSnapshot.run(
      request,
      each: { outcome, isOnly in isOnly ? Kept.everything(outcome) : .line(FleetLine(outcome)) },
      visit: { kept, made in
        switch kept {
        case .everything(let outcome): only = outcome
        case .line(let line): lines.append(line)
        }
        progress(made)
      })
    guard let only else { return .fleet(lines, conclusion) }
    return .repository(
      PreviewLifecyclePolicy.Outcome(
        settings: request.settings, repositories: [only], conclusion: conclusion))
  }
}
