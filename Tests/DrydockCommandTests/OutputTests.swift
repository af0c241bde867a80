import Foundation
import GRDB
import Testing

extension SnapshotCommandTests {
  // MARK: Outputs that take nothing

  static let outputs: [[String]] = [
    ["--help"], ["--version"], ["help", "preview"], ["snapshot", "--help"], ["snapshot"],
    ["snapshot", "script"], CommandLineTests.web, CommandLineTests.web + ["--format", "json"],
    ["validate", "Fixtures/repositories/web-service/lifecycle-policy.json"],
    ["explain", "alpha-2"] + CommandLineTests.example,
  ]

  @Test(arguments: outputs)
  func `an answer that cannot be written ends with 2 and says so`(arguments: [String]) throws {
    let command =
      "'\(CommandLineTests.program.path)' "
      + arguments.map { "'\($0)'" }.joined(separator: " ")
    let full = try shell("\(command) > /dev/full")
    #expect(full.status == 2)
    #expect(
      full.errors.contains("drydock: cannot write the report: No space left on device"),
      "\(full.errors)")
    let closed = try shell("\(command) >&-")
    #expect(closed.status == 2)
    #expect(
      closed.errors.contains("drydock: cannot write the report: Bad file descriptor"),
      "\(closed.errors)")
  }

  @Test func `an import whose report cannot be written says that the snapshot is made`() throws {
    let snapshot = path("s.sqlite")
    let result = try shell(
      "'\(CommandLineTests.program.path)' snapshot import --into '\(snapshot)' Fixtures/company "
        + "> /dev/full")
    #expect(result.status == 2)
    #expect(
      result.errors.hasSuffix(
        "drydock: cannot write the report: No space left on device; the import has succeeded: it "
          + "is in "
          + "\(snapshot)\n"), "\(result.errors)")
    #expect(try show(snapshot).contains("\"imageCount\":98"))
  }

  @Test func `what is written to a closed stream ends in no file`() throws {
    let snapshot = path("s.sqlite")
    let result = try shell(
      "'\(CommandLineTests.program.path)' snapshot import --into '\(snapshot)' Fixtures/company "
        + "<&- >&- 2>&-")
    #expect(result.status == 2)
    #expect(try integrity(snapshot) == "ok")
    #expect(
      try shell("'\(CommandLineTests.program.path)' snapshot show '\(snapshot)' 2>&-").status == 0)
    let out = path("out")
    #expect(
      try shell(
        "'\(CommandLineTests.program.path)' snapshot export '\(snapshot)' --into '\(out)' >&- 2>&-"
      ).status == 0)
    #expect(try run("snapshot", "import", "--into", path("t.sqlite"), out).status == 0)
    #expect(try show(path("t.sqlite")) == show(snapshot))
  }

  @Test func `a file whose name is not UTF-8 is read, and its name shown with the bytes`() throws {
    let policy = "Fixtures/repositories/web-service/lifecycle-policy.json"
    let tool = CommandLineTests.program.path
    // A name that is UTF-8 may have the very character that stands for a byte.
    for name in ["a\\377\\303\\244.json", "\\364\\217\\277\\277.json"] {
      let file = "\"$(printf '\(folder.path)/\(name)')\""
      let shown = name.hasPrefix("a") ? "a\\xFFä.json" : "\\xF4\\x8F\\xBF\\xBF.json"
      let result = try shell("cp '\(policy)' \(file) && '\(tool)' validate \(file) >&2")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.contains("/\(shown):41:22  suggestion"), "\(result.errors)")
      let missing = try shell("rm \(file); '\(tool)' preview --policy \(file) --images \(file)")
      #expect(missing.status == 2)
      #expect(
        missing.errors.contains("/\(shown): no such file or folder"), "\(missing.errors)")
    }
  }

  @Test func `snapshots, recordings and scenarios may have names that are not UTF-8`() throws {
    let images = "Fixtures/examples/age-basic/describe-images.json"
    let policy = "Fixtures/examples/age-basic/lifecycle-policy.json"
    let result = try shell(
      """
      set -e; d='\(CommandLineTests.program.path)'; at='--at 2026-11-01T00:00:00Z'
      mkdir "$(printf '\(folder.path)/\\351t')"; x="$(printf '\(folder.path)/\\351t/\\377')"
      "$d" snapshot import --into "$x.sqlite" '\(images)' '\(policy)'
      "$d" snapshot show "$x.sqlite"
      "$d" snapshot export "$x.sqlite" --into "$x.out"
      "$d" snapshot import --into "$x.again" "$x.out"
      "$d" snapshot show "$x.again"
      "$d" record --images '\(images)' --policy '\(policy)' $at --into "$x.story"
      "$d" test "$x.story"; "$d" test "$x.story/scenario.yaml"; "$d" learn "$x.story" < /dev/null
      ls "$(printf '\(folder.path)/\\351t')" | wc -l >&2
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("/\\xE9t/\\xFF.out"), "\(result.errors)")
    // The two snapshots, the export and the recording: nothing is left beside them.
    #expect(result.errors.hasSuffix("\n4\n"), "\(result.errors)")
  }

  static let refused = [
    "access --policies x --principal \"$name\"", "access ask --policies x --action=\"$name\"",
    "record --images x --policy x --title \"$name\" --into y",
  ]

  @Test(arguments: refused)
  func `what is not UTF-8 and not the name of a file is shown as it is`(arguments: String) throws {
    let result = try shell(
      "name=$(printf 'a\\377'); '\(CommandLineTests.program.path)' \(arguments)")
    #expect(result.status == 2)
    #expect(result.errors.contains("a\\xFF`: only names of files need not be"), "\(result.errors)")
  }

  static let missing = [
    "preview --snapshot \"$name\"", "snapshot import --into y \"$name\"", "test \"$name\"",
    "snapshot show \"$name\"", "record --images \"$name\" --policy x --into y",
    "explain x --images \"$name\" --policy x", "learn --book \"$name\"",
  ]

  @Test(arguments: missing)
  func `a missing file is named by its bytes`(arguments: String) throws {
    let result = try shell(
      "name=$(printf 'a\\377'); '\(CommandLineTests.program.path)' \(arguments)")
    #expect(result.status == 2)
    #expect(result.errors.contains("cannot read a\\xFF: "), "\(result.errors)")
  }

  // MARK: Damage that is found on the way

  @Test func `JSON that is broken off is a document that says so, the same for all jobs`() throws {
    let snapshot = try company()
    let queue = try DatabaseQueue(path: snapshot)
    try queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = ON;
          UPDATE image SET status = 'GONE' WHERE repository_id =
            (SELECT repository_id FROM repository WHERE name = 'web/shop')
          """)
    }
    try queue.close()
    var outputs: Set<String> = []
    for jobs in ["1", "2", "8"] {
      let run = try commands.run(
        ["preview", "--snapshot", snapshot, "--format", "json", "--jobs", jobs] + Self.clock)
      #expect(run.status == 2)
      #expect(run.errors.contains("invalid `status` in table `image` (image_id "), "\(run.errors)")
      outputs.insert(run.output)
    }
    #expect(outputs.count == 1)
    let value = try JSONSerialization.jsonObject(with: Data((outputs.first ?? "").utf8))
    let document = try #require(value as? [String: Any])
    #expect((document["error"] as? String)?.contains("invalid `status`") == true)
    #expect((document["repositories"] as? [Any])?.count == 4)
    #expect(document["total"] == nil)
    let text = try commands.run(["preview", "--snapshot", snapshot] + Self.clock)
    #expect(text.status == 2)
    #expect(text.output.isEmpty)
  }

  // MARK: Width

  @Test func `lines fit a terminal, and are whole where there is none`() throws {
    let policy = path("policy.json")
    try #"""
    {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 0, "countUnits": 1}, "action": {"type": "expire"}}]}
    """#.write(toFile: policy, atomically: true, encoding: .utf8)
    let terminal = try PseudoTerminal(columns: 60, rows: 24)
    try terminal.start(["validate", policy])
    let shown = try terminal.see("[end 2]").split(whereSeparator: \.isNewline)
    // The file's name is one word.
    let lines = shown.filter { !$0.contains(policy) }
    #expect(lines.allSatisfy { $0.count <= 60 } && lines.count > 10, "\(shown)")
    for (line, carets) in zip(lines, lines.dropFirst()) where carets.contains("^") {
      #expect(line.contains("count") && carets.count <= line.count)
    }
    let piped = try run("validate", policy)
    #expect(piped.output.split(separator: "\n").contains { $0.count > 100 })
    #expect(piped.errors == "")
  }
}
