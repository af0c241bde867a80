import ECRModel
package import ECRReport
import Texts

/// Questions drawn from the book by the facts that they rest on.
package struct Quiz: Sendable {
  /// The scenarios whose first questions are asked, in order.
  package let scenarios: [Scenario]

  /// Draws some of the scenarios that rest on one of some facts; all scenarios where no fact is named.
  ///
  /// The same seed draws the same scenarios of the same book.
  package init(_ scenarios: [Scenario], facts: Set<String>, count: Int, seed: UInt64) {
    let about = scenarios.filter { scenario in
      facts.isEmpty || scenario.source.facts.contains { facts.contains($0.uppercased()) }
    }
    self.scenarios = Array(
      about.map { (lot: Self.lot($0.id, seed), scenario: $0) }
        .sorted { ($0.lot, $0.scenario.id) < ($1.lot, $1.scenario.id) }
        .prefix(count).map(\.scenario))
  }

  private static func lot(_ id: String, _ seed: UInt64) -> UInt64 {
    FNV1a.hash("\(seed)/\(id)/\(seed)".utf8)
  }

  /// The first question of a scenario, without the title, which would answer it.
  package static func question(
    _ number: Int, of count: Int, _ outcome: ScenarioOutcome, _ style: Style, hasJSON: Bool = false
  ) -> Lesson {
    Lesson(
      outcome, style, hasJSON: hasJSON,
      quizTitle: style(.bold, "Quiz, question \(number) of \(count)"))
  }

  /// All questions, and behind them all answers, for reading without a terminal.
  package static func page(_ lessons: [(lesson: Lesson, name: String)], _ style: Style) -> String {
    var text = ""
    for (lesson, _) in lessons {
      guard let scene = lesson.scenes.first else { continue }
      text += lesson.title + "\n" + scene.situation + scene.question + "\n"
    }
    text += style(.bold, "Answers") + "\n"
    for (number, (lesson, name)) in lessons.enumerated() {
      guard let scene = lesson.scenes.first else { continue }
      let parts = [scene.belief, scene.answer, lesson.end(name: name)].filter { !$0.isEmpty }
      text += "\n" + style(.bold, "Question \(number + 1)") + "\n\n"
      text += parts.joined(separator: "\n")
    }
    return text
  }
}
