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

  /// The situation, and what the policy has to achieve; `file` is the learner's copy of it, which is new
  /// or already changed.
  package func task(file: String, isNew: Bool = true) -> String {
    var shownPolicies = ShownPolicies(hidden: exercise.writes)
    var text = style(.bold, Prose.printable(exercise.title)) + "\n\n"
    text += SituationText.text(World(exercise.situation), &shownPolicies, style)
    text += style(.bold, "What the policy has to achieve") + "\n"
    var number = 0
    for step in exercise.story {
      switch step.content {
      case .event(let event):
        let sentence = step.tell ?? EventText.sentence(event)
        text += Prose.wrapped("Then: " + sentence, width: style.width)
      case .question(let question):
        number += 1
        let lines = Prose.wrapped(question.text, indent: "     ", width: style.width)
        text +=
          String(repeating: " ", count: number < 10 ? 2 : 1) + "\(number)." + lines.dropFirst(4)
      }
    }
    return text + "\n" + "Edit " + style(.bold, Prose.printable(file))
      + (isNew ? "\n  It contains a draft with mistakes.\n" : "\n")
  }

  /// “3 of 5 checks pass”, and why the others do not.
  package func report(_ outcome: ExerciseOutcome) -> String {
    let count = CourseText.Progress(outcome).text
    guard !outcome.passes else { return style(.green, "\(count): done") + "\n" }
    var text = style(.red, count) + "\n\n"
    let rejections = outcome.rejections
    if !rejections.isEmpty {
      text += style(.red, "AWS rejects the policy") + "\n" + FindingText.text(rejections, style)
    }
    var rejected: [Int] = []
    for (index, check) in outcome.checks.enumerated() {
      let reasons = check.passes ? [] : reasons(of: check, outcome)
      // Why is what is shown above.
      if !rejections.isEmpty, reasons == [ExerciseOutcome.rejection] {
        rejected.append(index + 1)
        continue
      }
      let word = check.passes ? style(.green, "passes") : style(.red, "fails ")
      let question = Prose.wrapped(check.question, indent: "             ", width: style.width)
      text += "  \(word)  \(index + 1)  " + question.dropFirst(13)
      text += reasons.map {
        Prose.wrapped($0, indent: "             ", width: style.width)
      }.joined()
    }
    return text + self.text(rejected: rejected, of: outcome.count)
  }

  /// Which checks wait until AWS accepts the policy.
  private func text(rejected: [Int], of count: Int) -> String {
    guard !rejected.isEmpty else { return "" }
    let which =
      switch (rejected.count, count) {
      case (1, 1): "The check"
      case (2, 2): "Both checks"
      case (count, _): "All \(count) checks"
      case (1, _): "Check \(rejected[0])"
      default: "Checks \(Prose.list(rejected.map(String.init)))"
      }
    let verb = rejected.count == 1 ? "fails" : "fail"
    return Prose.wrapped(
      "\(which) \(verb) until AWS accepts the policy.", indent: "", width: style.width)
  }

  /// Why a check fails.
  func reasons(of check: ExerciseOutcome.Check, _ outcome: ExerciseOutcome) -> [String] {
    if let obstacle = check.obstacle { return [obstacle] }
    var failures = check.failures
    let subjects = Set(failures.map(\.subject))
    // An image that should expire and is kept is one mistake, not two; so is a request that is denied
    // at another action.
    if !subjects.isDisjoint(with: ["expire", "archive"]) {
      failures.removeAll { $0.subject == "keep" }
    }
    if subjects.contains("fails") { failures.removeAll { $0.subject == "decision" } }
    if subjects.contains("decision") { failures.removeAll { $0.subject == "decidedBy" } }
    // What is wrong with the policy is shown above.
    let isRejected = !outcome.rejections.isEmpty
    let access = AccessExplanation(check, outcome.exercise)
    var seen: Set<String> = []
    let sentences = failures.flatMap { failure -> [String] in
      if failure.subject == "valid", isRejected { return [ExerciseOutcome.rejection] }
      return [FailureSentence.sentence(failure)] + (access == nil ? failure.explanation : [])
    }
    // Why a request is allowed or denied comes once, after all that is not as wanted.
    return (sentences + (access?.sentences(failures) ?? [])).filter { seen.insert($0).inserted }
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

  /// What to do when there are no more hints; `command` shows a solution.
  package func noMoreHints(_ command: String) -> String {
    "There are no more hints. For a solution: \(Prose.printable(command))\n"
  }

  /// What to remember.
  package func lesson() -> String {
    "\n" + style(.bold, "What to remember") + "\n"
      + Prose.wrapped(exercise.lesson, width: style.width)
  }
}
