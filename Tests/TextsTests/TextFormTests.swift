import Testing
import Texts

/// How files are written that people have: the beginning of a file shows it, before anything is read.
struct TextFormTests {
  private func found(_ bytes: [UInt8]) -> [String] {
    JSONReader.read(SourceText(name: "t", bytes: bytes)).findings.map {
      "\($0.type.rawValue) \($0.code.rawValue)@\($0.location.start.line):\($0.location.start.column)"
    }
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  @Test func `Q-12 a byte-order mark is passed over with a warning`() {
    let source = SourceText(name: "t", bytes: Self.mark + Array("{\"a\": tru}".utf8))
    #expect(source.bytes.first == UInt8(ascii: "{"))
    let findings = JSONReader.read(source).findings
    #expect(findings.map(\.code) == ["JSON_BYTE_ORDER_MARK", "JSON_UNKNOWN_WORD"])
    #expect(findings.map(\.type) == [.warning, .error])
    // The text has three bytes before the seventh of the JSON.
    #expect(findings[1].location.start == Position(line: 1, column: 7, offset: 9))
  }

  static let unreadable: [(String, [UInt8], String)] = [
    ("UTF-16 with half a unit", [0xFF, 0xFE, 0x7B, 0x00, 0x7D], "JSON_NOT_UTF8"),
    ("UTF-16 with half a character", [0xFE, 0xFF, 0xD8, 0x3D, 0x00, 0x7B], "JSON_NOT_UTF8"),
    ("UTF-16 without a mark", [0x7B, 0x00, 0x7D, 0x00], "JSON_NOT_UTF8"),
    ("UTF-16, the other way round, without a mark", [0x00, 0x5B, 0x00, 0x5D], "JSON_NOT_UTF8"),
    ("UTF-32", [0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "JSON_NOT_UTF8"),
    ("gzip", [0x1F, 0x8B, 0x08, 0x00], "COMPRESSED_FILE"),
    ("zip", [0x50, 0x4B, 0x03, 0x04, 0x14], "COMPRESSED_FILE"),
    ("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x04], "COMPRESSED_FILE"),
    ("bzip2", Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26], "COMPRESSED_FILE"),
    (
      "tar",
      Array("a.json".utf8) + Array(repeating: 0, count: 251) + Array("ustar\0".utf8),
      "COMPRESSED_FILE"
    ),
    ("SQLite", Array("SQLite format 3\0".utf8), "DATABASE_FILE"),
  ]

  @Test(arguments: unreadable)
  func `what is not UTF-8 is named and not read`(form: String, bytes: [UInt8], code: String) {
    #expect(found(bytes) == ["ERROR \(code)@1:1"], "\(form)")
  }

  private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBig ? [high, low] : [low, high]
    }
  }

  @Test(arguments: [false, true])
  func `UTF-16 with its mark is read, at the lines and columns of the file`(isBig: Bool) {
    let text = "{\"ä😀\":\r\n  \"é\", \"b\": tru}"
    let source = SourceText(name: "t", bytes: Self.utf16(text, isBig: isBig))
    #expect(source.bytes.elementsEqual(text.utf8))
    let findings = JSONReader.read(source).findings
    #expect(findings.map(\.code) == ["UTF16_FILE", "JSON_UNKNOWN_WORD"])
    #expect(findings.map(\.type) == [.warning, .error])
    let place = findings.last?.location.start
    #expect(place?.line == 2)
    #expect(place?.column == 13)
    // Offsets are those of the UTF-8 form, as the warning says: the word stands 4 bytes before the end.
    #expect(place?.offset == text.utf8.count - 4)
    #expect(findings.first?.message.contains("UTF-8 form") == true)
  }

  @Test func `an edit of a file in UTF-16 is not offered by offsets that are not the file's`() {
    func finding(_ bytes: [UInt8]) -> Finding? {
      var findings = FindingCollector(SourceText(name: "t", bytes: bytes))
      findings.add(
        .warning, "X", "x", at: Span(0, 1), remedy: .edits([TextEdit(Span(0, 1), "y")]))
      return findings.all.first
    }
    #expect(finding(Array("[]".utf8))?.edits.count == 1)
    #expect(finding(Self.utf16("[]", isBig: false))?.edits.isEmpty == true)
    #expect(finding(Self.utf16("[]", isBig: false))?.remedy == nil)
  }

  static let notJSON: [(String, String)] = [
    (
      "\nAn error occurred (RepositoryNotFoundException) when calling the DescribeImages operation: no",
      "ERROR ERROR_MESSAGE_IN_FILE@2:1"
    ),
    ("aws: error: argument command: Invalid choice", "ERROR ERROR_MESSAGE_IN_FILE@1:1"),
    (
      "Unable to locate credentials. You can run `aws configure`.",
      "ERROR ERROR_MESSAGE_IN_FILE@1:1"
    ),
    (
      "'aws' is not recognized as an internal or external command,\r\noperable program",
      "ERROR ERROR_MESSAGE_IN_FILE@1:1"
    ),
    ("/bin/sh: 1: aws: not found", "ERROR ERROR_MESSAGE_IN_FILE@1:1"),
    ("/usr/lib/python3/x.py:1: DeprecationWarning: x\n{\"a\": 1}", "ERROR NOT_JSON@1:1"),
    ("- imageDetails:\n  - imageDigest: x\n", "ERROR NOT_JSON@1:1"),
    ("Error from server (Forbidden): pods is forbidden", "ERROR ERROR_MESSAGE_IN_FILE@1:1"),
    ("imageDetails:\n- imageDigest: x\n", "ERROR NOT_JSON@1:1"),
    ("---\nimageDetails: []\n", "ERROR NOT_JSON@1:1"),
    ("----------\n|  Images  |\n", "ERROR NOT_JSON@1:1"),
    ("IMAGEDETAILS\tapplication/x\t7\n", "ERROR NOT_JSON@1:1"),
    ("<html><body>Sign in</body></html>", "ERROR NOT_JSON@1:1"),
    ("resource \"aws_ecr_lifecycle_policy\" \"x\" {\n}\n", "ERROR NOT_JSON@1:1"),
    ("WARNING: You are using pip\n{\"a\": 1}", "ERROR NOT_JSON@1:1"),
    ("$ aws ecr describe-images\n{\"a\": 1}", "ERROR NOT_JSON@1:1"),
    ("```json\n{\"a\": 1}\n```", "ERROR NOT_JSON@1:1"),
    ("[Errno 32] Broken pipe", "ERROR ERROR_MESSAGE_IN_FILE@1:1"),
    ("{'a': 'b', 'c': 'd', 'e': None}", "ERROR NOT_JSON@1:1"),
    ("Here is the policy that you asked for", "ERROR NOT_JSON@1:1"),
    ("Traceback (most recent call last):", "ERROR ERROR_MESSAGE_IN_FILE@1:1"),
    ("REPOSITORY   TAG   IMAGE ID\napp   v1   0123456789ab\n", "ERROR NOT_JSON@1:1"),
    ("file://images.json", "ERROR NOT_JSON@1:1"),
    ("None\n", "ERROR NO_OUTPUT_IN_FILE@1:1"),
    // A slip in JSON is none of these.
    ("Nothing", "ERROR JSON_UNKNOWN_WORD@1:1"), ("true false", "ERROR JSON_TRAILING_DATA@1:6"),
    ("-1", ""), ("null", ""),
  ]

  @Test(arguments: notJSON)
  func `what stands in place of JSON is named by its first line`(text: String, expected: String) {
    #expect(found(Array(text.utf8)) == (expected.isEmpty ? [] : [expected]))
  }

  @Test func `the first line is quoted without the blanks behind it`() {
    let source = SourceText(name: "t", text: "imageDetails: [] \r\n- x\n")
    #expect(
      JSONReader.read(source).findings.map(\.message)
        == ["this is YAML, not JSON: `imageDetails: []`"])
  }

  @Test func `an error message behind documents is named too`() {
    let text = "{}\nAn error occurred (ExpiredTokenException): The token has expired\n"
    let findings = JSONReader.read(SourceText(name: "t", text: text), several: true).findings
    #expect(findings.map(\.code) == ["ERROR_MESSAGE_IN_FILE"])
    #expect(findings.first?.location.start.line == 2)
  }

  @Test(arguments: ["{}}", "}", "{}\n]", "{},{}"])
  func `a bracket that closes nothing is told once`(text: String) {
    let findings = JSONReader.read(SourceText(name: "t", text: text), several: true).findings
    #expect(findings.map(\.code) == ["JSON_TRAILING_DATA"])
  }

  @Test func `a line of a file is read like a file`() {
    let line = SourceText(name: "t", bytes: Self.mark + Array("{}".utf8), line: 1, offset: 0)
    #expect(JSONReader.read(line).findings.map(\.code) == ["JSON_BYTE_ORDER_MARK"])
  }
}
