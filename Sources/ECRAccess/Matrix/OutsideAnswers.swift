import ECRPolicy

/// A statement with its policy.
struct PolicyStatement {
  let type: PolicyType
  let policy: CompiledPolicy
  let statement: PolicyDocument.Statement

  /// The statement, for evidence.
  var reference: StatementReference { StatementReference(type, policy, statement) }
}

/// The answers of a resource's policies to an outside principal, under each assumption about what
/// is unknown.
struct OutsideAnswers {
  /// A question under one assumption, with the actions that no limit and no Deny stops.
  private struct Part {
    var question: PreparedRequest
    var open: UInt64
  }

  private let outsider: Outsider
  private let set: PolicySet
  private let parts: Assumed<[Part]>

  init(_ outsider: Outsider, _ questions: [PreparedRequest], _ set: PolicySet) {
    self.outsider = outsider
    self.set = set
    func parts(_ unknownKeys: PreparedRequest.UnknownKeys) -> [Part] {
      questions.map { question in
        let question = question.assuming(unknownKeys)
        let gates = question.gates(set)
        return Part(
          question: question, open: gates.limits & ~gates.denied & question.actions.mask)
      }
    }
    self.parts = Assumed(
      absent: parts(.absent), inFavor: parts(.inFavor), againstFavor: parts(.againstFavor))
  }

  /// Whether a statement names all principals that the caller represents.
  func names(_ source: PolicyStatement) -> Bool {
    parts.absent[0].question.naming(source.policy, source.statement.index, hasBoundary: false)
      != .none
  }

  /// The actions that some statements allow, and those that one of them does.
  func member(by source: PolicyStatement, _ giving: [PolicyStatement]) -> OutsideGrant.Member {
    let all = parts.map { parts in giving.reduce(0) { $0 | given(by: $1, parts) } }
    let one = parts.map { given(by: source, $0) }
    return OutsideGrant.Member(
      certain: all.absent & all.againstFavor & all.inFavor, possible: all.absent | all.inFavor,
      certainByGrant: one.absent & one.againstFavor & one.inFavor,
      possibleByGrant: one.absent | one.inFavor)
  }

  private func given(by source: PolicyStatement, _ parts: [Part]) -> UInt64 {
    let index = source.statement.index
    return parts.reduce(0) { given, part in
      guard let applicability = part.question.applicability(of: source.type, set),
        part.question.matches(source.policy, index)
      else { return given }
      return given | part.question.actions(of: source.policy, index) & applicability.allowing
        & part.open
    }
  }

  /// The actions that a statement can deny to some principals that the caller represents.
  func denied(by source: PolicyStatement) -> UInt64 {
    guard mayName(source) else { return 0 }
    let index = source.statement.index
    return parts.againstFavor.reduce(0) { denied, part in
      guard let applicability = part.question.applicability(of: source.type, set),
        part.question.meetsResource(source.policy, index),
        part.question.meetsConditions(source.policy, index)
      else { return denied }
      return denied | part.question.actions(of: source.policy, index) & applicability.actions
    }
  }

  private func mayName(_ source: PolicyStatement) -> Bool {
    guard source.type.namesPrincipals, let principal = source.statement.principal else {
      return true
    }
    // Those of an account that is exempt are exempt only when they are named as well.
    return names(source) || principal.isNegated && outsider.representsAccount
  }
}
