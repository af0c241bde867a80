import Foundation
import Testing

/// A stranger's scenario reads its own tree, and nothing else of the machine.
struct ScenarioTreeTests {
  private let tests: ScenarioCommandTests
  private static let secret = "MY_SECRET_TOKEN=hunter2"

  /// `outer/book/one` has the scenario, `outer` other files.
  init() throws {
    tests = try ScenarioCommandTests()
    try tests.write("outer/book/one", ScenarioCommandTests.yaml(title: "One"))
    try write(Self.secret + "\n", to: "secret.txt")
    try write(ScenarioCommandTests.policy, to: "outer/policy.json")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: tests.folder.appending(path: name))
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: tests.path(name), withDestinationPath: target)
  }

  /// Runs the scenario with another file as its policy.
  private func run(
    policy: String, images: Bool = false, _ options: String...
  ) throws -> CommandLineTests.Run {
    var yaml = ScenarioCommandTests.yaml(title: "One")
    yaml = yaml.replacing("policy.json", with: "\"\(policy)\"")
    if images {
      yaml = ScenarioCommandTests.yaml(title: "One").replacing(
        "    images:\n      - {image: A, pushed: 2 days ago}\n      - {image: B, pushed: 1 day ago}",
        with: "    images: [\"\(policy)\"]")
    }
    try tests.write("outer/book/one", yaml)
    return try tests.commands.run(
      ["test", tests.path("outer/book")] + options, environment: ["MY_SECRET_TOKEN": "hunter2"])
  }

  private func expectRefusal(
    _ run: CommandLineTests.Run, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == 2, sourceLocation: sourceLocation)
    #expect(run.output.contains("UNREADABLE_FILE"), "\(run.output)", sourceLocation: sourceLocation)
    #expect(run.output.contains(reason), "\(run.output)", sourceLocation: sourceLocation)
    #expect(!(run.output + run.errors).contains("hunter2"), sourceLocation: sourceLocation)
  }

  @Test(arguments: [false, true])
  func `a file outside the scenario's folder is refused, unless that is allowed`(images: Bool)
    throws
  {
    try link("outer/book/one/link", to: tests.path("secret.txt"))
    try link("outer/book/one/loop", to: "loop")
    try link("outer/book/one/folder", to: tests.folder.path)
    for policy in [
      tests.path("secret.txt"), "../../../secret.txt", "link", "folder/secret.txt",
      "../../policy.json",
      "folder/none.txt", "/etc/hostname", "/no/such/file",
    ] {
      expectRefusal(try run(policy: policy, images: images), "is outside")
    }
    for policy in ["none.json", "loop"] {
      expectRefusal(try run(policy: policy), "no such file")
    }
    let trusted = try run(policy: "../../policy.json", "--allow-files-outside")
    #expect(trusted.status == 0, "\(trusted.output)")
  }

  @Test func `below the nearest repository every file may be read, but nothing of git's own`()
    throws
  {
    #expect(try run(policy: "../../policy.json").status == 2)
    try FileManager.default.createDirectory(
      atPath: tests.path("outer/.git"), withIntermediateDirectories: true)
    try write(Self.secret, to: "outer/.git/config")
    #expect(try run(policy: "../../policy.json").status == 0)
    expectRefusal(try run(policy: "../../.git/config"), "files in `.git`")
    expectRefusal(try run(policy: "../../../secret.txt"), "is outside")
  }

  @Test func `below the working directory every file may be read`() throws {
    let process = Process()
    process.executableURL = CommandLineTests.program
    process.currentDirectoryURL = tests.folder.appending(path: "outer")
    process.arguments = ["test", "book"]
    process.standardOutput = FileHandle.nullDevice
    try tests.write(
      "outer/book/one",
      ScenarioCommandTests.yaml(title: "One").replacing("policy.json", with: "../../policy.json"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: [
    "/proc/self/environ", "/dev/stdin", "/dev/zero", "/dev/fd/0", "/proc/self/fd/0", "/sys/kernel",
  ])
  func `devices and what the kernel tells are refused, allowed or not`(path: String) throws {
    for options in [[], ["--allow-files-outside"]] {
      var yaml = ScenarioCommandTests.yaml(title: "One")
      yaml = yaml.replacing("policy.json", with: path)
      try tests.write("outer/book/one", yaml)
      let run = try tests.commands.run(
        ["test", tests.path("outer/book")] + options, input: Self.secret,
        environment: ["MY_SECRET_TOKEN": "hunter2"])
      #expect(run.status == 2)
      #expect(run.output.contains("UNREADABLE_FILE"), "\(run.output)")
      #expect(!run.output.contains("hunter2"))
    }
  }

  @Test func `a pipe is refused, and not waited for`() throws {
    #expect(mkfifo(tests.path("outer/book/one/pipe"), 0o600) == 0)
    expectRefusal(try run(policy: "pipe"), "not a regular file")
  }

  @Test func `a scenario and a README that are links to elsewhere are refused as well`() throws {
    try FileManager.default.createDirectory(
      atPath: tests.path("links/two"), withIntermediateDirectories: true)
    try link("links/two/scenario.yaml", to: tests.path("secret.txt"))
    let run = try tests.run("test", tests.path("links"))
    expectRefusal(run, "is outside")
    try write("# \(Self.secret)\n", to: "title.md")
    try link("outer/book/README.md", to: tests.path("title.md"))
    let list = try tests.run("learn", "--list", tests.path("outer/book"))
    #expect(list.status == 0, "\(list.errors)")
    #expect(!list.output.contains("hunter2"))
  }
}
