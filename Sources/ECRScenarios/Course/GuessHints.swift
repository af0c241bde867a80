import ECRAccess
import ECRLifecycle
import ECRReport
import ECRSimulator
import Texts

/// Hints for a question, the first of which gives the least away: those of the story, else what the
/// kind of the question suggests.
enum GuessHints {
  static func hints(for scene: Lesson.Scene, of scenario: Scenario) -> [String] {
    guard scenario.hints.isEmpty else { return scenario.hints }
    return switch scene.outcome.answer {
    case .preview(let outcome): preview(outcome)
    case .access(let outcome): access(outcome)
    case .validation(let outcome): validation(outcome)
    }
  }

  private static func preview(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    let outcomes = outcome.preview.order.map { outcome.preview.outcome(of: $0) }
    let expiring = outcomes.count { $0 == .expire }
    let archived = outcomes.count { $0 == .transition }
    let counts =
      "Of \(Prose.count(outcomes.count, "image", "images")), \(expiring) "
      + (expiring == 1 ? "expires" : "expire")
      + (archived > 0 ? " and \(archived) \(archived == 1 ? "is" : "are") archived" : "") + "."
    return [
      ImageReasons.ruleSummary(of: outcome).count > 1
        ? "For each image, look for the rule with the smallest number that selects it: it decides alone."
        : "Which images does the rule select? It counts those, and acts on no others.",
      counts,
    ]
  }

  private static func access(_ outcome: AskAccess.Outcome) -> [String] {
    var hints = [
      "Look for a Deny that matches first. If there is none, which policies have to allow the request, "
        + "and do they?"
    ]
    let deciders = outcome.decidingStep?.result.decidedBy.map { words($0.rawValue) } ?? []
    if !deciders.isEmpty { hints.append("What decides is the \(Prose.list(deciders)).") }
    return hints
  }

  /// `resourceControlPolicy` as people write it.
  private static func words(_ name: String) -> String {
    name.map { $0.isUppercase ? " " + $0.lowercased() : String($0) }.joined()
  }

  private static func validation(_ outcome: ValidatePolicy.Outcome) -> [String] {
    let line = outcome.findings.inReadingOrder().first?.location.start.line
    return [
      "Is every element one that AWS knows, is its value of the right kind, and does it go with the others?",
      line.map { "Drydock has something to say about line \($0)." }
        ?? "Drydock has nothing to say about it.",
    ]
  }
}
