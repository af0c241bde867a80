import Foundation
import GRDB
import Testing

extension SnapshotCommandTests {
  // MARK: Interrupted, and without room

  /// Runs a shell command in the project's folder.
  func shell(_ command: String) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = CommandLineTests.root
    // Outside the folder, which may be read-only.
    let errors = folder.path + ".err"
    defer { try? FileManager.default.removeItem(atPath: errors) }
    try Data().write(to: URL(filePath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: errors, encoding: .utf8))
  }

  func show(_ snapshot: String) throws -> String {
    let run = try run("snapshot", "show", snapshot, "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  func integrity(_ snapshot: String) throws -> String? {
    try DatabaseQueue(path: snapshot).inDatabase {
      try String.fetchOne($0, sql: "PRAGMA integrity_check")
    }
  }

  @Test func `an import that is killed at 50 points leaves the state before or after`() throws {
    let tool = CommandLineTests.program.path
    let snapshot = path("s.sqlite")
    let small = "Fixtures/repositories/web-service/describe-images.json"
    #expect(try run("snapshot", "import", "--into", snapshot, small).status == 0)
    let before = try show(snapshot)
    let kept = path("kept.sqlite")
    try FileManager.default.copyItem(atPath: snapshot, toPath: kept)
    let start = ContinuousClock.now
    #expect(try run("snapshot", "import", "--into", snapshot, "Fixtures/company").status == 0)
    let length = Double((ContinuousClock.now - start).components.attoseconds) / 1e18
    let after = try show(snapshot)
    #expect(before != after)

    // Seeded: the same fractions of the length each time, from the start to a bit past the end.
    var states: [String: Int] = [:]
    for number in 0..<50 {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: snapshot + suffix)
      }
      let isNew = number % 2 == 1
      if !isNew { try FileManager.default.copyItem(atPath: kept, toPath: snapshot) }
      let fraction = Double((number * 7_919 + 13) % 1_000) / 1_000 * 1.2
      let delay = String(format: "%.4f", fraction * length)
      _ = try shell(
        "'\(tool)' snapshot import --into '\(snapshot)' Fixtures/company & p=$!; sleep \(delay); "
          + "kill -9 $p 2>/dev/null; wait $p 2>/dev/null; true")
      guard FileManager.default.fileExists(atPath: snapshot) else {
        #expect(isNew)
        states["no file", default: 0] += 1
        continue
      }
      let state = try show(snapshot)
      if isNew {
        // Nothing of a new file is there before all of it is.
        #expect(state.contains("\"imageCount\":98"))
      } else {
        #expect(state == before || state == after)
      }
      states[isNew ? "new" : state == before ? "before" : "after", default: 0] += 1
      #expect(try integrity(snapshot) == "ok")
    }
    #expect(states.values.reduce(0, +) == 50)
    #expect(states["before", default: 0] > 0 && states["no file", default: 0] > 0, "\(states)")
    // What was left behind does not stand in the way of the next one.
    try? FileManager.default.removeItem(atPath: snapshot)
    #expect(try run("snapshot", "import", "--into", snapshot, "Fixtures/company").status == 0)
    #expect(!FileManager.default.fileExists(atPath: snapshot + ".drydock-unfinished"))
  }

  @Test func `a file that may not grow is told, and what was there stays`() throws {
    let tool = CommandLineTests.program.path
    let snapshot = path("s.sqlite")
    let small = "Fixtures/examples/age-basic/describe-images.json"
    #expect(try run("snapshot", "import", "--into", snapshot, small).status == 0)
    let before = try show(snapshot)
    for target in [snapshot, path("new.sqlite")] {
      let result = try shell(
        "trap '' XFSZ; ulimit -f 100; '\(tool)' snapshot import --into '\(target)' "
          + "Fixtures/repositories/web-service/describe-images.json")
      #expect(result.status == 2, "\(result.errors)")
      #expect(result.errors.hasPrefix("drydock: \(target) "), "\(result.errors)")
    }
    #expect(try show(snapshot) == before)
    #expect(!FileManager.default.fileExists(atPath: path("new.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: path("new.sqlite.drydock-unfinished")))
  }

  @Test(arguments: [false, true])
  func `a file that may only be read is read, and an import into it is refused`(
    isLegacy: Bool
  ) throws {
    let snapshot = try company()
    if isLegacy {
      // As Drydock wrote it before migrations had names.
      let queue = try DatabaseQueue(path: snapshot)
      try queue.inDatabase { try $0.execute(sql: "DROP TABLE grdb_migrations") }
      try queue.close()
    }
    let before = try show(snapshot)
    // Who runs the tests as root may write everything, so that somebody else has to try.
    try FileManager.default.copyItem(
      at: CommandLineTests.program, to: folder.appending(path: "tool"))
    let somebody = "[ $(id -u) -ne 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'"
    let result = try shell(
      "\(somebody); cd '\(folder.path)'; chmod 444 company.sqlite; chmod 555 .; "
        + "${as:-} ./tool snapshot show company.sqlite --format json > /dev/null || exit 9; "
        + "${as:-} ./tool snapshot import --into company.sqlite "
        + "'\(CommandLineTests.root.path)/Fixtures/examples/age-basic/describe-images.json'; "
        + "code=$?; chmod 755 .; exit $code")
    #expect(result.status == 2, "\(result.errors)")
    #expect(
      result.errors
        == "drydock: company.sqlite cannot be written: the file or its folder is read-only\n")
    #expect(try show(snapshot) == before)
  }
}
