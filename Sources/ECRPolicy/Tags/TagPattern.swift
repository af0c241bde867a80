import Texts

/// One entry of a `tagPatternList` or `tagPrefixList`, ready to be compared with tags.
///
/// Comparison is by UTF-8 byte and anchored at both ends; `*` matches any run of characters and is
/// the only special one (E-10, E-11). In a prefix no character is special (E-12).
package struct TagPattern: Sendable, Hashable {
  /// The entry as the policy writes it.
  package let text: String
  /// Whether it comes from a `tagPrefixList`.
  package let isPrefix: Bool
  /// The entry, as tags are compared with it.
  let pattern: WildcardPattern

  /// Makes an entry of a `tagPatternList`.
  package init(pattern text: String) {
    self.text = text
    isPrefix = false
    pattern = WildcardPattern(text, onlyStars: true)
  }

  /// Makes an entry of a `tagPrefixList`.
  package init(prefix text: String) {
    self.text = text
    isPrefix = true
    var pattern = WildcardPattern()
    pattern.append(literal: text.utf8)
    pattern.append(wild: "*")
    self.pattern = pattern
  }

  /// Whether any tag can match: false if the entry has a character that no tag has.
  package var canMatch: Bool { TagEntryFlaw(of: text, isPrefix: isPrefix) == nil }

  /// Whether a tag matches.
  package func matches(_ tag: String) -> Bool {
    var tag = tag
    return tag.withUTF8 { pattern.matches($0) }
  }

  /// Whether a tag, given as its bytes, matches.
  package func matches(_ tag: UnsafeBufferPointer<UInt8>) -> Bool { pattern.matches(tag) }

  /// Whether every tag that matches this pattern also matches one of the others.
  func isCovered(by others: [TagPattern]) -> Bool {
    WorkMeter.add(others.count)
    return others.contains { $0.pattern.covers(pattern) }
  }
}
