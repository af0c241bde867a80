extension JSONReader {
  /// Reports a mistake and continues, unless there have been too many.
  mutating func report(
    _ code: IssueCode, _ message: String, _ span: Span, help: String? = nil,
    related: [Finding.Related] = []
  ) throws(Stop) {
    findings.append(
      Finding(
        .error, code, message, help: help, at: source.location(of: span), related: related,
        facts: ["Q-12"]))
    if findings.count >= Self.mostFindings { throw Stop() }
  }

  /// Reports a mistake after which reading cannot continue.
  mutating func stop(
    _ code: IssueCode, _ message: String, _ span: Span, help: String? = nil,
    related: [Finding.Related] = []
  ) throws(Stop) -> Never {
    try report(code, message, span, help: help, related: related)
    throw Stop()
  }

  /// The end of the text.
  var endSpan: Span { Span(bytes.count, bytes.count) }

  /// The word at this place: as far as letters, digits and the signs of numbers go, at least one
  /// character.
  func wordSpan() -> Span {
    var end = offset
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    if end == offset, end < bytes.count {
      end += 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
    return Span(offset, end)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The text of a span in backticks, shortened when it is long.
  func quoted(_ span: Span) -> String {
    let text = String(decoding: bytes[span.start..<min(span.end, bytes.count)], as: UTF8.self)
    return "`\(text.count > 40 ? text.prefix(40) + "…" : text[...])`"
  }

  /// How to repair a typographic quote, as word processors write it; nil for another character.
  func helpForQuote(_ span: Span) -> String? {
    let quotes: [String] = ["“", "”", "„", "‘", "’", "«", "»"]
    let text = String(decoding: bytes[span.start..<min(span.end, bytes.count)], as: UTF8.self)
    return quotes.contains(text) ? "replace typographic quotes with `\"`" : nil
  }

  /// Reports the bytes that are not UTF-8.
  mutating func checkEncoding() throws(Stop) {
    for span in UTF8Check.invalidSpans(bytes).prefix(20) {
      let shown = bytes[span.start..<span.end].map { "0x" + String($0, radix: 16, uppercase: true) }
      try report(
        "JSON_NOT_UTF8", "\(shown.joined(separator: " ")) is not valid UTF-8", span,
        help: "save the file as UTF-8")
    }
  }
}
