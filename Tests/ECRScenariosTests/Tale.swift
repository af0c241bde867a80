import ECRModel
import Testing
import Texts

@testable import ECRScenarios

/// A scenario of a test: its pieces, together with the files.
///
/// In the pieces `«` may stand in front of what a finding should point at.
struct Tale: Sendable, CustomTestStringConvertible {
  var head = """
    title: A tale
    lesson: It is told to be tested.
    source: {claim: inferred, facts: [Q-1]}
    """
  var clock = "clock: 2026-01-31T12:00:00Z"
  var situation = """
    repositories:
      web/shop:
        lifecyclePolicy: one.json
        images:
          - {image: A, tags: [v1, old], pushed: 10 days ago}
          - {image: B, tags: [v2], pushed: 2 days ago}
    """
  var story = """
    story:
      - {question: Who goes?, preview: web/shop, answer: {expire: [A], keep: [B]}}
    """
  var files = ["one.json": Policies.keep(1), "week.json": Policies.days(7)]

  /// Makes a tale with other images of its one repository.
  init(images: String) {
    situation = """
      repositories:
        web/shop:
          lifecyclePolicy: one.json
          images:
      \(images.indented(6))
      """
  }

  init() {}

  init(story entries: String) { tell(entries) }

  /// Replaces the entries of the story.
  mutating func tell(_ entries: String) { story = "story:\n" + entries.indented(2) }

  /// The pieces with their marks.
  var marked: String {
    [head, clock, situation, story].filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  var testDescription: String { marked }

  /// The text, and `line:column` of every mark.
  var unmarked: (text: String, places: [String]) {
    var text = ""
    var places: [String] = []
    var (line, column) = (1, 1)
    for scalar in marked.unicodeScalars {
      if scalar == "«" {
        places.append("\(line):\(column)")
        continue
      }
      text.unicodeScalars.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (text, places)
  }

  func read() -> (scenario: Scenario?, findings: [Finding]) {
    let source = SourceText(name: "scenario.yaml", text: unmarked.text)
    return ScenarioFile.read(source, id: "tales/one", files: open)
  }

  /// The files beside it.
  var open: ScenarioFile.FileReading {
    let files = files
    return { path in
      guard let text = files[path] else { throw NoSuchFile() }
      return SourceText(name: path, text: text)
    }
  }

  func run() throws -> ScenarioOutcome {
    let (scenario, findings) = read()
    return RunScenario.run(
      try #require(scenario, "\(findings.map(\.told).joined(separator: "\n"))"))
  }

  /// What is not as expected, each as `subject: expected, not actual`.
  func failures() throws -> [String] {
    let outcome = try run()
    #expect(outcome.findings.map(\.told) == [])
    return outcome.failures.map(\.told)
  }

  var tested: TestedScenario {
    TestedScenario(
      SourceText(name: "tales/one/scenario.yaml", text: unmarked.text), id: "tales/one",
      files: open)
  }

  /// How things stand when the story has been told.
  func worldAtEnd() throws -> World {
    let outcome = try run()
    #expect(outcome.findings.map(\.told) == [])
    return try #require(outcome.steps.last).world
  }
}

struct NoSuchFile: Error, CustomStringConvertible {
  var description: String { "no such file" }
}

/// Policies of tests.
enum Policies {
  static func rule(_ status: String, _ count: String, _ priority: Int = 1) -> String {
    #"{"rulePriority": \#(priority), "selection": {\#(status), \#(count)}, "action": {"type": "expire"}}"#
  }

  static func rules(_ rules: String...) -> String {
    #"{"rules": [\#(rules.joined(separator: ", "))]}"#
  }

  static let any = #""tagStatus": "any""#
  static let untagged = #""tagStatus": "untagged""#

  /// Keeps the youngest images of all.
  static func keep(_ number: Int) -> String {
    rules(rule(any, #""countType": "imageCountMoreThan", "countNumber": \#(number)"#))
  }

  /// Expires what is older than some days.
  static func days(_ number: Int, _ status: String = any) -> String {
    rules(
      rule(
        status, #""countType": "sinceImagePushed", "countUnit": "days", "countNumber": \#(number)"#)
    )
  }

  /// Archives what is older than some days.
  static func archive(_ number: Int) -> String {
    days(number).replacing(
      #""type": "expire""#, with: #""type": "transition", "targetStorageClass": "archive""#)
  }

  /// Allows or denies some actions on everything.
  static func access(
    _ actions: String..., effect: String = "Allow", sid: String, more: String = ""
  ) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return
      #"{"Version": "2012-10-17", "Statement": [{"Sid": "\#(sid)", "Effect": "\#(effect)", "Action": [\#(list)], "Resource": "*"\#(more)}]}"#
  }
}

extension Finding {
  /// `CODE line:column: message; help`.
  var told: String {
    let start = location.start
    return "\(code.rawValue) \(start.line):\(start.column): \(message)"
      + (help.map { "; \($0)" } ?? "")
  }
}

extension ScenarioFailure {
  var told: String { "\(subject): \(expected), not \(actual.joined(separator: " / "))" }
}

extension String {
  func indented(_ width: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : String(repeating: " ", count: width) + $0 }
      .joined(separator: "\n")
  }
}
