import ArgumentParser
import ECRReport
import ECRSimulator

struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a lifecycle policy would do to each image, and why.",
    discussion: """
      Give --images and --policy, or a snapshot. A report of one repository lists its images; a \
      report of many has one line per repository.

      Errors and warnings go to standard error. If a guard fails, the exit code is 1.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var options: PreviewOptions

  @Option(name: .long, help: "Format of the report.")
  var format: Format = .text

  @Flag(name: .long, help: "List kept images too (text only; JSON always has all).")
  var all = false

  @OptionGroup(title: "Guards") var guards: GuardOptions

  func run() async throws {
    var input = Input()
    let settings = options.files.settings(try guards.guards(&input))
    let conclusion =
      if let snapshot = options.snapshot {
        switch format {
        case .text: try await writeText(settings, snapshot, &input)
        case .json: try await writeJSON(settings, snapshot, &input)
        }
      } else {
        try await write(settings, &input)
      }
    guard conclusion.isComplete else { throw Failure(code: ExitCode(2)) }
    if let doubts = GuardWords.sentence(conclusion) {
      var failure = Failure(doubts)
      if conclusion.failsForCertain { failure.code = ExitCode(1) }
      throw failure
    }
    guard conclusion.passesGuards else { throw Failure(code: ExitCode(1)) }
  }

  private func write(
    _ settings: PreviewSettings, _ input: inout Input
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    let outcome = try options.files.run(settings, &input)
    switch format {
    case .text:
      try Terminal.show(PreviewText.text(outcome, listsAll: all, Terminal.outputStyle))
    case .json:
      try await PreviewJSON.write(outcome, jobs: options.jobCount) { try Terminal.write($0) }
    }
    options.reportWarnings(outcome.conclusion)
    return outcome.conclusion
  }

  // MARK: Snapshots

  private func writeText(
    _ settings: PreviewSettings, _ snapshot: String, _ input: inout Input
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    var request = try options.request(settings, snapshot: snapshot, &input)
    request.listsImages = all
    let line = ProgressLine()
    let outcome = try await PreviewFleet.run(request) { options.show($0, line) }
    line.clear()
    let style = Terminal.outputStyle
    switch outcome {
    case .repository(let one):
      try Terminal.show(PreviewText.text(one, listsAll: all, style))
      options.reportWarnings(one.conclusion)
    case .fleet(let lines, let conclusion):
      try Terminal.show(FleetText.text(lines, settings, conclusion, style))
      Terminal.writeError(
        FleetText.findings(
          conclusion, snapshot, isPolicyGiven: options.files.policy != nil, Terminal.errorStyle))
    }
    return outcome.conclusion
  }

  private func writeJSON(
    _ settings: PreviewSettings, _ snapshot: String, _ input: inout Input
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    let request = try options.request(settings, snapshot: snapshot, &input)
    let line = ProgressLine()
    defer { line.clear() }
    var writer = PreviewJSON.Writer(settings, jobs: options.jobCount)
    let conclusion: PreviewLifecyclePolicy.Conclusion
    do {
      conclusion = try await PreviewSnapshot.run(
        request, each: { outcome, _ in outcome },
        visit: { outcome, progress in
          try await writer.add(outcome) { try Terminal.write($0) }
          options.show(progress, line)
        })
    } catch let error as SnapshotError {
      // What has been written becomes a whole document, which reports itself that it is incomplete.
      try writer.fail("\(error)") { try Terminal.write($0) }
      throw error
    }
    try writer.finish(conclusion) { try Terminal.write($0) }
    options.reportWarnings(conclusion)
    return conclusion
  }
}
