import ECRPolicy

/// A text with wildcards, made ready for comparison: each symbol a byte, `*` or `?`.
struct Glob: Sendable, Hashable {
  static let star: UInt16 = 256
  static let one: UInt16 = 257

  var symbols: [UInt16] = []

  /// Adds text in which `*` and `?` are wildcards.
  mutating func append(wild text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "*"): symbols.append(Self.star)
      case UInt8(ascii: "?"): symbols.append(Self.one)
      default: symbols.append(UInt16(byte))
      }
    }
  }

  /// Adds text in which no character has a meaning.
  mutating func append(literal text: some Sequence<UInt8>) {
    symbols.append(contentsOf: text.map(UInt16.init))
  }

  /// Whether a text matches as a whole.
  func matches(_ text: [UInt8]) -> Bool {
    symbols.withUnsafeBufferPointer { symbols in
      text.withUnsafeBufferPointer { Glob.matches(symbols[...], $0[...]) }
    }
  }

  /// Whether a stretch of text matches a stretch of pattern.
  ///
  /// `?` is one character of Unicode.
  static func matches(
    _ pattern: Slice<UnsafeBufferPointer<UInt16>>, _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    var p = pattern.startIndex
    var t = text.startIndex
    var resumePattern = -1
    var resumeText = 0
    while t < text.endIndex {
      if p < pattern.endIndex, pattern[p] == star {
        p += 1
        resumePattern = p
        resumeText = t
      } else if p < pattern.endIndex, pattern[p] == one {
        p += 1
        t += 1
        while t < text.endIndex, text[t] & 0xC0 == 0x80 { t += 1 }
      } else if p < pattern.endIndex, pattern[p] == UInt16(text[t]) {
        p += 1
        t += 1
      } else if resumePattern >= 0 {
        // The last star takes one more byte; earlier ones need never take more.
        resumeText += 1
        t = resumeText
        p = resumePattern
      } else {
        return false
      }
    }
    while p < pattern.endIndex, pattern[p] == star { p += 1 }
    return p == pattern.endIndex
  }
}

extension Glob {
  /// The text in lower case, for patterns without wildcards.
  var foldedBytes: [UInt8] {
    let text = String(decoding: symbols.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
    return Array(text.lowercased().utf8)
  }
}

/// A value of a policy that is compared with text: fixed, or with policy variables.
struct TextPattern: Sendable {
  /// A pattern that is the same for every request, in each of the forms in which it is compared.
  struct Constant: Sendable {
    let glob: Glob
    let segments: SegmentedPattern
    let folded: [UInt8]

    init(_ glob: Glob) {
      self.glob = glob
      segments = SegmentedPattern(glob)
      folded = glob.foldedBytes
    }
  }

  /// The pattern without variables; nil when it has some.
  let constant: Constant?
  private let pieces: [PolicyVariable.Piece]
  private let hasWildcards: Bool

  /// Reads a value; `hasWildcards` tells whether `*` and `?` mean anything in its element.
  init(_ text: String, hasWildcards: Bool, hasVariables: Bool) {
    self.hasWildcards = hasWildcards
    let pieces = hasVariables ? PolicyVariable.pieces(of: text) : [.text(text)]
    let isFixed = pieces.allSatisfy { piece in
      switch piece {
      case .text, .literal: true
      case .variable: false
      }
    }
    self.pieces = isFixed ? [] : pieces
    constant = isFixed ? Self.resolve(pieces, hasWildcards) { _ in nil }.map(Constant.init) : nil
  }

  /// The keys of its variables.
  var keys: [String] {
    pieces.compactMap { piece in
      if case .variable(let key, _) = piece { return key }
      return nil
    }
  }

  /// The pattern for one request; nil when a variable has no value, so that it matches nothing.
  func resolved(_ context: ContextStack) -> Glob? {
    if let constant { return constant.glob }
    return Self.resolve(pieces, hasWildcards) { key in
      // A variable stands for one value: a key with several has none to give.
      guard let values = context.values(of: ContextKey(key)), values.count == 1 else { return nil }
      return values[0].bytes
    }
  }

  private static func resolve(
    _ pieces: [PolicyVariable.Piece], _ hasWildcards: Bool, _ value: (String) -> [UInt8]?
  ) -> Glob? {
    var glob = Glob()
    for piece in pieces {
      switch piece {
      case .text(let text) where hasWildcards: glob.append(wild: text)
      case .text(let text), .literal(let text): glob.append(literal: text.utf8)
      case .variable(let key, let fallback):
        guard let bytes = value(key) ?? fallback.map({ Array($0.utf8) }) else { return nil }
        glob.append(literal: bytes)
      }
    }
    return glob
  }
}
