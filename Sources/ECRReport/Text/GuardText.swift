import ECRModel
import ECRSimulator

/// How the guards fared.
enum GuardText {
  static func text(_ guards: [GuardResult], _ style: Style) -> String {
    guard !guards.isEmpty else { return "" }
    return "\n" + style(.bold, "Guards") + "\n"
      + guards.map { result in
        "  \(word(result, style)) \(result.option) \(Prose.printable(result.argument)): "
          + GuardWords.sentence(result) + "\n" + result.violations.map(violation).joined()
          + more(result)
      }.joined()
  }

  private static func word(_ result: GuardResult, _ style: Style) -> String {
    switch GuardWords.status(result) {
    case "passed": style(.green, "passed")
    case "failed": style(.red, "FAILED")
    default: style(.yellow, "UNDECIDED")
    }
  }

  /// How many violations are not listed; JSON says of every image what alerts there are.
  private static func more(_ result: GuardResult) -> String {
    let count = result.violationTotalCount - result.violations.count
    return count > 0 ? "    and \(Prose.count(count, "more image", "more images"))\n" : ""
  }

  private static func violation(_ violation: GuardResult.Violation) -> String {
    let message = Prose.printable(violation.message)
    guard let id = violation.repository else { return "    \(message)\n" }
    let name = Prose.printable(id.description)
    guard let image = violation.image else { return "    \(name): \(message)\n" }
    let tags = image.tags.map { Prose.printable($0) }.joined(separator: ", ")
    return "    \(name) \(Prose.short(image.digest))"
      + (tags.isEmpty ? "" : " (\(tags))") + ": \(message)\n"
  }
}
