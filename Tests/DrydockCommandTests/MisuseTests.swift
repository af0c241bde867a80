import Testing

/// What is misspelled or means nothing is told; it never just changes the answer.
struct MisuseTests {
  private let commands = CommandLineTests()

  private static let web = Array(CommandLineTests.web.prefix(5))
  private static let question = [
    "access", "--principal", "arn:aws:iam::111122223333:user/alice", "--action", "ecr:PutImage",
    "--repository", "web/shop",
  ]

  /// Arguments, and what the first line of the message has.
  static let mistakes: [([String], String)] = [
    (["preview", "--images", "i.json", "--polcy", "p.json"], "Unknown option '--polcy'"),
    (["preview", "--imagse", "i.json"], "Unknown option '--imagse'"),
    (question + ["--actoin", "x"], "Unknown option '--actoin'"),
    (["preview", "--images", "i.json"], "Error: give --policy with --images"),
    (["preview"], "Error: no images: give --images and --policy, or --snapshot"),
    (["test", "--list", "--watch"], "Error: give either --list or --watch, not both"),
    (web + ["--at", "20260131"], "write it with hyphens: 2026-01-31"),
    (
      question + ["--region", "mars"], "invalid region `mars`: write a region such as eu-central-1"
    ),
  ]

  /// What is near a command, an option or a value, or in the wrong place.
  static let slips: [([String], String)] = [
    (["previw"], "did you mean `drydock preview`?"),
    (["help", "previw"], "did you mean `drydock preview`?"),
    (["help", "access", "matirx"], "did you mean `drydock access matrix`?"),
    (["access", "matirx"], "did you mean `drydock access matrix`?"),
    (["snapshot", "shwo"], "did you mean `drydock snapshot show`?"),
    (["frobnicate"], "Unexpected argument 'frobnicate'"),
    (["preview", "images.json", "policy.json"], "files go with --images and --policy"),
    (["explain", "v1", "images.json"], "files go with --images and --policy"),
    (["access", "matrix", "x.json"], "files go with --policies"),
    (
      ["access", "batch", "q.jsonl", "--policies", "f"], "each line of the file holds the policies"
    ),
    (["access", "ask", "--principl", "x"], "did you mean `--principal`?"),
    (web + ["--max-expire", "-1"], "write --max-expire=-1"),
    (web + ["--max-expire=-1"], "write a whole number, at least 0"),
    (web + ["--max-expire-percent", "30%"], "write a number from 0 to 100, without `%`"),
    (web + ["--at", "2026-13-01"], "there is no month 13"),
    (web + ["--at", "2026-02-29"], "that month has 28 days"),
    (web + ["--at", "2026-01-31T12:00:00"], "the offset is missing: add Z for UTC"),
    (["validate", "--as", "lifecylce", "p.json"], "lifecycle policies are detected"),
    (["access", "matrix", "--policies", "Fixtures"], "it is a folder; give the files in it"),
    (["access", "matrix", "--policies", "nosuch.json"], "no such file or folder"),
    (["snapshot", "show", "nosuch.sqlite"], "no such file or folder"),
    (who + ["--actions", "pull,push"], "ask about one at a time, such as `pull`"),
    (who + ["--action", "PutImage"], "did you mean `ecr:PutImage`?"),
    (
      ["access", "who", "--actions", "pull"],
      "no document names a repository: give --repository, `aws ecr describe-repositories` or"
    ),
    (["explain", "ALPHA-2"] + CommandLineTests.example, "did you mean `alpha-2`?"),
    (["explain", "api:alpha-2"] + CommandLineTests.example, "did you mean `alpha-2`?"),
    (["explain", "sha256:98"] + CommandLineTests.example, "(of a digest, give at least 6 digits)"),
    (
      ["explain", "examples/all-images-b"] + CommandLineTests.example,
      "which is a repository: add `:TAG` or `@DIGEST`"
    ),
    (
      ["test", "--filter", "nosuch", "Scenarios/traps"],
      "list the scenarios with `drydock test --list Scenarios/traps`"
    ),
    (
      ["record", "--into", "nosuch", "--repository", "zzz"] + CommandLineTests.example,
      "the images belong to `examples/all-images-b`, not to `zzz`"
    ),
  ]

  private static let who = [
    "access", "--principal", "arn:aws:iam::111122223333:user/alice", "--repository", "web/shop",
  ]

  @Test(arguments: slips)
  func `a slip ends with 2, and its message helps`(arguments: [String], message: String) throws {
    let run = try commands.run(arguments)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func `an operation is asked about by either option`() throws {
    let asked = try ["--action", "--actions"].map { option in
      try commands.run(Self.who + [option, "push"] + AccessCommandTests.documents).output
    }
    #expect(asked[0].hasPrefix("ALLOWED: docker push to web/shop"))
    #expect(asked[0] == asked[1])
  }

  @Test(arguments: mistakes)
  func `a mistake ends with 2 and says what it is`(arguments: [String], message: String) throws {
    let run = try commands.run(arguments)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.prefix { $0 != "\n" }.contains(message), "\(run.errors)")
  }

  @Test func `arguments that do not fit together show how the command is used`() throws {
    let run = try commands.run(["access", "matrix", "--actions", "pull", "--by-repository", "push"])
    let lines = run.errors.split(separator: "\n")
    #expect(lines[1].hasPrefix("Usage: drydock access matrix "))
    #expect(lines.last == "  See 'drydock access matrix --help' for more information.")
  }

  @Test(arguments: [
    ["explain"], ["access", "ask"], ["access", "matrix"], ["access", "who"], ["record"], ["test"],
  ])
  func `the usage of a command with many options is one line`(command: [String]) throws {
    let run = try commands.run(command + ["--nonsense"])
    let usage = try #require(run.errors.split(separator: "\n").first { $0.hasPrefix("Usage: ") })
    #expect(usage.hasPrefix("Usage: drydock \(command.joined(separator: " ")) "))
    #expect(usage.hasSuffix("<options>"))
    #expect(usage.count <= 80)
  }

  private static let images = "Fixtures/repositories/web-service/describe-images.json"
  private static let tasks = "Fixtures/repositories/web-service/describe-tasks.json"

  @Test func `what is not about access is ignored with one notice`() throws {
    let matrix = ["access", "matrix", "--by-repository", "push"] + AccessCommandTests.documents
    let alone = try commands.run(matrix)
    let more = try commands.run(matrix + [web[4], Self.images, Self.tasks])
    #expect(more.status == alone.status)
    #expect(more.output == alone.output)
    #expect(
      more.errors == alone.errors
        + "drydock: ignored, because not about access: \(web[4]) (a lifecycle "
        + "policy), \(Self.images) (`aws ecr describe-images` output), \(Self.tasks) (`aws ecs "
        + "describe-tasks` output)\n")
  }

  @Test func `with nothing about access, and with unknown documents, there is no answer`() throws {
    let nothing = try commands.run(["access", "matrix", "--policies", Self.images, web[4]])
    #expect(nothing.status == 2)
    #expect(nothing.output == "")
    #expect(nothing.errors.contains("NOT_ABOUT_ACCESS"))
    #expect(nothing.errors.contains("this is a lifecycle policy, not an access policy"))
    let unknown = try commands.run(
      ["access", "matrix"] + AccessCommandTests.documents + [Self.images, "-"],
      input: #"{"unknown": 1}"#)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("this is a document of an unknown kind, not an access policy"))
    // Its policies might be about access.
    let hidden = try commands.run(
      ["access", "matrix"] + AccessCommandTests.documents + ["-"],
      input: #"{"items": [{"spec": {"policy": {"Version": "2012-10-17", "Statement": []}}}]}"#)
    #expect(hidden.status == 2)
  }

  @Test func `advice does not hide why there is no report`() throws {
    let run = try commands.run(
      ["preview", "--images", "-", "--policy", web[4], "--at", "2026-11-01"], input: "{}")
    #expect(run.status == 2)
    #expect(!run.errors.contains("suggestion"), "\(run.errors)")
    #expect(run.errors.contains("  error  "))
  }

  private var web: [String] { Self.web }

  /// Notices do not change the answer.
  static let notices: [([String], String)] = [
    (
      ["--context", "sourceip=192.0.2.1"], "no context key `sourceip`; did you mean `aws:SourceIp`?"
    ),
    (["--context", "aws:Nonsense=x"], "no context key `aws:Nonsense`"),
    (["--context", "aws:SourceIp=300.1.1.1"], "aws:SourceIp is not an IP address: `300.1.1.1`"),
    ([], "no policies given"),
  ]

  @Test(arguments: notices)
  func `what has no effect is told`(arguments: [String], notice: String) throws {
    let run = try commands.run(Self.question + ["--region", "eu-central-1"] + arguments)
    #expect(run.status == 0)
    #expect(run.errors.contains(notice), "\(run.errors)")
    let known = try commands.run(
      Self.question + ["--region", "eu-central-1", "--context", "aws:SourceIp=192.0.2.1"])
    #expect(!known.errors.contains("context key"))
  }

  // MARK: Guards

  static let guards: [([String], Int32, String)] = [
    (
      ["--protect", "zzz"], 0,
      "PASS  --protect zzz   no image matches, so it protects nothing; check the pattern"
    ),
    // A violation stays one.
    (["--protect", "zzz", "--max-expire", "0"], 1, "FAIL"),
  ]

  @Test(arguments: guards)
  func `a pattern that matches nothing passes, and its line says so`(
    options: [String], status: Int32, line: String
  ) throws {
    let run = try commands.run(CommandLineTests.web + options)
    #expect(run.status == status)
    #expect(run.output.contains(line), "\(run.output)")
  }

  @Test(arguments: ["--protect=v*", "--max-expire=3", "--max-expire-percent=3"])
  func `without images no guard passes`(option: String) throws {
    let policy = CommandLineTests.web[4]
    let arguments = [
      "preview", "--images", "-", "--policy", policy, "--at", "2026-11-01T00:00:00Z", option,
    ]
    let run = try commands.run(arguments, input: #"{"imageDetails": []}"#)
    #expect(run.status == 2)
    #expect(run.errors.contains("the input has no images"), "\(run.errors)")
    let accepted = try commands.run(
      arguments + ["--allow-empty-guards"], input: #"{"imageDetails": []}"#)
    #expect(accepted.status == 0)
  }
}
