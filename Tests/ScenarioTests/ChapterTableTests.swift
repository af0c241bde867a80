import ECRScenarios
import Foundation
import Testing

/// The tables of scenarios in the READMEs of chapters, and of chapters in the book's.
///
/// They are made, not written: `RECORD=1 swift test --filter ChapterTableTests` writes them anew, and
/// fails, so that nobody takes a recording for a check.
struct ChapterTableTests {
  static let contents = Contents(Book.scenarios, order: Book.order) { folder in
    (try? readme(folder)).flatMap(Contents.heading)
  }
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  static func readme(_ folder: String) throws -> String {
    try String(contentsOf: url(folder), encoding: .utf8)
  }

  static func url(_ folder: String) -> URL {
    Book.root.appending(path: folder).appending(path: "README.md")
  }

  @Test(arguments: contents.chapters.map(\.path))
  func `a chapter's README lists its scenarios with what they teach`(folder: String) throws {
    let chapter = try #require(Self.contents.chapters.first { $0.path == folder })
    let readme = try Self.readme(folder)
    let filled = try #require(
      chapter.filled(readme), "\(folder)/README.md has no place for the table")
    try expect(readme, filled, in: folder)
  }

  @Test func `the book's README lists its chapters`() throws {
    let readme = try Self.readme("Scenarios")
    let filled = try #require(Self.contents.filled(readme, in: "Scenarios"))
    try expect(readme, filled, in: "Scenarios")
  }

  private func expect(_ readme: String, _ filled: String, in folder: String) throws {
    if Self.isRecording, readme != filled {
      try filled.write(to: Self.url(folder), atomically: true, encoding: .utf8)
    }
    // The two texts themselves would fill the screen.
    let isCurrent = readme == filled
    #expect(
      isCurrent,
      "the table in \(folder)/README.md is out of date: RECORD=1 swift test --filter ChapterTableTests"
    )
  }
}
