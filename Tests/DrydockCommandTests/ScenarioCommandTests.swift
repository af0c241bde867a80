import Foundation
import Testing

/// `drydock test`, `learn` and `record`, as a user runs them.
struct ScenarioCommandTests: CommandFolder {
  let folder: URL
  let commands = CommandLineTests()

  init() throws { folder = try Self.newFolder() }

  func run(_ arguments: String...) throws -> CommandLineTests.Run {
    try commands.run(arguments)
  }

  static func yaml(title: String, expire: String = "[A]") -> String {
    """
    title: \(title)
    lesson: The older of two goes.
    source: {claim: documented, facts: [E-20]}
    clock: 2026-01-31T12:00:00Z
    repositories:
      web/shop:
        lifecyclePolicy: policy.json
        images:
          - {image: A, pushed: 2 days ago}
          - {image: B, pushed: 1 day ago}
    story:
      - {question: Who goes?, preview: web/shop, answer: {expire: \(expire)}}

    """
  }

  static let policy = """
    {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType":
      "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}}]}

    """

  /// Writes a scenario as a folder, and gives its path.
  @discardableResult
  func write(_ name: String, _ yaml: String) throws -> String {
    let target = folder.appending(path: name)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(yaml.utf8).write(to: target.appending(path: "scenario.yaml"))
    try Data(Self.policy.utf8).write(to: target.appending(path: "policy.json"))
    return target.path
  }

  /// One that passes, one that fails, one that cannot be used.
  func writeBook() throws {
    try write("book/good", Self.yaml(title: "The good one"))
    try write("book/bad", Self.yaml(title: "The bad one", expire: "[B]"))
    try write("book/odd", Self.yaml(title: "The odd one").replacing("clock:", with: "clokc:"))
  }

  // MARK: test

  @Test func `documents of a scenario that are not about access are mistakes`() throws {
    let path = try write(
      "book/images",
      """
      title: A policy for images
      lesson: It is not about access.
      source: {claim: documented, facts: [A-33]}
      documents: policy.json
      story:
        - question: Who may push?
          access:
            principal: arn:aws:iam::111122223333:user/a
            action: ecr:PutImage
            resource: arn:aws:ecr:eu-central-1:111122223333:repository/web/shop
          answer: {decision: implicitDeny}

      """)
    let run = try run("test", path)
    #expect(run.status == 2)
    #expect(
      run.output.contains("this is a lifecycle policy, not an access policy"), "\(run.output)")
  }

  @Test func `test ends in 0 when all is as expected, in 1 when not, in 2 when it cannot be asked`()
    throws
  {
    try writeBook()
    let good = try run("test", path("book/good"))
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.hasPrefix("1 scenario, 1 question: all answers are as expected"))
    #expect(good.errors.isEmpty)
    let bad = try run("test", path("book/good"), path("book/bad/scenario.yaml"))
    #expect(bad.status == 1)
    #expect(bad.output.hasPrefix("FAIL \(path("book/bad")): The bad one\n"))
    #expect(try run("test", path("book")).status == 2)
    #expect(try run("test", path("book")).output.contains("1 failed, 1 invalid"))
  }

  @Test func `where there is no scenario, test says so and ends in 2`() throws {
    for target in [folder.path, path("nowhere")] {
      let run = try run("test", target)
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(target == folder.path ? "no scenario in" : "no such file"))
    }
    try writeBook()
    let filtered = try run("test", path("book"), "--filter", "nothing of the kind")
    #expect(filtered.status == 2)
    #expect(
      filtered.errors == "drydock: no path or title contains `nothing of the kind`; list the "
        + "scenarios with `drydock test --list \(path("book"))`\n")
  }

  @Test func `a file that is named is taken as a scenario, whatever its name`() throws {
    try write("book/good", Self.yaml(title: "The good one"))
    let draft = path("book/good/draft.yaml")
    try FileManager.default.copyItem(atPath: path("book/good/scenario.yaml"), toPath: draft)
    #expect(try run("test", draft).status == 0)
    #expect(try run("test", path("book")).output.hasPrefix("1 scenario,"))
    try FileManager.default.moveItem(atPath: draft, toPath: path("book/good/draft.scenario.yaml"))
    #expect(try run("test", path("book")).output.hasPrefix("2 scenarios,"))
  }

  @Test func `a filter takes words of the path or of the title, in whatever case`() throws {
    try writeBook()
    let book = path("book")
    #expect(try run("test", book, "--filter", "GOOD ONE").status == 0)
    #expect(try run("test", book, "--filter", "book/bad").status == 1)
    let two = try run("test", book, "--filter", "book/good", "--filter", "book/bad")
    #expect(two.status == 1)
    #expect(two.output.contains("2 scenarios"))
  }

  @Test func `the list runs nothing and fails for nothing`() throws {
    try writeBook()
    let run = try run("test", path("book"), "--list")
    #expect(run.status == 0)
    #expect(
      run.output == """
        \(path("book/bad"))  The bad one
        \(path("book/good"))  The good one
        \(path("book/odd"))

        """)
  }

  @Test func `every format has the same result, and the number of jobs changes no byte`() throws {
    try writeBook()
    for format in ["text", "json", "junit", "tap"] {
      let runs = try ["1", "2", "7"].map {
        try run("test", path("book"), "--format", format, "--jobs", $0)
      }
      #expect(runs.map(\.status) == [2, 2, 2])
      #expect(Set(runs.map(\.output)).count == 1)
    }
    let tap = try run("test", path("book"), "--format", "tap").output
    #expect(tap.hasPrefix("TAP version 14\n1..3\nnot ok 1 - "))
    #expect(try run("test", path("book"), "--format", "junit").output.hasPrefix("<?xml "))
    let json = try run("test", path("book"), "--format", "json").output
    #expect(json.contains("\"schema\": \"drydock.test.v1\""))
  }

  @Test(arguments: [
    ["--jobs", "0"], ["--list", "--watch"], ["--list", "--format", "json"], ["--format", "xml"],
  ])
  func `options that make no sense end in 2`(arguments: [String]) throws {
    let run = try commands.run(["test"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
  }

  @Test func `a policy that is missing or is a folder makes a scenario invalid, with its place`()
    throws
  {
    let path = try write("lost", Self.yaml(title: "Lost"))
    try FileManager.default.removeItem(atPath: path + "/policy.json")
    let lost = try run("test", path)
    #expect(lost.status == 2)
    #expect(
      lost.output.contains(
        "\(path)/scenario.yaml:7:22  error  "))
    try FileManager.default.createDirectory(
      atPath: path + "/policy.json", withIntermediateDirectories: false)
    #expect(try run("test", path).status == 2)
  }

  // MARK: learn

  @Test func `learn tells all at once where nobody can press a key`() throws {
    try writeBook()
    for name in [path("book/good"), path("book/good/scenario.yaml")] {
      let run = try run("learn", name)
      #expect(run.status == 0)
      #expect(run.errors.isEmpty)
      #expect(run.output.hasPrefix("The good one\n"))
      #expect(run.output.contains("Who goes?\n"))
      #expect(run.output.contains("rule 1 expires it: 2nd newest of 2"))
      #expect(!run.output.contains("\u{1B}"))
    }
    #expect(try run("learn", "good", "--book", path("book")).output.hasPrefix("The good one\n"))
  }

  @Test func `learn proposes the nearest name, and tells of names that several have`() throws {
    try writeBook()
    let unknown = try run("learn", "goood", "--book", path("book"))
    #expect(unknown.status == 2)
    #expect(unknown.errors == "drydock: no scenario is named `goood`: did you mean `good`?\n")
    try write("book/more/good", Self.yaml(title: "Another good one"))
    let several = try run("learn", "good", "--book", path("book"))
    #expect(several.status == 2)
    #expect(several.errors.hasPrefix("drydock: `good` is ambiguous; write one of "))
    #expect(try run("learn", "more/good", "--book", path("book")).status == 0)
    #expect(try run("learn", path("book")).errors.contains("has 4 scenarios: name one of them"))
  }

  @Test func `the table of contents is of the book, or of the folder that is named`() throws {
    try write("book/first/one", Self.yaml(title: "One"))
    try write("book/second/two", Self.yaml(title: "Two"))
    try Data("# The second\n".utf8).write(to: folder.appending(path: "book/second/README.md"))
    let all = try run("learn", "--list", "--book", path("book"))
    #expect(all.status == 0)
    #expect(
      all.output == "\(path("book/first"))\n  one  One\n\n"
        + "The second  \(path("book/second"))\n  two  Two\n")
    let second = try run("learn", "--list", path("book/second"))
    #expect(second.output == "The second  \(path("book/second"))\n  two  Two\n")
  }

  @Test func `learn says what is wrong with a scenario that cannot be told`() throws {
    try writeBook()
    let odd = try run("learn", path("book/odd"))
    #expect(odd.status == 2)
    #expect(odd.errors.contains("  error  UNKNOWN_KEY\n"))
    #expect(odd.output.isEmpty)
  }
}
