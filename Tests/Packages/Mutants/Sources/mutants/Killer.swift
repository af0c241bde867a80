import Foundation

/// Something that ought to fail when there is a fault.
struct Killer {
  let name: String
  /// A program of the build, and its arguments.
  let program: String
  let arguments: [String]

  /// The quick ones first: all scenarios take half a second, the oracles twenty.
  static let all =
    [Killer(name: "scenarios", program: "drydock", arguments: ["test", "Scenarios"])]
    + [
      "ECRLifecycleTests", "ECRDocumentsTests", "ECRModelTests", "TextsTests", "ECRReportTests",
      "ECRPolicyTests", "ECRScenariosTests", "ECRSimulatorTests", "ECRAccessTests", "OracleTests",
    ].map(tests)

  /// The tests of a target.
  private static func tests(_ target: String) -> Killer {
    Killer(
      name: target, program: "drydockPackageTests.xctest",
      arguments: ["--testing-library", "swift-testing", "--filter", "^\(target)\\."])
  }

  func run(
    _ workshop: Workshop, fault number: Int, seconds: Int, reached: URL? = nil, output: URL? = nil
  ) throws -> Command.Outcome {
    var command = Command(
      [workshop.programs.appending(path: program).path] + arguments, in: workshop.copy,
      output: output)
    command.seconds = seconds
    // The same random worlds in every run, and few: a fault that only one of many shows is a survivor.
    command.environment = [
      SwitchModule.active: String(number), "DRYDOCK_SEED": "1", "DRYDOCK_WORLDS": "few",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    if let reached { command.environment[SwitchModule.reached] = reached.path }
    return try command.run()
  }
}
