import Testing
import Texts

struct FindingCollectorTests {
  private let source = SourceText(name: "t", text: "ab\ncd")

  @Test func `a finding has all that it was added with, its spans as locations`() {
    var findings = FindingCollector(source)
    findings.add(
      .warning, "CODE", "message", help: "help", at: Span(3, 5), related: [("first", Span(0, 2))],
      facts: ["F-1"], answer: "no")
    let expected = Finding(
      .warning, "CODE", "message", help: "help", at: source.location(of: Span(3, 5)),
      related: [.init(message: "first", location: source.location(of: Span(0, 2)))],
      facts: ["F-1"], serviceAnswer: .init(text: "no"))
    #expect(findings.all == [expected])
    #expect(findings.all[0].location.start.line == 2)
  }

  @Test(arguments: [
    #"{"policy": "{\"a\": \"x\\ny\", \"b\": 1}"}"#,
    #"{"policy":"{\u0022a\u0022:\t\"x\",\n\"b\": 1}"}"#,
  ])
  func `an edit of a policy inside a string is an edit of the file`(file: String) throws {
    let outer = SourceText(name: "t", text: file)
    let bytes = Array(file.utf8)
    let colon = try #require(bytes.firstIndex(of: UInt8(ascii: ":")))
    let start = try #require(bytes[colon...].firstIndex(of: UInt8(ascii: "\"")))
    let string = Span(start, file.utf8.count - 1)
    let inner = SourceText(decodingStringAt: string, in: outer)
    let edits = [
      TextEdit(Span(inner.bytes.count - 2, inner.bytes.count - 1), "\"two\"\n"),
      TextEdit(Span(1, 1), "\"c\": 0, "),
    ]
    var findings = FindingCollector(inner)
    findings.add(.warning, "W", "message", at: Span(0, 1), remedy: .edits(edits))
    let inFile = findings.all[0].edits.map {
      TextEdit(Span($0.location.startOffset, $0.location.endOffset), $0.replacement)
    }
    let mended = SourceText(name: "t", bytes: inFile.applied(to: outer.bytes))
    let decoded = SourceText(
      decodingStringAt: Span(start, mended.bytes.count - 1), in: mended)
    #expect(decoded.bytes == edits.applied(to: inner.bytes))
  }

  @Test func `lines that an edit adds to an indented text are indented`() {
    let outer = SourceText(name: "t", text: "a: |\n  {\n  }\n")
    let inner = SourceText(stretches: [Span(7, 9), Span(11, 12)], of: outer)
    var findings = FindingCollector(inner)
    findings.add(
      .warning, "W", "message", at: Span(0, 1),
      remedy: .edits([TextEdit(Span(1, 1), "\n\"b\": 1")]))
    let edits = findings.all[0].edits.map {
      TextEdit(Span($0.location.startOffset, $0.location.endOffset), $0.replacement)
    }
    #expect(
      String(decoding: edits.applied(to: outer.bytes), as: UTF8.self)
        == "a: |\n  {\n  \"b\": 1\n  }\n")
  }

  @Test func `findings are shown in reading order`() {
    var findings = FindingCollector(source)
    findings.add(.warning, "B", "later", at: Span(3, 4))
    findings.add(.warning, "B", "second code", at: Span(0, 1))
    findings.add(.warning, "A", "first code", at: Span(0, 1))
    #expect(findings.all.map(\.message) == ["later", "second code", "first code"])
    #expect(findings.inReadingOrder().map(\.message) == ["first code", "second code", "later"])
  }

  @Test func `a document with an error is invalid, and has a meaning until it loses it`() {
    var findings = FindingCollector(source)
    findings.add(.warning, "W", "a warning", at: Span(0, 1))
    #expect(!findings.containsErrors)
    findings.add(.error, "E", "an error", at: Span(0, 1))
    #expect(findings.containsErrors)
    #expect(findings.isEvaluable)
    findings.loseMeaning()
    #expect(!findings.isEvaluable)
  }

  @Test func `findings of another reader are adopted, each amended`() {
    var findings = FindingCollector(source)
    findings.add(.suggestion, "S", "own", at: Span(0, 1), facts: ["F-1"])
    findings.adopt(JSONReader.read(source).findings) { $0.facts = ["A-1"] }
    #expect(findings.all.map(\.code) == ["S", "JSON_UNKNOWN_WORD", "JSON_TRAILING_DATA"])
    #expect(findings.all.map(\.facts) == [["F-1"], ["A-1"], ["A-1"]])
  }
}
