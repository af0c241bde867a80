import Foundation
import Testing

/// Every report as a person sees it, word for word: `Golden/NAME.txt` has the command, what it prints, and
/// its exit code, and pages of the documentation show some of them.
///
/// They are made, not written: `RECORD=1 swift test --filter GoldenTests` writes them anew, and the
/// samples in the pages with them, and fails, so that nobody takes a recording for a check.
@Suite(.serialized)
struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")

  /// A report's name, and the command that prints it; `@company` is a snapshot of Fixtures/company.
  static let reports: [(name: String, command: [String])] =
    lifecycle + access + [
      (
        "validate-warnings",
        ["validate", "Fixtures/policies/traps/RELEASE_TAG_IN_REACH.pr-begins-prod.json"]
      ),
      ("validate-error", ["validate", "Fixtures/repositories/web-service/describe-images.json"]),
      (
        "validate-files",
        ["validate", "Fixtures/policies/sensible/any-count-30.json"]
          + ["everything", "latest"].map {
            "Fixtures/policies/traps/AGE_RULE_KEEPS_NO_MINIMUM.\($0).json"
          }
      ),
      ("snapshot-import", ["snapshot", "import", "--into", "@new", "Fixtures/company"]),
      ("snapshot-import-again", ["snapshot", "import", "--into", "@company", "Fixtures/company"]),
      ("snapshot-show", ["snapshot", "show", "@company"]),
      ("snapshot-export", ["snapshot", "export", "@company", "--into", "@out"]),
      ("test", ["test", "Scenarios/traps/01-lifecycle-traps"]),
      ("test-failed", ["test", "@failing"]),
      (
        "record",
        ["record", "--into", "@recorded"] + CommandLineTests.example
      ),
      ("learn-lifecycle", ["learn", "T-04"]),
      ("learn-access", ["learn", "T-A05"]),
    ]

  private static let lifecycle: [(name: String, command: [String])] = {
    let web = CommandLineTests.web
    let pods = "Fixtures/repositories/web-service/pods.json"
    let fleet = ["preview", "--snapshot", "@company", "--at", "2026-11-01T00:00:00Z"]
    let guards = ["--protect", "v*", "--protect", "prod*", "--max-expire", "10"]
    return [
      ("preview", web),
      ("preview-guards", web + guards + ["--in-use", pods, "--max-expire-percent", "80"]),
      ("preview-all", ["preview", "--all"] + CommandLineTests.example),
      (
        "preview-indexes",
        [
          "preview", "--images", "Fixtures/repositories/base-image/describe-images.json",
          "--policy", "Fixtures/repositories/base-image/lifecycle-policy.json", "--manifests",
          "Fixtures/repositories/base-image/batch-get-image.json", "--at", "2026-11-01T00:00:00Z",
        ]
      ),
      ("preview-fleet", fleet), ("preview-fleet-guards", fleet + guards),
      ("explain-kept", ["explain", "alpha-2"] + CommandLineTests.example),
      ("explain-expired", ["explain", "beta-1"] + CommandLineTests.example),
      ("explain-json", ["explain", "alpha-2", "--format", "json"] + CommandLineTests.example),
    ]
  }()

  private static let access: [(name: String, command: [String])] = {
    func ask(_ principal: String, _ more: String...) -> [String] {
      ["access", "--principal", principal] + more + AccessCommandTests.documents
    }
    let build = AccessCommandTests.build
    let account = "arn:aws:iam::111122223333:"
    func survey(_ words: String...) -> [String] {
      ["access"] + words + AccessCommandTests.documents
    }
    return [
      (
        "access-allowed",
        ask(build, "--action", "ecr:PutImage", "--repository", "payments/api")
      ),
      ("access-push", ask(build, "--actions", "push", "--repository", "web/shop")),
      (
        "access-explicit-deny",
        ask("\(account)user/developers/bob", "--actions", "pull", "--repository", "payments/api")
      ),
      (
        "access-cross-account",
        ask(
          "arn:aws:iam::444455556666:role/intern", "--action", "ecr:PutImage", "--repository",
          "payments/api")
      ),
      ("access-matrix", survey("matrix", "--repository", "payments/api")),
      ("access-matrix-by-repository", survey("matrix", "--by-repository", "push")),
      ("access-matrix-actions", survey("matrix", "--actions", "ecr:PutImage,ecr:BatchGetImage")),
      ("access-who", survey("who", "--action", "pull", "--repository", "payments/api")),
    ]
  }()

  /// The pages that show a report, and which.
  static let samples = [
    ("README.md", "explain-kept"), ("README.md", "access-matrix-by-repository"),
    ("Sources/Drydock/Documentation.docc/Access.md", "access-push"),
    ("Sources/Drydock/Documentation.docc/Snapshots.md", "preview-fleet"),
  ]

  @Test(arguments: reports.map(\.name))
  func `a report is what it was`(name: String) throws {
    let command = try #require(Self.reports.first { $0.name == name }).command
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Self.run(command, in: folder)
    let shown = command.map { $0.hasPrefix("@") ? "/tmp/\($0.dropFirst())" : $0 }
    var text = "$ drydock \(shown.joined(separator: " "))\n" + run.output + Self.end
    if !run.errors.isEmpty { text += "standard error:\n\(run.errors)" }
    text += "exit code \(run.status)\n"
    text = text.replacing(folder.path, with: "/tmp")
    let file = Self.folder.appending(path: name + ".txt")
    let known = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if Self.isRecording, text != known {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      for (page, report) in Self.samples where report == name && !known.isEmpty {
        let old = try CommandLineTests.page(page)
        try old.replacing(Self.output(known), with: Self.output(text)).write(
          to: CommandLineTests.root.appending(path: page), atomically: true, encoding: .utf8)
      }
    }
    let difference = Self.difference(known, text)
    // The two texts themselves would fill the screen.
    let isSame = known == text
    #expect(
      isSame,
      "\(difference) (\(name).txt: RECORD=1 swift test --filter GoldenTests)")
  }

  @Test(arguments: samples)
  func `a page shows a report as it is`(page: String, name: String) throws {
    let file = Self.folder.appending(path: name + ".txt")
    let output = Self.output(try String(contentsOf: file, encoding: .utf8))
    #expect(try CommandLineTests.page(page).contains("```\n\(output)```\n"))
  }

  @Test func `every golden file is one of a report`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == Self.reports.map { $0.name + ".txt" }.sorted())
  }

  /// On a terminal of 80 columns, every row of a table fits on its line, or goes on below its last cell.
  @Test(arguments: reports.map(\.name).filter { !$0.hasPrefix("learn") && !$0.hasSuffix("json") })
  func `tables fit a terminal of 80 columns`(name: String) throws {
    let command = try #require(Self.reports.first { $0.name == name }).command
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try PseudoTerminal(columns: 80, rows: 24)
    try terminal.start(try Self.arguments(command, in: folder))
    let report = try terminal.see("[end ").components(separatedBy: "\n")
    for (line, next) in zip(report, report.dropFirst()) {
      // A word that is longer than the terminal stays whole.
      #expect(line.count <= 80 || !line.trimmed.contains(" "), "\(line)")
      #expect(!Self.isBroken(line, next), "\(line)\n\(next)")
    }
  }

  /// Whether a line is the rest of the row before it and starts elsewhere than below its last cell.
  private static func isBroken(_ line: String, _ next: String) -> Bool {
    let word = next.trimmed.prefix { $0 != " " }
    guard let last = line.trimmed.range(of: "   *[^ ]+( [^ ]+)*$", options: .regularExpression),
      line.indentation > 0, next.indentation == line.indentation + 2,
      line.count + 1 + word.count > 80, next.cellCount < line.cellCount
    else { return false }
    let gap = line.trimmed[last].prefix { $0 == " " }.count
    let start =
      line.indentation
      + line.trimmed.distance(
        from: line.trimmed.startIndex, to: last.lowerBound) + gap
    return next.indentation != start
  }

  @Test func `a row that is broken is found`() {
    let long = String(repeating: "x", count: 60)
    #expect(Self.isBroken("  RULE  \(long)  LIMIT", "    ARCHIVES"))
    #expect(!Self.isBroken("  RULE  \(long)  LIMIT", "        ARCHIVES"))
    #expect(!Self.isBroken("  RULE  \(long)  LIMIT", "    10  x  y"))
  }

  /// What stands between the report and the rest.
  private static let end = "----\n"

  /// The report of a golden file, as it goes to standard output.
  private static func output(_ golden: String) -> String {
    let start = golden.firstIndex(of: "\n").map { golden.index(after: $0) } ?? golden.startIndex
    let end = golden.range(of: "\n" + end)
    return String(golden[start..<(end.map { golden.index(after: $0.lowerBound) } ?? start)])
  }

  /// The first line that differs.
  private static func difference(_ known: String, _ text: String) -> String {
    let (old, new) = (known.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
    let place =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    func line(_ lines: [String]) -> String { place < lines.count ? lines[place] : "nothing" }
    return "line \(place + 1) was `\(line(old))` and is `\(line(new))`"
  }

  private static func run(
    _ command: [String], in folder: URL
  ) throws -> CommandLineTests.Run {
    try CommandLineTests().run(try arguments(command, in: folder))
  }

  /// The command with its files, which are made in a folder.
  private static func arguments(_ command: [String], in folder: URL) throws -> [String] {
    let program = CommandLineTests()
    func path(_ name: String) -> String { folder.appending(path: name).path }
    if command.contains("@company") {
      let snapshot = ["snapshot", "import", "--into", path("company"), "Fixtures/company"]
      #expect(try program.run(snapshot).status == 0)
    }
    if command.contains("@failing") {
      let chapter = CommandLineTests.root.appending(
        path: "Scenarios/traps/01-lifecycle-traps/t-04-protected-images-still-count")
      try FileManager.default.copyItem(at: chapter, to: folder.appending(path: "failing"))
      let file = folder.appending(path: "failing/scenario.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacing("rule: 1", with: "rule: 2").replacing("keeps 3", with: "keeps 4").write(
        to: file, atomically: true, encoding: .utf8)
    }
    return command.map { $0.hasPrefix("@") ? path(String($0.dropFirst())) : $0 }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }

  fileprivate var indentation: Int { prefix { $0 == " " }.count }

  fileprivate var cellCount: Int {
    trimmed.components(separatedBy: "  ").count { !$0.isEmpty }
  }
}
