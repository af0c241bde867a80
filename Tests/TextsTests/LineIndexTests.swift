import Testing
import Texts

/// Where a byte of a text stands: its line, and its column in Unicode scalars.
struct LineIndexTests {
  /// Texts of several blocks of the index, with lines and characters across the blocks' ends.
  static let texts: [String] = [
    "", "\n", "one line", String(repeating: "é", count: 1_500),
    String(repeating: "a\n", count: 2_000), String(repeating: "\n", count: 1_024),
    String(repeating: "x", count: 1_023) + "\n" + String(repeating: "😀\n", count: 600),
    (0..<900).map { String(repeating: "ü", count: $0 % 7) + "|" }.joined(separator: "\n"),
    String(repeating: "z", count: 5_000) + "\n" + String(repeating: "ä", count: 3_000),
  ]

  @Test(arguments: texts.indices)
  func `a position counts the lines before it and the characters of its line`(index: Int) {
    let bytes = Array(Self.texts[index].utf8)
    let source = SourceText(name: "t", bytes: bytes, line: 7, offset: 100)
    var (line, column) = (7, 1)
    for (offset, byte) in bytes.enumerated() {
      // A place inside a character has the column behind the character's first byte.
      if byte & 0xC0 != 0x80 {
        #expect(
          source.position(of: offset) == Position(line: line, column: column, offset: 100 + offset))
        column += 1
      }
      if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) }
    }
    #expect(
      source.position(of: bytes.count)
        == Position(line: line, column: column, offset: 100 + bytes.count))
    #expect(source.position(of: bytes.count + 9) == source.position(of: bytes.count))
    #expect(source.position(of: -1) == source.position(of: 0))
  }

  /// The steps for the places of every tenth byte of a text.
  private func steps(_ text: String) -> Int {
    let source = SourceText(name: "t", text: text)
    return WorkMeter.steps {
      for offset in stride(from: 0, to: source.bytes.count, by: 10) {
        _ = source.position(of: offset)
      }
    }
  }

  @Test(arguments: ["a line of this length\n", "all in one line "])
  func `twice as many places in twice as long a text take twice the steps`(line: String) {
    let once = steps(String(repeating: line, count: 1_000))
    let twice = steps(String(repeating: line, count: 2_000))
    #expect(once > 10_000)
    #expect(Double(twice) < 2.2 * Double(once))
  }

  @Test(arguments: [("\n", 1), ("\r\n", 2), ("", 0)])
  func `a quotation is the line around its place, without its end`(end: String, width: Int) {
    let long = String(repeating: "m", count: 3_000)
    let text = "first\(end)here it is\(end)\(long)>that<\(long)"
    let source = SourceText(name: "t", text: text)
    if width > 0 {
      let start = 5 + width
      #expect(source.location(of: Span(start, start + 4)).quotation.excerpt == "here it is")
      #expect(source.location(of: Span(0, 1)).quotation.excerpt == "first")
    }
    let place = text.utf8.count - 3_000 - 5
    let quotation = source.location(of: Span(place, place + 4)).quotation
    #expect(quotation.excerpt.hasPrefix("…") && quotation.excerpt.hasSuffix("…"))
    #expect(quotation.excerpt.contains(">that<"))
    #expect(quotation.caretLength == 4)
  }
}
