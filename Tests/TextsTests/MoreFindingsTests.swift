import Testing

@testable import Texts

/// A file can have any number of mistakes, and a reader looks at the first.
struct MoreFindingsTests {
  private let source = SourceText(name: "t.json", text: String(repeating: "x", count: 500))

  private func findings(_ type: FindingType, _ range: Range<Int>) -> [Finding] {
    range.map {
      Finding(type, "CODE", "number \($0)", at: source.location(of: Span($0, $0 + 1)))
    }
  }

  @Test func `up to a hundred findings of a file are shown as they are`() {
    let all = findings(.warning, 0..<100)
    #expect(all.shown() == all)
    #expect([Finding]().shown() == [])
  }

  @Test func `of more findings the first are shown, and how many more there are`() {
    let shown = findings(.error, 0..<351).shown()
    #expect(Array(shown.dropLast()) == findings(.error, 0..<100))
    #expect(shown.last?.code == "MORE_FINDINGS")
    #expect(shown.last?.type == .error)
    #expect(
      shown.last?.message == "this file has 251 more findings than are shown: 251 errors")
  }

  @Test func `suggestions and warnings make way for errors, and all stay in reading order`() {
    let all =
      findings(.suggestion, 0..<150) + findings(.error, 150..<210) + findings(.warning, 210..<270)
      + findings(.error, 270..<271)
    let shown = all.shown()
    let errors = findings(.error, 150..<210) + findings(.error, 270..<271)
    #expect(shown.filter { $0.code == "CODE" && $0.type == .error } == errors)
    #expect(shown.filter { $0.code == "CODE" }.count == 100)
    #expect(!shown.contains { $0.code == "CODE" && $0.type == .suggestion })
    #expect(shown.last?.type == .warning)
    #expect(
      shown.last?.message
        == "this file has 171 more findings than are shown: 21 warnings, 150 suggestions")
    let places = shown.filter { $0.code == "CODE" }.map(\.location.startOffset)
    #expect(places == places.sorted())
  }

  @Test func `every file is counted by itself`() {
    let other = SourceText(name: "u.json", text: "y")
    let all =
      findings(.warning, 0..<101)
      + [Finding(.suggestion, "CODE", "of another file", at: other.location(of: Span(0, 1)))]
    let shown = all.shown()
    #expect(shown.count == 102)
    #expect(shown[100].message == "this file has 1 more finding than are shown: 1 warning")
    #expect(shown[101].location.file == "u.json")
  }

  @Test func `a hundred thousand unknown members take as many steps as they are`() {
    func steps(_ count: Int) -> Int {
      let members = (0..<count).map { "\"k\($0)\": 1" }.joined(separator: ", ")
      let source = SourceText(name: "t.json", text: "{\(members)}")
      return WorkMeter.steps {
        guard let root = JSONReader.read(source).documents.first else { return }
        var reader = ObjectReader(
          FindingCollector(source),
          ObjectDialect { _ in (nil, [], String(repeating: "n", count: 10)) })
        reader.reportUnknown(root.members ?? [], of: "it", allowed: ["a", "b"])
        #expect(reader.findings.all.count == count)
        for finding in reader.findings.all { _ = finding.location.start }
      }
    }
    let once = steps(2_000)
    #expect(once > 2_000)
    #expect(Double(steps(4_000)) < 2.2 * Double(once))
  }
}
