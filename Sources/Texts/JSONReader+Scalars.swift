extension JSONReader {
  mutating func string() throws(Stop) -> JSONNode {
    let start = offset
    let (end, isPlain) = endOfString(after: start + 1)
    offset = end
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      offset = min(offset, bytes.count)
      try stop(
        "JSON_UNTERMINATED_STRING", "the string has no closing quote on its line",
        Span(start, offset), help: "close it with `\"`; a line break inside a string is `\\n`")
    }
    offset += 1
    let span = Span(start, offset)
    // Most strings have no escapes.
    guard !isPlain else {
      let text = String(decoding: bytes[start + 1..<offset - 1], as: UTF8.self)
      return JSONNode(span: span, value: .string(text))
    }
    var problems: [(JSONString.Problem, Span)] = []
    let text = JSONString.text(bytes, contentsOf: span) { problems.append(($0, $1)) }
    for (problem, place) in problems { try report(problem, place) }
    return JSONNode(span: span, value: .string(text))
  }

  /// Where a string ends: at its closing quote, the end of its line or the end of the text; and whether
  /// it has nothing but characters that mean themselves.
  private func endOfString(after start: Int) -> (end: Int, isPlain: Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var isPlain = true
      var index = EightBytes.first(bytes, from: start, EightBytes.special)
      while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
        bytes[index] != UInt8(ascii: "\n")
      {
        isPlain = false
        // A backslash takes the next byte along, whatever it is.
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        index = EightBytes.first(bytes, from: index, EightBytes.special)
      }
      return (index, isPlain)
    }
  }

  private mutating func report(_ problem: JSONString.Problem, _ span: Span) throws(Stop) {
    switch problem {
    case .badEscape:
      try report(
        "JSON_BAD_ESCAPE", "\(quoted(span)) is not a JSON escape", span,
        help: "JSON allows only \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal "
          + "digits")
    case .loneSurrogate:
      try report(
        "JSON_LONE_SURROGATE", "\(quoted(span)) is half of a surrogate pair", span,
        help: "write both halves, or the character itself")
    case .controlCharacter:
      try report(
        "JSON_CONTROL_CHARACTER", "unescaped control character in a string", span,
        help: "escape it, a tab as `\\t`")
    }
  }

  mutating func singleQuoted() throws(Stop) -> JSONNode {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "'"),
      bytes[offset] != UInt8(ascii: "\n")
    {
      offset += 1
    }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "'") else {
      try stop(
        "JSON_UNTERMINATED_STRING", "the string has no closing quote on its line",
        Span(start, offset))
    }
    offset += 1
    let span = Span(start, offset)
    try report(
      "JSON_SINGLE_QUOTES", "JSON strings need double quotes", span, help: "write `\"`")
    let text = String(decoding: bytes[start + 1..<offset - 1], as: UTF8.self)
    return JSONNode(span: span, value: .string(text))
  }

  mutating func number() throws(Stop) -> JSONNode {
    let span = wordSpan()
    let literal = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    offset = span.end
    guard JSONNumber.isWellFormed(literal) else {
      try report(
        "JSON_BAD_NUMBER", "`\(literal)` is not a JSON number", span,
        help: "write a number such as 7, -7, 0.5 or 1e3, without a leading zero or a plus sign")
      return JSONNode(span: span, value: .invalid)
    }
    guard let number = JSONNumber(literal) else {
      try report(
        "JSON_NUMBER_OUT_OF_RANGE", "`\(literal)` is too large for a number", span,
        help: "whole numbers go up to \(Int.max)")
      return JSONNode(span: span, value: .invalid)
    }
    return JSONNode(span: span, value: .number(number))
  }
}

extension JSONNumber {
  /// Makes the number that a well-formed literal writes, if it is in range.
  init?(_ literal: String) {
    let isWhole = literal.utf8.allSatisfy {
      $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e")
    }
    self.literal = literal
    integer = Int(literal)
    guard isWhole ? integer != nil : Double(literal)?.isFinite == true else { return nil }
  }

  /// Whether a literal is a number by RFC 8259.
  static func isWellFormed(_ literal: String) -> Bool {
    var rest = Substring(literal)[...]
    func digits() -> Int {
      let run = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if rest.first == "-" { rest = rest.dropFirst() }
    let leadingZero = rest.first == "0"
    let whole = digits()
    guard whole > 0, !leadingZero || whole == 1 else { return false }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
