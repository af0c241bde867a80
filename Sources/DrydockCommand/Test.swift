import ArgumentParser
import ECRReport
import ECRScenarios
import Texts

struct Test: AsyncParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    abstract: "Run scenarios, and report answers that differ from the expected ones.",
    usage: "drydock test [<paths> ...] <options>",
    discussion: """
      A scenario is a file named scenario.yaml or NAME.scenario.yaml with a situation, questions and \
      expected answers; Scenarios/README.md in Drydock's repository describes the format.

      Exit codes: 0 all answers are as expected; 1 some are not; 2 a scenario is invalid, or there is \
      none.
      """)

  @Argument(help: "Scenario files, and folders with scenarios (default: the working directory).")
  var paths: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Run only scenarios whose path or title contains this text, ignoring case; repeatable.",
      valueName: "words"))
  var filter: [String] = []

  @Flag(name: .long, help: "List the scenarios without running them.")
  var list = false

  @Flag(name: .long, help: "Run again whenever a file changes.")
  var watch = false

  @OptionGroup var reading: ScenarioReadingOptions

  @Option(name: .long, help: "Format of the report.")
  var format: Format = .text

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Number of parallel jobs (default: all cores).",
      valueName: "n"))
  var jobs: Int?

  /// The formats of a report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, tap
  }

  func check() throws {
    guard jobs ?? 1 > 0 else { throw ValidationError("--jobs must be at least 1") }
    guard !list || !watch else { throw ValidationError("give either --list or --watch, not both") }
    guard !list || format == .text else { throw ValidationError("--list is text only") }
  }

  func run() async throws {
    guard watch else {
      let tested = try await once()
      try report(tested)
      guard !list else { return }
      let summary = TestSummary(tested)
      if summary.unusable > 0 { throw Failure(code: ExitCode(2)) }
      if summary.failed > 0 { throw Failure(code: ExitCode(1)) }
      return
    }
    try await watchFiles()
  }

  private func report(_ tested: [TestedScenario]) throws {
    if list { return try Terminal.show(TestText.list(tested, Terminal.outputStyle)) }
    switch format {
    case .text: try Terminal.show(TestText.text(tested, Terminal.outputStyle))
    case .json: try Terminal.write(TestJSON.json(tested))
    case .junit: try Terminal.write(Array(TestJUnit.xml(tested).utf8))
    case .tap: try Terminal.write(TestTAP.text(tested))
    }
  }

  /// Runs all scenarios once, in the order of their paths.
  private func once() async throws -> [TestedScenario] {
    let files = try ScenarioFiles.find(paths.isEmpty ? ["."] : paths)
    guard !files.isEmpty else {
      throw Failure(
        "no scenario in \(paths.isEmpty ? "this folder" : paths.joined(separator: ", ")): a scenario "
          + "is a file named scenario.yaml or NAME.scenario.yaml")
    }
    let tested = try await reading.files.test(
      files, jobs: jobs ?? Terminal.coreCount, isRun: !list
    ).filter(isAsked)
    guard !tested.isEmpty else {
      throw Failure(
        "no path or title contains \(filter.map { "`\($0)`" }.joined(separator: " or ")); list the "
          + "scenarios with `\((["drydock test --list"] + paths).joined(separator: " "))`")
    }
    return tested
  }

  private func isAsked(_ scenario: TestedScenario) -> Bool {
    let text = "\(scenario.id) \(scenario.title ?? "")".lowercased()
    return filter.isEmpty || filter.contains { text.contains($0.lowercased()) }
  }

  private func watchFiles() async throws {
    let folders = paths.isEmpty ? ["."] : paths
    var files: [String] = []
    while true {
      // Taken before the run, so that a change during it is noticed too.
      var before = FileState(files, folders)
      do {
        let tested = try await once()
        try report(tested)
        files = ScenarioFiles.allFiles(of: tested)
        before.add(files)
      } catch let failure as Failure {
        failure.report()
      }
      Terminal.notice("waiting for a change; press Control-C to quit")
      repeat {
        try await Task.sleep(for: .milliseconds(300))
      } while FileState(files, folders) == before
    }
  }
}
