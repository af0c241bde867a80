import Texts

/// The patterns of an element, prepared for the question whether they match everything that others
/// match.
///
/// In doubt the answer is no: then there is no finding, and no advice to remove what has an effect.
struct PatternCoverage {
  /// What the patterns are compared with.
  enum Sort {
    /// Actions: one text, without case.
    case action
    /// Resources: part by part.
    case resource
  }

  private let isNegated: Bool
  private let patterns: [Pattern]
  private let texts: Set<String>
  /// The patterns that may cover others than themselves.
  private let wild: [Pattern]
  private let coversAll: Bool

  init(_ element: PolicyDocument.PatternElement, _ sort: Sort) {
    isNegated = element.isNegated
    patterns = element.patterns.map { Pattern($0.value, sort) }
    texts = Set(patterns.map(\.text))
    coversAll = texts.contains("*")
    wild = patterns.filter(\.mayCover)
  }

  /// Whether the element means whatever another means.
  func covers(_ other: Self, _ budget: inout Int) -> Bool {
    guard isNegated == other.isNegated else { return false }
    // What the wider one leaves out, the narrower one has to leave out as well.
    return isNegated ? other.hasCovers(for: self, &budget) : hasCovers(for: other, &budget)
  }

  /// Whether each pattern of another element is covered by one of these.
  private func hasCovers(for other: Self, _ budget: inout Int) -> Bool {
    coversAll
      || other.patterns.allSatisfy { pattern in
        budget -= 1
        return texts.contains(pattern.text)
          || wild.contains { budget > 0 && $0.covers(pattern, &budget) }
      }
  }

  private struct Pattern {
    let text: String
    private let sort: Sort
    private let pattern: WildcardPattern
    private let hasVariables: Bool
    private let colons: Int

    init(_ text: String, _ sort: Sort) {
      self.text = sort == .action ? text.lowercased() : text
      self.sort = sort
      hasVariables = sort == .resource && PolicyVariable.mayStand(in: text)
      let wild = WildcardPattern(self.text)
      let places = WildcardPattern.colons(in: wild.symbols)
      colons = places.count
      pattern =
        sort == .resource && places.count == 5 ? wild.withinParts(0..<places[4]) : wild
    }

    /// Whether it may match more than its own text.
    var mayCover: Bool { pattern.isWild && !hasVariables }

    /// Whether it matches whatever another matches.
    func covers(_ other: Self, _ budget: inout Int) -> Bool {
      let (wide, narrow) = (pattern.symbols.count, other.pattern.symbols.count)
      // A star may be tried at each place: long patterns cost their product.
      budget -= max(wide + narrow, wide * narrow / 64)
      if sort == .resource {
        // In resources a `*` may reach over colons, and variables are not known.
        guard !other.pattern.isWild, !other.hasVariables, other.colons == 5 else { return false }
        guard colons == 5 || isPrefixAndStar else { return false }
      }
      return budget > 0 && pattern.covers(other.pattern)
    }

    /// Whether it is plain text with a `*` behind it, which reaches over everything.
    private var isPrefixAndStar: Bool {
      pattern.isWild && pattern.prefix.count == pattern.symbols.count - 1 && text.hasSuffix("*")
    }
  }
}
