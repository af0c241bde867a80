package import Texts

/// What became of one file of scenarios in a test run.
package struct TestedScenario: Sendable {
  /// What to call it: its path.
  package var id: String
  /// The file's path.
  package var file: String
  /// Its title, where the file could be read.
  package var title: String?
  /// Why its answers are believed, where the file could be read.
  package var source: Evidence?
  /// How many questions it asks.
  package var questionCount = 0
  /// What was not as expected.
  package var failures: [ScenarioFailure] = []
  /// What is wrong with the file or the story.
  package var findings: [Finding] = []
  /// The paths of the files that it names, as it writes them.
  package var files: [String] = []

  /// How it fared.
  package enum Result: String, Sendable, Hashable {
    /// Every answer is as expected.
    case passed
    /// Some answer is not.
    case failed
    /// The file cannot be read, or the story cannot be run.
    case unusable
  }

  /// How it fared.
  package var result: Result {
    if findings.containsErrors { return .unusable }
    return failures.isEmpty ? .passed : .failed
  }

  /// Reads a scenario and, unless it is only to be listed, runs it.
  package init(
    _ source: SourceText, id: String, files: ScenarioFile.FileReading, isRun: Bool = true
  ) {
    self.id = id
    file = source.name
    let (scenario, findings) = ScenarioFile.read(source, id: id, files: files)
    self.findings = findings
    guard let scenario else { return }
    title = scenario.title
    self.source = scenario.source
    questionCount = scenario.questionCount
    self.files = scenario.files
    guard isRun else { return }
    let outcome = RunScenario.run(scenario)
    failures = outcome.failures
    self.findings += outcome.findings
  }

  /// A scenario whose file cannot even be read.
  package init(id: String, file: String, findings: [Finding]) {
    self.id = id
    self.file = file
    self.findings = findings
  }
}

/// The counts of a test run.
package struct TestSummary: Sendable, Hashable {
  /// How many scenarios passed, failed, and could not be used.
  package var passed = 0, failed = 0, unusable = 0
  /// How many questions were asked.
  package var questions = 0
  /// How many scenarios rest on what is documented, observed, inferred.
  package var documented = 0, observed = 0, inferred = 0

  /// Counts.
  package init(_ tested: [TestedScenario]) {
    for scenario in tested {
      switch scenario.result {
      case .passed: passed += 1
      case .failed: failed += 1
      case .unusable: unusable += 1
      }
      questions += scenario.questionCount
      switch scenario.source?.claim {
      case .documented: documented += 1
      case .observed: observed += 1
      case .inferred: inferred += 1
      case nil: break
      }
    }
  }

  /// How many scenarios there are.
  package var all: Int { passed + failed + unusable }
}
