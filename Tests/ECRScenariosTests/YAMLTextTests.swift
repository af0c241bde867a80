import ECRModel
import Testing
import Texts

@testable import ECRScenarios

/// YAML: what is none, where values stand, and that texts stay what they are.
struct YAMLTextTests {
  static let help = "a scenario is one YAML document: keys and values, indented with spaces"

  private func told(_ bytes: [UInt8]) -> [String] {
    let source = SourceText(name: "scenario.yaml", bytes: bytes)
    let findings = ScenarioFile.read(source, id: "a", files: { _ in throw NoSuchFile() }).findings
    #expect(findings.allSatisfy { $0.help == Self.help })
    return findings.map { "\($0.told.prefix { $0 != ";" })" }
  }

  static let broken: [(String, String)] = [
    ("title: a: b\n", "YAML_SYNTAX 1:9: invalid YAML: mapping values are not allowed"),
    (
      "title: Größe\nlesson: é: 🐳: b\n",
      "YAML_SYNTAX 2:10: invalid YAML: mapping values are not allowed"
    ),
    ("title: a\n\tlesson: b\n", "YAML_SYNTAX 2:1: invalid YAML: found a tab"),
    ("story: [a, b\n", "YAML_SYNTAX 2:1: invalid YAML: did not find expected ',' or ']'"),
    ("title: *nobody\n", "YAML_SYNTAX 1:8: invalid YAML: found undefined alias"),
    ("title: a\n---\ntitle: b\n", "YAML_SYNTAX 2:1: invalid YAML: but found another document"),
    ("title: a\nlesson: b\ntitle: c\n", "YAML_SYNTAX 1:1: duplicate key `title`"),
    ("a: {x: 1, y: 2, \"x\": 3}\n", "YAML_SYNTAX 1:5: duplicate key `x`"),
    ("", "YAML_SYNTAX 1:1: the file is empty"),
    ("# nothing\n", "YAML_SYNTAX 1:1: the file is empty"),
    (
      String(repeating: "[", count: 100_000), "YAML_SYNTAX 1:1: invalid YAML: Maximum nesting"
    ),
  ]

  @Test(arguments: broken)
  func `what is no YAML is told with its place`(text: String, expected: String) {
    let told = told(Array(text.utf8))
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix(expected) == true, "\(told)")
  }

  @Test func `a text of several lines is shown by its first`() throws {
    let tale = Tale(
      story:
        "- question: Who?\n  preview: \"aa\n   bbbbbbbbbb\n   cccccccccc\"\n  answer: {keep: []}")
    let finding = try #require(tale.read().findings.first)
    #expect(finding.code == "UNKNOWN_REPOSITORY")
    #expect(finding.location.end.line == finding.location.start.line)
  }

  @Test func `a mistake in an alias is told where its anchor is, on the same line, too`() throws {
    let tale = Tale(
      story: "- {question: Who?, preview: web/shop, answer: {expire: [&b B], keep: [*b]}}")
    let finding = try #require(tale.read().findings.first)
    #expect(finding.code == "CONTRADICTION")
    let text = tale.unmarked.text
    let keep = try #require(text.firstRange(of: "keep:")?.lowerBound)
    #expect(finding.location.start.offset < text.utf8.distance(from: text.startIndex, to: keep))
  }

  @Test func `an alias as the first key of a line is refused, too`() {
    #expect(
      told(Array("title: &a A\n*a : x\n".utf8)) == ["YAML_SYNTAX 2:1: an alias cannot be a key"])
  }

  @Test func `a file that is not UTF-8 is told with the first byte that is not`() {
    #expect(
      told(Array("title: é\nlesson: ".utf8) + [0xC3, 0x28, 0x0A]) == [
        "YAML_SYNTAX 2:9: the file is not UTF-8"
      ])
  }

  @Test func `aliases that unfold to more than the file says are refused at once`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(
      told(Array(text.utf8)) == [
        "YAML_SYNTAX 1:1: the aliases of this file expand to too much text"
      ])
  }

  @Test(arguments: ["? *a\n: x\n", "*a : x\n", "{*a : x}\n", "{? *a : x}\n"])
  func `an alias as a key is refused before it is unfolded`(key: String) {
    let text = "a: &a [x, x]\nb:\n  " + key
    let findings = YAMLText.read(SourceText(name: "s.yaml", text: text)).findings
    #expect(findings.map(\.code.rawValue) == ["YAML_SYNTAX"])
    #expect(findings.first?.location.start.line == 3)
  }

  @Test func `stars and ampersands of texts are no aliases`() {
    let text = "a: &a x\nb: *a\nlesson: R&D says \"v*:all\", and * none\npolicy: ['*', 'a*:b']\n"
    #expect(YAMLText.read(SourceText(name: "s.yaml", text: text)).findings == [])
  }

  @Test func `an alias stands for what it names`() throws {
    var tale = Tale(images: "- {image: A, tags: &both [x, y], pushed: &then 3 days ago}")
    tale.situation += "\n  base/java:\n    images: [{image: B, tags: *both, pushed: *then}]"
    let repositories = try #require(tale.read().scenario).situation.repositories
    #expect(
      repositories.map { $0.images.map(\.detail.imageTags) } == [[["x", "y"]], [["x", "y"]]])
    #expect(Set(repositories.map { $0.images[0].detail.imagePushedAt }).count == 1)
  }

  /// Places count lines as the program's other reports do: only LF ends one.
  @Test(arguments: ["\u{2028}", "\u{85}", "\r"])
  func `no other end of a line moves a place`(end: String) {
    var tale = Tale()
    tale.head = "title: \"a\(end)b\"\nlesson: c\nsource: {claim: inferred, facts: x}"
    tale.tell("- {question: Who?, preview: «web/shoe, answer: {keep: [A]}}")
    let (_, findings) = tale.read()
    #expect(
      findings.map { "\($0.location.start.line):\($0.location.start.column)" }
        == tale.unmarked.places)
  }

  @Test func `a mark of byte order at the start moves no place`() {
    let text = "\u{FEFF}title: a\nlesson: b\n"
    let source = SourceText(name: "scenario.yaml", text: text + "oops: c")
    let findings = ScenarioFile.read(source, id: "a", files: { _ in throw NoSuchFile() }).findings
    #expect(
      findings.first { $0.code == "UNKNOWN_KEY" }.map { "\($0.location.start.line)" } == "3")
    let first = SourceText(name: "scenario.yaml", text: "\u{FEFF}tilte: a\n")
    let (_, mistakes) = ScenarioFile.read(first, id: "a", files: { _ in throw NoSuchFile() })
    let finding = mistakes.first { $0.code == "UNKNOWN_KEY" }
    #expect(finding?.location.startOffset == 3)
  }

  @Test func `every scalar is the text that is written`() throws {
    let tags = ["1.10", "2026", "true", "null", "0x1F", "1e3", "2026-01-31", "007", "no"]
    let tale = Tale(images: "- {tags: [\(tags.joined(separator: ", "))], pushed: now}")
    let image = try #require(tale.read().scenario).situation.repositories[0].images[0]
    #expect(image.detail.imageTags == tags)
    #expect(image.name == "1.10")
  }

  @Test func `one tag needs no list, and white space at the ends says nothing`() throws {
    let tale = Tale(images: "- {tags: \" v1 \", pushed: ' now'}")
    let image = try #require(tale.read().scenario).situation.repositories[0].images[0]
    #expect(image.detail.imageTags == ["v1"])
  }
}
