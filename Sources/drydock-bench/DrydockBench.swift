import ArgumentParser

/// Measures both engines, scenarios and snapshots; each part prints what it measures.
@main
struct DrydockBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-bench",
    abstract: "Measure the engines, scenarios and snapshots; without arguments, all of them.",
    discussion: """
      `decisions` is a part of access, and `growth` is how the time of every command grows with its \
      input; both run only where they are named. A number is how many images the largest snapshot \
      has.
      """)

  /// What can be measured by itself.
  enum Part: String, CaseIterable {
    case lifecycle, access, decisions, growth, scenarios, snapshots
  }

  @Argument(
    help: ArgumentHelp(
      "\(Part.allCases.map(\.rawValue).joined(separator: ", ")), or a number of images.",
      valueName: "part"))
  var arguments: [String] = []

  func validate() throws {
    for argument in arguments where Int(argument) == nil && Part(rawValue: argument) == nil {
      throw ValidationError(
        "unknown part `\(argument)`: write a number of images, or one of "
          + Part.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }

  func run() async throws {
    let parts = Set(arguments.compactMap { Part(rawValue: $0) })
    func isWanted(_ part: Part) -> Bool { parts.isEmpty || parts.contains(part) }
    if isWanted(.lifecycle) { try LifecycleBenchmark.run() }
    if isWanted(.access) {
      print("")
      try AccessBenchmark.run()
    }
    if parts.contains(.decisions) { try AccessBenchmark.run(onlyDecisions: true) }
    if parts.contains(.growth) { try GrowthBenchmark.run() }
    if isWanted(.scenarios) {
      print("")
      try ScenarioBenchmark.run()
    }
    if isWanted(.snapshots) {
      print("")
      try await SnapshotBenchmark.run(
        fleetImages: arguments.compactMap { Int($0) }.first ?? 10_000_000)
    }
  }
}
