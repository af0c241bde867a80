import Foundation
import Testing

extension ScenarioCommandTests {
  // MARK: record

  static let example = [
    "--images", "Fixtures/examples/all-images-B/describe-images.json", "--policy",
    "Fixtures/examples/all-images-B/lifecycle-policy.json", "--at", "2026-01-31T12:00:00Z",
  ]

  func record(_ arguments: String...) throws -> CommandLineTests.Run {
    try commands.run(["record"] + Self.example + arguments)
  }

  @Test func `what is recorded passes, and has the title and the lesson that were given`() throws {
    let made = try record(
      "--into", path("new"), "--title", "A surprise", "--lesson", "So be it.")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.isEmpty)
    #expect(
      made.errors.hasSuffix(
        "drydock: recorded in \(path("new")); run it: drydock test \(path("new"))\n"))
    #expect(try run("test", path("new")).status == 0)
    #expect(try run("test", path("new"), "--list").output == "\(path("new"))  A surprise\n")
    let yaml = try String(contentsOfFile: path("new/scenario.yaml"), encoding: .utf8)
    #expect(yaml.contains("So be it."))
    #expect(yaml.contains("alpha-2"))
    let policy = try Data(contentsOf: folder.appending(path: "new/lifecycle-policy.json"))
    #expect(
      try policy
        == Data(
          contentsOf: CommandLineTests.root.appending(
            path: "Fixtures/examples/all-images-B/lifecycle-policy.json")))
  }

  @Test func `an anonymous recording passes, and tells no names`() throws {
    #expect(try record("--into", path("new"), "--anonymize").status == 0)
    #expect(try run("test", path("new")).status == 0)
    let yaml = try String(contentsOfFile: path("new/scenario.yaml"), encoding: .utf8)
    for name in ["alpha", "examples/all-images-b", "123456789012", "sha256"] {
      #expect(!yaml.contains(name))
    }
  }

  @Test func `a folder that is there stays as it is`() throws {
    #expect(try record("--into", path("new")).status == 0)
    let before = try String(contentsOfFile: path("new/scenario.yaml"), encoding: .utf8)
    let again = try record("--into", path("new") + "/", "--title", "Another")
    #expect(again.status == 2)
    #expect(again.errors.contains("new already exists: name a folder that does not"))
    #expect(try String(contentsOfFile: path("new/scenario.yaml"), encoding: .utf8) == before)
  }

  @Test func `of a recording that fails nothing is left`() throws {
    // Not enough room for the second file, no image that has come yet, and no repository of the name.
    let tool = CommandLineTests.program.path
    let arguments = (["record"] + Self.example).map { "'\($0)'" }.joined(separator: " ")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' XFSZ; ulimit -f 1; '\(tool)' \(arguments) --into '\(path("new"))'",
    ]
    process.currentDirectoryURL = CommandLineTests.root
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(try record("--into", path("new"), "--at", "2020-01-01").status == 2)
    let other = try record("--into", path("new"), "--repository", "payments/api")
    #expect(other.status == 2)
    #expect(other.errors.contains(", not to `payments/api`"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  // MARK: test --watch

  /// Waits for the summary of a run, at least the one with this number, that has some words.
  ///
  /// A change of several files may be met before all of them are written, and then has two runs.
  private func hasRun(_ number: Int, _ words: String, in file: String) -> Bool {
    for _ in 0..<100 {
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      let summaries = text.split(separator: "\n").filter { $0.hasPrefix("1 scenario, ") }
      if summaries.count >= number, summaries.last?.contains(words) == true { return true }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return false
  }

  @Test func `watch runs again when a scenario or one of its files changes`() throws {
    let scenario = try write("watched", Self.yaml(title: "Watched"))
    try FileManager.default.removeItem(atPath: scenario + "/policy.json")
    let output = path("output")
    try Data().write(to: URL(filePath: output))
    let process = Process()
    process.executableURL = CommandLineTests.program
    process.arguments = ["test", scenario, "--watch"]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    // Unusable without its policy, which then comes, then changes, then the scenario does.
    #expect(hasRun(1, "1 invalid", in: output))
    Thread.sleep(forTimeInterval: 0.5)
    let policy = URL(filePath: scenario + "/policy.json")
    try Data(Self.policy.utf8).write(to: policy)
    #expect(hasRun(2, "all answers", in: output))
    Thread.sleep(forTimeInterval: 0.5)
    try Data(Self.policy.replacing("\"countNumber\": 1", with: "\"countNumber\": 22").utf8)
      .write(to: policy)
    #expect(hasRun(3, "1 failed", in: output))
    Thread.sleep(forTimeInterval: 0.5)
    try write("watched", Self.yaml(title: "Watched"))
    #expect(hasRun(4, "all answers", in: output))
    #expect(process.isRunning)
  }
}
