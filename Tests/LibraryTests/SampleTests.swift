import Foundation
import Testing

/// The samples of README.md and of the documentation are code that is compiled.
struct SampleTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The files of a folder with some extension.
  private static func files(_ folder: String, _ ending: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  /// Lines without indentation, empty ones, and imports.
  private static func plain(_ lines: some Sequence<Substring>) -> [String] {
    lines.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
  }

  /// The blocks of Swift in a Markdown text.
  private static func samples(_ markdown: String) -> [[String]] {
    var samples: [[Substring]] = []
    var isInside = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```swift"
        if isInside { samples.append([]) }
      } else if isInside {
        samples[samples.count - 1].append(line)
      }
    }
    return samples.map { plain($0) }
  }

  /// Whether lines are in a text, one after the other.
  private static func contains(_ text: [String], _ sample: [String]) -> Bool {
    text.indices.contains { text[$0...].starts(with: sample) }
  }

  static let documents = ["README.md"] + ((try? files("Sources", ".md")) ?? [])

  @Test(arguments: documents)
  func `each sample in Swift is code of an example`(document: String) throws {
    let examples = try Self.files("Sources/Examples", ".swift").map {
      Self.plain(try Self.text($0).split(separator: "\n"))
    }
    for sample in Self.samples(try Self.text(document)) {
      #expect(!sample.isEmpty)
      #expect(
        examples.contains { Self.contains($0, sample) },
        "\(document): not in Sources/Examples: \(sample.joined(separator: "\n"))")
    }
  }

  @Test func `README's sample is in the package that depends on the library`() throws {
    let sample = try #require(Self.samples(try Self.text("README.md")).first)
    let dependent = try Self.text("Tests/Packages/Dependent/Sources/Dependent/main.swift")
    #expect(Self.contains(Self.plain(dependent.split(separator: "\n")), sample))
  }
}
