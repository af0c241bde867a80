/// The tree of a JSON text, with all mistakes of the text.
///
/// The grammar is RFC 8259's, nothing more: what some parsers let pass (comments, trailing commas,
/// duplicate names) is an error with a place; a byte-order mark is a warning. After most mistakes
/// the reader goes on, so that a tree is there to be checked further.
package struct JSONReader {
  /// What reading found.
  package struct Result: Sendable {
    /// The values, one per document; after a mistake, those that could be read.
    package var documents: [JSONNode]
    /// The mistakes, in reading order.
    package var findings: [Finding]
  }

  /// The highest number of open brackets.
  package static let deepestNesting = 256
  /// The number of mistakes after which the reader stops.
  static let mostFindings = 100

  let source: SourceText
  let bytes: [UInt8]
  var offset = 0
  var depth = 0
  var findings: [Finding] = []

  /// Reading cannot continue; the mistake has been reported.
  struct Stop: Error {}

  init(_ source: SourceText) {
    self.source = source
    self.bytes = source.bytes
  }

  /// Reads a text with one document, or with any number of them if `several` is set.
  package static func read(_ source: SourceText, several: Bool = false) -> Result {
    WorkMeter.add(source.bytes.count)
    var reader = JSONReader(source)
    var documents: [JSONNode] = []
    reader.findings = source.formFindings
    guard !reader.findings.containsErrors else {
      return Result(documents: [], findings: reader.findings)
    }
    do {
      try reader.checkEncoding()
      try reader.skipTrivia()
      if !several, reader.offset == reader.bytes.count {
        try reader.stop(
          "JSON_EMPTY", "the text is empty; expected a JSON value", Span(0, 0),
          help: "run the command that wrote it again")
      }
      while reader.offset < reader.bytes.count {
        if let (kind, line) = PlainText.find(in: source.bytes, from: reader.offset) {
          reader.findings.append(kind.finding(line, in: source))
          break
        }
        if several, "}],".utf8.contains(reader.bytes[reader.offset]) {
          let place = Span(reader.offset, reader.offset + 1)
          try reader.stop(
            "JSON_TRAILING_DATA", "unmatched \(reader.quoted(place))", place,
            help: "remove what follows the document, or give the whole document")
        }
        documents.append(try reader.value())
        try reader.skipTrivia()
        if !several, reader.offset < reader.bytes.count {
          try reader.stop(
            "JSON_TRAILING_DATA",
            "text after the end of the JSON value: \(reader.quoted(reader.wordSpan()))",
            reader.wordSpan(), help: "remove what follows; a policy is one JSON object")
        }
      }
    } catch {}
    return Result(documents: documents, findings: reader.findings.inReadingOrder())
  }

  // MARK: Values

  mutating func value() throws(Stop) -> JSONNode {
    try skipTrivia()
    guard offset < bytes.count else {
      try stop(
        "JSON_UNEXPECTED_END", "missing value: the text ends first", endSpan,
        help: "add a value, or get the complete file")
    }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return try nested { reader throws(Stop) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(Stop) in try reader.array() }
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "'"): return try singleQuoted()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      return try number()
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
      let span = Span(offset, offset + 1)
      try report("JSON_MISSING_VALUE", "expected a value before \(quoted(span))", span)
      return JSONNode(span: Span(offset, offset), value: .invalid)
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(Stop) -> JSONNode
  ) throws(Stop) -> JSONNode {
    guard depth < Self.deepestNesting else {
      try stop(
        "JSON_NESTING_TOO_DEEP",
        "more than \(Self.deepestNesting) brackets are open here", Span(offset, offset + 1),
        help: "check that this is the right file: AWS documents nest less deeply")
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

  private mutating func word() throws(Stop) -> JSONNode {
    let span = wordSpan()
    switch String(decoding: bytes[span.start..<span.end], as: UTF8.self) {
    case "true": return advance(span, .bool(true))
    case "false": return advance(span, .bool(false))
    case "null": return advance(span, .null)
    case let word where word.first?.isLetter == true || word.first == "_":
      let known = ["true", "false", "null"].first { $0 == word.lowercased() }
      let spelt =
        known
        ?? ["none", "nil", "undefined", "nan", "infinity"].first { $0 == word.lowercased() }
        .map { _ in "null" }
      try report(
        "JSON_UNKNOWN_WORD", "`\(word)` is not a JSON value", span,
        help: spelt.map { "write `\($0)`" }
          ?? (depth == 0
            ? "check that this is the right file: JSON begins with `{` or `[`"
            : "write text in double quotes: `\"\(word)\"`"))
      return advance(span, .invalid)
    default:
      try stop(
        "JSON_UNEXPECTED_CHARACTER", "expected a value, got \(quoted(span))", span,
        help: helpForQuote(span))
    }
  }

  private mutating func advance(_ span: Span, _ value: JSONNode.Value) -> JSONNode {
    offset = span.end
    return JSONNode(span: span, value: value)
  }

  // MARK: White space and comments

  /// Skips white space, and reports comments.
  mutating func skipTrivia() throws(Stop) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case UInt8(ascii: "#"): try comment(to: UInt8(ascii: "\n"), opening: 1)
      case UInt8(ascii: "/") where following == UInt8(ascii: "/"):
        try comment(to: UInt8(ascii: "\n"), opening: 2)
      case UInt8(ascii: "/") where following == UInt8(ascii: "*"):
        try comment(to: UInt8(ascii: "/"), opening: 2)
      default: return
      }
    }
  }

  private var following: UInt8 { offset + 1 < bytes.count ? bytes[offset + 1] : 0 }

  private mutating func comment(to last: UInt8, opening: Int) throws(Stop) {
    let start = offset
    offset += opening
    while offset < bytes.count {
      let ends =
        bytes[offset] == last
        && (last == UInt8(ascii: "\n")
          || (offset > start + 2 && bytes[offset - 1] == UInt8(ascii: "*")))
      offset += 1
      if ends { break }
    }
    try report(
      "JSON_COMMENT", "JSON has no comments", Span(start, offset),
      help: "remove the comment")
  }
}
