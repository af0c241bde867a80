import Testing
import Texts

/// What strangers wrote is shown, and never obeyed.
struct UnprintableTests {
  /// C0, DEL, C1, and characters of format: for the direction of text, without width, for languages.
  static let unprintable: [Unicode.Scalar] =
    (0..<0x20).compactMap { Unicode.Scalar($0) } + (0x7F..<0xA0).compactMap { Unicode.Scalar($0) }
    + [
      "\u{AD}", "\u{61C}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}",
      "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{FFF9}", "\u{E0001}",
      "\u{E007F}",
    ]
  static let printable = "Az09 ~é漢😀…—\u{FFFD}"

  @Test func `an unprintable character becomes one that can be seen, and no other changes`() {
    for scalar in Self.unprintable {
      #expect("a\(scalar)b".printable() == "a\u{FFFD}b", "\(scalar.value)")
    }
    #expect(Self.printable.printable() == Self.printable)
    #expect("a\n\tb\u{1B}".printable(keepingLayout: true) == "a\n\tb\u{FFFD}")
  }

  @Test func `a report keeps its lines and what it has painted itself`() {
    func shown(_ text: String, _ kept: [String]) -> String {
      String(decoding: text.printableReport(keeping: kept), as: UTF8.self)
    }
    #expect(
      shown("\u{1B}[31mé\u{1B}[0m\n\t.", ["\u{1B}[31m", "\u{1B}[0m"]) == "\u{1B}[31mé\u{1B}[0m\n\t."
    )
    #expect(shown("\u{1B}[31mé\u{1B}[2J", ["\u{1B}[31m"]) == "\u{1B}[31mé\u{FFFD}[2J")
    #expect(shown("\u{1B}[31m", []) == "\u{FFFD}[31m")
    for scalar in Self.unprintable where scalar != "\n" && scalar != "\t" {
      #expect(shown("é\(scalar)\(scalar)ü", []) == "é\u{FFFD}\u{FFFD}ü", "\(scalar.value)")
    }
    #expect(shown(Self.printable, []) == Self.printable)
  }

  @Test func `JSON has them by their numbers, and says the same`() {
    for scalar in Self.unprintable {
      let text = "é\(scalar)\"\\"
      var json = ByteBuffer()
      json.string(text)
      let written = String(decoding: json.bytes, as: UTF8.self)
      #expect(!written.unicodeScalars.contains { $0 == scalar }, "\(scalar.value)")
      let read = JSONReader.read(SourceText(name: "t", text: written))
      #expect(read.findings == [])
      #expect(read.documents.first?.string.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func `bytes that are no UTF-8 make no JSON that is none`() {
    var json = ByteBuffer()
    json.string([0x61, 0xFF, 0x62][...])
    #expect(String(validating: json.bytes, as: UTF8.self) == "\"a\u{FFFD}b\"")
  }
}
