import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say of policies whether AWS takes them, and what may be regretted.",
    discussion: """
      Lifecycle, identity, repository, registry and trust policies tell by themselves what they are, \
      bare or as the AWS CLI prints them; so do account details. --as says what else a policy \
      serves as.

      What is found goes to standard error, a verdict for each file to standard output; with \
      --format json everything goes to standard output.
      """)

  @Argument(help: "Policies; `-` for standard input.")
  var files: [String] = []

  @Option(name: .long, help: ArgumentHelp("A snapshot: all its policies.", valueName: "file"))
  var snapshot: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What the policies serve as: \(ValidatePolicy.kindNames.joined(separator: ", ")).",
      valueName: "kind"))
  var kind: String?

  @Option(name: .long, help: "How the findings are written.")
  var format: Preview.Format = .text

  func validate() throws {
    guard !files.isEmpty || snapshot != nil else {
      throw ValidationError("give policies, or a snapshot with --snapshot")
    }
    guard snapshot == nil || kind == nil else {
      throw ValidationError(
        "the policies of a snapshot are known for what they are: leave out --as")
    }
    if let kind, ValidatePolicy.kind(named: kind) == nil {
      throw ValidationError(
        "`\(kind)` is not a kind of policy"
          + (Spelling.nearest(to: kind, among: ValidatePolicy.kindNames)
            .map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  func run() throws {
    var input = Input()
    let sources = try input.read(files) + (try snapshot.map { try SnapshotPolicies.all($0) } ?? [])
    let kind = kind.flatMap { ValidatePolicy.kind(named: $0) }
    let outcomes = sources.map { ValidatePolicy.run($0, as: kind) }
    switch format {
    case .text:
      for outcome in outcomes {
        Terminal.writeError(
          FindingText.text(outcome.findings, Terminal.errorStyle, namesLessons: true))
      }
      try Terminal.write(ValidationReport.verdicts(outcomes, Terminal.outputStyle))
    case .json: try Terminal.write(ValidationReport.json(outcomes))
    }
    guard outcomes.allSatisfy(\.isValid) else { throw Failure(code: ExitCode(2)) }
  }
}
