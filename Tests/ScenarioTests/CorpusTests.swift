import ECRReport
import Foundation
import Testing
import Texts

@testable import ECRScenarios

/// The scenarios as a whole: how many there are, what each has, and that none says what another says.
struct CorpusTests {
  @Test func `there are at least 150, and every one can be read`() {
    #expect(Book.paths.count >= 150)
    #expect(Set(Book.ids).subtracting(Book.scenarios.map(\.id)).sorted() == [])
  }

  static let texts: [(String, @Sendable (Scenario) -> String)] = [
    ("title", { $0.title }), ("lesson", { $0.lesson }),
  ]

  @Test(arguments: texts)
  func `no two have the same title or the same lesson`(
    name: String, text: @Sendable (Scenario) -> String
  ) {
    let byText = Dictionary(grouping: Book.scenarios) { scenario in
      text(scenario).lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
    let same = byText.values.filter { $0.count > 1 }.map { $0.map(\.id) }
    #expect(same == [])
  }

  @Test func `a title is one line`() {
    #expect(Book.scenarios.filter { $0.title.contains(where: \.isNewline) }.map(\.id) == [])
  }

  @Test(arguments: Book.ids)
  func `every question says why its answer is so`(id: String) throws {
    let scenario = try #require(Book.scenarios.first { $0.id == id })
    #expect(scenario.questions.filter { !$0.hasReason }.map(\.text) == [])
  }

  @Test func `every chapter has a README with a heading and a place for its table`() throws {
    for chapter in Set(Book.ids.map(ScenarioPath.chapter)).sorted() {
      let path = Book.root.appending(path: "\(chapter)/README.md")
      let readme = try #require(
        try? String(contentsOf: path, encoding: .utf8), "\(chapter) has no README.md")
      #expect(Contents.heading(of: readme) != nil, "\(chapter)")
      let contents = Contents(
        Book.scenarios.filter { ScenarioPath.chapter(of: $0.id) == chapter }, title: { _ in nil })
      #expect(contents.chapters.first?.filled(readme) != nil, "\(chapter)")
    }
  }

  @Test func `nothing stands beside a scenario that it does not name`() {
    for scenario in Book.scenarios {
      let path = Book.path(of: scenario.id)
      guard path.hasSuffix("/scenario.yaml") else { continue }
      let folder = Book.root.appending(path: scenario.id)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      let named = scenario.files.compactMap { $0.split(separator: "/").first.map(String.init) }
      let unused = Set(names).subtracting(["scenario.yaml"]).subtracting(named)
      #expect(unused.sorted() == [], "\(scenario.id)")
    }
  }

  // MARK: Traps

  static let traps =
    (1...25).map { String(format: "T-%02d", $0) }
    + (1...31).map { String(format: "T-A%02d", $0) }

  @Test(arguments: traps)
  func `a trap has its scenario, which names it among its facts`(trap: String) {
    let telling = Book.scenarios.filter {
      $0.id.hasPrefix("Scenarios/traps/") && $0.source.facts.contains(trap)
    }
    #expect(!telling.isEmpty)
  }

  @Test func `every question about a trap tells what people believe`() {
    let told = Book.scenarios.filter {
      $0.id.hasPrefix("Scenarios/traps/01") || $0.id.hasPrefix("Scenarios/traps/02")
    }
    #expect(told.count >= Self.traps.count)
    for scenario in told {
      let silent = scenario.questions.filter { $0.belief == nil }
      #expect(silent.map(\.text) == [], "\(scenario.id)")
    }
  }

  // MARK: AWS's own examples

  @Test(
    arguments: try FileManager.default.contentsOfDirectory(
      atPath: Book.root.appending(path: "Fixtures/examples").path
    ).sorted())
  func `a policy of AWS's examples stands beside a scenario, byte for byte`(name: String) throws {
    let path = "Fixtures/examples/\(name)/lifecycle-policy.json"
    let bytes = try Book.source(path).bytes
    let beside = Book.scenarios.contains { scenario in
      scenario.files.contains { file in
        (try? Book.files(beside: Book.path(of: scenario.id))(file))?.bytes == bytes
      }
    }
    #expect(beside)
  }
}
