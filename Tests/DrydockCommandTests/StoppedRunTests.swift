import Foundation
import GRDB
import TestSupport
import Testing

/// Runs that are killed or stopped, at whatever moment: what they make is there as it was before or
/// whole, and the next run is not hindered.
struct StoppedRunTests {
  let base: SnapshotCommandTests

  init() throws { base = try SnapshotCommandTests() }

  private func path(_ name: String) -> String { base.path(name) }

  /// What is made, how, and what is there before.
  enum Making: String, CaseIterable {
    case new, existing, export, record

    /// The file or folder that it makes.
    var target: String { self == .export || self == .record ? "out" : "s.sqlite" }
  }

  private static let momentsEach = Seeds.isFull ? 50 : 12

  private func arguments(_ making: Making) -> [String] {
    let target = path(making.target)
    return switch making {
    case .new, .existing: ["snapshot", "import", "--into", target, "Fixtures/company"]
    case .export: ["snapshot", "export", path("kept"), "--into", target]
    case .record: ["record", "--into", target] + ScenarioCommandTests.example
    }
  }

  private func prepare(_ making: Making) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path(making.target) + suffix)
    }
    if making == .existing {
      try FileManager.default.copyItem(atPath: path("kept"), toPath: path(making.target))
    }
  }

  /// What is there, in one text: nothing, the rows of a snapshot, or the files of a folder.
  private func state(_ making: Making) throws -> String {
    let path = path(making.target)
    guard FileManager.default.fileExists(atPath: path) else { return "nothing" }
    guard making.target == "out" else {
      let queue = try DatabaseQueue(path: path)
      return try queue.inDatabase { database in
        let isWhole = try String.fetchOne(database, sql: "PRAGMA integrity_check")
        let counts = try Row.fetchOne(
          database,
          sql: """
            SELECT (SELECT count(*) FROM repository), (SELECT count(*) FROM image),
              (SELECT count(*) FROM image_tag), (SELECT count(*) FROM iam_entity)
            """)
        return "\(isWhole ?? "") \(counts?.description ?? "")"
      }
    }
    let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return try files.sorted().map { file in
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + file)
      return
        "\(file) \(attributes[.type] as? FileAttributeType == .typeRegular ? attributes[.size] ?? 0 : "")"
    }.joined(separator: "\n")
  }

  /// Starts the program, and sends it a signal after so many seconds.
  private func stop(_ arguments: [String], _ signal: Int32, after delay: Double) throws -> Int32 {
    let process = Process()
    process.executableURL = CommandLineTests.program
    process.currentDirectoryURL = CommandLineTests.root
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: delay)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func length(_ making: Making) throws -> Double {
    try prepare(making)
    let start = ContinuousClock.now
    let run = try base.commands.run(arguments(making))
    #expect(run.status == 0, "\(run.errors)")
    let length = ContinuousClock.now - start
    return Double(length.components.attoseconds) / 1e18 + Double(length.components.seconds)
  }

  /// Moments from the start to a bit past the end, the same fractions of the length each time.
  private static func moments(_ length: Double) -> [Double] {
    (0..<momentsEach).map { Double(($0 * 7_919 + 13) % 1_000) / 1_000 * 1.2 * length }
  }

  private func keepSmallSnapshot(_ making: Making) throws {
    let images =
      making == .export
      ? "Fixtures/company" : "Fixtures/repositories/web-service/describe-images.json"
    let run = try base.run("snapshot", "import", "--into", path("kept"), images)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: Making.allCases)
  func `what is killed leaves the state before or after, and the next run cleans up`(
    making: Making
  ) throws {
    try keepSmallSnapshot(making)
    try prepare(making)
    let before = try state(making)
    let length = try length(making)
    let after = try state(making)
    #expect(before != after)

    var befores = 0
    for moment in Self.moments(length) {
      try prepare(making)
      _ = try stop(arguments(making), SIGKILL, after: moment)
      let state = try state(making)
      #expect(state == before || state == after, "\(making), after \(moment) s")
      befores += state == before ? 1 : 0
    }
    // The first moments are before the program has read its arguments.
    #expect(befores > 0)

    try prepare(making)
    let run = try base.commands.run(arguments(making))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try state(making) == after)
    #expect(try base.names() == ["kept", making.target].sorted())
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `what a user stops leaves nothing, and ends by the signal`(signal: Int32) throws {
    let images = "Fixtures/repositories/web-service/describe-images.json"
    for number in 0..<10 {
      let status = try stop(
        ["snapshot", "import", "--into", path("s.sqlite"), images], signal,
        after: Double(number) * 0.01)
      #expect(status == 0 || status == signal)
      #expect(try base.names().filter { $0.contains("unfinished") } == [])
      try? FileManager.default.removeItem(atPath: path("s.sqlite"))
    }
  }

  @Test func `a program that was started to ignore a signal does`() throws {
    let tool = CommandLineTests.program.path
    let result = try base.shell(
      "trap '' INT; (sleep 0.3; kill -INT $$) & '\(tool)' snapshot import --into "
        + "'\(path("s.sqlite"))' Fixtures/company")
    #expect(result.status == 0, "\(result.errors)")
  }

  // MARK: At once

  @Test func `two runs at once each make it whole or say why not`() throws {
    try keepSmallSnapshot(.export)
    for making in [Making.export, .record, .new] {
      try prepare(making)
      _ = try length(making)
      let whole = try state(making)
      for _ in 0..<(Seeds.isFull ? 5 : 2) {
        try prepare(making)
        let processes = try (0..<3).map { _ in
          let process = Process()
          process.executableURL = CommandLineTests.program
          process.currentDirectoryURL = CommandLineTests.root
          process.arguments = arguments(making)
          process.standardOutput = FileHandle.nullDevice
          process.standardError = FileHandle.nullDevice
          try process.run()
          return process
        }
        for process in processes { process.waitUntilExit() }
        let codes = Set(processes.map(\.terminationStatus))
        #expect(codes.isSubset(of: [0, 2]), "\(making): \(codes)")
        #expect(codes.contains(0), "\(making)")
        #expect(try state(making) == whole, "\(making)")
        #expect(try base.names().filter { $0.contains("unfinished") } == [])
      }
    }
  }
}
