import ECRAccess
import ECRModel
import ECRPolicy
public import ECRSimulator
import Texts

/// The answer to a question about access as a person reads it.
public enum AccessText {
  /// The whole answer: the verdict, the evidence, and what AWS would say.
  public static func text(_ outcome: AskAccess.Outcome, _ style: Style) -> String {
    let added = AccessWords.added(outcome.addedPolicies, style)
    guard outcome.steps.count > 1 || outcome.recipe != nil, let last = outcome.steps.last else {
      return outcome.steps.map { evidence($0.result, style) + dependents($0.result, style) }
        .joined() + added
    }
    var text = head(outcome, style) + steps(outcome, style)
    // The step that fails is told in full; when all pass, the last shows how.
    let failing = outcome.failingStep ?? outcome.conditionalFailures.first
    let told = failing.map { outcome.steps[$0] } ?? last
    let others = outcome.steps.map { dependents($0.result, style) }.joined()
    if !others.isEmpty { text += "\n" + others }
    return text + "\n" + evidence(told.result, style) + added
  }

  private static func head(_ outcome: AskAccess.Outcome, _ style: Style) -> String {
    let what = outcome.recipe?.summary ?? "these actions"
    let verdict = AccessWords.verdict(outcome)
    let paint: Style.Paint =
      !outcome.isAllowed ? .red : outcome.conditionalFailures.isEmpty ? .green : .yellow
    return "\(style(.bold, what)): \(style(paint, verdict.word))\(Prose.printable(verdict.rest))\n"
      + "  \(Prose.printable(outcome.principal))\n  on \(Prose.printable(outcome.resource))\n\n"
  }

  private static func steps(_ outcome: AskAccess.Outcome, _ style: Style) -> String {
    var table = TextTable([
      ("step", .right), ("action", .left), ("decision", .left), ("decided by", .left),
      ("for", .left),
    ])
    for (index, step) in outcome.steps.enumerated() {
      let result = step.result
      let purpose =
        (step.purpose ?? "") + (step.condition.map { ", when \($0)" } ?? "")
        + (result.decisionMayChange ? " (may change)" : "")
      table.add([
        TextTable.Cell(text: "\(index + 1)"),
        TextTable.Cell(text: Prose.printable(result.request.action)),
        TextTable.Cell(text: result.decision.rawValue, paint: paint(result.decision)),
        TextTable.Cell(text: deciders(result)),
        TextTable.Cell(text: purpose),
      ])
    }
    return table.text(style)
  }

  private static func deciders(_ result: EvaluationResult) -> String {
    let isECR = isECR(result)
    return result.decidedBy.map { AccessWords.name($0, isECR: isECR) }.joined(separator: ", ")
  }

  private static func isECR(_ result: EvaluationResult) -> Bool {
    result.request.action.lowercased().hasPrefix("ecr:")
  }

  private static func paint(_ decision: Decision) -> Style.Paint {
    switch decision {
    case .allowed: .green
    case .explicitDeny, .implicitDeny: .red
    }
  }

  /// The other permissions that AWS asks for.
  private static func dependents(_ result: EvaluationResult, _ style: Style) -> String {
    result.dependentActions.map { dependent in
      "\(style(.yellow, "Note")): \(AccessWords.sentence(dependent, of: result.request.action)).\n"
    }.joined()
  }

  // MARK: One action

  private static func evidence(_ result: EvaluationResult, _ style: Style) -> String {
    var text = verdict(result, style)
    text += gates(result, style)
    text += statements(result, style)
    text += nearMisses(result, style)
    text += missingPolicies(result, style)
    text += missingKeys(result, style)
    for remark in result.remarks {
      text += "\(style(.yellow, "Note")): \(AccessWords.sentence(remark)).\n"
    }
    if let message = AccessWords.refusal(result) {
      text += "\nAWS would say:\n  \(Prose.printable(message))\n"
    }
    return text
  }

  private static func verdict(_ result: EvaluationResult, _ style: Style) -> String {
    let request = result.request
    let deciders = deciders(result)
    let why =
      switch result.decision {
      case .allowed:
        result.decidedBy == [.builtIn] ? AccessWords.builtIn(result) : "by the \(deciders)"
      case .explicitDeny: "a statement denies it: \(deciders)"
      case .implicitDeny:
        result.decidedBy.map { "no \(AccessWords.name($0, isECR: isECR(result))) allows it" }
          .joined(separator: ", ")
      }
    return style(paint(result.decision), result.decision.rawValue) + ": \(why)\n"
      + "  \(Prose.printable(request.principal.text))\n"
      + "  \(Prose.printable(request.action)) on \(Prose.printable(request.resource))\n"
  }

  private static func gates(_ result: EvaluationResult, _ style: Style) -> String {
    guard !result.gates.isEmpty else { return "" }
    var table = TextTable([("policies", .left), ("answer", .left), ("", .left)])
    for gate in result.gates {
      let paint: Style.Paint =
        switch gate.answer {
        case .allows: .green
        case .denies: .red
        case .silent: gate.mustAllow ? .red : .dim
        }
      let answer =
        switch gate.answer {
        case .allows: "allows"
        case .denies: "denies"
        case .silent: "says nothing"
        }
      table.add([
        TextTable.Cell(text: AccessWords.name(gate.policyType, isECR: isECR(result))),
        TextTable.Cell(text: answer, paint: paint),
        TextTable.Cell(text: gate.mustAllow ? "has to allow" : "need not allow", paint: .dim),
      ])
    }
    return "\n" + style(.bold, "Policy by policy, in AWS's order") + "\n" + table.text(style)
  }

  private static func statements(_ result: EvaluationResult, _ style: Style) -> String {
    guard !result.matchedStatements.isEmpty else { return "" }
    let title = result.decision == .explicitDeny ? "Statements that deny" : "Statements that allow"
    return "\n" + style(.bold, title) + "\n"
      + result.matchedStatements.map { "  \(place($0, result))\n" }.joined()
  }

  private static func nearMisses(_ result: EvaluationResult, _ style: Style) -> String {
    guard !result.nearMisses.isEmpty else { return "" }
    return "\n" + style(.bold, "Near misses") + "\n"
      + result.nearMisses.map { miss in
        "  \(place(miss.statement, result))\n"
          + "    \(AccessWords.element(miss.mismatch)): "
          + "\(Prose.printable(AccessWords.sentence(miss)))\n"
      }.joined()
  }

  private static func missingPolicies(_ result: EvaluationResult, _ style: Style) -> String {
    guard !result.missingPolicies.isEmpty else { return "" }
    return "\n" + style(.bold, "Missing policies") + "\n"
      + result.missingPolicies.map {
        "  \(Prose.printable(AccessWords.missing($0, result)))\n"
      }.joined()
  }

  private static func missingKeys(_ result: EvaluationResult, _ style: Style) -> String {
    guard !result.missingContextKeys.isEmpty else { return "" }
    let keys = result.missingContextKeys.map { "`\(Prose.printable($0))`" }.joined(separator: ", ")
    return
      "\n\(style(.yellow, "Not known")): \(keys). The decision takes such a key as absent or, where every "
      + "request has it, as different from the values in the policies; "
      + (result.decisionMayChange
        ? "it may change once you give the value (--context KEY=VALUE).\n"
        : "no value changes it.\n")
  }

  /// A statement with its place, as `file:line:column`.
  private static func place(_ statement: StatementReference, _ result: EvaluationResult) -> String {
    let sid = statement.sid.map { " \"\(Prose.printable($0))\"" } ?? ""
    let name = statement.policy == statement.file ? "" : " of \(Prose.printable(statement.policy))"
    return "\(Prose.printable(statement.file)):\(statement.position.line):"
      + "\(statement.position.column): \(statement.effect)\(sid), statement \(statement.number)\(name)"
      + " (\(AccessWords.name(statement.policyType, isECR: isECR(result))))"
  }
}
