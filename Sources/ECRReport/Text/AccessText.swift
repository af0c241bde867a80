import ECRAccess
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// The answer to a question about access as a person reads it: the verdict, what would change it, the
/// evidence, and AWS's message.
package enum AccessText {
  /// The whole answer; without `hasOptions` for a reader who has no command line to add any to.
  package static func text(
    _ outcome: AskAccess.Outcome, _ style: Style, hasOptions: Bool = true
  ) -> String {
    // The step that fails is reported in full; when all pass, the last shows how.
    guard !outcome.steps.isEmpty else { return "" }
    let decisive =
      outcome.failingStep ?? outcome.conditionalFailures.first ?? outcome.steps.count - 1
    let result = outcome.steps[decisive].result
    let evidence = EvidenceText(result, style)
    var text = head(outcome, result, style) + depends(result, hasOptions, style)
    if hasOptions { text += outcome.assumptions.map { note($0, style) }.joined() }
    text += evidence.closest()
    text += evidence.allowing()
    text += advice(outcome, decisive, style)
    text += steps(outcome, marking: decisive, style)
    text += evidence.policies(outcome.steps.count > 1 ? decisive : nil)
    text += notes(outcome, result, style)
    if let message = AccessWords.refusal(result) {
      text +=
        "\n" + style(.bold, "AWS's message") + "\n" + Prose.wrapped(message, width: style.width)
    }
    return text
  }

  // MARK: The verdict

  private static func head(
    _ outcome: AskAccess.Outcome, _ result: EvaluationResult, _ style: Style
  ) -> String {
    let verdict = AccessWords.verdict(outcome)
    let keys = AccessWords.decidingKeys(result).map { $0.shortened() }
    let paint: Style.Paint =
      !keys.isEmpty || outcome.isAllowed && !outcome.conditionalFailures.isEmpty
      ? .yellow : outcome.isAllowed ? .green : .red
    let isAlone = outcome.steps.count == 1 && outcome.recipe == nil
    let rest = isAlone ? "" : Prose.printable(verdict.rest)
    let what =
      AccessWords.operation(outcome)
      + (keys.isEmpty
        ? rest + (result.decisionMayChange ? "; may change, see Notes" : "")
        // Which step is denied, the table of the steps shows.
        : "; \(verdict.word) without \(keys.count == 1 ? "it" : "them")"
          + (outcome.isAllowed ? rest : ""))
    var why = AccessReasons.sentence(result)
    switch result.decision {
    case .allowed: break
    case .explicitDeny: why += " (explicit deny)"
    case .implicitDeny: why += " (implicit deny)"
    }
    if outcome.steps.count > 1, outcome.isAllowed, outcome.conditionalFailures.isEmpty {
      let count = outcome.steps.count
      why = count == 2 ? "both steps are allowed" : "all \(Prose.grouped(count)) steps are allowed"
    }
    let word =
      keys.isEmpty
      ? style(paint, verdict.word.uppercased())
      : style(paint, "DEPENDS") + Prose.printable(" on \(Prose.list(keys))")
    return word + ": \(style(.bold, what))\n\n"
      + "  \(style(.dim, "who "))  \(Prose.printable(outcome.principal))\n"
      + "  \(style(.dim, "what"))  \(Prose.printable(outcome.resource))\n"
      + labeled("why ", why, style)
  }

  /// The keys on which the verdict depends, and how to give them.
  private static func depends(
    _ result: EvaluationResult, _ hasOptions: Bool, _ style: Style
  ) -> String {
    let keys = AccessWords.decidingKeys(result)
    guard !keys.isEmpty else { return "" }
    return note(
      "the answer depends on \(hasOptions ? AccessWords.toGive(keys) : AccessWords.missing(keys))",
      style
    )
  }

  private static func note(_ sentence: String, _ style: Style) -> String {
    labeled("note", sentence, style)
  }

  /// A sentence under the verdict, with what it is in front.
  private static func labeled(_ label: String, _ sentence: String, _ style: Style) -> String {
    Prose.lines(Prose.printable(sentence), width: style.width - 8).enumerated().map { place, line in
      "  \(place == 0 ? style(.dim, label) : "    ")  \(line)\n"
    }.joined()
  }

  // MARK: What to do

  private static func advice(
    _ outcome: AskAccess.Outcome, _ decisive: Int, _ style: Style
  ) -> String {
    let sentences = AccessAdvice.sentences(outcome, step: decisive)
    guard !sentences.isEmpty else { return "" }
    let title = sentences.count == 1 ? "To allow it" : "To allow it, do all of these"
    return "\n" + style(.bold, title) + "\n"
      + sentences.map { Prose.wrapped($0, width: style.width) }.joined()
  }

  // MARK: The steps

  private static func steps(
    _ outcome: AskAccess.Outcome, marking decisive: Int, _ style: Style
  ) -> String {
    guard outcome.steps.count > 1 else { return "" }
    let isRecipe = outcome.recipe != nil
    var table = TextTable([
      ("", .left), ("STEP", .right), ("ACTION", .left), ("DECISION", .left),
      (isRecipe ? "FOR" : "DECIDED BY", .left),
    ])
    for (index, step) in outcome.steps.enumerated() {
      let result = step.result
      let purpose = (step.purpose ?? "") + (step.condition.map { ", if \($0)" } ?? "")
      let isMarked = index == decisive && result.decision != .allowed
      table.add([
        TextTable.Cell(text: isMarked ? "→" : "", paint: .red),
        TextTable.Cell(text: "\(index + 1)"),
        TextTable.Cell(text: Prose.printable(result.request.action)),
        TextTable.Cell(
          text: AccessWords.decision(result.decision) + (result.decisionMayChange ? "?" : ""),
          paint: result.decision == .allowed ? .green : .red),
        TextTable.Cell(text: isRecipe ? purpose : AccessWords.deciders(result)),
      ])
    }
    return "\n" + table.text(style, wrapsLast: true) + openSteps(outcome, style)
  }

  /// What the question mark behind a decision means.
  private static func openSteps(_ outcome: AskAccess.Outcome, _ style: Style) -> String {
    let open = outcome.steps.map(\.result).filter(\.decisionMayChange)
    guard !open.isEmpty else { return "" }
    let keys = Set(open.flatMap(AccessWords.decidingKeys)).sorted().map { $0.shortened() }
    let reason = keys.isEmpty ? "may differ, see Notes" : "depends on \(Prose.list(keys))"
    return Prose.wrapped("? \(reason)", width: style.width)
  }

  // MARK: Notes

  private static func notes(
    _ outcome: AskAccess.Outcome, _ result: EvaluationResult, _ style: Style
  ) -> String {
    var notes: [String] = []
    notes += AccessWords.missingKeys(result)
    notes += result.remarks.map(AccessWords.sentence)
    notes += outcome.steps.flatMap { step in
      step.result.dependentActions.map { AccessWords.sentence($0, of: step.result.request.action) }
    }
    notes += outcome.addedPolicies.map(AccessWords.sentence)
    guard !notes.isEmpty else { return "" }
    return "\n" + style(.bold, "Notes") + "\n"
      + notes.map { Prose.wrapped("\(Prose.capitalized($0)).", width: style.width) }.joined()
  }
}
