import ECRModel

/// Whether a pattern can match the last part of a repository's ARN, `repository/NAME`.
///
/// The part is read as an automaton reads it: the pattern goes through all places where a text that
/// it matches can be. A name has parts separated by slashes, each of lower-case letters and digits
/// with `.`, `-` and `_` between them.
enum RepositoryNamePattern {
  /// Whether some repository can have such a name; a pattern's wildcards mean any text.
  static func canMatch(_ pattern: some StringProtocol) -> Bool {
    guard hasPossibleLength(pattern) else { return false }
    var places: UInt32 = 1
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "*"): places = reachable(from: places)
      case UInt8(ascii: "?"): places = afterAny(places)
      default: places = after(byte, places)
      }
      if places == 0 { return false }
    }
    return places & 1 << inName != 0
  }

  /// Whether some name of 2 to 256 characters has as many as a pattern leaves it (I-01).
  static func hasPossibleLength(_ pattern: some StringProtocol) -> Bool {
    let least = pattern.utf8.count { $0 != UInt8(ascii: "*") }
    return least <= prefix.count + 256
      && (least >= prefix.count + 2 || pattern.utf8.contains(UInt8(ascii: "*")))
  }

  private static let prefix = Array("repository/".utf8)
  /// Where a part of the name begins: a letter or digit has to follow.
  private static let partStart = 11
  /// Behind a letter or digit, where the name may end.
  private static let inName = 12
  /// Behind a separator: a letter or digit has to follow.
  private static let separated = 13

  private static func after(_ byte: UInt8, _ places: UInt32) -> UInt32 {
    var next: UInt32 = 0
    for (index, expected) in prefix.enumerated()
    where places & 1 << UInt32(index) != 0 && byte == expected {
      next |= 1 << UInt32(index + 1)
    }
    let isInPart = places & (1 << partStart | 1 << inName | 1 << separated) != 0
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if isInPart { next |= 1 << inName }
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      if places & 1 << inName != 0 { next |= 1 << separated }
    case UInt8(ascii: "/"):
      if places & 1 << inName != 0 { next |= 1 << partStart }
    default: break
    }
    return next
  }

  /// The places behind any one character.
  private static func afterAny(_ places: UInt32) -> UInt32 {
    "a.-_/reposity0".utf8.reduce(0) { $0 | after($1, places) }
  }

  private static func reachable(from places: UInt32) -> UInt32 {
    var all = places
    while true {
      let more = all | afterAny(all)
      if more == all { return all }
      all = more
    }
  }
}
