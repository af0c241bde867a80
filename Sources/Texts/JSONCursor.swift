/// Walks over a JSON text that is meant to be without mistakes, as fast as it can be read.
///
/// ``JSONReader`` makes a tree and reports every mistake; the cursor allocates nothing and stops at
/// the first, and its user then asks the reader what is wrong.
package struct JSONCursor {
  /// The text.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// The position of the cursor.
  package private(set) var offset: Int
  private var depth = 0

  /// The text is not JSON at this place.
  package struct Malformed: Error {
    /// Where the cursor could not go on.
    package var offset: Int

    /// Makes the mistake at a place.
    package init(offset: Int) { self.offset = offset }
  }

  /// A string literal.
  package struct StringToken {
    /// The literal, quotes included.
    package var span: Span
    /// Whether it has escapes, so that its bytes differ from its value.
    package var hasEscapes: Bool
  }

  /// The kind of value at the cursor.
  package enum Kind {
    /// `{`
    case object
    /// `[`
    case array
    /// `"`
    case string
    /// A digit or a minus sign.
    case number
    /// `true`, `false` or `null`.
    case word
  }

  /// Puts a cursor at the start of a text.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    offset = 0
  }

  /// Whether some bytes are one JSON value and nothing else.
  package static func isValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = JSONCursor(bytes)
    do {
      try cursor.skipValue()
      return !cursor.skipToDocument()
    } catch {
      return false
    }
  }

  /// Skips white space; returns whether anything follows.
  package mutating func skipToDocument() -> Bool {
    skipWhitespace()
    return offset < bytes.count
  }

  /// The byte at the cursor, after white space.
  package mutating func kind() throws(Malformed) -> Kind {
    skipWhitespace()
    switch peek {
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: throw Malformed(offset: offset)
    }
  }

  /// Reads the opening bracket that `kind` has found.
  package mutating func open() throws(Malformed) {
    depth += 1
    guard depth <= JSONReader.deepestNesting else { throw Malformed(offset: offset) }
    offset += 1
  }

  /// Goes to the next member of an object: its name, or nil behind the closing brace.
  package mutating func nextMember(isFirst: inout Bool) throws(Malformed) -> StringToken? {
    guard try next(closing: UInt8(ascii: "}"), isFirst: &isFirst) else { return nil }
    guard peek == UInt8(ascii: "\"") else { throw Malformed(offset: offset) }
    let name = try string()
    skipWhitespace()
    guard peek == UInt8(ascii: ":") else { throw Malformed(offset: offset) }
    offset += 1
    return name
  }

  /// Goes to the next element of an array; false behind the closing bracket.
  package mutating func nextElement(isFirst: inout Bool) throws(Malformed) -> Bool {
    try next(closing: UInt8(ascii: "]"), isFirst: &isFirst)
  }

  private mutating func next(closing: UInt8, isFirst: inout Bool) throws(Malformed) -> Bool {
    skipWhitespace()
    if peek == closing {
      offset += 1
      depth -= 1
      return false
    }
    if !isFirst {
      guard peek == UInt8(ascii: ",") else { throw Malformed(offset: offset) }
      offset += 1
      skipWhitespace()
    }
    isFirst = false
    return true
  }

  private var peek: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The CLI indents every line: white space is a third of what it prints.
  @inline(__always)
  private mutating func skipWhitespace() {
    guard offset < bytes.count, bytes[offset] <= 0x20 else { return }
    let spaces: UInt64 = 0x2020_2020_2020_2020
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20:
        while offset + 8 <= bytes.count, word(at: offset) == spaces { offset += 8 }
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      case 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  private func word(at offset: Int) -> UInt64 {
    UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped).loadUnaligned(
      fromByteOffset: offset, as: UInt64.self)
  }
}

extension JSONCursor {
  /// Takes a string.
  package mutating func string() throws(Malformed) -> StringToken {
    let start = offset
    offset += 1
    var hasEscapes = false
    var seen: UInt8 = 0
    while true {
      skipPlainText()
      guard offset < bytes.count else { throw Malformed(offset: start) }
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        offset += 2
      } else if byte < 0x20 {
        throw Malformed(offset: offset)
      } else {
        seen |= byte
        offset += 1
      }
    }
    offset += 1
    let span = Span(start, offset)
    if hasEscapes || seen >= 0x80 { try check(span) }
    return StringToken(span: span, hasEscapes: hasEscapes)
  }

  /// Skips eight bytes at a time for as long as none is a quote, a backslash, a control character
  /// or part of a character beyond ASCII.
  @inline(__always)
  private mutating func skipPlainText() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    while offset + 8 <= bytes.count {
      let word = word(at: offset)
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let slashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      let stops =
        ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
        | (word &- (ones &* 0x20)) | word
      let found = stops & highs
      guard found == 0 else {
        // The lowest stop is exact: borrows run upwards only.
        offset += found.littleEndian.trailingZeroBitCount / 8
        return
      }
      offset += 8
    }
  }

  /// Strings with escapes or letters beyond ASCII are rare: they are checked one by one.
  private func check(_ span: Span) throws(Malformed) {
    let literal = Array(bytes[span.start..<span.end])
    var isWell = UTF8Check.invalidSpans(literal).isEmpty
    _ = JSONString.text(literal, contentsOf: Span(0, literal.count)) { _, _ in isWell = false }
    guard isWell else { throw Malformed(offset: span.start) }
  }

  /// Takes a number.
  package mutating func number() throws(Malformed) -> Span {
    let start = offset
    while offset < bytes.count, Self.isNumberByte(bytes[offset]) { offset += 1 }
    guard isNumber(Span(start, offset)), isAtWordEnd else { throw Malformed(offset: start) }
    return Span(start, offset)
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
  }

  /// Whether the span is a number by RFC 8259, and in range.
  private func isNumber(_ span: Span) -> Bool {
    let digits = bytes[span.start..<span.end]
    if digits.count < 18, digits.allSatisfy({ $0 &- 0x30 < 10 }) {
      return digits.count == 1 || digits.first != UInt8(ascii: "0")
    }
    let literal = String(decoding: digits, as: UTF8.self)
    return JSONNumber.isWellFormed(literal) && JSONNumber(literal) != nil
  }

  /// Whether what has just been taken does not run on.
  private var isAtWordEnd: Bool { offset == bytes.count || !JSONReader.isWordByte(bytes[offset]) }

  /// Reads `true`, `false` or `null`; returns whether it was `null`.
  package mutating func word() throws(Malformed) -> Bool {
    for (word, isNull) in [("null", true), ("true", false), ("false", false)]
      as [(StaticString, Bool)]
    {
      let length = word.utf8CodeUnitCount
      guard offset + length <= bytes.count else { continue }
      let literal = UnsafeBufferPointer(start: word.utf8Start, count: length)
      guard bytes[offset..<offset + length].elementsEqual(literal) else { continue }
      offset += length
      guard isAtWordEnd else { break }
      return isNull
    }
    throw Malformed(offset: offset)
  }

  /// Skips a value of any kind; duplicate names in one object are mistakes.
  package mutating func skipValue() throws(Malformed) {
    switch try kind() {
    case .string: _ = try string()
    case .number: _ = try number()
    case .word: _ = try word()
    case .array:
      try open()
      var isFirst = true
      while try nextElement(isFirst: &isFirst) { try skipValue() }
    case .object:
      try open()
      var isFirst = true
      var names = NameSet()
      while let name = try nextMember(isFirst: &isFirst) {
        try names.insert(name, in: self)
        try skipValue()
      }
    }
  }
}

extension JSONCursor {
  /// The names that one object has had so far.
  package struct NameSet {
    private var names: Set<String> = []

    /// Makes an empty set.
    package init() {}

    /// Adds a name; a second time is a mistake.
    package mutating func insert(
      _ name: StringToken, in cursor: borrowing JSONCursor
    ) throws(Malformed) {
      guard names.insert(cursor.text(name)).inserted else {
        throw Malformed(offset: name.span.start)
      }
    }
  }

  /// The value of a string.
  package func text(_ token: StringToken) -> String {
    let inner = bytes[token.span.start + 1..<token.span.end - 1]
    guard token.hasEscapes else { return String(decoding: inner, as: UTF8.self) }
    let literal = Array(bytes[token.span.start..<token.span.end])
    return JSONString.text(literal, contentsOf: Span(0, literal.count)) { _, _ in }
  }

  /// Whether a string is written without escapes and has this value.
  @inline(__always)
  package func says(_ token: StringToken, _ text: StaticString) -> Bool {
    let length = token.span.end - token.span.start - 2
    guard length == text.utf8CodeUnitCount else { return false }
    for index in 0..<length
    where bytes[token.span.start + 1 + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}
