import Foundation

/// What the scenarios say of one program.
struct ScenarioRun: Sendable {
  /// How the program ended.
  let end: Command.End
  /// The files of all scenarios; empty when there is no report.
  let files: [String]
  /// The files of those that failed, or could not be used, in their order.
  let failing: [String]

  /// The part of `drydock.test.v1` that is read here.
  private struct Report: Decodable {
    struct Scenario: Decodable {
      var file: String
      var result: String
    }
    var scenarios: [Scenario]
  }

  /// Reads a report.
  init(_ end: Command.End, _ report: Data) {
    self.end = end
    let report = try? JSONDecoder().decode(Report.self, from: report)
    files = report?.scenarios.map(\.file) ?? []
    failing = report?.scenarios.filter { $0.result != "passed" }.map(\.file) ?? []
  }

  /// Whether the program told of every scenario.
  var isReported: Bool {
    switch end {
    case .exited(0), .exited(1), .exited(2): !files.isEmpty
    case .exited, .crashed, .timedOut: false
    }
  }
}

/// Runs the scenarios with one fault active, or with none.
struct ScenarioRunner: Sendable {
  let program: URL
  /// The package's folder, where paths of scenarios start.
  let package: URL
  let scenarios: [String]
  /// Where reports are put.
  let folder: URL
  /// After how many seconds a run is ended.
  var seconds: Double?

  func run(_ number: Int?) async throws -> ScenarioRun {
    let report = folder.appending(path: "report-\(number ?? 0).json")
    var command = Command(
      arguments: [program.path, "test", "--format", "json", "--jobs", "1"] + scenarios,
      folder: package)
    command.environment = ["DRYDOCK_MUTANT": "\(number ?? 0)"]
    command.output = report
    command.isHeard = number == nil
    command.seconds = seconds
    let end = try await command.run()
    defer { try? FileManager.default.removeItem(at: report) }
    return ScenarioRun(end, try Data(contentsOf: report))
  }
}
