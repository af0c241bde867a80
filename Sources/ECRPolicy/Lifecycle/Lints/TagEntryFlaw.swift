/// Why an entry of a list of tags matches no tag at all.
///
/// A tag has at most 300 characters: letters, digits, `_`, `.` and `-`, the first of them a letter, a
/// digit or `_` (E-11, E-12, Q-11).
enum TagEntryFlaw: Equatable {
  /// A `*` in a list of prefixes, where it means itself.
  case wildcardInPrefix
  /// A character that no tag contains.
  case contains(Unicode.Scalar)
  /// A character with which no tag begins.
  case begins(Unicode.Scalar)
  /// More characters than a tag has.
  case isTooLong

  /// Looks at an entry; nil when some tag matches it.
  init?(of entry: String, isPrefix: Bool) {
    if isPrefix, entry.contains("*") {
      self = .wildcardInPrefix
      return
    }
    let literals = entry.unicodeScalars.filter { isPrefix || $0 != "*" }
    if let foreign = literals.first(where: { !Self.isTagCharacter($0) }) {
      self = .contains(foreign)
    } else if let first = entry.unicodeScalars.first, first == "-" || first == "." {
      self = .begins(first)
    } else if literals.count > 300 {
      self = .isTooLong
    } else {
      return nil
    }
  }

  private static func isTagCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      || "_.-".unicodeScalars.contains(scalar)
  }
}
