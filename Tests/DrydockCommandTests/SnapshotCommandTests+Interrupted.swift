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

  @Test func `a file that may not grow is told, and what was there stays`() throws {
    let tool = CommandLineTests.program.path
    let snapshot = path("s.sqlite")
    let small = "Fixtures/examples/age-basic/describe-images.json"
    #expect(try run("snapshot", "import", "--into", snapshot, small).status == 0)
    let before = try show(snapshot)
    // With and without the signal that ends programs by default.
    for (target, trap) in [(snapshot, "trap '' XFSZ; "), (snapshot, ""), (path("new.sqlite"), "")] {
      let result = try shell(
        "\(trap)ulimit -f 100; '\(tool)' snapshot import --into '\(target)' "
          + "Fixtures/repositories/web-service/describe-images.json")
      #expect(result.status == 2, "\(result.errors)")
      #expect(result.errors.hasPrefix("drydock: \(target) "), "\(result.errors)")
    }
    #expect(try show(snapshot) == before)
    #expect(try names() == ["s.sqlite"])
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// A shell's words in front of a command that runs as somebody who owns nothing here.
  ///
  /// Who runs the tests as root may write everything, so that somebody else has to try; any other user
  /// tries by himself, since the folder is closed to him too.
  static let somebody =
    "[ $(id -u) -ne 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'; "

  /// Runs a shell command in the tests' folder, which nobody may write meanwhile; `tool` is a copy of
  /// the program that everybody may run, and `$as` stands in front of it.
  func shellInClosedFolder(_ command: String) throws -> (status: Int32, errors: String) {
    let tool = folder.appending(path: "tool")
    if !FileManager.default.fileExists(atPath: tool.path) {
      try copyProgram(to: tool)
    }
    return try shell(
      "\(Self.somebody)cd '\(folder.path)'; chmod a+r *; chmod 555 .; (\(command)); code=$?; "
        + "chmod 755 .; exit $code")
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
    let result = try shellInClosedFolder(
      "chmod 444 company.sqlite; "
        + "${as:-} ./tool snapshot show company.sqlite --format json > /dev/null || exit 9; "
        + "${as:-} ./tool snapshot import --into company.sqlite "
        + "'\(CommandLineTests.root.path)/Fixtures/examples/age-basic/describe-images.json'")
    #expect(result.status == 2, "\(result.errors)")
    #expect(
      result.errors
        == "drydock: company.sqlite cannot be written: the file or its folder is read-only\n")
    #expect(try show(snapshot) == before)
  }

  @Test func `a file is read where nothing may be written, with logs beside it too`() throws {
    let snapshot = try company()
    let expected = try commands.run(["preview", "--snapshot", snapshot] + Self.clock).output
    // What a stopped reader leaves: an empty log, and an index of it.
    try Data().write(to: URL(filePath: snapshot + "-wal"))
    try Data(count: 32_768).write(to: URL(filePath: snapshot + "-shm"))
    for jobs in ["1", "8"] {
      let result = try shellInClosedFolder(
        "ulimit -n 64; ${as:-} ./tool preview --snapshot company.sqlite --jobs \(jobs) "
          + "\(Self.clock.joined(separator: " ")) > ../\(folder.lastPathComponent).out")
      let output = folder.path + ".out"
      defer { try? FileManager.default.removeItem(atPath: output) }
      #expect(result.status == 0, "\(result.errors)")
      #expect(try String(contentsOfFile: output, encoding: .utf8) == expected)
    }
  }

  @Test func `a reader that has no room leaves nothing beside the file`() throws {
    let snapshot = try company()
    for command in [
      "preview --snapshot '\(snapshot)' \(Self.clock.joined(separator: " "))",
      "snapshot show '\(snapshot)'",
    ] {
      // No file may have a byte, as on a full disk.
      let result = try shell(
        "ulimit -f 0; '\(CommandLineTests.program.path)' \(command) > /dev/null")
      #expect(result.status == 0, "\(result.errors)")
      #expect(try names() == ["company.sqlite"])
    }
  }

  @Test func `an export of a snapshot with a broken document fails and leaves nothing`() throws {
    let snapshot = try company()
    let queue = try DatabaseQueue(path: snapshot)
    try queue.inDatabase {
      try $0.execute(
        sql: "UPDATE repository SET description = '{' WHERE repository_id = "
          + "(SELECT max(repository_id) FROM repository)")
    }
    try queue.close()
    let result = try run("snapshot", "export", snapshot, "--into", path("out"))
    #expect(result.status == 2)
    #expect(result.errors.contains("invalid `description` in table `repository` (repository_id "))
    #expect(result.errors.contains("expected one JSON value, got `{`"))
    #expect(try names() == ["company.sqlite"])
  }

  @Test func `an import into a folder that may not be written says so`() throws {
    _ = try company()
    let images = CommandLineTests.root.path + "/Fixtures/examples/age-basic/describe-images.json"
    let imported = try shellInClosedFolder(
      "${as:-} ./tool snapshot import --into new.sqlite '\(images)'")
    #expect(imported.status == 2)
    #expect(imported.errors == "drydock: cannot create new.sqlite: Permission denied\n")
    let exported = try shellInClosedFolder(
      "${as:-} ./tool snapshot export company.sqlite --into new")
    #expect(exported.status == 2)
    #expect(exported.errors == "drydock: cannot create new: Permission denied\n")
    #expect(try names() == ["company.sqlite", "tool"])
  }
}
