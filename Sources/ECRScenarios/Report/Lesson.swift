public import ECRReport
import Texts

/// A scenario as a lesson, piece by piece.
public enum Lesson {
  /// The lesson's pieces: after each but the last, a reader may want to think.
  ///
  /// The first ends with the first question, the last is the last answer.
  public static func pieces(_ outcome: ScenarioOutcome, _ style: Style) -> [String] {
    var pieces: [String] = []
    let scenario = outcome.scenario
    var shownPolicies = ShownPolicies()
    var text = head(scenario, style)
    text += SituationText.text(World(scenario.situation), &shownPolicies, style)
    for step in outcome.steps {
      guard let question = step.question else {
        text += EventText.text(step, &shownPolicies, style)
        continue
      }
      text += AskedText.policies(question.question.content, &shownPolicies, style)
      text += self.question(question, of: outcome, style)
      pieces.append(text)
      text = AnswerText.text(question, step.world, style)
    }
    return pieces + [text + end(outcome, style)]
  }

  private static func head(_ scenario: Scenario, _ style: Style) -> String {
    let source = scenario.source
    var from = [source.page, source.url].compactMap(\.self)
    if !source.facts.isEmpty { from.append("facts " + source.facts.joined(separator: ", ")) }
    return style(.bold, Prose.printable(scenario.title)) + "\n"
      + style(.dim, Prose.printable(scenario.id)) + "\n\n"
      + Prose.wrapped(scenario.lesson) + "\n"
      + style(
        .dim, Prose.wrapped("Source (\(source.claim.rawValue)): \(from.joined(separator: "; "))"))
      + "\n"
  }

  private static func question(
    _ question: QuestionOutcome, of outcome: ScenarioOutcome, _ style: Style
  ) -> String {
    let number = outcome.scenario.questionCount > 1 ? " \(question.number)" : ""
    var text = style(.cyan, "Question\(number)") + "\n"
    text += Prose.wrapped(question.question.text)
    text += AskedText.circumstances(question.question.content, style)
    if let belief = question.question.belief {
      text += "\n" + style(.yellow, "What people expect") + "\n" + Prose.wrapped(belief.says)
    }
    return text
  }

  private static func end(_ outcome: ScenarioOutcome, _ style: Style) -> String {
    guard !outcome.failures.isEmpty else { return "" }
    return style(.red, "This is not what the scenario expects")
      + ": run `drydock test` on it.\n"
  }
}
