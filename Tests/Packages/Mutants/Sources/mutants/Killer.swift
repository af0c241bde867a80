import Foundation

/// Something that ought to fail when there is a fault.
struct Killer {
  let name: String
  /// A program of the build, and its arguments.
  let program: String
  let arguments: [String]

  /// All scenarios, which take half a second, and every suite of the tests.
  static func all(of root: URL) throws -> [Killer] {
    try [Killer(name: "scenarios", program: "drydock", arguments: ["test", "Scenarios"])]
      + targets.flatMap { target in
        try suites(of: target, root).map { suite in
          Killer(
            name: "\(target).\(suite)", program: "drydockPackageTests.xctest",
            arguments: [
              "--testing-library", "swift-testing", "--filter", "^\(target)\\.\(suite)/",
            ])
        }
      }
  }

  private static let targets = [
    "ECRAccessTests", "ECRDocumentsTests", "ECRLifecycleTests", "ECRModelTests", "ECRPolicyTests",
    "ECRReportTests", "ECRScenariosTests", "ECRSimulatorTests", "OracleTests", "TextsTests",
  ]

  private static func suites(of target: String, _ root: URL) throws -> [String] {
    let folder = root.appending(path: "Tests/\(target)")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
      .flatMap { path in
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
          .matches(of: /(?:struct|class) (\w+Tests)\b/).map { String($0.1) }
      }
    return Set(names).sorted()
  }

  /// How many random worlds it looks at.
  ///
  /// Some suites check that their worlds had everything, which few have not.
  enum Worlds: String, Codable, CaseIterable { case few, asEver }

  func run(
    _ workshop: Workshop, fault number: Int, worlds: Worlds, seconds: Int, reached: URL? = nil,
    output: URL? = nil
  ) throws -> Command.Outcome {
    var command = Command(
      [workshop.programs.appending(path: program).path] + arguments, in: workshop.copy,
      output: output)
    command.seconds = seconds
    // The same random worlds in every run, and few: a fault that only one of many shows is a survivor.
    command.environment = [
      SwitchModule.active: String(number), "DRYDOCK_SEED": "1", "SWIFT_BACKTRACE": "enable=no",
    ]
    if worlds == .few { command.environment["DRYDOCK_WORLDS"] = "few" }
    if let reached { command.environment[SwitchModule.reached] = reached.path }
    return try command.run()
  }
}
