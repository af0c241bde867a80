public import ECRReport
import Texts

/// How a learner has guessed so far.
public struct GuessScore: Sendable, Hashable {
  /// How many guesses were right, were what most people expect, and were something else.
  public var right = 0, believed = 0, wrong = 0

  /// Nobody has guessed yet.
  public init() {}

  /// How many guesses there were.
  public var count: Int { right + believed + wrong }

  mutating func add(_ result: GuessResult) {
    switch result {
    case .right: right += 1
    case .belief: believed += 1
    case .wrong: wrong += 1
    }
  }

  /// The score of a chapter or lesson; nothing where nobody has guessed.
  public func text(_ section: String, _ style: Style) -> String {
    guard count > 0 else { return "" }
    return style(.bold, "Your score") + "\n"
      + Prose.wrapped(
        "\(section): \(right) of \(Prose.count(count, "guess", "guesses")) right"
          + (believed > 0 ? ", \(believed) as most people expect" : "") + ".", width: style.width)
  }
}
