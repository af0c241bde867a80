import Foundation
import Testing

/// `drydock learn` off a terminal: the course, its exercises, the book, and where it is found.
struct LearnCommandTests: CommandFolder {
  let folder: URL
  let commands = CommandLineTests()

  init() throws { folder = try Self.newFolder() }

  func run(_ arguments: String...) throws -> CommandLineTests.Run {
    try commands.run(["learn"] + arguments)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  // MARK: Course

  @Test func `learn alone shows the course`() throws {
    let run = try run("--into", path("none"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(" 1  What a rule is "))
    #expect(run.output.contains("12  Organization-wide access "))
    #expect(run.output.contains("Begin:                    drydock learn 1\n"))
    #expect(run.errors.isEmpty)
  }

  @Test func `a number opens a lesson`() throws {
    let run = try run("5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("Lesson 5: Protect what must stay\n"))
    #expect(run.output.contains("Lifecycle policies have no keep action"))
    #expect(run.output.contains("1  t-02-there-is-no-keep-action  "))
    #expect(run.output.contains("  drydock learn --exercise 5\n"))
    #expect(run.output.contains("  Read one: drydock learn NAME\n"))
    #expect(!run.output.contains("--quiz"))
    #expect(
      try self.run("five").errors
        == "drydock: lessons have numbers: to open lesson 5, run `drydock learn 5`\n")
    #expect(try self.run("4").output.hasSuffix("\nQuiz\n  drydock learn 4 --quiz\n"))
    for number in ["13", "0", "-1"] {
      let none = try self.run("--", number)
      #expect(none.status == 2)
      #expect(none.errors == "drydock: there is no lesson \(number): lessons are 1 to 12\n")
    }
  }

  // MARK: Exercises

  private func exercise(_ more: String...) throws -> CommandLineTests.Run {
    try commands.run(["learn", "--exercise", "5", "--into", path("mine")] + more)
  }

  private static let solution =
    "Scenarios/exercises/05-guards/solution/policy.json"

  @Test func `an exercise is copied once, checked at each run, and done when it passes`() throws {
    let first = try exercise()
    #expect(first.status == 1)
    #expect(first.output.contains("Edit \(path("mine/05-guards/policy.json"))\n"))
    #expect(first.output.contains("0 of 2 checks pass\n"))
    #expect(!first.output.contains("What to remember"))
    let draft = try CommandLineTests.page("Scenarios/exercises/05-guards/policy.json")
    #expect(try text("mine/05-guards/policy.json") == draft)

    try Data("{".utf8).write(to: folder.appending(path: "mine/05-guards/policy.json"))
    let broken = try exercise()
    #expect(broken.status == 1)
    #expect(broken.output.contains("AWS rejects the policy"))
    #expect(broken.output.contains("05-guards/policy.json:1:"))
    #expect(broken.output.contains("Both checks fail until AWS accepts the policy.\n"))
    #expect(try text("mine/05-guards/policy.json") == "{")

    let copy = folder.appending(path: "mine/05-guards/policy.json")
    try FileManager.default.removeItem(at: copy)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: false)
    let unreadable = try exercise()
    #expect(unreadable.status == 2)
    #expect(unreadable.errors == "drydock: cannot read \(copy.path): it is a folder\n")
    try FileManager.default.removeItem(at: copy)

    let solution = try CommandLineTests.page(Self.solution)
    try Data(solution.utf8).write(to: folder.appending(path: "mine/05-guards/policy.json"))
    let done = try exercise()
    #expect(done.status == 0)
    #expect(done.output.contains("2 of 2 checks pass: done\n\nWhat to remember\n"))
    let course = try run("--into", path("mine"))
    #expect(
      course.output.contains("Protect what must stay             6  done\n"), "\(course.output)")

    let reset = try exercise("--reset")
    #expect(reset.status == 0)
    #expect(try text("mine/05-guards/policy.json") == draft)
    #expect(try run("--into", path("mine")).output.contains("0 of 2 checks pass"))
  }

  @Test func `hints come one at a time, and the solution when it is asked for`() throws {
    let one = try exercise("--hint")
    #expect(one.status == 0)
    #expect(one.output.hasPrefix("Hint 1 of 3\n"))
    #expect(!one.output.contains("Hint 2"))
    #expect(
      one.errors == "drydock: for the next hint: drydock learn --exercise 5 --hint --hint --into "
        + path("mine") + "\n")
    let all = try exercise("--hint", "--hint", "--hint")
    #expect(all.output.contains("Hint 3 of 3\n"))
    #expect(all.errors.isEmpty)
    let solution = try exercise("--solution")
    #expect(solution.output.hasPrefix(try CommandLineTests.page(Self.solution)))
    #expect(!FileManager.default.fileExists(atPath: path("mine")))
  }

  @Test(arguments: [
    ["--hint"], ["--solution", "T-01"], ["--exercise", "5", "--list"],
    ["--exercise", "5", "--hint", "--solution"], ["--exercise", "0"], ["--exercise", "x"],
    ["--find", "x", "--list"], ["--exercise", "5", "--into", "README.md"],
    ["--book", "no/such/folder"], ["T-99"],
  ])
  func `what makes no sense or is not there ends in 2`(arguments: [String]) throws {
    let run = try commands.run(["learn"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty || arguments.contains("README.md"))
    #expect(!run.errors.isEmpty)
  }

  // MARK: A book of their own, which is read in no time

  private func small(_ arguments: String...) throws -> CommandLineTests.Run {
    try small(arguments: arguments)
  }

  private func small(arguments: [String]) throws -> CommandLineTests.Run {
    let book = folder.appending(path: "book")
    for number in 1...8 {
      let tale = book.appending(path: "tales/tale-\(number)")
      try FileManager.default.createDirectory(at: tale, withIntermediateDirectories: true)
      let yaml = """
        title: Headline \(number)
        lesson: Lesson \(number) about pushes.
        source: {claim: documented, facts: [\(number < 4 ? "T-04" : "E-20")]}
        repositories: {web/shop: {}}
        principals: {ci: {arn: "arn:aws:iam::111122223333:role/ci"}}
        story:
          - question: Can ci put image \(number)?
            access: {principal: ci, action: "ecr:PutImage", repository: web/shop}
            answer: {decision: implicitDeny}

        """
      try Data(yaml.utf8).write(to: tale.appending(path: "scenario.yaml"))
    }
    let course = """
      lessons:
        - {title: One, goal: To begin., stories: [tales/tale-1], exercise: exercises/01-one}

      """
    try Data(course.utf8).write(to: book.appending(path: "course.yaml"))
    return try commands.run(["learn"] + arguments + ["--book", book.path])
  }

  @Test func `a quiz of a seed has the same questions, and its answers last`() throws {
    let quiz = try small("--quiz", "--seed", "7", "--questions", "3")
    #expect(quiz.status == 0, "\(quiz.errors)")
    #expect(quiz.output == (try small("--quiz", "--seed", "7", "--questions", "3")).output)
    #expect(quiz.output != (try small("--quiz", "--seed", "8", "--questions", "3")).output)
    #expect(quiz.errors == "drydock: --seed 7 draws these questions again\n")
    let parts = quiz.output.components(separatedBy: "\nAnswers\n")
    #expect(parts.count == 2)
    #expect(parts[0].components(separatedBy: "Quiz, question ").count == 4)
    #expect(!parts[0].contains("What to remember") && !parts[0].contains("\nAnswer\n"))
    #expect(parts[1].components(separatedBy: "What to remember\n").count == 4)
  }

  @Test func `a quiz is about facts, or about what lessons were about`() throws {
    let fact = try small("--quiz", "--fact", "t-04", "--questions", "50", "--seed", "1")
    #expect(fact.output.components(separatedBy: "What to remember\n").count == 4)
    #expect(!fact.output.contains("E-20"))
    let lesson = try small("--quiz", "1", "--seed", "1", "--questions", "50")
    #expect(lesson.status == 0, "\(lesson.errors)")
    // Those of the lessons themselves have been read.
    #expect(!lesson.output.contains("Lesson 1 about") && lesson.output.contains("Lesson 2 about"))
    #expect(try small("--quiz", "--fact", "Z-99").status == 2)
    for arguments in [["--seed", "1"], ["--quiz", "--list"], ["--quiz", "T-01"]] {
      #expect(try commands.run(["learn"] + arguments).status == 2)
    }
  }

  @Test func `what is found is printed line by line, and near words are proposed`() throws {
    let found = try small("--find", "putimage", "headline")
    #expect(found.output.hasPrefix("8 scenarios about putimage headline\n\n"))
    #expect(found.output.contains("\n  tale-1  Headline 1 [ecr:PutImage]\n"), "\(found.output)")
    for (words, advice) in [
      (["puhses"], "`puhses`: did you mean `pushes`?"),
      (["ecr:PutImgae", "hedline"], "did you mean `ecr:PutImage` and `headline`?"),
      (["giraffe"], "`giraffe`: try another word, or `drydock learn --list`"),
      (["T-04", "E-20"], "`T-04 E-20`: each of the words is found, but not together"),
    ] {
      let run = try small(arguments: ["--find"] + words)
      #expect(run.status == 2)
      #expect(run.errors.hasSuffix(advice + "\n"), "\(run.errors)")
    }
  }

  // MARK: Book

  @Test func `a story is told with its lesson, its place and the next one last`() throws {
    let run = try run("t-04")
    #expect(run.status == 0, "\(run.errors)")
    var rest = run.output[...]
    for words in [
      "Protected images still count toward a later rule's limit\n", "\"rulePriority\": 1",
      "Question\n", "What most people expect\n", "Answer\n", "What to remember\n",
      "  traps/01-lifecycle-traps/t-04-protected-images-still-count\n",
      "Lesson 5: Protect what must stay, 3 of 6.", "Next: ",
      "drydock learn pull-requests-push-out-production\n",
    ] {
      let place = try #require(rest.firstRange(of: words), "\(words) is not in \(run.output)")
      rest = rest[place.upperBound...]
    }
    #expect(!run.output.contains("Rule by rule"))
    #expect(try self.run("t-04", "--rules").output.contains("Rule by rule"))
  }

  @Test func `the list is in the order of reading, with the fine print apart`() throws {
    let all = try run("--list")
    #expect(all.status == 0, "\(all.errors)")
    var rest = all.output[...]
    for words in [
      "Rule priorities  Scenarios/lifecycle/01-priorities\n", "Tag selection",
      "  tagged-untagged-and-any ", "  star-also-matches-nothing", "  Fine print\n",
      "  pattern-parts-match-in-order", "Count rules", "Access within one account",
    ] {
      let place = try #require(rest.firstRange(of: words), "\(words) is not in the list")
      rest = rest[place.upperBound...]
    }
    let chapter = try run("--list", "lifecycle/02-tags")
    #expect(chapter.output.hasPrefix("Tag selection  Scenarios/lifecycle/02-tags\n"))
    #expect(chapter.output.split(separator: "\n").count == 14)
    #expect(try run("--list", "Scenarios/lifecycle/02-tags").output == chapter.output)
  }

  @Test func `a finding that is a trap names its scenario, as text alone`() throws {
    let policy = "Fixtures/policies/traps/RELEASE_TAG_IN_REACH.pr-begins-prod.json"
    let text = try commands.run(["validate", policy])
    let named = text.output.split(separator: "\n").filter { $0.hasPrefix("  see: drydock learn ") }
    #expect(!named.isEmpty, "\(text.output)")
    for line in named {
      #expect(try run(String(line.split(separator: " ").last ?? "")).status == 0)
    }
    let json = try commands.run(["validate", "--format", "json", policy])
    #expect(!json.output.contains("drydock learn"))
  }

  // MARK: Where the book is

  private func install(_ place: String) throws -> URL {
    let program = folder.appending(path: place)
    try FileManager.default.createDirectory(
      at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    try copyProgram(to: program)
    return program
  }

  private func emptyFolder() throws -> URL {
    let empty = folder.appending(path: "empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    return empty
  }

  @Test func `without a book the program says where it looked`() throws {
    let program = try install("bare/drydock")
    let empty = try emptyFolder()
    for arguments in [[], ["T-01"], ["--list"], ["--find", "x"], ["5"], ["--exercise", "5"]] {
      let run = try commands.run(["learn"] + arguments, in: empty, program: program)
      #expect(run.status == 2)
      for words in ["Scenarios/course.yaml", "share/drydock/Scenarios", "--book"] {
        #expect(run.errors.contains(words), "\(run.errors)")
      }
    }
    let named = try commands.run(
      ["learn", "T-01", "--book", CommandLineTests.root.appending(path: "Scenarios").path],
      in: empty, program: program)
    #expect(named.status == 0, "\(named.errors)")
    #expect(named.output.contains("\n  traps/01-lifecycle-traps/t-01-a-pattern-list-means-and\n"))
  }

  @Test func `the book is found from a folder inside the repository`() throws {
    let deep = CommandLineTests.root.appending(path: "Fixtures/repositories")
    let run = try commands.run(["learn", "T-01"], in: deep)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\n  traps/01-lifecycle-traps/t-01-a-pattern-list-means-and\n"))
  }

  /// The commands of the README's section on installing, with another prefix and this build.
  @Test func `what the README installs finds its book from an empty folder`() throws {
    let readme = try CommandLineTests.page("README.md")
    let section = try #require(readme.components(separatedBy: "## Install\n").dropFirst().first)
    let block = try #require(section.components(separatedBy: "```").dropFirst().first)
    let prefix = path("prefix")
    try FileManager.default.createDirectory(
      atPath: prefix + "/bin", withIntermediateDirectories: true)
    let lines = block.split(separator: "\n").map(String.init).filter {
      $0.hasPrefix("$SUDO ")
    }
    #expect(lines.count >= 2)
    let script = lines.joined(separator: "\n").replacing("$SUDO ", with: "")
      .replacing("/usr/local", with: prefix)
      .replacing(".build/release/drydock", with: CommandLineTests.program.path)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-ec", script]
    process.currentDirectoryURL = CommandLineTests.root
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let program = URL(filePath: prefix + "/bin/drydock")
    let empty = try emptyFolder()
    for arguments in [
      [], ["5"], ["T-A15"], ["--list", "lifecycle/02-tags"], ["--exercise", "5", "--hint"],
    ] {
      let run = try commands.run(["learn"] + arguments, in: empty, program: program)
      #expect(run.status == 0, "\(arguments): \(run.errors)")
    }
    // A link to the program is the program.
    let link = folder.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program)
    #expect(try commands.run(["learn", "T-01"], in: empty, program: link).status == 0)
  }
}
