import Texts

/// A pattern of `Action` or `NotAction`: `*` any run, `?` one character, case without meaning.
package struct ActionPattern: Sendable, Hashable {
  /// The pattern, in lower case.
  let lower: WildcardPattern

  /// Makes a pattern of the text that a policy has.
  package init(_ text: String) { lower = WildcardPattern(text.lowercased()) }

  /// Whether an action, its bytes in lower case, matches.
  package func matches(_ action: UnsafeBufferPointer<UInt8>) -> Bool { lower.matches(action) }

  /// Whether an action matches.
  package func matches(_ action: String) -> Bool { lower.matches(Array(action.lowercased().utf8)) }

  /// The ECR actions that match, one bit each by their place in ``ECRAction/all``.
  package var ecrActions: UInt64 {
    guard lower.isWild else {
      return ECRAction.index(ofLower: lower.symbols).map { 1 << UInt64($0) } ?? 0
    }
    var mask: UInt64 = 0
    for (index, action) in ECRAction.lowerTexts.enumerated() where lower.matches(action) {
      mask |= 1 << UInt64(index)
    }
    return mask
  }
}
