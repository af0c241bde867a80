extension JSONReader {
  mutating func array() throws(Stop) -> JSONNode {
    let start = offset
    var elements: [JSONNode] = []
    offset += 1
    while try element(closing: UInt8(ascii: "]"), of: start, isFirst: elements.isEmpty) {
      elements.append(try value())
    }
    return JSONNode(span: Span(start, offset), value: .array(elements))
  }

  mutating func object() throws(Stop) -> JSONNode {
    let start = offset
    var members: [JSONMember] = []
    var places = NamePlaces()
    offset += 1
    while try element(closing: UInt8(ascii: "}"), of: start, isFirst: members.isEmpty) {
      let member = try self.member()
      if let first = places.add(member.name, members) {
        try report(
          "JSON_DUPLICATE_KEY", "duplicate key `\(member.name)`", member.nameSpan,
          help: "keep one; parsers differ in which one they use",
          related: [
            .init(
              message: "first here", location: source.location(of: members[first].nameSpan))
          ])
      }
      members.append(member)
    }
    return JSONNode(span: Span(start, offset), value: .object(members))
  }

  private mutating func member() throws(Stop) -> JSONMember {
    let name = try memberName()
    try skipTrivia()
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ":") {
      offset += 1
    } else if offset < bytes.count, bytes[offset] == UInt8(ascii: "=") {
      try report(
        "JSON_MISSING_COLON", "`=` after \(quoted(name.span))", Span(offset, offset + 1),
        help: "write `:`")
      offset += 1
    } else {
      try stop(
        "JSON_MISSING_COLON", "expected `:` after \(quoted(name.span))",
        offset < bytes.count ? wordSpan() : endSpan)
    }
    return JSONMember(name: name.string ?? "", nameSpan: name.span, value: try value())
  }

  private mutating func memberName() throws(Stop) -> JSONNode {
    switch bytes[offset] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "'"): return try singleQuoted()
    default:
      let span = wordSpan()
      let word = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      guard word.first?.isLetter == true || word.first == "_" else {
        try stop(
          "JSON_UNEXPECTED_CHARACTER", "expected a name in double quotes, got \(quoted(span))",
          span, help: helpForQuote(span))
      }
      try report(
        "JSON_UNQUOTED_KEY", "the name `\(word)` has no quotes", span, help: "write `\"\(word)\"`")
      offset = span.end
      return JSONNode(span: span, value: .string(word))
    }
  }

  /// Moves to the next element, or past the closing bracket; returns which.
  private mutating func element(
    closing: UInt8, of opening: Int, isFirst: Bool
  ) throws(Stop) -> Bool {
    try skipTrivia()
    var comma: Int?
    if !isFirst, offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
      comma = offset
      offset += 1
      try skipTrivia()
    }
    guard offset < bytes.count else { try unclosed(opening, closing) }
    let byte = bytes[offset]
    if byte == closing {
      if let comma {
        try report(
          "JSON_TRAILING_COMMA",
          "a comma before the closing `\(Character(Unicode.Scalar(closing)))`",
          Span(comma, comma + 1), help: "remove the comma")
      }
      offset += 1
      return false
    }
    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
      try stop(
        "JSON_MISMATCHED_BRACKET",
        "expected `\(Character(Unicode.Scalar(closing)))`, got `\(Character(Unicode.Scalar(byte)))`",
        Span(offset, offset + 1), related: [opened(opening)])
    }
    if byte == UInt8(ascii: ",") {
      try report(
        "JSON_MISSING_VALUE", "expected a value before `,`", Span(offset, offset + 1),
        help: "remove one of the commas")
      offset += 1
      return try element(closing: closing, of: opening, isFirst: true)
    }
    if !isFirst, comma == nil {
      let span = wordSpan()
      guard [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(byte) else {
        try stop(
          "JSON_UNEXPECTED_CHARACTER",
          "expected `,` or `\(Character(Unicode.Scalar(closing)))`, got \(quoted(span))", span,
          help: helpForQuote(span))
      }
      try report("JSON_MISSING_COMMA", "a comma is missing before this", span, help: "write `,`")
    }
    return true
  }

  private mutating func unclosed(_ opening: Int, _ closing: UInt8) throws(Stop) -> Never {
    let bracket = Character(Unicode.Scalar(closing))
    try stop(
      "JSON_UNEXPECTED_END", "missing closing `\(bracket)`: the text ends first", endSpan,
      help: "add `\(bracket)`, or get the complete file", related: [opened(opening)])
  }

  private func opened(_ opening: Int) -> Finding.Related {
    .init(message: "opened here", location: source.location(of: Span(opening, opening + 1)))
  }
}

/// The first place of each name of an object.
private struct NamePlaces {
  private var places: [String: Int] = [:]

  /// Up to this number, members are searched one by one, which is faster than hashing.
  private static let few = 16

  /// Adds the name of the next member; returns its earlier place, if it has one.
  mutating func add(_ name: String, _ members: [JSONMember]) -> Int? {
    if members.count < Self.few { return members.firstIndex { $0.name == name } }
    if places.isEmpty {
      for (index, member) in members.enumerated() where places[member.name] == nil {
        places[member.name] = index
      }
    }
    if let place = places[name] { return place }
    places[name] = members.count
    return nil
  }
}
