package import ECRReport
import Texts

/// How a learner has guessed so far.
package struct GuessScore: Sendable, Hashable {
  /// How many guesses were right, were what most people expect, and were something else.
  package var right = 0, believed = 0, wrong = 0

  /// Nobody has guessed yet.
  package init() {}

  /// How many guesses there were.
  package var count: Int { right + believed + wrong }

  mutating func add(_ result: GuessResult) {
    switch result {
    // Nobody can call wrong what AWS leaves open.
    case .right, .open: right += 1
    case .belief: believed += 1
    case .wrong: wrong += 1
    }
  }

  /// The score of a chapter or lesson; nothing where nobody has guessed.
  package func text(_ section: String, _ style: Style) -> String {
    guard count > 0 else { return "" }
    return style(.bold, "Your score") + "\n"
      + Prose.wrapped(
        "\(section): \(right) of \(Prose.count(count, "guess", "guesses")) right"
          + (believed > 0 ? ", \(believed) as most people expect" : "") + ".", width: style.width)
  }
}
