import ECRAccess
import ECRReport
import ECRSimulator
import Texts

/// Why a request of an exercise is allowed or denied, with the statements and their lines.
struct AccessExplanation {
  private let result: EvaluationResult
  /// The learner's copy of the policy.
  private let copy: String?
  /// What kind of policy it is, if it is one that can allow a request by itself.
  private let copyType: PolicyType?
  /// The folder of the exercise.
  private let folder: String

  /// Nil for a check that is not about access.
  init?(_ check: ExerciseOutcome.Check, _ exercise: Scenario) {
    guard case .access(let outcome) = check.answer, let step = outcome.decidingStep else {
      return nil
    }
    result = step.result
    func isCopy(_ policy: StoryPolicy?) -> Bool { policy?.name == exercise.writes }
    let situation = exercise.situation
    copy = SituationText.policies(World(situation)).first(where: isCopy)??.text.name
    copyType =
      if situation.principals.contains(where: { $0.identityPolicies.contains(where: isCopy) }) {
        .identityPolicy
      } else if situation.repositories.contains(where: { isCopy($0.repositoryPolicy) }) {
        .resourcePolicy
      } else if situation.accounts.values.contains(where: { isCopy($0.registryPolicy) }) {
        .registryPolicy
      } else {
        nil
      }
    folder = ScenarioPath.folder(ofFile: exercise.text.name)
  }

  /// The sentences, for what is not as the exercise wants it.
  func sentences(_ failures: [ScenarioFailure]) -> [String] {
    guard !failures.isEmpty else { return [] }
    let action = result.request.action
    switch result.decision {
    case .allowed:
      let wantsDeny = failures.contains { $0.expected == Decision.explicitDeny.rawValue }
      let missing = wantsDeny ? ["No statement of your policy denies it."] : []
      return missing + [sentence("\(action) is allowed by")]
    case .explicitDeny: return [sentence("\(action) is denied by")]
    case .implicitDeny: return denial(action)
    }
  }

  /// The statements that matched; without any, what decided.
  private func sentence(_ beginning: String) -> String {
    guard !result.matchedStatements.isEmpty else { return general }
    return "\(beginning) \(Prose.list(result.matchedStatements.map(name)))."
  }

  /// Why nothing allows it: what is nearest to allowing it in the learner's policy, if that has to.
  private func denial(_ action: String) -> [String] {
    guard let copyType, result.decidedBy.contains(copyType) else { return [general] }
    let missing = "No statement of your policy allows \(action) to this caller."
    guard let nearest = result.nearMisses.first(where: { $0.statement.file == copy }) else {
      return [missing]
    }
    let closest =
      "The closest is \(name(nearest.statement)): \(AccessReasons.sentence(nearest))."
    return [missing, closest] + literalWildcard(nearest)
  }

  /// A wildcard in a value that is compared as it is written (A-43, T-A25).
  private func literalWildcard(_ miss: NearMiss) -> [String] {
    guard case .condition(let comparison, _, let values, _) = miss.mismatch,
      comparison.contains("StringEquals"), values.contains(where: { $0.contains("*") })
    else { return [] }
    return ["StringEquals compares `*` as a character; in StringLike and ArnLike it is a wildcard."]
  }

  private var general: String { Prose.capitalized(AccessReasons.sentence(result)) + "." }

  /// `statement Push in line 4 of your policy`, `statement All in line 4 of partner.json`.
  private func name(_ statement: StatementReference) -> String {
    let isInside = !folder.isEmpty && statement.file.hasPrefix(folder)
    let file = isInside ? String(statement.file.dropFirst(folder.count)) : statement.file
    let line =
      "in line \(statement.position.line) of "
      + (statement.file == copy ? "your policy" : file)
    return (statement.sid.map { "statement \($0) " } ?? "the statement ") + line
  }
}
