import Foundation
import TestSupport
import Testing

/// Everything that a person can read is American English, plain, and free of banned phrases.
struct WordingTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below a folder with one of some extensions.
  private static func files(_ folder: String, _ extensions: Set<String>) -> [URL] {
    let all = FileManager.default.enumerator(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    var files: [URL] = []
    while let file = all?.nextObject() as? URL {
      if extensions.contains(file.pathExtension) { files.append(file) }
    }
    return files
  }

  private static func check(_ files: [URL], _ text: (String) -> String = { $0 }) throws {
    #expect(!files.isEmpty)
    for file in files {
      for mistake in Wording.mistakes(in: text(try String(contentsOf: file, encoding: .utf8))) {
        Issue.record("\(file.path.dropFirst(root.path.count + 1)): \(mistake)")
      }
    }
  }

  @Test(arguments: try SourceFile.modules().sorted())
  func `strings, comments and names of a module`(module: String) throws {
    try Self.check(Self.files("Sources/\(module)", ["swift"]), Wording.joined)
  }

  @Test func `documentation`() throws {
    let readMes = [
      "README.md", "Fixtures/README.md", "Fixtures/repositories/README.md",
      "Tests/Packages/Fuzzing/README.md", "Tests/Packages/Mutants/README.md",
    ]
    try Self.check(readMes.map { Self.root.appending(path: $0) })
    try Self.check(Self.files("Sources", ["md"]))
    try Self.check(Self.files("Sources", ["json"]))
  }

  @Test func `scenarios and the READMEs of their chapters`() throws {
    try Self.check(Self.files("Scenarios", ["yaml", "md", "json"]))
  }

  /// The golden files have every kind of report; the pages show some.
  @Test func `reports, and numbers with their nouns and units`() throws {
    let reports = Self.files("Tests/DrydockCommandTests/Golden", ["txt"])
    try Self.check(reports)
    let pages = [Self.root.appending(path: "README.md")] + Self.files("Sources", ["md"])
    for file in reports + pages + Self.files("Scenarios", ["yaml", "md"]) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(Wording.malformed(in: text) == [], "\(file.lastPathComponent)")
    }
  }

  @Test(arguments: Wording.forms.map(\.example))
  func `each banned form is found`(example: String) {
    #expect(Wording.malformed(in: "In a sentence, \(example)").count == 1)
    #expect(
      Wording.malformed(in: "11 images, 29 days since push, limit 7 days, all 20 steps") == [])
  }

  @Test(arguments: Wording.banned.map(\.phrase))
  func `each banned phrase is found, across the lines of a file too`(phrase: String) {
    let words = phrase.trimmingCharacters(in: .whitespaces).split(separator: " ")
    let text = phrase + "x"
    #expect(
      Wording.mistakes(in: "A sentence: \(text.capitalized).").contains { $0.contains(phrase) })
    #expect(Wording.mistakes(in: "A sentenceless\(text)").isEmpty || words.count > 1)
    guard words.count > 1 else { return }
    let (first, rest) = (words[0], words.dropFirst().joined(separator: " "))
    for source in [
      "/// The \(first)\n  /// \(rest) thing.", "f(\"the \(first) \"\n  + \"\(rest) thing\")",
      "the \(first) \\\n      \(rest) thing",
    ] {
      #expect(
        Wording.mistakes(in: Wording.joined(source)).contains { $0.contains(phrase) }, "\(source)")
    }
  }

  @Test func `an exception is needed, and hides nothing else`() throws {
    for exception in Wording.exceptions {
      #expect(Wording.mistakes(in: exception.text).isEmpty, "\(exception.text)")
      #expect(!Wording.mistakes(in: "\(exception.text) colour").isEmpty)
      let isBanned = Wording.banned.contains { exception.text.lowercased().contains($0.phrase) }
      #expect(isBanned, "\(exception.text) needs no exception")
      #expect(!exception.reason.isEmpty)
    }
  }
}
