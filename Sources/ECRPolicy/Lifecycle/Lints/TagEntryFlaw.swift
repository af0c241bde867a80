import ECRModel

/// Why an entry of a list of tags matches no tag at all (``TagRule``).
enum TagEntryFlaw: Equatable {
  /// A `*` in a list of prefixes, where it is a plain character.
  case wildcardInPrefix
  /// A character that no tag contains.
  case contains(Unicode.Scalar)
  /// A character that no tag begins with.
  case begins(Unicode.Scalar)
  /// More characters than a tag can have.
  case isTooLong

  /// Looks at an entry; nil when some tag matches it.
  init?(of entry: String, isPrefix: Bool) {
    if isPrefix, entry.contains("*") {
      self = .wildcardInPrefix
      return
    }
    let literals = entry.unicodeScalars.filter { isPrefix || $0 != "*" }
    if let foreign = literals.first(where: { !TagRule.allows($0) }) {
      self = .contains(foreign)
    } else if let first = entry.unicodeScalars.first, first != "*", !TagRule.allowsFirst(first) {
      self = .begins(first)
    } else if literals.count > TagRule.maximumLength {
      self = .isTooLong
    } else {
      return nil
    }
  }
}
