import ArgumentParser
import ECRReport
import ECRScenarios
import Texts

struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a scenario as a lesson: the situation, the question, the answer, and why.",
    discussion: """
      On a terminal, press a key for the answer or `q` to quit; elsewhere the answer follows at once.
      """)

  @Argument(help: "A scenario: its folder, its file, or its name.")
  var scenario: String?

  @Flag(name: .long, help: "List the scenarios by chapter.")
  var list = false

  @Option(
    name: .long,
    help: ArgumentHelp("Folder of scenarios.", valueName: "folder"))
  var book = "Scenarios"

  @OptionGroup var reading: ScenarioReadingOptions

  func validate() throws {
    guard list || scenario != nil else {
      throw ValidationError("name a scenario, or list them with --list")
    }
  }

  func run() throws {
    guard !list, let scenario else {
      return try Terminal.write(try contents().text(Terminal.outputStyle))
    }
    let read = try reading.files.scenario(try file(scenario))
    let outcome = RunScenario.run(read)
    guard outcome.findings.isEmpty else { throw Failure(findings: outcome.findings) }
    let pieces = Lesson.pieces(outcome, Terminal.outputStyle)
    for (number, piece) in pieces.enumerated() {
      try Terminal.write(piece)
      guard number < pieces.count - 1, Terminal.isInteractive else { continue }
      guard Terminal.waitForKey("Press a key for the answer, q to quit. ") else { return }
    }
    guard outcome.failures.isEmpty else { throw Failure(code: ExitCode(1)) }
  }

  private func contents() throws -> Contents {
    let files = try ScenarioFiles.find([scenario ?? book])
    guard !files.isEmpty else { throw Failure("no scenario in \(scenario ?? book)") }
    return Contents(try files.map(reading.files.scenario), title: reading.files.title)
  }

  /// The file of the scenario with a path or name.
  private func file(_ name: String) throws -> String {
    let found = try? ScenarioFiles.find([name])
    if let found, found.count == 1 { return found[0] }
    if let found, found.count > 1 {
      throw Failure(
        "\(name) has \(found.count) scenarios: name one of them, or see `drydock learn --list "
          + "\(name)`")
    }
    let all = (try? ScenarioFiles.find([book])) ?? []
    var named = all.filter { file in
      let id = ScenarioPath.id(ofFile: file)
      return id == name || id.hasSuffix("/" + name)
    }
    // T-01 is enough for t-01-a-pattern-list-means-and.
    if named.isEmpty {
      let beginning = name.lowercased() + "-"
      named = all.filter {
        ScenarioPath.name(of: ScenarioPath.id(ofFile: $0)).lowercased().hasPrefix(beginning)
      }
    }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      throw Failure(
        "`\(name)` is ambiguous: "
          + named.map(ScenarioPath.id).joined(separator: ", "))
    }
    let names = all.map { ScenarioPath.name(of: ScenarioPath.id(ofFile: $0)) }
    let meant = Spelling.nearest(to: name, among: names)
    throw Failure(
      "no scenario is named `\(name)`"
        + (meant.map { ": \(Spelling.didYouMean($0))" }
          ?? "; `drydock learn --list` lists them"))
  }
}
