/// One entry of a `tagPatternList` or `tagPrefixList`, ready to be compared with tags.
///
/// Comparison is by UTF-8 byte and anchored at both ends; `*` stands for any run of characters and
/// is the only one with a meaning (E-10, E-11). In a prefix no character has a meaning (E-12).
public struct TagPattern: Sendable, Hashable {
  /// The entry as the policy writes it.
  public let text: String
  /// Whether it stands in a `tagPrefixList`.
  public let isPrefix: Bool
  /// What has to appear, in order: the first at the start of the tag, the last at its end.
  let literals: [[UInt8]]

  /// Makes an entry of a `tagPatternList`.
  public init(pattern text: String) {
    self.text = text
    isPrefix = false
    literals = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// Makes an entry of a `tagPrefixList`.
  public init(prefix text: String) {
    self.text = text
    isPrefix = true
    literals = [Array(text.utf8), []]
  }

  /// Whether a tag matches.
  public func matches(_ tag: String) -> Bool {
    var tag = tag
    return tag.withUTF8 { matches($0) }
  }

  /// Whether a tag, given as its bytes, matches.
  public func matches(_ tag: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = literals[0]
    guard starts(tag, at: 0, with: first) else { return false }
    guard literals.count > 1 else { return tag.count == first.count }
    let last = literals[literals.count - 1]
    let end = tag.count - last.count
    guard end >= first.count, starts(tag, at: end, with: last) else { return false }
    guard literals.count > 2 else { return true }
    var offset = first.count
    // The leftmost place for each inner literal leaves the most room for those that follow.
    for literal in literals[1..<literals.count - 1] {
      while offset + literal.count <= end, !starts(tag, at: offset, with: literal) { offset += 1 }
      guard offset + literal.count <= end else { return false }
      offset += literal.count
    }
    return true
  }

  private func starts(
    _ tag: UnsafeBufferPointer<UInt8>, at offset: Int, with literal: [UInt8]
  ) -> Bool {
    guard offset + literal.count <= tag.count else { return false }
    for index in 0..<literal.count where tag[offset + index] != literal[index] { return false }
    return true
  }
}
