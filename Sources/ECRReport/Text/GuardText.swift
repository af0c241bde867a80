import ECRLifecycle
import ECRModel
import ECRSimulator

/// How the guards fared.
enum GuardText {
  static func text(_ outcome: PreviewLifecyclePolicy.Outcome, _ style: Style) -> String {
    guard !outcome.guards.isEmpty else { return "" }
    return "\n" + style(.bold, "Guards") + "\n"
      + outcome.guards.map { result in
        let word = result.violations.isEmpty ? style(.green, "passed") : style(.red, "FAILED")
        return "  \(word) \(result.option) \(Prose.printable(result.argument))\n"
          + result.violations.map { violation(($0), outcome) }.joined()
      }.joined()
  }

  private static func violation(
    _ violation: GuardResult.Violation, _ outcome: PreviewLifecyclePolicy.Outcome
  ) -> String {
    let message = Prose.printable(violation.message)
    guard let place = violation.repository else { return "    \(message)\n" }
    let repository = outcome.repositories[place].preview.repository
    let name = Prose.printable(repository.id.repositoryName)
    guard let image = violation.image else { return "    \(name): \(message)\n" }
    let detail = repository.images[image]
    let tags = detail.imageTags.map { Prose.printable($0) }.joined(separator: ", ")
    return "    \(name) \(Prose.short(detail.imageDigest))"
      + (tags.isEmpty ? "" : " (\(tags))") + ": \(message)\n"
  }
}
