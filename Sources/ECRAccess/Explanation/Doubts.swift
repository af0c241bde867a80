import ECRPolicy

/// What AWS leaves open of the statements that a decision rests on, and what it does not do though
/// their authors think so.
enum Doubts {
  /// Whether it is open if a statement is for this request: both answers are looked at.
  static func isOpen(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    isOpenService(trial, question) || isOpenUser(trial, question)
  }

  static func find(
    _ question: PreparedRequest, _ trials: [Trial]
  ) -> [EvaluationResult.Remark] {
    // Nearly every statement leaves nothing open.
    let trials = trials.filter {
      $0.policy.heads[$0.index].mayLeaveDoubt || question.caller.kind == .federatedUser
    }
    guard !trials.isEmpty else { return [] }
    let checks: [(EvaluationResult.Remark, (Trial, PreparedRequest) -> Bool)] = [
      (.forAnyValueIfExistsWithoutKey, isOpenWithoutKey), (.wildcardInService, isOpenService),
      (.userBehindFederatedUser, isOpenUser), (.variableBeforeResource, hasEarlyVariable),
      (.multivaluedVariable, hasMultivaluedVariable),
    ]
    return checks.filter { check in trials.contains { check.1($0, question) } }.map(\.0)
  }

  /// QA-24: whether a statement that is for this request asks `ForAnyValue:…IfExists` of a key that the
  /// request lacks.
  private static func isOpenWithoutKey(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    guard trial.reachesConditions else { return false }
    return trial.statement.conditions.contains { condition in
      condition.isOpenWithoutKey
        && question.context.values(of: condition.key)?.allSatisfy(\.bytes.isEmpty) ?? true
    }
  }

  /// QA-27: whether a wildcard in an ARN's service is all that lets a statement mean the resource, or
  /// keeps it from that.
  private static func isOpenService(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    trial.reachesResource
      && trial.statement.resource?.isInDoubt(question.resource, question.context) == true
  }

  /// QA-3: whether a statement applies to this request only if a user that it names is the one who
  /// federated.
  private static func isOpenUser(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    guard trial.policyType.namesPrincipals, trial.naming != .direct,
      trial.statement.principal?.mayNameUser(behind: question.caller) == true
    else { return false }
    // Where the rest of the statement asks for unknown keys, both have to come together.
    return question.actions(of: trial.policy, trial.index) != 0
      && question.meetsResource(trial.policy, trial.index, true)
      && question.meetsConditions(trial.policy, trial.index, true)
  }

  /// whether a variable in front of the fifth colon keeps a pattern from matching.
  private static func hasEarlyVariable(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    trial.reachesResource && trial.statement.resource?.hasEarlyVariable == true
  }

  /// whether a key with several values is written as a variable.
  private static func hasMultivaluedVariable(_ trial: Trial, _ question: PreparedRequest) -> Bool {
    trial.reachesResource
      && (trial.statement.resource?.hasMultivaluedVariable == true
        || trial.statement.conditions.contains(where: \.hasMultivaluedVariable))
  }
}

extension Trial {
  fileprivate var statement: CompiledStatement { policy.statements[index] }

  /// Whether the statement is for the caller and the action.
  fileprivate var reachesResource: Bool {
    switch failure {
    case .principal, .action: false
    case nil, .resource, .condition: true
    }
  }

  /// Whether the statement is for the caller, the action and the resource.
  fileprivate var reachesConditions: Bool {
    switch failure {
    case .principal, .action, .resource: false
    case nil, .condition: true
    }
  }
}
