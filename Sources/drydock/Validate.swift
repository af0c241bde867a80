import ArgumentParser
import ECRReport
import ECRSimulator

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say of lifecycle policies whether ECR takes them, and what may be regretted.",
    discussion: """
      What is found goes to standard error, a verdict for each file to standard output; with \
      --format json everything goes to standard output.
      """)

  @Argument(help: "Policies, bare or as `aws ecr get-lifecycle-policy` prints them; `-` for stdin.")
  var files: [String]

  @Option(name: .long, help: "How the findings are written.")
  var format: Preview.Format = .text

  func run() throws {
    var input = Input()
    let outcomes = try input.read(files).map { ValidatePolicy.run($0) }
    switch format {
    case .text:
      for outcome in outcomes {
        Terminal.writeError(FindingText.text(outcome.findings, Terminal.errorStyle))
      }
      try Terminal.write(ValidationReport.verdicts(outcomes, Terminal.outputStyle))
    case .json: try Terminal.write(ValidationReport.json(outcomes))
    }
    guard outcomes.allSatisfy(\.isValid) else { throw Failure(code: ExitCode(2)) }
  }
}
