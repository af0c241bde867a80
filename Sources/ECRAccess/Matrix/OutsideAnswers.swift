import ECRPolicy

/// A statement with the policy that it stands in.
struct PolicyStatement {
  let type: PolicyType
  let policy: CompiledPolicy
  let statement: PolicyDocument.Statement

  /// The statement, for evidence.
  var reference: StatementReference { StatementReference(type, policy, statement) }
}

/// What the policies of a resource's side answer to somebody, under each assumption about what nobody
/// knows.
struct OutsideAnswers {
  /// A question under one assumption, with the actions that no limit and no Deny stops.
  private struct Part {
    var question: PreparedRequest
    var open: UInt64
  }

  private let stranger: Stranger
  private let set: PolicySet
  private let absent: [Part]
  private let best: [Part]
  private let worst: [Part]

  init(_ stranger: Stranger, _ questions: [PreparedRequest], _ set: PolicySet) {
    self.stranger = stranger
    self.set = set
    func parts(_ unknownKeys: PreparedRequest.UnknownKeys) -> [Part] {
      questions.map { question in
        let question = question.assuming(unknownKeys)
        let gates = question.gates(set)
        return Part(
          question: question, open: gates.limits & ~gates.denied & question.actions.mask)
      }
    }
    absent = parts(.absent)
    best = parts(.inFavor)
    worst = parts(.againstFavor)
  }

  /// Whether a statement names all for whom the caller stands.
  func names(_ source: PolicyStatement) -> Bool {
    absent[0].question.naming(source.policy, source.statement.index, hasBoundary: false) != .none
  }

  /// What some statements give, and what one of them does.
  func member(by source: PolicyStatement, _ giving: [PolicyStatement]) -> OutsideGrant.Member {
    func all(_ parts: [Part]) -> UInt64 { giving.reduce(0) { $0 | given(by: $1, parts) } }
    return OutsideGrant.Member(
      certain: all(absent) & all(worst) & all(best), possible: all(absent) | all(best),
      certainByGrant: given(by: source, absent) & given(by: source, worst)
        & given(by: source, best),
      possibleByGrant: given(by: source, absent) | given(by: source, best))
  }

  private func given(by source: PolicyStatement, _ parts: [Part]) -> UInt64 {
    let index = source.statement.index
    return parts.reduce(0) { given, part in
      guard let say = part.question.say(of: source.type, set),
        part.question.matches(source.policy, index)
      else { return given }
      return given | part.question.actions(of: source.policy, index) & say.allowing & part.open
    }
  }

  /// The actions that a statement may deny to some for whom the caller stands.
  func denied(by source: PolicyStatement) -> UInt64 {
    guard mayName(source) else { return 0 }
    let index = source.statement.index
    return worst.reduce(0) { denied, part in
      guard let say = part.question.say(of: source.type, set),
        part.question.meetsResource(source.policy, index),
        part.question.meetsConditions(source.policy, index)
      else { return denied }
      return denied | part.question.actions(of: source.policy, index) & say.actions
    }
  }

  private func mayName(_ source: PolicyStatement) -> Bool {
    guard source.type.namesPrincipals, let principal = source.statement.principal else {
      return true
    }
    // Those of an account that is exempt are exempt only when they are named as well.
    return names(source) || principal.isNegated && stranger.standsForAccount
  }
}
