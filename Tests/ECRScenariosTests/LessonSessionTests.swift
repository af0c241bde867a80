import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// A lesson told to somebody who guesses.
struct LessonSessionTests {
  private func session(hasNext: Bool = true) throws -> LessonSession {
    var tale = GuessTests.images
    tale.files["one.json"] = Policies.rules(
      Policies.rule(#""tagStatus": "tagged", "tagPatternList": ["v9*"]"#, Self.one),
      Policies.rule(Policies.any, Self.one, 2))
    tale.story += """

        - {wait: 1 day}
        - {question: And now?, preview: web/shop, answer: {expire: [A, B]}}
      """
    let lesson = Lesson(try tale.run(), Style(isColored: false))
    return LessonSession(lesson, name: "tales/one", footer: "\nTales, 1 of 2.\n", hasNext: hasNext)
  }

  private static let one = #""countType": "imageCountMoreThan", "countNumber": 1"#
  private static let line = LessonSession.Awaited.line(
    prompt: "Images that expire (names, or none): ")

  @Test func `the first step has the situation and the question, and no answer`() throws {
    var session = try session()
    let step = session.begin()
    #expect(step.text.hasPrefix("A tale\n\nIt is 2026-01-31T12:00:00Z.\n"))
    #expect(step.text.contains("Question 1 of 2\n  Which images expire?\n"))
    #expect(!step.text.contains("Only the oldest"))
    #expect(!step.text.contains("expires it"))
    #expect(!step.text.contains("It is told"))
    #expect(step.awaited == Self.line)
  }

  static let guesses: [(String, String)] = [
    ("A, B", "Correct.\n\nWhat most people expect\n  Only the oldest.\n\nAnswer\n"),
    ("A", "That is what most people expect, and it is wrong.\n  Only the oldest.\n\nAnswer\n"),
    ("B", "Not quite: A expires too.\n\nWhat most people expect\n  Only the oldest.\n\nAnswer\n"),
    ("", "What most people expect\n  Only the oldest.\n\nAnswer\n"),
  ]

  @Test(arguments: guesses)
  func `a guess is judged, then comes the answer`(line: String, text: String) throws {
    var session = try session()
    _ = session.begin()
    let step = session.take(line: line + "\n")
    #expect(step.text.hasPrefix(text), "\(step.text)")
    #expect(!step.text.contains("Rule by rule"))
    #expect(
      step.awaited == .key(prompt: "Enter: next question   m: every rule   j: JSON   q: quit "))
    #expect(session.score.count == (line.isEmpty ? 0 : 1))
  }

  @Test func `what is no guess is explained, and asked again`() throws {
    var session = try session()
    _ = session.begin()
    let step = session.take(line: "X9")
    #expect(step.text.hasPrefix("there is no image `X9`: "))
    #expect(step.awaited == Self.line)
    #expect(session.score.count == 0)
  }

  @Test func `hints come one at a time`() throws {
    var session = try session()
    _ = session.begin()
    #expect(session.take(line: "?").text.hasPrefix("Hint 1 of 4\n  For each image, find the rule"))
    #expect(
      session.take(line: "h").text.hasPrefix("Hint 2 of 4\n  A pattern must match a whole tag"))
    #expect(session.take(line: "?").text.hasPrefix("Hint 3 of 4\n  A rule by count sorts"))
    #expect(
      session.take(line: "hint").text
        == "Hint 4 of 4\n  Rule 1 selects no image. Rule 2 selects C, B and A.\n\n")
    #expect(session.take(line: "hint").text == "There are no more hints.\n\n")
    #expect(session.take(line: "?").awaited == Self.line)
  }

  @Test func `rules and JSON come on demand, and once`() throws {
    var session = try session()
    _ = session.begin()
    _ = session.take(line: "A")
    let rules = session.take(key: "m")
    #expect(rules.text.hasPrefix("Rule by rule\n"))
    #expect(rules.awaited == .key(prompt: "Enter: next question   j: JSON   q: quit "))
    let json = session.take(key: "j")
    #expect(json.text.contains("\"rulePriority\": 2"))
    #expect(json.awaited == .key(prompt: "Enter: next question   q: quit "))
    for key: Character in ["m", "j", "x", "\u{FFFD}"] {
      let step = session.take(key: key)
      #expect(step.text.isEmpty)
      #expect(step.awaited == json.awaited)
    }
    // The next question has the same policy.
    #expect(session.take(key: "\n").awaited == Self.line)
    #expect(session.take(line: "j").text == "All policies are shown above.\n\n")
  }

  @Test func `JSON that was not asked for is still there for the next question`() throws {
    var session = try session()
    _ = session.begin()
    _ = session.take(line: "")
    _ = session.take(key: " ")
    #expect(session.take(line: "j").text.contains("\"rulePriority\": 2"))
  }

  @Test func `the end has the lesson, the place, and the next story`() throws {
    for (hasNext, prompt) in [(true, "n: next story   q: quit "), (false, "Enter: end   q: quit ")]
    {
      var session = try session(hasNext: hasNext)
      _ = session.begin()
      _ = session.take(line: "A")
      #expect(session.take(key: "\r").text.hasPrefix("  Time passes."))
      #expect(
        session.take(line: "A, B").awaited
          == .key(prompt: "Enter: what to remember   m: every rule   j: JSON   q: quit "))
      let end = session.take(key: "\n")
      #expect(end.text.contains("What to remember\n  It is told to be tested.\n"))
      #expect(end.text.hasSuffix("\nTales, 1 of 2.\n"))
      #expect(end.awaited == .key(prompt: prompt))
      #expect(session.take(key: "x").awaited == end.awaited)
      #expect(session.take(key: "n").awaited == .end(.next))
      #expect(
        session.score.text("Tales", Style(isColored: false))
          == "Your score\n  Tales: 1 of 2 guesses right, 1 as most people expect.\n")
    }
  }

  @Test func `q and the end of the input quit, wherever that is`() throws {
    let quit = LessonSession.Awaited.end(.quit)
    for line: String? in ["q", "quit", nil] {
      var session = try session()
      _ = session.begin()
      #expect(session.take(line: line).awaited == quit)
    }
    for key: Character? in ["q", "Q", nil] {
      var session = try session()
      _ = session.begin()
      _ = session.take(line: "")
      #expect(session.take(key: key).awaited == quit)
      _ = session.take(key: "\n")
      _ = session.take(line: "")
      _ = session.take(key: "\n")
      #expect(session.take(key: key).awaited == quit)
    }
    #expect(GuessScore().text("Tales", Style(isColored: false)) == "")
  }

  // MARK: Hints

  @Test func `hints of the story come before those of its kind`() throws {
    var tale = GuessTests.images
    tale.head += "\nhints: [Think.]"
    let outcome = try tale.run()
    let scene = Lesson(outcome, Style(isColored: false)).scenes[0]
    #expect(GuessHints.hints(for: scene, of: outcome.scenario) == ["Think."])
  }

  @Test func `each kind of question has hints`() throws {
    var tale = Tale(
      story: """
        - {question: Valid?, validate: one.json, answer: {valid: false}}
        - question: May it?
          access: {principal: "arn:aws:iam::111122223333:role/ci", action: "ecr:PutImage", repository: web/shop}
          answer: {decision: implicitDeny}
        """)
    tale.files["one.json"] = "\n" + Policies.keep(0)
    let outcome = try tale.run()
    #expect(outcome.findings.map(\.told) == [])
    let hints = Lesson(outcome, Style(isColored: false)).scenes.map {
      GuessHints.hints(for: $0, of: outcome.scenario)
    }
    #expect(hints[0].last == "Look at line 2: what does AWS expect there?")
    #expect(
      hints[1].last
        == "Here the identity-based policy must allow it.")
    #expect(hints.map(\.count) == [2, 2])
  }

  /// Across accounts, the login is the caller's own account's matter, and reading is both accounts'
  /// (A-60, A-62).
  @Test func `a hint at the policies that must allow tells actions apart`() throws {
    var tale = Tale(
      story: """
        - question: May it?
          access: {principal: "arn:aws:iam::444455556666:role/ci", actions: pull, repository: web/shop}
          answer: {fails: "ecr:GetAuthorizationToken"}
        """)
    tale.situation = "repositories: {web/shop: {}}"
    let outcome = try tale.run()
    let scene = Lesson(outcome, Style(isColored: false)).scenes[0]
    let hint = try #require(
      GuessHints.hints(for: scene, of: outcome.scenario).first { $0.contains("must allow it.") })
    #expect(
      hint.hasPrefix("For ecr:GetAuthorizationToken, the identity-based policy must allow it."))
    #expect(hint.contains("For ecr:BatchGetImage and ecr:GetDownloadUrlForLayer, "))
    #expect(hint.hasSuffix("the repository policy and the identity-based policy must allow it."))
  }

  // MARK: Pages

  static let pages: [(String, [String])] = [
    ("a\nb\n", ["a\nb\n"]), ("a\nb\nc\nd\n", ["a\nb\nc\nd\n"]),
    // A question stays whole, and the empty line above its prompt belongs to it.
    ("a\nb\n\nc\nd\n", ["a\nb\n", "\nc\nd\n"]), ("a\n\nb\nc\n\n", ["a\n\nb\nc\n\n"]),
    // A page that would be nearly empty is filled.
    ("a\n\nb\nc\nd\n", ["a\n\nb\nc\n", "d\n"]), ("", [""]),
    ("a\nb\nc\nd\ne", ["a\nb\nc\nd\n", "e"]),
  ]

  @Test(arguments: pages)
  func `a page ends at an empty line where it can`(text: String, pages: [String]) {
    #expect(PagedText.pages(text, rows: 4) == pages)
    #expect(pages.joined() == text)
  }

  // MARK: Lines that fit

  static let lines: [(String, String)] = [
    ("short", "short"), ("one two three four", "one two three\n  four"),
    ("  a  b  one two three", "  a  b  one two\n        three"),
    ("    \u{1B}[1mone\u{1B}[0m two three", "    \u{1B}[1mone\u{1B}[0m two\n      three"),
    ("aaaaaaaaaaaaaaaaaaaaaaa b", "aaaaaaaaaaaaaaaaaaaaaaa\n  b"), ("", ""),
    ("  aaa  bbb  ccccccc", "  aaa  bbb\n    ccccccc"),
    ("a\n\nb\n", "a\n\nb\n"),
  ]

  @Test(arguments: lines)
  func `lines are broken between words`(line: String, broken: String) {
    #expect(FittedText.text(line, width: 15) == broken)
  }
}
