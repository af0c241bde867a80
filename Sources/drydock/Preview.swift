import ArgumentParser
import ECRPolicy
import ECRReport
import ECRSimulator

struct Preview: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Say of every image whether a lifecycle policy keeps, expires or archives it, and why.",
    discussion: """
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
      "Images that run: `aws ecs describe-tasks` output, `kubectl get pods -A -o json` output, or "
        + "a reference a line. Marks them, and fails if one would go.", valueName: "file"))
  var inUse: [String] = []

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
    if protect.contains("") { throw ValidationError("--protect needs a pattern, such as 'v*'") }
  }

  func run() throws {
    var input = Input()
    var guards = Guards()
    guards.protectedTags = protect.map { TagPattern(pattern: $0) }
    guards.inUse = try input.read(inUse)
    guards.maxExpire = maxExpire
    guards.maxExpirePercent = maxExpirePercent
    let outcome = try options.run(guards, &input)
    options.tellWarnings(outcome)
    switch format {
    case .text:
      try Terminal.write(PreviewText.text(outcome, listsAll: all, Terminal.outputStyle))
    case .json:
      try PreviewJSON.write(outcome) { try Terminal.write($0) }
    }
    guard outcome.passesGuards else { throw Failure(code: ExitCode(1)) }
  }
}
