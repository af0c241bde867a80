import Texts

extension YAMLDocuments {
  /// A value in brackets, braces or quotes, which may go over several lines.
  mutating func flow() throws(Stop) -> JSONNode {
    guard depth < JSONReader.deepestNesting else {
      try stop("more than \(JSONReader.deepestNesting) levels are open here")
    }
    depth += 1
    defer { depth -= 1 }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return try flowMapping()
    case UInt8(ascii: "["): return try flowSequence()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted()
    case UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"):
      let start = offset
      while offset < lineEnd, bytes[offset] > 0x20, !Self.isEndOfFlow(bytes[offset]) { offset += 1 }
      let end = offset
      // A value with a name or a tag in a flow is left to its user, as an alias is.
      skipToFlowToken()
      if !isAtEnd, !Self.isEndOfValue(bytes[offset]) { _ = try flow() }
      return JSONNode(span: Span(start, end), value: .invalid)
    default: return try flowPlain()
    }
  }

  private mutating func flowMapping() throws(Stop) -> JSONNode {
    if isTemplate { try stopAtTemplate() }
    let start = offset
    offset += 1
    var members: [JSONMember] = []
    while true {
      skipToFlowToken()
      guard !isAtEnd else { try stop("missing closing `}`: the text ends first") }
      if starts(with: "}") { break }
      let key = try flow()
      guard let name = key.scalar else { try stop() }
      skipToFlowToken()
      var value = JSONNode(span: Span(key.span.end, key.span.end), value: .null)
      if starts(with: ":") {
        offset += 1
        skipToFlowToken()
        if !isAtEnd, !Self.isEndOfValue(bytes[offset]) { value = try flow() }
      }
      guard !members.contains(where: { $0.name == name }) else {
        try stop("duplicate key `\(name)`", help: "remove one of them")
      }
      members.append(JSONMember(name: name, nameSpan: key.span, value: value))
      try endElement(before: "}")
    }
    offset += 1
    return JSONNode(span: Span(start, offset), value: .object(members))
  }

  private mutating func flowSequence() throws(Stop) -> JSONNode {
    let start = offset
    offset += 1
    var elements: [JSONNode] = []
    while true {
      skipToFlowToken()
      guard !isAtEnd else { try stop("missing closing `]`: the text ends first") }
      if starts(with: "]") { break }
      elements.append(try flow())
      try endElement(before: "]")
    }
    offset += 1
    return JSONNode(span: Span(start, offset), value: .array(elements))
  }

  private mutating func endElement(before bracket: Character) throws(Stop) {
    skipToFlowToken()
    if starts(with: ",") {
      offset += 1
    } else if !starts(with: bracket) {
      try stop()
    }
  }

  /// Goes over blanks, ends of lines and comments.
  private mutating func skipToFlowToken() {
    skipBlanks()
    while !isAtEnd, isLineDone {
      nextLine()
      skipBlanks()
    }
  }

  private mutating func flowPlain() throws(Stop) -> JSONNode {
    let start = offset
    while offset < lineEnd, !isLineDone, !Self.isEndOfFlow(bytes[offset]) {
      if bytes[offset] == UInt8(ascii: ":") {
        let next = offset + 1
        if isBlank(next) || Self.isEndOfFlow(bytes[next]) { break }
      }
      offset += 1
    }
    var end = offset
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > start else { try stop() }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return JSONNode(span: Span(start, end), value: Self.scalar(text))
  }

  private static func isEndOfValue(_ byte: UInt8) -> Bool { ",]}".utf8.contains(byte) }

  private static func isEndOfFlow(_ byte: UInt8) -> Bool { ",[]{}".utf8.contains(byte) }

  // MARK: Quotes

  /// A text in quotes, which may go over several lines.
  private mutating func quoted() throws(Stop) -> JSONNode {
    let quote = bytes[offset]
    guard let end = endOfQuote(quote, from: offset) else {
      try stop("missing closing quote: the text ends first")
    }
    let span = Span(offset, end)
    while let line = lines.first, line.span.end < end { lines = lines.dropFirst() }
    offset = end
    let inner = bytes[span.start + 1..<span.end - 1]
    let text =
      if quote == UInt8(ascii: "'") {
        String(decoding: inner, as: UTF8.self).replacing("''", with: "'")
      } else if inner.contains(UInt8(ascii: "\\")) {
        String(
          decoding: SourceText(decodingStringAt: span, in: source).bytes, as: UTF8.self)
      } else {
        String(decoding: inner, as: UTF8.self)
      }
    return JSONNode(span: span, value: .string(text))
  }

  /// The place behind the quote that closes a text; nil when none does.
  func endOfQuote(_ quote: UInt8, from start: Int) -> Int? {
    var at = start + 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        at += 2
        continue
      }
      if bytes[at] == quote {
        let isDoubled =
          quote == UInt8(ascii: "'") && at + 1 < bytes.count && bytes[at + 1] == quote
        guard isDoubled else { return at + 1 }
        at += 1
      }
      at += 1
    }
    return nil
  }
}
