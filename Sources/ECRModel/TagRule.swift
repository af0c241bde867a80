/// The rule for an image's tag (E-11, E-12, Q-11): 1 to 300 letters, digits, `_`, `.` and `-`, the
/// first of them a letter, a digit or `_`.
package enum TagRule {
  /// The highest number of characters.
  package static let maximumLength = 300

  /// Whether a tag can contain the character.
  package static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-": true
    default: false
    }
  }

  /// Whether a tag can begin with the character.
  package static func allowsFirst(_ scalar: Unicode.Scalar) -> Bool {
    allows(scalar) && scalar != "." && scalar != "-"
  }

  /// Whether a text can be a tag.
  package static func allows(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first, allowsFirst(first) else { return false }
    return text.utf8.count <= maximumLength && text.unicodeScalars.allSatisfy { allows($0) }
  }
}
