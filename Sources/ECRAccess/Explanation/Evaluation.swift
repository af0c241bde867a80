import ECRPolicy

/// Answers questions about access.
///
/// Source: "Policy evaluation logic",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
/// and ECR's own rules.
package enum EvaluateAccess {
  /// The decision alone, as fast as it can be had.
  package static func decide(_ question: PreparedRequest, _ policies: PolicySet) -> Decision {
    decision(question.gates(policies), question.actions.mask)
  }

  private static func decision(_ gates: Gates, _ mask: UInt64) -> Decision {
    if gates.denied & mask != 0 { return .explicitDeny }
    return gates.allowed & mask != 0 ? .allowed : .implicitDeny
  }

  /// The decision with its evidence.
  package static func run(_ request: AccessRequest, _ policies: PolicySet) -> EvaluationResult {
    let question = PreparedRequest(request)
    let gates = question.gates(policies)
    let decision = decision(gates, question.actions.mask)
    let trials = question.trials(policies)
    let outcomes = GateEvidence(question, gates, policies)
    let decidedBy = outcomes.decidedBy(decision)
    let missing = MissingKeys.names(question, trials)
    let hasDoubts = !missing.isEmpty || trials.contains { Doubts.isOpen($0, question) }
    var result = EvaluationResult(
      request: request, decision: decision, decidedBy: decidedBy, gates: outcomes.outcomes,
      matchedStatements:
        trials
        .filter { $0.matches && $0.isAllow == (decision != .explicitDeny) }.map(\.reference),
      missingContextKeys: missing,
      decisionMayChange: hasDoubts && mayChange(question, policies, decision),
      nearMisses: decision == .implicitDeny
        ? NearMisses.find(question, trials, outcomes.failing) : [],
      missingPolicies: decision == .implicitDeny
        ? MissingPolicies.find(question, gates, policies) : [],
      remarks: Remarks.find(question, gates, policies, trials),
      dependentActions: DependentActions.find(request, policies))
    result.request.resource = question.resource.text
    if question.actions.other == nil, ECRAction.index(of: request.action) == nil {
      result.remarks.append(.permissionOfAnotherAction)
    }
    return result
  }

  /// Whether the decision changes if unknown keys, and what AWS does not document, have their best
  /// or their worst values.
  private static func mayChange(
    _ question: PreparedRequest, _ policies: PolicySet, _ decision: Decision
  ) -> Bool {
    for assumption in [PreparedRequest.UnknownKeys.inFavor, .againstFavor]
    where decide(question.assuming(assumption), policies) != decision {
      return true
    }
    return false
  }
}

/// The context keys that statements need and that have no known value.
enum MissingKeys {
  /// Their names as the policies write them, each once, sorted.
  ///
  /// A statement that is not for this caller, action or resource asks for nothing.
  static func names(_ question: PreparedRequest, _ trials: [Trial]) -> [String] {
    var names: Set<String> = []
    for trial in trials where asks(trial, question) {
      let statement = trial.policy.statements[trial.index]
      let undecided = statement.conditions.filter { $0.isUndecided(question.context) }
      let keys = undecided.flatMap(\.namedKeys) + (statement.resource?.keyNames ?? [])
      names.formUnion(keys.filter { question.context.isUnknown(ContextKey($0)) })
    }
    return once(names)
  }

  /// Names of keys, which ignore case, each once, sorted.
  static func once(_ names: Set<String>) -> [String] {
    let spellings = Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: min)
    return spellings.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func asks(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    switch trial.failure {
    case nil, .condition: return true
    case .principal, .action: return false
    case .resource:
      // It may fail only for want of a variable's value.
      return trial.policy.statements[trial.index].resource?.keyNames.isEmpty == false
    }
  }
}
