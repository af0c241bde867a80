import ArgumentParser
import ECRReport
import ECRSimulator

struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Say of every image whether a lifecycle policy keeps, expires or archives it, and why.",
    discussion: """
      Of files, or of a snapshot: `--snapshot FILE` runs every repository under its own policy, and \
      `--policy P --repositories 'team-*'` tries one policy on many. One repository is reported image \
      by image, many with a line each.

      The report goes to standard output; what the policy's author may regret, and errors, go to \
      standard error. With guards the command fails (exit code 1) when one does not hold; \
      --protect and --in-use fail also for images that stay and may go for all that is known.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var options: PreviewOptions

  @Option(name: .long, help: "How the report is written.")
  var format: Format = .text

  @Flag(name: .long, help: "List the images that stay too (text only; JSON has all).")
  var all = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail if an image with a tag of this pattern would go; repeatable.", valueName: "pattern"))
  var protect: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Images that run: output of `kubectl get all -A -o json`, `aws ecs describe-tasks`, `aws ecs "
        + "describe-task-definition` or `aws lambda get-function`, manifests or a Compose file, or a "
        + "reference a line. Marks them, and fails if one would go.", valueName: "file"))
  var inUse: [String] = []

  @Flag(name: .long, help: "Let --in-use pass though a file of it names no image.")
  var allowEmptyGuards = false

  @Option(
    name: .long,
    help: ArgumentHelp("Fail if more images than this expire in all.", valueName: "n"))
  var maxExpire: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fail if more than this percentage of a repository's images expires.", valueName: "p"))
  var maxExpirePercent: Double?

  func validate() throws {
    if let maxExpire, maxExpire < 0 { throw ValidationError("--max-expire is at least 0") }
    if let maxExpirePercent, !(0...100).contains(maxExpirePercent) {
      throw ValidationError("--max-expire-percent is between 0 and 100")
    }
    if allowEmptyGuards, inUse.isEmpty {
      throw ValidationError("--allow-empty-guards goes with --in-use")
    }
  }

  func run() async throws {
    var input = Input()
    var guards = Guards()
    for pattern in protect { try guards.protect(pattern) }
    guards.inUse = try input.read(inUse)
    guards.maxExpire = maxExpire
    guards.maxExpirePercent = maxExpirePercent
    guards.allowsEmptyGuards = allowEmptyGuards
    let settings = options.files.settings(guards)
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
    guard conclusion.guards.isEmpty || conclusion.notEvaluated.isEmpty else {
      throw Failure(
        "the guards are not judged: of \(conclusion.notEvaluated.count) repositories nothing can be said; "
          + "import their images, or choose others with --repositories")
    }
    guard conclusion.guardDoubts.isEmpty else {
      throw Failure(GuardWords.sentence(conclusion.guardDoubts))
    }
    guard conclusion.passesGuards else { throw Failure(code: ExitCode(1)) }
  }

  private func write(
    _ settings: PreviewSettings, _ input: inout Input
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    let outcome = try options.files.run(settings, &input)
    switch format {
    case .text:
      try Terminal.write(PreviewText.text(outcome, listsAll: all, Terminal.outputStyle))
    case .json:
      try await PreviewJSON.write(outcome, jobs: options.jobCount) { try Terminal.write($0) }
    }
    options.tellWarnings(outcome.conclusion)
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
      try Terminal.write(PreviewText.text(one, listsAll: all, style))
      options.tellWarnings(one.conclusion)
    case .fleet(let lines, let conclusion):
      try Terminal.write(FleetText.text(lines, settings, conclusion, style))
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
      // What has been written becomes a whole document, which says itself that it has no answer.
      try writer.fail("\(error)") { try Terminal.write($0) }
      throw error
    }
    try writer.finish(conclusion) { try Terminal.write($0) }
    options.tellWarnings(conclusion)
    return conclusion
  }
}
