import Foundation
import Testing

/// `drydock learn` at a terminal: guesses, hints, keys, and a terminal that is itself again at the end.
struct LearnTerminalTests: CommandFolder {
  let folder: URL

  init() throws {
    folder = try Self.newFolder()
    let policy = """
      {"rules": [
        {"rulePriority": 1, "selection": {"tagStatus": "tagged", "tagPatternList": ["v9*"], "countType":
          "imageCountMoreThan", "countNumber": 1}, "action": {"type": "expire"}},
        {"rulePriority": 2, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan",
          "countNumber": 1}, "action": {"type": "expire"}}]}
      """
    for (name, title) in [("first", "The first story"), ("second", "The second story")] {
      let story = folder.appending(path: "book/tales/\(name)")
      try FileManager.default.createDirectory(at: story, withIntermediateDirectories: true)
      try Data(Self.yaml(title).utf8).write(to: story.appending(path: "scenario.yaml"))
      try Data(policy.utf8).write(to: story.appending(path: "policy.json"))
    }
    try Data("# Tales\n".utf8).write(to: folder.appending(path: "book/tales/README.md"))
  }

  private static func yaml(_ title: String) -> String {
    """
    title: \(title)
    lesson: >
      What is to be remembered has so many words that it needs several lines of a terminal, however wide that is.
    source: {claim: documented, facts: [E-20]}
    clock: 2026-01-31T12:00:00Z
    repositories:
      web/shop:
        lifecyclePolicy: policy.json
        images:
          - {image: A, pushed: 3 days ago}
          - {image: B, pushed: 2 days ago}
          - {image: C, pushed: 1 day ago}
    story:
      - question: Which images expire?
        preview: web/shop
        belief: {says: Only the oldest., expire: [A]}
        answer: {expire: [A, B]}
      - wait: 1 day
      - {question: And which images expire now?, preview: web/shop, answer: {expire: [A, B]}}

    """
  }

  private static let prompt = "Images that expire (names, or none): "
  static let sizes: [(UInt16, UInt16)] = [(80, 24), (100, 40)]

  private func open(_ columns: UInt16, _ rows: UInt16) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    #expect(terminal.isOrdinary)
    try terminal.start(["learn", "first", "--book", path("book")])
    return terminal
  }

  @Test(arguments: sizes)
  func `a learner guesses, asks for hints, sees the rules, and goes on to the next story`(
    columns: UInt16, rows: UInt16
  ) throws {
    let terminal = try open(columns, rows)
    let first = try terminal.see(Self.prompt)
    #expect(first.hasPrefix("The first story\n"))
    #expect(first.contains("Question 1 of 2\n  Which images expire?\n"))
    #expect(!first.contains("Only the oldest") && !first.contains("be remembered"))
    terminal.type("?\n")
    try terminal.see("Hint 1 of 4\n")
    try terminal.answer("help", at: Self.prompt)
    try terminal.see("Write the names of images, for example A, B, or none")
    // The rules would answer the question.
    try terminal.answer("m", at: Self.prompt)
    try terminal.see("Every rule is shown after the answer.\n")
    try terminal.answer("X9", at: Self.prompt)
    try terminal.see("there is no image `X9`")
    try terminal.see(Self.prompt)
    // What most people expect.
    terminal.type("A\n")
    let believed = try terminal.see("q: quit ")
    #expect(believed.contains("That is what most people expect, and it is wrong.\n"))
    #expect(believed.contains("Answer\n") && !believed.contains("Rule by rule"))
    // The answer is still on the screen, with what is asked next.
    #expect(believed.split(separator: "\n").count <= Int(rows))
    try terminal.awaitKeys()
    terminal.type("m")
    try terminal.see("Rule by rule\n")
    try terminal.press("j")
    try terminal.see("\"rulePriority\": 2")
    try terminal.press("\r")
    // Something else that is wrong.
    try terminal.see("Question 2 of 2\n")
    try terminal.answer("C", at: Self.prompt)
    try terminal.see("Not quite: A, B expire, and C does not expire.\n")
    try terminal.press(" ")
    try terminal.see("What to remember\n")
    try terminal.see("Tales, 1 of 2.")
    try terminal.see("Next: The second story (n)")
    try terminal.press("n", at: "n: next story   q: quit ")
    try terminal.see("The second story\n")
    try terminal.answer("B, A", at: Self.prompt)
    try terminal.see("Correct.\n")
    try terminal.press("q")
    try terminal.see("Tales: 1 of 3 guesses right, 1 as most people expect.\n")
    try terminal.see("Go on: drydock learn second\n")
    #expect(try terminal.end() == 0)
    #expect(terminal.isOrdinary)
    for line in terminal.shown.split(separator: "\n") {
      let last = line.split(separator: "\u{1B}[K", omittingEmptySubsequences: false).last ?? ""
      #expect(last.count <= Int(columns), "\(last)")
    }
  }

  /// Where a learner stops, and how.
  static let stops: [(Bool, String?, Int32, Int32)] = [
    (false, nil, SIGTERM, 143), (true, nil, SIGTERM, 143), (false, nil, SIGINT, 130),
    (true, nil, SIGINT, 130), (false, nil, SIGHUP, 129), (true, nil, SIGHUP, 129),
    (false, "\u{3}", 0, 130), (true, "\u{3}", 0, 130), (false, "\u{4}", 0, 0),
    (true, "\u{4}", 0, 0), (false, "q\n", 0, 0), (true, "q", 0, 0),
  ]

  @Test(arguments: stops)
  func `however it ends, the terminal is itself again`(
    isAtKey: Bool, typed: String?, signal: Int32, status: Int32
  ) throws {
    // Signals end it in a terminal of each size.
    for (columns, rows) in typed == nil ? Self.sizes : [Self.sizes[0]] {
      let terminal = try open(columns, rows)
      try terminal.see(Self.prompt)
      if isAtKey {
        terminal.type("\n")
        try terminal.see("q: quit ")
        try terminal.awaitKeys()
      }
      if let typed { terminal.type(typed) } else { terminal.send(signal) }
      #expect(try terminal.end() == status)
      #expect(terminal.isOrdinary)
    }
  }

  // MARK: Course

  @Test(arguments: sizes)
  func
    `the course opens its next lesson, a lesson its stories, and what a guess needs is on the screen`(
      columns: UInt16, rows: UInt16
    ) throws
  {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    try terminal.start(["learn", "--into", path("none")])
    try terminal.press("\r", at: "Enter: lesson 1   q: quit ")
    try terminal.see("Lesson 1: What a rule is\n")
    try terminal.press("\r", at: "Enter: first story   q: quit ")
    // The first lesson shows the JSON of its policies, too, which 24 rows have no room for.
    try terminal.see("\"rulePriority\"")
    if rows == 24 { try terminal.press(" ", at: "Enter: more   q: quit ") }
    try terminal.see("no (n): ")
    for words in ["PRIORITY", "all but the newest 3", "IMAGE ", "build-101", "Question 1 of 2"] {
      #expect(terminal.screen.contains(words), "\(words) is not in \(terminal.screen)")
    }
    terminal.type("n\n")
    try terminal.see("Correct.\n")
    try terminal.press("\r", at: "Enter: next question   q: quit ")
    try terminal.answer("", at: Self.prompt)
    try terminal.press("\r", at: "Enter: what to remember   q: quit ")
    try terminal.see("Lesson 1: What a rule is, 1 of 5. Next: ")
    try terminal.press("n", at: "n: next story   q: quit ")
    try terminal.see("A count of untagged images ignores tagged ones\n")
    // A text that is longer than the screen can be left, too.
    if rows == 24 {
      try terminal.press("q", at: "Enter: more   q: quit ")
    } else {
      try terminal.answer("q", at: ": ")
    }
    #expect(try terminal.end() == 0)
    #expect(terminal.isOrdinary)
  }

  @Test func `an exercise is checked again at each save, until it passes`() throws {
    let terminal = try PseudoTerminal(columns: 80, rows: 24)
    try terminal.start(["learn", "--exercise", "1", "--into", path("mine")])
    // The images and the first report do not fit on one screen.
    try terminal.press("\r", at: "Enter: more   q: quit ")
    try terminal.see("0 of 1 check passes\n")
    try terminal.press("h", at: "h: hint   q: quit")
    try terminal.see("Hint 1 of 3\n")
    try terminal.see("h: hint   q: quit")
    let copy = folder.appending(path: "mine/01-first-rule/policy.json")
    // Some editors take the old file away before the new one is there; a key shows that it is awaited.
    try FileManager.default.removeItem(at: copy)
    terminal.type("h")
    try terminal.see("Hint 2 of 3\n")
    try terminal.see("h: hint   q: quit")
    try Data("{".utf8).write(to: copy, options: .atomic)
    try terminal.see("The check fails until AWS accepts the policy.\n")
    try terminal.see("h: hint   q: quit")
    let solution = CommandLineTests.root.appending(
      path: "Scenarios/exercises/01-first-rule/solution/policy.json")
    try Data(contentsOf: solution).write(to: copy, options: .atomic)
    try terminal.see("1 of 1 check passes: done\n")
    try terminal.see("What to remember\n")
    try terminal.see("Next: Which images a rule selects, drydock learn 2\n")
    #expect(try terminal.end() == 0)
    #expect(terminal.isOrdinary)
  }
}
