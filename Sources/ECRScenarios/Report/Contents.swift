public import ECRReport
import Texts

/// A table of contents: chapters with their scenarios.
public struct Contents: Sendable {
  /// A folder of scenarios.
  public struct Chapter: Sendable {
    /// The folder.
    public var path: String
    /// What its README calls it; nil where there is none.
    public var title: String?
    /// Its scenarios, in the order of their paths.
    public var scenarios: [Entry]
  }

  /// One scenario.
  public struct Entry: Sendable {
    /// What to call it: its path.
    public var id: String
    /// What it is about.
    public var title: String
    /// What it teaches.
    public var lesson: String
  }

  /// The chapters, in the order of their paths.
  public var chapters: [Chapter] = []

  /// Sorts scenarios into chapters; `title` returns the title in a folder's README.
  public init(_ scenarios: [Scenario], title: (_ folder: String) -> String?) {
    for scenario in scenarios {
      let entry = Entry(id: scenario.id, title: scenario.title, lesson: scenario.lesson)
      let folder = ScenarioPath.chapter(of: scenario.id)
      if chapters.last?.path == folder {
        chapters[chapters.count - 1].scenarios.append(entry)
      } else {
        chapters.append(Chapter(path: folder, title: title(folder), scenarios: [entry]))
      }
    }
  }

  /// The table for a terminal.
  public func text(_ style: Style) -> String {
    let widest =
      chapters.flatMap(\.scenarios).map { ScenarioPath.name(of: $0.id).count }.max() ?? 0
    return chapters.map { chapter in
      style(.bold, Prose.printable(chapter.title ?? chapter.path))
        + (chapter.title == nil ? "" : style(.dim, "  \(chapter.path)")) + "\n"
        + chapter.scenarios.map { entry in
          let name = ScenarioPath.name(of: entry.id)
          let gap = String(repeating: " ", count: widest - name.count)
          return "  \(name)\(gap)  \(style(.dim, Prose.printable(entry.title)))\n"
        }.joined()
    }.joined(separator: "\n")
  }

  /// The title that a README starts with: its first heading.
  public static func heading(of readme: String) -> String? {
    readme.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
  }
}

extension Contents {
  /// The README of a whole book with the table of its chapters in its place; nil when it has none.
  public func filled(_ readme: String, in folder: String) -> String? {
    let rows = chapters.map { chapter in
      let path = chapter.path.dropFirst(folder.count + 1)
      let title = MarkedTable.cell(chapter.title ?? chapter.path)
      return "| [\(title)](\(path)/README.md) | \(chapter.scenarios.count) |\n"
    }
    let table = "| Chapter | Scenarios |\n|---|---|\n" + rows.joined()
    return MarkedTable.put(table, between: "chapters", in: readme)
  }
}

extension Contents.Chapter {
  /// A README with this chapter's table in its place; nil when it has none.
  public func filled(_ readme: String) -> String? {
    let rows = scenarios.map { entry in
      let name = ScenarioPath.name(of: entry.id)
      let title = MarkedTable.cell(entry.title)
      return "| [\(title)](\(name)/scenario.yaml) | \(MarkedTable.cell(entry.lesson)) |\n"
    }
    let table = "| Scenario | What it teaches |\n|---|---|\n" + rows.joined()
    return MarkedTable.put(table, between: "scenarios", in: readme)
  }
}

/// A table of a README, between two marks that no reader sees.
private enum MarkedTable {
  static func put(_ table: String, between mark: String, in readme: String) -> String? {
    guard let start = readme.firstRange(of: "<!-- \(mark) -->"),
      let end = readme[start.upperBound...].firstRange(of: "<!-- /\(mark) -->")
    else { return nil }
    return readme[..<start.upperBound] + "\n\n" + table + "\n" + readme[end.lowerBound...]
  }

  static func cell(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
