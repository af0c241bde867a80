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
