package import Texts

/// What a scenario is about: the first keys of its file.
package struct ScenarioHead: Sendable, Hashable {
  /// What it is about, in one line.
  package var title: String
  /// What it teaches.
  package var lesson: String
}

extension ScenarioFile {
  /// The head of a scenario, without the rest of its file; nil where only the whole file has it.
  ///
  /// That is so for every file that does not begin with the title and the lesson, and for one whose
  /// head has a mistake: to read it wholly explains that.
  package static func head(of source: SourceText) -> ScenarioHead? {
    let keys = ["title:", "lesson:"].map { Array($0.utf8) }
    var lines = source.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.isEmpty || line.first == UInt8(ascii: "#") {
      lines.removeFirst()
    }
    var end = lines.startIndex
    for key in keys {
      guard end < lines.endIndex, lines[end].starts(with: key) else { return nil }
      end += 1
      // What belongs to a key is indented, or empty.
      while end < lines.endIndex, lines[end].first.map({ $0 == UInt8(ascii: " ") }) ?? true {
        end += 1
      }
    }
    let text = SourceText(
      name: source.name, bytes: Array(lines[..<end].joined(separator: [UInt8(ascii: "\n")])))
    var yaml = YAMLReader(text)
    guard let root = YAMLText.read(text).root,
      let fields = yaml.fields(root, "the scenario", ["title", "lesson"]),
      let title = fields["title"].flatMap({ yaml.text($0, "title")?.value }),
      let lesson = fields["lesson"].flatMap({ yaml.text($0, "lesson")?.value })
    else { return nil }
    return ScenarioHead(title: title, lesson: lesson)
  }
}
