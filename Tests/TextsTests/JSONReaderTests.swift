import Testing
import Texts

struct JSONReaderTests {
  /// The codes and places of all mistakes, `CODE@line:column`.
  private func mistakes(_ text: String, several: Bool = false) -> [String] {
    mistakes(Array(text.utf8), several: several)
  }

  private func mistakes(_ bytes: [UInt8], several: Bool = false) -> [String] {
    JSONReader.read(SourceText(name: "t", bytes: bytes), several: several).findings.map {
      "\($0.code.rawValue)@\($0.location.start.line):\($0.location.start.column)"
    }
  }

  @Test(arguments: [
    (#"{"a":1,}"#, "JSON_TRAILING_COMMA@1:7"), ("[1,2,]", "JSON_TRAILING_COMMA@1:5"),
    ("[1,,2]", "JSON_MISSING_VALUE@1:4"), ("{\"a\":}", "JSON_MISSING_VALUE@1:6"),
    ("// no\n[]", "JSON_COMMENT@1:1"), ("[/* no */]", "JSON_COMMENT@1:2"),
    ("[/*/ no */]", "JSON_COMMENT@1:2"),
    ("[] # no", "JSON_COMMENT@1:4"), (#"{"a":1,"a":2}"#, "JSON_DUPLICATE_KEY@1:8"),
    (#"{"a":1,"\u0061":2}"#, "JSON_DUPLICATE_KEY@1:8"), (#"["\x"]"#, "JSON_BAD_ESCAPE@1:3"),
    (#"["\u12"]"#, "JSON_BAD_ESCAPE@1:3"), (#"["\ud83d"]"#, "JSON_LONE_SURROGATE@1:3"),
    (#"["\ude00x"]"#, "JSON_LONE_SURROGATE@1:3"), ("[\"a\tb\"]", "JSON_CONTROL_CHARACTER@1:4"),
    ("[\"a\nb\"]", "JSON_UNTERMINATED_STRING@1:2"), ("[\"a", "JSON_UNTERMINATED_STRING@1:2"),
    ("['a", "JSON_UNTERMINATED_STRING@1:2"),
    ("[01]", "JSON_BAD_NUMBER@1:2"), ("[+1]", "JSON_BAD_NUMBER@1:2"),
    ("[.5]", "JSON_BAD_NUMBER@1:2"),
    ("[1.]", "JSON_BAD_NUMBER@1:2"), ("[0x1F]", "JSON_BAD_NUMBER@1:2"),
    ("[1e400]", "JSON_NUMBER_OUT_OF_RANGE@1:2"),
    ("[9223372036854775808]", "JSON_NUMBER_OUT_OF_RANGE@1:2"),
    ("[True]", "JSON_UNKNOWN_WORD@1:2"), ("[None]", "JSON_UNKNOWN_WORD@1:2"),
    ("[NaN]", "JSON_UNKNOWN_WORD@1:2"), ("['a']", "JSON_SINGLE_QUOTES@1:2"),
    ("{a:1}", "JSON_UNQUOTED_KEY@1:2"), ("{_a:1}", "JSON_UNQUOTED_KEY@1:2"),
    (#"{"a" 1}"#, "JSON_MISSING_COLON@1:6"),
    (#"{"a"=1}"#, "JSON_MISSING_COLON@1:5"), (#"{"a":1 "b":2}"#, "JSON_MISSING_COMMA@1:8"),
    ("[1}", "JSON_MISMATCHED_BRACKET@1:3"), ("[1", "JSON_UNEXPECTED_END@1:3"),
    ("{\"a\":", "JSON_UNEXPECTED_END@1:6"), ("", "JSON_EMPTY@1:1"), (" \n ", "JSON_EMPTY@1:1"),
    ("{} x", "JSON_TRAILING_DATA@1:4"), ("[;]", "JSON_UNEXPECTED_CHARACTER@1:2"),
    ("[\n  1,\n  tru\n]", "JSON_UNKNOWN_WORD@3:3"), ("[\"é\", é]", "JSON_UNKNOWN_WORD@1:7"),
  ])
  func `a mistake is told with its place`(text: String, expected: String) {
    #expect(mistakes(text) == [expected])
  }

  @Test func `what is in memory behind a text is no part of it`() {
    var text = Array("[\"a\"]".utf8)
    text.removeLast(2)
    #expect(mistakes(text) == ["JSON_UNTERMINATED_STRING@1:2"])
  }

  @Test func `a name that comes back often is compared with its first place`() {
    let others = (0..<20).map { "\"b\($0)\":0" }.joined(separator: ",")
    let text = "{\"a\":1,\"a\":2,\(others),\"a\":3}"
    let related = JSONReader.read(SourceText(name: "t", text: text)).findings.flatMap(\.related)
    #expect(related.map(\.location.start.column) == [2, 2])
  }

  @Test func `all mistakes of a text are told in one go`() {
    let text = """
      {
        // rules
        "a": 01,
        'b': "\\q",
        "a": [1, 2,],
      }
      """
    #expect(
      mistakes(text) == [
        "JSON_COMMENT@2:3", "JSON_BAD_NUMBER@3:8", "JSON_SINGLE_QUOTES@4:3", "JSON_BAD_ESCAPE@4:9",
        "JSON_DUPLICATE_KEY@5:3", "JSON_TRAILING_COMMA@5:13", "JSON_TRAILING_COMMA@5:15",
      ])
  }

  @Test func `invalid UTF-8, a byte-order mark and UTF-16 are told`() {
    #expect(mistakes([0x5B, 0x22, 0xFF, 0x22, 0x5D]) == ["JSON_NOT_UTF8@1:3"])
    #expect(mistakes([0x5B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x5D]) == ["JSON_NOT_UTF8@1:3"])
    #expect(mistakes([0x5B, 0x22, 0xC0, 0xAF, 0x22, 0x5D]) == ["JSON_NOT_UTF8@1:3"])
    // The last character of Unicode, and what would be the one behind it.
    #expect(mistakes("[\"\u{10FFFF}\"]") == [])
    #expect(mistakes([0x5B, 0x22, 0xF4, 0x90, 0x80, 0x80, 0x22, 0x5D]) == ["JSON_NOT_UTF8@1:3"])
    #expect(mistakes([0xEF, 0xBB, 0xBF, 0x5B, 0x5D]) == ["JSON_BYTE_ORDER_MARK@1:1"])
    #expect(mistakes([0x5B, 0x00, 0x5D, 0x00]) == ["JSON_NOT_UTF8@1:1"])
  }

  @Test func `ten thousand levels of nesting are an error, not a crash`() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let text =
        String(repeating: open, count: 10_000) + "1" + String(repeating: close, count: 10_000)
      #expect(mistakes(text).map { $0.prefix(21) } == ["JSON_NESTING_TOO_DEEP"])
    }
    let most = JSONReader.deepestNesting
    #expect(
      mistakes(String(repeating: "[", count: most) + String(repeating: "]", count: most)).isEmpty)
  }

  @Test func `a tree knows what it says and where`() throws {
    let text = #"{"n": -1.5e2, "s": "a\n\ud83d\ude00é", "l": [true, null], "i": 7}"#
    let root = try #require(JSONReader.read(SourceText(name: "t", text: text)).documents.first)
    #expect(root["s"]?.string == "a\n😀é")
    #expect(root["i"]?.value == .number(JSONNumber(literal: "7", integer: 7)))
    #expect(root["n"]?.value == .number(JSONNumber(literal: "-1.5e2", integer: nil)))
    #expect(root["l"]?.elements?.map(\.value) == [.bool(true), .null])
    #expect(root["l"]?.span.start == 45)
  }

  @Test func `several documents may follow each other where that is asked for`() {
    let result = JSONReader.read(SourceText(name: "t", text: "{} [1]\n{}"), several: true)
    #expect(result.documents.count == 3)
    #expect(result.findings.isEmpty)
  }

  @Test func `a position inside a JSON string is one of the file`() {
    let outer = SourceText(name: "t", text: "{\n \"p\": \"{\\\"a\\\": tru}\"}")
    let root = JSONReader.read(outer).documents[0]
    let inner = SourceText(decodingStringAt: root["p"]?.span ?? Span(0, 0), in: outer)
    let finding = JSONReader.read(inner).findings[0]
    // Line 2 reads ` "p": "{\"a\": tru}"}`: the word starts in its sixteenth column.
    #expect(finding.location.start.line == 2)
    #expect(finding.location.start.column == 16)
  }

  @Test func `the cursor accepts exactly what the reader accepts`() {
    var random = SplitMix64(seed: 7)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\\n\"", "\"\\ud800\"", "1", "-0", "01", "1e5",
      "1e999",
      "true", "null", "nul", " ", "\n", "\"é\"", "/", "\"", "\\", "9223372036854775808", "-",
    ]
    for _ in 0..<20_000 {
      let count = Int(random.next() % 9) + 1
      let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      let bytes = Array(text.utf8)
      let cursorAccepts = bytes.withUnsafeBufferPointer { buffer in
        var cursor = JSONCursor(buffer)
        do {
          while cursor.skipToDocument() { try cursor.skipValue() }
          return true
        } catch { return false }
      }
      let findings = JSONReader.read(SourceText(name: "t", bytes: bytes), several: true).findings
      #expect(cursorAccepts == findings.isEmpty, "\(text)")
    }
  }
}

/// A small generator of numbers that are the same in every run.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
