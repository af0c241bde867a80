package import ECRReport
import Texts

/// An exercise as a learner reads it: the task, how far it is, hints, and what to remember at the end.
package struct ExerciseText: Sendable {
  private let exercise: Scenario
  private let style: Style

  /// Shows an exercise.
  package init(_ exercise: Scenario, _ style: Style) {
    self.exercise = exercise
    self.style = style
  }

  /// The situation, and what the policy has to achieve; `file` is the learner's copy of it.
  package func task(file: String) -> String {
    var shownPolicies = ShownPolicies(hidden: exercise.writes)
    var text = style(.bold, Prose.printable(exercise.title)) + "\n\n"
    text += SituationText.text(World(exercise.situation), &shownPolicies, style)
    text += style(.bold, "What the policy has to achieve") + "\n"
    var number = 0
    for step in exercise.story {
      switch step.content {
      case .event(let event):
        let sentence = step.tell ?? EventText.sentence(event)
        text += Prose.wrapped(sentence, indent: "     ", width: style.width)
      case .question(let question):
        number += 1
        let lines = Prose.wrapped(question.text, indent: "     ", width: style.width)
        text +=
          String(repeating: " ", count: number < 10 ? 2 : 1) + "\(number)." + lines.dropFirst(4)
      }
    }
    return text + "\n" + "Edit " + style(.bold, Prose.printable(file)) + "\n"
  }

  /// “3 of 5 checks pass”, and why the others do not.
  package func report(_ outcome: ExerciseOutcome) -> String {
    let count = CourseText.Progress(outcome).text
    guard !outcome.passes else { return style(.green, "\(count): done") + "\n" }
    var text = style(.red, count) + "\n\n"
    if !outcome.rejections.isEmpty {
      text += style(.red, "AWS rejects the policy") + "\n"
      text += FindingText.text(outcome.rejections, style)
    }
    for (index, check) in outcome.checks.enumerated() {
      let word = check.passes ? style(.green, "passes") : style(.red, "fails ")
      let question = Prose.wrapped(check.question, indent: "             ", width: style.width)
      text += "  \(word)  \(index + 1)  " + question.dropFirst(13)
      text += reasons(of: check, outcome).map {
        Prose.wrapped($0, indent: "             ", width: style.width)
      }.joined()
    }
    return text
  }

  /// Why a check fails.
  func reasons(of check: ExerciseOutcome.Check, _ outcome: ExerciseOutcome) -> [String] {
    if let obstacle = check.obstacle { return [obstacle] }
    var failures = check.failures
    // An image that should expire and is kept is one mistake, not two.
    if failures.contains(where: { ["expire", "archive"].contains($0.subject) }) {
      failures.removeAll { $0.subject == "keep" }
    }
    // What is wrong with the policy is shown above.
    let isRejected = !outcome.rejections.isEmpty
    var seen: Set<String> = []
    return failures.flatMap { failure -> [String] in
      if failure.subject == "valid", isRejected { return ["AWS rejects the policy"] }
      // The explanation says which rule decides about an image, in words.
      if failure.subject.hasPrefix("reason of "), !failure.explanation.isEmpty {
        return failure.explanation
      }
      return [sentence(failure)] + failure.explanation
    }.filter { seen.insert($0).inserted }
  }

  private func sentence(_ failure: ScenarioFailure) -> String {
    let actual = failure.actual.joined(separator: "; ")
    return switch failure.subject {
    case "expire": "should expire: \(failure.expected); expires: \(actual)"
    case "archive": "should be archived: \(failure.expected); is archived: \(actual)"
    case "keep": "should be kept: \(failure.expected); is kept: \(actual)"
    case "decision": "should be \(failure.expected); is \(actual)"
    case "fails": "should be denied first: \(failure.expected); is denied first: \(actual)"
    default: "\(failure.subject) should be \(failure.expected); is \(actual)"
    }
  }

  /// The first hints.
  package func hints(_ number: Int) -> String {
    (1...max(1, number)).compactMap(hint).joined(separator: "\n")
  }

  /// The hint with a number, from 1; nil when there are no more.
  package func hint(_ number: Int) -> String? {
    guard exercise.hints.indices.contains(number - 1) else { return nil }
    return style(.yellow, "Hint \(number) of \(exercise.hints.count)") + "\n"
      + Prose.wrapped(exercise.hints[number - 1], width: style.width)
  }

  /// What to remember.
  package func lesson() -> String {
    "\n" + style(.bold, "What to remember") + "\n"
      + Prose.wrapped(exercise.lesson, width: style.width)
  }
}
