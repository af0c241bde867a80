import Foundation
import Testing

/// The program as a user runs it: arguments in, two streams and an exit code out.
struct CommandLineTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program that was built beside these tests.
  static let program: URL = {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "drydock")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program in the project's folder; the streams go to files, so that neither blocks.
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in workingFolder: URL = root, program: URL = program
  ) throws -> Run {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let process = Process()
    process.executableURL = program
    process.currentDirectoryURL = workingFolder
    process.arguments = arguments
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: try String(contentsOf: files[1], encoding: .utf8),
      errors: try String(contentsOf: files[2], encoding: .utf8))
  }

  static let web = [
    "preview", "--images", "Fixtures/repositories/web-service/describe-images.json", "--policy",
    "Fixtures/repositories/web-service/lifecycle-policy.json", "--at", "2026-11-01T00:00:00Z",
  ]
  static let example = [
    "--images", "Fixtures/examples/all-images-B/describe-images.json", "--policy",
    "Fixtures/examples/all-images-B/lifecycle-policy.json", "--at", "2026-01-31T12:00:00Z",
  ]

  /// A page of the documentation, by its path in the repository.
  static func page(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func `the README's dry run prints its report and succeeds`() throws {
    let run = try run(Self.web)
    #expect(run.status == 0)
    #expect(
      run.output.hasPrefix(
        "123456789012/payments/web, evaluated at 2026-11-01T00:00:00Z\n148 images, 14.7 GiB\n"))
    #expect(run.output.contains("Expiring and archived images, oldest first"))
    #expect(!run.output.contains("\u{1B}"), "no color where there is no terminal")
  }

  @Test func `the instant is told when the clock was read, so that a run can be repeated`() throws {
    let run = try run(Array(Self.web.dropLast(2)))
    #expect(run.status == 0)
    #expect(run.errors.contains("drydock: no --at given; assuming --at 20"))
  }

  @Test func `the same command gives the same bytes, from a file and from standard input`() throws {
    let json = Self.web + ["--format", "json"]
    let first = try run(json).output
    #expect(try run(json).output == first)
    let images = try String(
      contentsOf: Self.root.appending(path: Self.web[2]), encoding: .utf8)
    var piped = json
    piped[2] = "-"
    #expect(try run(piped, input: images).output == first)
  }

  /// Commands whose answers go through most of the program.
  static let commands: [[String]] = [
    web, web + ["--format", "json"], ["explain", "alpha-2"] + example,
    ["access", "--principal", AccessCommandTests.build, "--actions", "push", "--repository"]
      + ["web/shop", "--format", "json"] + AccessCommandTests.documents,
    ["access", "matrix", "--format", "json"] + AccessCommandTests.documents,
    ["access", "batch", "Fixtures/access/questions.jsonl"],
    ["validate", "--format", "json"] + AccessCommandTests.documents.dropFirst(),
    ["test", "Scenarios/traps/01-lifecycle-traps", "--format", "json"],
  ]

  @Test(arguments: commands)
  func `two processes with other hashes print the same bytes`(arguments: [String]) throws {
    let first = try run(arguments)
    let second = try run(arguments, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
    #expect(!first.output.isEmpty)
    #expect(first.output == second.output)
    #expect(first.errors == second.errors)
    #expect(first.status == second.status)
  }

  @Test func `explain tells of one image by tag, by digest and by its first digits`() throws {
    let byTag = try run(["explain", "alpha-2"] + Self.example)
    #expect(byTag.status == 0)
    #expect(byTag.output.contains("rule 3 would expire it, but rule 1 takes\n  precedence"))
    #expect(try run(["explain", "sha256:a072970e8ba7"] + Self.example).output == byTag.output)
    #expect(try run(["explain", "a07297"] + Self.example).output == byTag.output)
    #expect(try run(["explain", "no-such-tag"] + Self.example).status == 2)
  }

  @Test func `T-01 the trap of the list is warned of and comes out as it did`() throws {
    let folder = "Fixtures/examples/repost-and-trap"
    #expect(
      try run(["validate", "\(folder)/lifecycle-policy.json"]).output.contains("TAG_LIST_MEANS_AND")
    )
    // One image is tagged with one of the five, the other with all of them.
    for (suffix, words) in [("", "expires under rule 3"), ("-escaped", "rule 1 takes precedence")] {
      let story = try run([
        "explain", "main", "--images", "\(folder)\(suffix)/describe-images.json", "--policy",
        "\(folder)/lifecycle-policy.json", "--at", "2026-01-31T12:00:00Z",
      ])
      #expect(story.output.contains(words))
    }
  }

  /// Guards and what they end in: in this example three of five images expire, `alpha-2` stays.
  static let guards: [([String], Int32)] = [
    (["--protect", "alpha-2"], 0), (["--protect", "alpha-1"], 1),
    (["--protect", "alpha-2", "--protect", "beta*"], 1), (["--max-expire", "3"], 0),
    (["--max-expire", "2"], 1), (["--max-expire-percent", "60"], 0),
    (["--max-expire-percent", "59.9"], 1), (["--max-expire", "-1"], 2),
    (["--max-expire-percent", "101"], 2), (["--protect", ""], 2),
  ]

  @Test(arguments: guards)
  func `a guard that does not hold ends in 1, one that makes no sense in 2`(
    arguments: [String], status: Int32
  ) throws {
    #expect(try run(["preview"] + Self.example + arguments).status == status)
  }

  static let inUse: [(String, [String], Int32, String)] = [
    (#"{"items": []}"#, [], 2, "UNDECIDED  --in-use   `<stdin>` does not name a running image"),
    (
      #"{"items": []}"#, ["--allow-empty-guards"], 0,
      "PASS  --in-use   `<stdin>` does not name a running image"
    ),
    (
      #"{"tasks": [{"containers": [{"image": "alpha-2"}]}], "failures": [{"reason": "MISSING"}]}"#,
      ["--allow-empty-guards"], 2, "ECS did not describe 1 requested resource (MISSING)"
    ),
    ("", [], 2, "UNDECIDED  --in-use   `<stdin>` does not name a running image"),
    (
      "services:\n  web:\n    image: alpha-1\n", [], 1,
      "FAIL  --in-use   1 running image: alpha-1 expires"
    ),
    (
      "other:v1\n", [], 0, "PASS  --in-use   1 reference to a running image, not in this repository"
    ),
    ("alpha-2\n", [], 0, "PASS  --in-use   1 reference to a running image, in this repository"),
    ("alpha-1\n", [], 1, "FAIL  --in-use   1 running image: alpha-1 expires"),
  ]

  @Test(arguments: inUse)
  func `a guard says what it read, and is undecided when that is nothing`(
    text: String, options: [String], status: Int32, line: String
  ) throws {
    let run = try run(["preview"] + Self.example + ["--in-use", "-"] + options, input: text)
    #expect(run.status == status)
    // Long lines are wrapped.
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(line.split(separator: " ").joined(separator: " ")), "\(run.output)")
  }

  @Test(arguments: [("alpha-1\n", 1), ("alpha-2\n", 2)] as [(String, Int32)])
  func `a list that is empty does not hide that another one fails the guard`(
    text: String, status: Int32
  ) throws {
    let run = try run(
      ["preview"] + Self.example + ["--in-use", "-", "/dev/null"], input: text)
    #expect(run.status == status)
    #expect(run.output.contains(status == 1 ? "FAIL  --in-use" : "UNDECIDED  --in-use"))
    #expect(run.output.contains("the list in `/dev/null` is empty"))
    #expect(run.errors.contains("a file of --in-use, or a list in it, does not name any image"))
  }

  @Test(arguments: ["describe-tasks.json", "pods.json", "running-images.txt"])
  func `a running image that would go fails the run, whoever names it`(file: String) throws {
    let run = try run(Self.web + ["--in-use", "Fixtures/repositories/web-service/\(file)"])
    #expect(run.status == 1)
    #expect(run.output.contains("FAIL  --in-use"))
    #expect(run.output.contains("  running"))
  }

  @Test(arguments: [
    ["preview"], ["preview", "--images", "nowhere.json", "--policy", "nowhere.json"], ["nonsense"],
    ["preview", "--images", "Fixtures", "--policy", "Fixtures"], ["validate", "Sources"],
    ["preview", "--at", "tomorrow", "--images", "a", "--policy", "b"], ["validate"],
    ["preview"] + example + ["--children", "maybe"], ["preview"] + example + ["--format", "xml"],
  ])
  func `a command line that makes no sense ends in 2 and says so on standard error`(
    arguments: [String]
  ) throws {
    let run = try run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func `validate tells file, line and column, the line itself, AWS's answer and the remedy`()
    throws
  {
    let text = """
      {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged",
        "countType": "imageCountMoreThan", "countNumber": 5}, "action": {"type": "keep"}}]}
      """
    let run = try run(["validate", "-"], input: text)
    #expect(run.status == 2)
    #expect(run.errors == "")
    #expect(
      run.output == """
        AWS rejects the policy; 1 error.
        Drydock looks for likely mistakes once the errors are fixed.

        <stdin>:2:76  error  NOT_IN_ENUM
          2 |   "countType": "imageCountMoreThan", "countNumber": 5}, "action": {"type": "keep"}}]}
            |                                                                            ^^^^^^
          `keep` is not a value of `type`
          help: there are no keep rules: an earlier rule with a large limit protects what it selects
          AWS's error: InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: instance value ("keep") not found in enum (possible values: ["expire","transition"])
               '
          facts: J-21, J-19, X-05

        """)
  }

  @Test func `the committed policies are valid, and validate says so in JSON too`() throws {
    let files = ["web-service", "base-image"].map {
      "Fixtures/repositories/\($0)/lifecycle-policy.json"
    }
    #expect(try run(["validate"] + files).status == 0)
    let json = try run(["validate", "--format", "json"] + files).output
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(value?["schema"] as? String == "drydock.validation.v1")
    #expect(
      (value?["documents"] as? [[String: Any]])?.map { $0["valid"] as? Bool } == [true, true])
  }

  @Test func `validate counts the findings`() throws {
    let traps = "Fixtures/policies/traps/AGE_RULE_KEEPS_NO_MINIMUM"
    let files = ["everything", "latest", "production"].map { "\(traps).\($0).json" }
    let lines = try run(["validate"] + files + ["Fixtures/policies/sensible/any-count-30.json"])
      .output.split(separator: "\n")
    #expect(lines.first == "AWS accepts all policies in 4 documents; 3 warnings.")
    #expect(lines[1...4].allSatisfy { $0.contains(".json: valid lifecycle policy, ") })
    #expect(lines.count { $0.contains("  warning  ") } == 3)
    #expect(try run(["validate", files[0]]).output.hasPrefix("AWS accepts the policy; 1 warning."))
  }

  @Test func `help and version are no mistakes`() throws {
    #expect(try run(["--help"]).status == 0)
    #expect(try run(["preview", "--help"]).output.contains("--max-expire-percent"))
    #expect(try run(["--version"]).output == "0.1.0\n")
  }
}
