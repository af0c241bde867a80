package import ECRReport
import Texts

/// A scenario as a lesson: scenes that each end with a question, and what to remember last.
package struct Lesson: Sendable {
  /// What leads to one question, the question, and its answer.
  struct Scene: Sendable {
    /// The situation, or what happened since the question before; and the question's own policies.
    var situation: String
    /// The question with its circumstances.
    var question: String
    /// What most people expect, if that is known.
    var belief: String
    /// The answer, with why.
    var answer: String
    /// What each rule does to each image; empty where the answer has said it all.
    var rules: String
    /// The JSON of the policies that the reader has seen as tables.
    var json: String
    /// What was asked and answered.
    var outcome: QuestionOutcome
    /// The situation that the question is about.
    var world: World
  }

  let outcome: ScenarioOutcome
  let style: Style
  /// Whether the first question is the whole lesson.
  private let isQuiz: Bool
  /// The title.
  let title: String
  private(set) var scenes: [Scene] = []
  /// What happens after the last answer.
  private(set) var closing = ""

  /// Shows a scenario; with `hasJSON`, the JSON of every table of rules is shown above it.
  package init(_ outcome: ScenarioOutcome, _ style: Style, hasJSON: Bool = false) {
    self.init(outcome, style, hasJSON: hasJSON, quizTitle: nil)
  }

  /// Shows a scenario, or with another title its first question alone.
  init(_ outcome: ScenarioOutcome, _ style: Style, hasJSON: Bool, quizTitle: String?) {
    self.outcome = outcome
    self.style = style
    isQuiz = quizTitle != nil
    title = (quizTitle ?? style(.bold, Prose.printable(outcome.scenario.title))) + "\n"
    let folder = ScenarioPath.folder(ofFile: outcome.scenario.text.name)
    var shownPolicies = ShownPolicies(hasJSON: hasJSON)
    var text = SituationText.text(World(outcome.scenario.situation), &shownPolicies, style)
    for step in outcome.steps {
      guard let question = step.question else {
        text += EventText.text(step, &shownPolicies, style)
        continue
      }
      text += AskedText.policies(question.question.content, &shownPolicies, style)
      scenes.append(
        Scene(
          situation: text, question: self.question(question), belief: belief(question),
          // Files have the names that the situation gives them.
          answer: AnswerText.text(question, step.world, style).endingWithOneLine
            .without(folder),
          rules: AnswerText.rules(question, step.world, style), json: shownPolicies.takeJSON(style),
          outcome: question, world: step.world))
      text = ""
      if isQuiz { break }
    }
    closing = text
  }

  /// The whole lesson, for reading without a terminal: each question, its answer, and the lesson last.
  ///
  /// `name` is what to call the scenario. With `hasRules`, an answer says what each rule does to each
  /// image.
  package func page(name: String, hasRules: Bool = false) -> String {
    let parts = scenes.map { scene in
      [
        scene.situation + scene.question, scene.belief, scene.answer, hasRules ? scene.rules : "",
      ].filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return ([title + "\n" + (parts.first ?? "")] + parts.dropFirst() + [end(name: name)])
      .joined(separator: "\n")
  }

  /// What to remember, where it comes from, and whether the answers were as expected.
  func end(name: String) -> String {
    let scenario = outcome.scenario
    var text = closing + style(.bold, "What to remember") + "\n"
    text += Prose.wrapped(scenario.lesson, width: style.width) + "\n"
    text += style(.dim, source(scenario.source))
    text += style(.dim, Prose.wrapped(name, width: style.width))
    guard !outcome.failures.isEmpty else { return text }
    return text + "\n" + style(.red, "This is not what the scenario expects")
      + ": run `drydock test` on it.\n"
  }

  private func source(_ source: Evidence) -> String {
    var from = [source.page, source.url].compactMap(\.self)
    if !source.facts.isEmpty { from.append("facts " + source.facts.joined(separator: ", ")) }
    return Prose.wrapped(
      "Source (\(source.claim.rawValue)): \(from.joined(separator: "; "))", width: style.width)
  }

  private func question(_ question: QuestionOutcome) -> String {
    let count = outcome.scenario.questionCount
    let number = count > 1 && !isQuiz ? " \(question.number) of \(count)" : ""
    return style(.cyan, "Question\(number)") + "\n"
      + Prose.wrapped(question.question.text, width: style.width)
      + AskedText.circumstances(question.question.content, style)
  }

  private func belief(_ question: QuestionOutcome) -> String {
    guard let belief = question.question.belief else { return "" }
    return style(.yellow, "What most people expect") + "\n"
      + Prose.wrapped(belief.says, width: style.width)
  }
}

extension String {
  /// Without a text, wherever it is.
  fileprivate func without(_ text: String) -> String {
    text.isEmpty ? self : replacing(text, with: "")
  }

  /// Without empty lines at the end.
  var endingWithOneLine: String {
    var text = self[...]
    while text.hasSuffix("\n\n") { text.removeLast() }
    return String(text)
  }
}
