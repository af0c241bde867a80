import ECRAccess
import ECRReport
import ECRSimulator
import Texts

extension Comparison {
  /// Holds an answer about access against what is expected; of several actions, the first that is
  /// refused, or the last when none is.
  mutating func compare(_ expectation: AccessExpectation, _ outcome: AskAccess.Outcome) {
    // Statements are named as the story names their files, wherever it is run.
    let folder = ScenarioPath.folder(ofFile: source.name)
    guard let deciding = outcome.decidingStep else { return }
    let result = deciding.result
    let why = AccessReasons.sentences(result, folder: folder)
    let isAnyDenial = expectation.decision?.value == AccessExpectation.anyDenial
    if !isAnyDenial || result.decision == .allowed {
      compare("decision", expectation.decision, result.decision.rawValue, why)
    }
    compare("decidedBy", expectation.decidedBy, result.decidedBy.map(\.rawValue), why)
    compare(
      "statements", expectation.statements,
      result.matchedStatements.map { AccessReasons.name(of: $0, folder: folder) }, why)
    let failing = outcome.failingStep.map { outcome.steps[$0].result.request.action }
    compare("fails", expectation.fails, failing ?? "nothing", why)
    compare(
      "unless", expectation.unless,
      outcome.conditionalFailures.map { outcome.steps[$0].result.request.action }, why)
    compare("missingKeys", expectation.missingKeys, result.missingContextKeys, why)
    compare("mayChange", expectation.mayChange, result.decisionMayChange, why)
    let misses = result.nearMisses.map { miss in
      "\(AccessReasons.name(of: miss.statement, folder: folder)): \(AccessReasons.failed(miss))"
    }
    for (statement, failed) in expectation.nearMiss
    where !misses.contains("\(statement.value): \(failed.value)") {
      fail(
        "nearMiss", at: statement.span, expected: "\(statement.value): \(failed.value)",
        actual: [Self.list(misses)], explanation: why)
    }
    compare("remarks", expectation.remarks, result.remarks.map(\.rawValue), why)
    compare(because: expectation.because, why + outcome.notices)
    compare("awsSays", expectation.awsSays, AccessReasons.refusal(result), why)
  }
}

extension AskAccess.Outcome {
  /// The step that decides: the first that is denied, else the last; of those that always take
  /// place.
  var decidingStep: AskAccess.Step? {
    failingStep.map { steps[$0] } ?? steps.last { $0.condition == nil } ?? steps.last
  }
}
