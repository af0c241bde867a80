import ECRReport
import Foundation
import TestSupport
import Testing
import Texts

@testable import ECRScenarios

/// What `drydock test` writes of a run: as text, JSON, JUnit's XML and TAP.
struct TestReportTests {
  /// One that passes, one with two failures, one that cannot be used; in two chapters.
  static let run: [TestedScenario] = {
    let passing = Tale()
    var failing = Tale(
      story: """
        - {question: "Who, \\"A\\" & <B>?", preview: web/shop, answer: {expire: [], keep: [B]}}
        - {question: Still?, preview: web/shop, answer: {keep: [{image: B, rule: 2}]}}
        """)
    failing.head =
      "title: \"5 > 4 & # \\\\ \\e[31m\"\nlesson: a\nsource: {claim: observed, page: p}"
    var broken = Tale()
    broken.head += "\noops: 1"
    return [("a/one", passing), ("a/two", failing), ("b/three", broken)].map { id, tale in
      TestedScenario(
        SourceText(name: "\(id)/scenario.yaml", text: tale.unmarked.text), id: id, files: tale.open)
    }
  }()

  /// The line on which the question of the failing tale stands.
  private var line: Int { Self.run[1].failures[0].location.start.line }

  static let plain = Style(isColored: false)

  // MARK: Counts

  @Test func `a run is counted by how its scenarios fared and why they are believed`() {
    var wanted = TestSummary([])
    wanted.passed = 1
    wanted.failed = 1
    wanted.unusable = 1
    wanted.questions = 3
    wanted.observed = 1
    wanted.inferred = 1
    #expect(TestSummary(Self.run) == wanted)
    #expect(TestSummary(Self.run).all == 3)
  }

  // MARK: Text

  @Test func `as text it tells what is not as expected, with place and reason, and the counts`() {
    let title = "5 > 4 & # \\ \u{FFFD}[31m"
    let who = "2nd newest of 2, keeps 1"
    let text = TestText.text([Self.run[0], Self.run[1]], Self.plain)
    let start = Self.run[1].failures[0].location.start
    let second = Self.run[1].failures[1].location.start
    #expect(
      text == """
        FAIL a/two: \(title)
          Who, "A" & <B>?
          a/two/scenario.yaml:\(start.line):\(start.column): expire
            expected: nothing
            actual:   A
            why:      A expires: rule 1 expires it: \(who)
          Still?
          a/two/scenario.yaml:\(second.line):\(second.column): rule of B
            expected: 2
            actual:   1
            why:      B stays: rule 1 keeps it: newest of 2, keeps 1

        2 scenarios, 3 questions: 1 failed

        """)
  }

  @Test func `as text it shows what cannot be used with its line, and counts it`() {
    let text = TestText.text(Self.run, Self.plain)
    #expect(
      text.contains(
        """
        INVALID b/three
        b/three/scenario.yaml:4:1  error  UNKNOWN_KEY
          4 | oops: 1
            | ^^^^
          unknown key `oops`
        """), "\(text)")
    #expect(
      text.hasSuffix(
        "3 scenarios, 3 questions: 1 failed, 1 invalid\n"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `when all is as expected it says so and no more`() {
    #expect(
      TestText.text([Self.run[0]], Self.plain)
        == "1 scenario, 1 question: all answers are as expected "
        + "(answers rest on sources: 0 documented, 0 observed, 1 inferred)\n"
    )
  }

  @Test func `the list has paths and titles`() {
    #expect(
      TestText.list(Self.run, Self.plain)
        == "a/one  A tale\na/two  5 > 4 & # \\ \u{FFFD}[31m\nb/three\n")
  }

  // MARK: JSON

  private func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }

  @Test func `as JSON it has everything`() throws {
    let json = TestJSON.json(Self.run)
    let root = try object(try JSONSerialization.jsonObject(with: Data(json)))
    #expect(Set(root.keys) == ["schema", "summary", "scenarios"])
    #expect(root["schema"] as? String == "drydock.test.v1")
    #expect(
      root["summary"] as? [String: Int] == [
        "scenarios": 3, "passed": 1, "failed": 1, "unusable": 1, "questions": 3, "documented": 0,
        "observed": 1, "inferred": 1,
      ])
    let scenarios = try #require(root["scenarios"] as? [[String: Any]])
    #expect(scenarios.map { $0["id"] as? String } == ["a/one", "a/two", "b/three"])
    #expect(scenarios.map { $0["result"] as? String } == ["passed", "failed", "unusable"])
    #expect(scenarios.map { $0["questions"] as? Int } == [1, 2, 0])
    #expect(scenarios.map { $0["claim"] as? String } == ["inferred", "observed", nil])
    #expect(scenarios.map { $0["facts"] as? [String] } == [["Q-1"], [], []])
    #expect(scenarios[1]["title"] as? String == "5 > 4 & # \\ \u{1B}[31m")
    #expect(scenarios[1]["file"] as? String == "a/two/scenario.yaml")
    let failure = try object((scenarios[1]["failures"] as? [Any])?.first)
    #expect(failure["question"] as? Int == 1)
    #expect(failure["questionText"] as? String == "Who, \"A\" & <B>?")
    #expect(failure["line"] as? Int == line)
    #expect(failure["column"] as? Int == Self.run[1].failures[0].location.start.column)
    #expect(failure["subject"] as? String == "expire")
    #expect(failure["expected"] as? String == "nothing")
    #expect(failure["actual"] as? [String] == ["A"])
    #expect((failure["explanation"] as? [String])?.count == 1)
    let finding = try object((scenarios[2]["findings"] as? [Any])?.first)
    #expect(finding["issueCode"] as? String == "UNKNOWN_KEY")
  }

  // MARK: JUnit

  @Test func `as JUnit's XML it is well formed, and every text comes out as it went in`() throws {
    let elements = try XMLElements(TestJUnit.xml(Self.run)).all
    func all(_ name: String) -> [XMLElements.Element] { elements.filter { $0.name == name } }
    #expect(
      all("testsuites").map(\.attributes) == [
        ["name": "drydock test", "tests": "3", "failures": "1", "errors": "1"]
      ])
    #expect(
      all("testsuite").map(\.attributes) == [
        ["name": "a", "tests": "2", "failures": "1", "errors": "0"],
        ["name": "b", "tests": "1", "failures": "0", "errors": "1"],
      ])
    #expect(
      all("testcase").map(\.attributes["name"]) == [
        "A tale", "5 > 4 & # \\ \u{FFFD}[31m", "three",
      ])
    #expect(all("testcase").map(\.attributes["classname"]) == ["a/one", "a/two", "b/three"])
    // Two answers are wrong, and a reader that takes one failure a case loses neither.
    #expect(
      all("failure").map(\.attributes["message"]) == ["not as expected: expire, rule of B"])
    #expect(
      all("failure").first?.text.hasPrefix(
        "a/two/scenario.yaml:\(line): Who, \"A\" & <B>?\nexpected: nothing\nactual: A\nwhy: ")
        == true)
    #expect(
      all("error").map(\.attributes) == [
        ["message": "unknown key `oops`", "type": "UNKNOWN_KEY"]
      ])
  }

  // MARK: TAP

  @Test func `as TAP it has a version, a plan and a numbered line for each`() {
    let lines = TestTAP.text(Self.run).split(separator: "\n").map(String.init)
    #expect(Array(lines.prefix(3)) == ["TAP version 14", "1..3", "ok 1 - a/one: A tale"])
    #expect(lines.contains("not ok 2 - a/two: 5 > 4 & \\# \\\\ \u{FFFD}[31m"))
    #expect(lines.contains("not ok 3 - b/three"))
    #expect(lines.filter { $0 == "  ---" }.count == 2)
    #expect(lines.filter { $0 == "  ..." }.count == 2)
    #expect(lines.filter { !$0.hasPrefix("  ") }.count == 5)
    #expect(lines.contains("      question: \"Who, \\\"A\\\" & <B>?\""))
  }

  @Test func `the same run gives the same bytes`() {
    let again = [Tale().tested, Tale().tested]
    for _ in 0..<3 {
      let run = [Tale().tested, Tale().tested]
      #expect(TestJSON.json(run) == TestJSON.json(again))
      #expect(TestJUnit.xml(run) == TestJUnit.xml(again))
      #expect(TestTAP.text(run) == TestTAP.text(again))
    }
  }
}
