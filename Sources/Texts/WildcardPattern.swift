/// A text with wildcards, the one kind that all of Drydock's patterns are made of: `*` is any run of
/// characters, `?` is one character, and everything else is itself, byte by byte of UTF-8.
///
/// The pattern is kept as a text of bytes in which wildcards are bytes that UTF-8 never has. So a
/// pattern is itself a text that can be matched, and that is what ``covers(_:)`` does.
package struct WildcardPattern: Sendable, Hashable {
  /// The pattern's bytes; each that is at least ``Wildcard/first`` is a wildcard.
  package private(set) var symbols: [UInt8] = []
  /// The place behind the last wildcard: from here on the text has to end alike.
  private var tail = 0

  /// What a byte means that UTF-8 never has.
  package enum Wildcard {
    /// The least of them.
    package static let first: UInt8 = 0xFC
    /// One character, but no colon.
    static let oneInPart: UInt8 = 0xFC
    /// One character of Unicode.
    static let one: UInt8 = 0xFD
    /// Any run of characters without a colon.
    static let starInPart: UInt8 = 0xFE
    /// Any run of characters.
    package static let star: UInt8 = 0xFF
  }

  /// Makes an empty pattern, which matches the empty text.
  package init() {}

  /// Makes a pattern of a text in which `*` and `?` are wildcards, or `*` alone.
  package init(_ text: String, onlyStars: Bool = false) { append(wild: text, onlyStars: onlyStars) }

  /// Adds text in which `*` and `?` are wildcards, or `*` alone.
  package mutating func append(wild text: String, onlyStars: Bool = false) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "*"): append(wildcard: Wildcard.star)
      case UInt8(ascii: "?") where !onlyStars: append(wildcard: Wildcard.one)
      default: symbols.append(byte)
      }
    }
  }

  /// Adds text in which no character has a meaning.
  package mutating func append(literal text: some Sequence<UInt8>) {
    symbols.append(contentsOf: text)
  }

  private mutating func append(wildcard: UInt8) {
    symbols.append(wildcard)
    tail = symbols.count
  }

  /// The same pattern, its wildcards at some places matching no colon.
  package func withinParts(_ places: some Sequence<Int>) -> WildcardPattern {
    var result = self
    for place in places {
      switch symbols[place] {
      case Wildcard.star: result.symbols[place] = Wildcard.starInPart
      case Wildcard.one: result.symbols[place] = Wildcard.oneInPart
      default: break
      }
    }
    return result
  }

  /// The positions of a text's first colons, five at most: they split an ARN into its parts.
  package static func colons(in bytes: [UInt8]) -> [Int] {
    Array(bytes.indices.filter { bytes[$0] == UInt8(ascii: ":") }.prefix(5))
  }

  /// Whether it has wildcards.
  package var isWild: Bool { tail > 0 }

  /// What has to be at the start of a text, before the first wildcard.
  package var prefix: ArraySlice<UInt8> { symbols.prefix { $0 < Wildcard.first } }
}

extension WildcardPattern {
  /// Whether a text matches as a whole.
  package func matches(_ text: [UInt8]) -> Bool { text.withUnsafeBufferPointer(matches) }

  /// Whether a text matches as a whole.
  package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    symbols.withUnsafeBufferPointer { Self.matches($0, tail, text) }
  }

  /// Whether this pattern matches every text that another one matches; false can be wrong for
  /// patterns with a `?`.
  ///
  /// A `*` of the other pattern is read as a letter that no pattern contains: only a `*` matches
  /// it, and a `*` matches whatever else could be there. Without `?`, false is also exact: with
  /// that letter in place of each `*`, the other pattern is a text that it matches and this one
  /// does not.
  package func covers(_ other: WildcardPattern) -> Bool { matches(other.symbols) }

  private static func matches(
    _ pattern: UnsafeBufferPointer<UInt8>, _ tail: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var p = 0
    var t = 0
    // Where to go on when what follows the last star does not match: the star takes one more byte.
    // Earlier stars need never take more, unless the last one may not go on over a colon.
    var star = (pattern: -1, text: 0)
    var starInPart = (pattern: -1, text: 0)
    while true {
      if p == pattern.count {
        if t == text.count { return true }
      } else {
        switch pattern[p] {
        case Wildcard.star:
          p += 1
          if p == tail { return ends(text, from: t, with: pattern, from: p) }
          star = (p, t)
          starInPart.pattern = -1
          continue
        case Wildcard.starInPart:
          p += 1
          starInPart = (p, t)
          continue
        case let symbol:
          if t < text.count, meets(symbol, text[t]) {
            p += 1
            t += 1
            // `?` is one character of Unicode: the rest of its bytes belong to it.
            if symbol >= Wildcard.first {
              while t < text.count, text[t] & 0xC0 == 0x80 { t += 1 }
            }
            continue
          }
        }
      }
      if starInPart.pattern >= 0, starInPart.text < text.count,
        meets(Wildcard.oneInPart, text[starInPart.text])
      {
        starInPart.text += 1
        (p, t) = starInPart
      } else if star.pattern >= 0, star.text < text.count {
        star.text += 1
        (p, t) = star
        starInPart.pattern = -1
      } else {
        return false
      }
    }
  }

  /// Whether a byte of text matches a symbol that is not a star.
  @inline(__always)
  private static func meets(_ symbol: UInt8, _ byte: UInt8) -> Bool {
    switch symbol {
    case byte: true
    // A star of a covered pattern may be no character, or many.
    case Wildcard.one: byte < Wildcard.starInPart
    case Wildcard.oneInPart: byte < Wildcard.first && byte != UInt8(ascii: ":")
    default: false
    }
  }

  /// Whether a text, from a place on, ends as the pattern does behind its last star.
  private static func ends(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, with pattern: UnsafeBufferPointer<UInt8>,
    from tail: Int
  ) -> Bool {
    let count = pattern.count - tail
    guard text.count - start >= count else { return false }
    for offset in 0..<count where pattern[tail + offset] != text[text.count - count + offset] {
      return false
    }
    return true
  }
}
