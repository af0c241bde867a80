package import ECRReport
import Texts

/// A test run as a person reads it: what is not as expected, and the counts.
package enum TestText {
  /// The whole run.
  package static func text(_ tested: [TestedScenario], _ style: Style) -> String {
    tested.map { text($0, style) }.joined() + summary(TestSummary(tested), style)
  }

  /// The scenarios without running them: what there is.
  package static func list(_ tested: [TestedScenario], _ style: Style) -> String {
    tested.map { scenario in
      Prose.printable(scenario.id)
        + "\(scenario.title.map { style(.dim, "  " + Prose.printable($0)) } ?? "")\n"
    }.joined()
  }

  private static func text(_ scenario: TestedScenario, _ style: Style) -> String {
    switch scenario.result {
    case .passed: return ""
    case .unusable:
      return head("INVALID", scenario, style) + FindingText.text(scenario.findings, style)
    case .failed:
      var text = head("FAIL", scenario, style)
      var question = 0
      for failure in scenario.failures {
        if failure.question != question {
          text += "  \(Prose.printable(failure.questionText))\n"
          question = failure.question
        }
        text += self.text(failure, style)
      }
      return text + "\n"
    }
  }

  private static func head(
    _ word: String, _ scenario: TestedScenario, _ style: Style
  ) -> String {
    style(.red, word) + " " + style(.bold, Prose.printable(scenario.id))
      + (scenario.title.map { ": \(Prose.printable($0))" } ?? "") + "\n"
  }

  private static func text(_ failure: ScenarioFailure, _ style: Style) -> String {
    let place = failure.location
    var text =
      "  \(Prose.printable(place.file)):\(place.start.line):\(place.start.column): "
      + style(.bold, Prose.printable(failure.subject)) + "\n"
    text += "    expected: \(style(.green, Prose.printable(failure.expected)))\n"
    for (number, actual) in failure.actual.enumerated() {
      text +=
        "    \(number == 0 ? "actual:   " : "          ")\(style(.red, Prose.printable(actual)))\n"
    }
    let sentences = failure.explanation.filter { !failure.actual.contains($0) }
    for (number, sentence) in sentences.enumerated() {
      text += "    \(number == 0 ? "why:      " : "          ")\(Prose.printable(sentence))\n"
    }
    return text
  }

  private static func summary(_ summary: TestSummary, _ style: Style) -> String {
    let what =
      Prose.count(summary.all, "scenario", "scenarios") + ", "
      + Prose.count(summary.questions, "question", "questions") + ": "
    let claims =
      "answers rest on sources: \(Prose.grouped(summary.documented)) documented, "
      + "\(Prose.grouped(summary.observed)) observed, \(Prose.grouped(summary.inferred)) inferred"
    let verdict = style(.green, "all answers are as expected")
    if summary.failed + summary.unusable > 0 {
      var parts: [String] = []
      if summary.failed > 0 { parts.append("\(Prose.grouped(summary.failed)) failed") }
      if summary.unusable > 0 { parts.append("\(Prose.grouped(summary.unusable)) invalid") }
      return what + style(.red, parts.joined(separator: ", ")) + "\n"
    }
    return what + verdict + " (\(claims))\n"
  }
}
