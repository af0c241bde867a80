import Texts

/// The patterns of an element, made ready to tell whether they match whatever others match.
///
/// When in doubt they do not: nothing is said then, and nobody is told to remove what works.
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

  /// Whether the element means whatever the other one means.
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
    private let parts: [[Unicode.Scalar]]
    private let isWild: Bool
    private let hasVariables: Bool

    init(_ text: String, _ sort: Sort) {
      self.text = sort == .action ? text.lowercased() : text
      self.sort = sort
      isWild = text.unicodeScalars.contains { $0 == "*" || $0 == "?" }
      hasVariables = sort == .resource && PolicyVariable.mayStand(in: text)
      parts = self.text.unicodeScalars
        .split(
          separator: ":", maxSplits: sort == .action ? 0 : 5, omittingEmptySubsequences: false
        ).map(Array.init)
    }

    /// Whether it may match more than its own text.
    var mayCover: Bool { isWild && !hasVariables }

    /// Whether it matches whatever the other one matches: the other is read as a text in which only
    /// `*` meets a `*`.
    func covers(_ other: Self, _ budget: inout Int) -> Bool {
      if sort == .resource {
        // In resources a `*` may reach over colons, and variables are not known.
        guard !other.isWild, !other.hasVariables, other.parts.count == 6 else { return false }
        if parts.count < 6 { return isPrefixAndStar && other.text.hasPrefix(text.dropLast()) }
      }
      for (wide, narrow) in zip(parts, other.parts) {
        budget -= wide.count + narrow.count
        guard Self.covers(wide, narrow, &budget) else { return false }
      }
      return true
    }

    /// Whether it is plain text with a `*` behind it, which reaches over everything.
    private var isPrefixAndStar: Bool {
      text.hasSuffix("*") && !text.dropLast().contains { $0 == "*" || $0 == "?" }
    }

    private static func covers(
      _ wide: [Unicode.Scalar], _ narrow: [Unicode.Scalar], _ budget: inout Int
    ) -> Bool {
      var w = 0
      var n = 0
      var resume: (wide: Int, narrow: Int)?
      while n < narrow.count {
        if w < wide.count, wide[w] == "*" {
          w += 1
          resume = (w, n)
        } else if w < wide.count, wide[w] == narrow[n] || (wide[w] == "?" && narrow[n] != "*") {
          w += 1
          n += 1
        } else if let last = resume, budget > 0 {
          // The last star takes one more; earlier ones need never take more.
          budget -= 1 + n - last.narrow
          resume = (last.wide, last.narrow + 1)
          (w, n) = (last.wide, last.narrow + 1)
        } else {
          return false
        }
      }
      return wide[w...].allSatisfy { $0 == "*" }
    }
  }
}
