import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

struct Validate: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    abstract: "Check policies for errors and likely mistakes.",
    discussion: """
      Drydock detects lifecycle, identity-based, repository, registry and trust policies, bare or in \
      AWS CLI output, and account details; name other kinds with --as.

      The verdict comes first, then the findings, all on standard output. The exit code is 2 if AWS \
      would reject a policy.

      For pipelines, --format writes SARIF for GitHub's code scanning, GitHub's workflow commands, \
      GitLab's code quality report, or JUnit's XML.
      """)

  @Argument(help: "Policy files; `-` for standard input.")
  var files: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("A snapshot, to check all its policies.", valueName: "file"))
  var snapshot: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Kind of the policies: \(ValidatePolicy.kindNames.joined(separator: ", ")).",
      valueName: "kind"))
  var kind: String?

  @Option(name: .long, help: "Format of the findings.")
  var format: Format = .text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Category of the findings in GitHub's code scanning (default: validate).",
      valueName: "name"))
  var category: String?

  /// The formats of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, junit, github, gitlab
  }

  func check() throws {
    guard !files.isEmpty || snapshot != nil else {
      throw ValidationError("give policies, or a snapshot with --snapshot")
    }
    guard snapshot == nil || kind == nil else {
      throw ValidationError(
        "--as is for files: a snapshot records the kinds of its policies")
    }
    guard category == nil || format == .sarif else {
      throw ValidationError("--category needs --format sarif")
    }
    guard category?.isEmpty != true else { throw ValidationError("--category is empty") }
    if let kind, ValidatePolicy.kind(named: kind) == nil {
      throw ValidationError(
        "`\(kind)` is not a kind of policy"
          + (Spelling.nearest(to: kind, among: ValidatePolicy.kindNames)
            .map { "; \(Spelling.didYouMean($0))" }
            ?? (Spelling.nearest(to: kind, among: ["lifecycle", "lifecyclePolicy"]) == nil
              ? ": use one of \(ValidatePolicy.kindNames.joined(separator: ", "))"
              : " that --as takes: leave out --as, lifecycle policies are detected"))
      )
    }
  }

  func run() throws {
    var input = Input()
    let sources = try input.read(files) + (try snapshot.map { try SnapshotPolicies.all($0) } ?? [])
    let kind = kind.flatMap { ValidatePolicy.kind(named: $0) }
    let outcomes = sources.map { ValidatePolicy.run($0, as: kind) }
    switch format {
    case .text:
      try Terminal.show(ValidationReport.text(outcomes, Terminal.outputStyle))
    case .json: try Terminal.write(ValidationReport.json(outcomes))
    case .sarif: try Terminal.write(annotations(outcomes, SARIF.bytes))
    case .junit: try Terminal.write(annotations(outcomes, JUnit.bytes))
    case .github: try Terminal.write(annotations(outcomes, GitHubCommands.bytes))
    case .gitlab:
      try Terminal.write(annotations(outcomes) { found, _ in GitLabCodeQuality.bytes(found) })
    }
    guard outcomes.allSatisfy(\.isValid) else { throw Failure(code: ExitCode(2)) }
  }

  /// The findings in a format for pipelines.
  private func annotations(
    _ outcomes: [ValidatePolicy.Outcome], _ format: ([Annotation], PipelineRun) -> [UInt8]
  ) -> [UInt8] {
    let places = files.compactMap { path in
      FileSystem.realPath(path).map { (FileName.shown(path), $0) }
    }
    let folder = WorkingFolder(
      path: FileSystem.workingDirectory,
      places: Dictionary(places, uniquingKeysWith: { first, _ in first }))
    let annotations = ValidationReport.annotations(outcomes, in: folder)
    return format(
      annotations,
      ValidationReport.run(
        outcomes, annotations, in: folder, version: RootCommand.configuration.version,
        category: category))
  }
}
