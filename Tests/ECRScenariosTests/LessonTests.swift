import ECRReport
import Testing
import Texts

@testable import ECRScenarios

/// Scenarios told as lessons, and their table of contents.
struct LessonTests {
  static let plain = Style(isColoured: false)

  /// Two questions with an event between them and one behind them.
  static let tale: Tale = {
    var tale = Tale(
      story: """
        - question: Who goes first?
          preview: web/shop
          belief: {says: Nobody goes., expire: []}
          answer: {expire: [A]}
        - {apply: web/shop, tell: The night comes.}
        - {wait: 1 day}
        - {question: And then?, preview: web/shop, policy: week.json, answer: {expire: []}}
        - {push: {image: Z}, tell: A last push.}
        """)
    tale.head += "\n"
    return tale
  }()

  private func pieces(_ tale: Tale = tale) throws -> [String] {
    Lesson.pieces(try tale.run(), Self.plain)
  }

  @Test func `there is a piece for each question, and the last answer`() throws {
    #expect(try pieces().count == 3)
    let one = Tale()
    #expect(try pieces(one).count == 2)
  }

  @Test func `the first piece tells how things stand, and asks`() throws {
    let first = try pieces()[0]
    for words in [
      "A tale\n", "tales/one\n", "It is told to be tested.", "Source (inferred): facts Q-1",
      "It is 2026-01-31T12:00:00Z.", "Repository web/shop of account 111122223333",
      "lifecycle policy: one.json", "10 days ago", "Question 1", "Who goes first?",
      "What people expect", "Nobody goes.",
    ] {
      #expect(first.contains(words), "\(words) is not in \(first)")
    }
  }

  @Test func `no answer stands in the piece before it`() throws {
    let pieces = try pieces()
    #expect(!pieces[0].contains("Answer"))
    #expect(!pieces[0].contains("expires it"))
    #expect(!pieces[0].contains("And then?"))
    #expect(pieces[1].hasPrefix("\nAnswer\n"))
    #expect(pieces[1].contains("rule 1 expires it: 2nd newest of 2"))
    #expect(pieces[1].contains("The night comes."))
    #expect(pieces[1].contains("Left: B."))
    #expect(pieces[1].contains("It is 2026-02-01T12:00:00Z."))
    #expect(pieces[1].contains("Question 2"))
    #expect(!pieces[1].contains("limit 7 days"))
    #expect(pieces[2].hasPrefix("\nAnswer\n"))
    #expect(pieces[2].contains("rule 1 keeps it: pushed 3 days ago, limit 7 days"))
    #expect(pieces[2].contains("A last push."))
  }

  @Test func `the policy that a question tries is shown before its answer`() throws {
    let pieces = try pieces()
    #expect(!pieces[0].contains("week.json"))
    #expect(pieces[1].contains("week.json"))
  }

  @Test func `a policy is shown once`() throws {
    let text = try pieces().joined()
    #expect(text.components(around: "one.json\n").count == 3)
  }

  @Test func `a lesson whose answer is not what it expects says so`() throws {
    let wrong = Tale(story: "- {question: Who?, preview: web/shop, answer: {expire: []}}")
    #expect(try pieces(wrong).last?.contains("This is not what the scenario expects") == true)
    #expect(try pieces().last?.contains("This is not") == false)
  }

  @Test func `nothing that a terminal obeys comes through`() throws {
    var tale = Tale(
      story: "- {question: \"Who\\e[2J?\", preview: web/shop, answer: {expire: [A]}}")
    tale.head =
      "title: \"A \\e[31mtale\"\nlesson: \"b\\e[1m\"\nsource: {claim: inferred, page: \"\\e[0m\"}"
    #expect(try !pieces(tale).joined().contains("\u{1B}"))
  }

  // MARK: Contents

  private func scenario(_ id: String, _ title: String) throws -> Scenario {
    var scenario = try #require(Tale().read().scenario)
    scenario.id = id
    scenario.title = title
    return scenario
  }

  @Test func `the table of contents has chapters by folder`() throws {
    let contents = Contents(
      [
        try scenario("a/one", "First"), try scenario("a/three", "Third"),
        try scenario("b/x", "Other"),
      ],
      title: { $0 == "a" ? "The beginning" : nil })
    #expect(
      contents.text(Self.plain)
        == "The beginning  a\n  one    First\n  three  Third\n\nb\n  x      Other\n")
  }

  @Test func `the table of a chapter goes between the marks of its README`() throws {
    let chapter = try #require(
      Contents([try scenario("a/one", "This | that")], title: { _ in nil }).chapters.first)
    let readme = "# A\n\n<!-- scenarios -->\nold\n<!-- /scenarios -->\n\nend\n"
    let filled = try #require(chapter.filled(readme))
    #expect(
      filled == """
        # A

        <!-- scenarios -->

        | Scenario | What it teaches |
        |---|---|
        | [This \\| that](one/scenario.yaml) | It is told to be tested. |

        <!-- /scenarios -->

        end

        """)
    #expect(chapter.filled(filled) == filled)
    #expect(chapter.filled("# A\n") == nil)
    #expect(Contents.heading(of: readme) == "A")
  }

  static let paths: [(String, String, String, String)] = [
    ("Scenarios/a/b/scenario.yaml", "Scenarios/a/b", "Scenarios/a", "b"),
    ("x/two.scenario.yaml", "x/two", "x", "two"), ("one.scenario.yml", "one", ".", "one"),
    ("scenario.yaml", ".", ".", "."), ("/a/scenario.yml", "/a", "", "a"),
  ]

  @Test(arguments: paths)
  func `a scenario is called by its folder, or by its file`(
    path: String, id: String, chapter: String, name: String
  ) {
    #expect(ScenarioPath.id(ofFile: path) == id)
    #expect(ScenarioPath.chapter(of: id) == chapter)
    #expect(ScenarioPath.name(of: id) == name)
  }

  @Test func `a file is a scenario by its name`() {
    let names = [
      "scenario.yaml", "scenario.yml", "a.scenario.yaml", "myscenario.yaml", "scenario.json",
      "x.yaml",
    ]
    #expect(names.map(ScenarioPath.isScenario) == [true, true, true, false, false, false])
  }
}

extension String {
  /// The pieces between the places where a text stands.
  func components(around text: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while let place = rest.firstRange(of: text) {
      pieces.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return pieces + [rest]
  }
}
