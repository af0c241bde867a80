import ECRAccess
import ECRSimulator
import Texts

/// What decides about one action, and what came close.
struct EvidenceText {
  private let result: EvaluationResult
  private let style: Style
  private let isECR: Bool

  init(_ result: EvaluationResult, _ style: Style) {
    self.result = result
    self.style = style
    isECR = AccessWords.isECR(result)
  }

  /// The statements that deny, or that nearly allow; of what is allowed, those that allow.
  func closest() -> String {
    switch result.decision {
    case .allowed: return statements(result.matchedStatements, "Allowed by")
    case .explicitDeny: return statements(result.matchedStatements, "Denied by")
    case .implicitDeny:
      // A statement about other actions is close only where nothing else is.
      let sameAction = result.nearMisses.filter {
        if case .action = $0.mismatch { false } else { true }
      }
      let misses = sameAction.isEmpty ? result.nearMisses : sameAction
      guard !misses.isEmpty else { return "" }
      let title = misses.count == 1 ? "Closest statement" : "Closest statements"
      return "\n" + style(.bold, title) + "\n"
        + misses.map { miss in
          line(miss.statement)
            + Prose.wrapped(AccessWords.sentence(miss), indent: "    ", width: style.width)
        }.joined()
    }
  }

  /// Of what nothing gives, the statements of those kinds that allow it.
  func allowing() -> String {
    result.decision == .implicitDeny
      ? statements(result.matchedStatements, "Statements that allow it, but are not enough") : ""
  }

  /// A table of the kinds of policies, in AWS's order; `step` is named where there are several.
  func policies(_ step: Int?) -> String {
    guard !result.gates.isEmpty else { return "" }
    var table = TextTable([("POLICY", .left), ("RESULT", .left), ("NEEDED", .left)])
    for (place, gate) in result.gates.enumerated() {
      let (word, paint): (String, Style.Paint) =
        switch gate.answer {
        case .allows: (gate.allowsAccountOnly ? "allows the account" : "allows", .green)
        case .denies: ("denies", .red)
        case .silent:
          (silence(gate.presence), gate.mustAllow ? .red : .dim)
        }
      let needed =
        switch gate.need {
        // No policy, but the reason for the answer.
        case _ where gate.policyType == .builtIn: ""
        case .allow: "must allow"
        case .oneOfSeveral: oneOfSeveral(place)
        case .onlyDeny: "can only deny"
        case .nothing: "not needed"
        }
      table.add([
        TextTable.Cell(text: AccessWords.name(gate.policyType, isECR: isECR)),
        TextTable.Cell(text: word, paint: paint), TextTable.Cell(text: needed, paint: .dim),
      ])
    }
    let title =
      step.map { "Policies for step \($0 + 1), \(Prose.printable(result.request.action))" }
      ?? "Policies"
    // Without it, what one of several must do looks done.
    let isOverruled =
      result.decision == .explicitDeny && result.gates.contains { $0.answer == .allows }
    return "\n" + style(.bold, title) + "\n" + table.text(style)
      + (isOverruled
        ? Prose.wrapped(
          "A deny in any of them decides, whatever the others allow.", width: style.width)
        : "")
  }

  /// Why a kind of policy has no statement for the request.
  private func silence(_ presence: GateOutcome.Presence) -> String {
    switch presence {
    case .given: "no match"
    case .notGiven: "not given"
    case .none: "none"
    }
  }

  /// A bracket around the policies of which one must allow, with the sentence in its middle.
  private func oneOfSeveral(_ place: Int) -> String {
    let group = result.gates.indices.filter { result.gates[$0].need == .oneOfSeveral }
    guard let first = group.first, let last = group.last, first < last else { return "must allow" }
    let sentence = "one of these must allow"
    // Where another policy is between them, a bracket would hold it too.
    guard last - first == group.count - 1 else { return sentence }
    let bracket = place == first ? "┐" : place == last ? "┘" : "│"
    let middle = first + (last - first) / 2
    guard place == middle else { return bracket }
    return "\(bracket == "│" ? "├" : bracket) \(sentence)"
  }

  private func statements(_ statements: [StatementReference], _ title: String) -> String {
    guard !statements.isEmpty else { return "" }
    // A policy of the organization may be attached at several levels.
    let levels = Dictionary(grouping: statements) { $0 }.mapValues(\.count)
    var seen: Set<StatementReference> = []
    return "\n" + style(.bold, title) + "\n"
      + statements.filter { seen.insert($0).inserted }
      .map { line($0, levels: levels[$0] ?? 1) }.joined()
  }

  /// A statement with its policy and its place, on one line where they fit on one.
  private func line(_ statement: StatementReference, levels: Int = 1) -> String {
    let name = statement.sid.map { "\"\(Prose.printable($0))\"" } ?? "statement \(statement.number)"
    let kind = AccessWords.name(statement.policyType, isECR: isECR)
    let policy = statement.policy.components(after: ":policy/")
    let owner =
      statement.policy == statement.file
        || [.resourcePolicy, .registryPolicy].contains(statement.policyType)
      ? "the \(kind)" : "\(kind) \(Prose.printable(policy))"
    let place =
      "\(Prose.printable(statement.file)):\(statement.position.line):\(statement.position.column)"
    let all = levels == 1 ? "" : ", at \(levels) levels"
    return Prose.placed("\(name) in \(owner)\(all)", place, style)
  }
}

extension String {
  /// The text after the first occurrence of another; all of it where there is none.
  fileprivate func components(after mark: String) -> String {
    firstRange(of: mark).map { String(self[$0.upperBound...]) } ?? self
  }
}
