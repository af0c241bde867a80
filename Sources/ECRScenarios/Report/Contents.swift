package import ECRReport
import Texts

/// A table of contents: chapters with their scenarios, from easy to hard.
package struct Contents: Sendable {
  /// A folder of scenarios.
  package struct Chapter: Sendable {
    /// The folder.
    package var path: String
    /// What its README calls it; nil where there is none.
    package var title: String?
    /// Its stories, in the order in which they are read.
    package var scenarios: [Entry]
    /// Those that are there for exactness.
    package var finePrint: [Entry]

    /// How many scenarios it has.
    package var count: Int { scenarios.count + finePrint.count }
  }

  /// One scenario.
  package struct Entry: Sendable {
    /// What to call it: its path.
    package var id: String
    /// What it is about.
    package var title: String
    /// What it teaches.
    package var lesson: String
  }

  /// The chapters, in the order in which they are read.
  package var chapters: [Chapter] = []

  /// Sorts scenarios into chapters; `title` is what a folder's README calls it.
  package init(_ scenarios: [Scenario], title: (_ folder: String) -> String?) {
    let order = BookOrder(ids: scenarios.map(\.id)) { _ in nil }
    self.init(scenarios, order: order, title: title)
  }

  /// Sorts scenarios into the chapters of a book.
  package init(_ scenarios: [Scenario], order: BookOrder, title: (_ folder: String) -> String?) {
    let entries = Dictionary(
      scenarios.map { ($0.id, Entry(id: $0.id, title: $0.title, lesson: $0.lesson)) },
      uniquingKeysWith: { first, _ in first })
    chapters = order.chapters.map { chapter in
      Chapter(
        path: chapter.path, title: title(chapter.path),
        scenarios: chapter.stories.compactMap { entries[$0] },
        finePrint: chapter.finePrint.compactMap { entries[$0] })
    }
  }

  /// The table for a terminal.
  package func text(_ style: Style) -> String {
    let all = chapters.flatMap { $0.scenarios + $0.finePrint }
    let widest = all.map { ScenarioPath.name(of: $0.id).count }.max() ?? 0
    func lines(_ entries: [Entry]) -> String {
      entries.map { entry in
        let name = ScenarioPath.name(of: entry.id)
        let gap = String(repeating: " ", count: widest - name.count)
        return "  \(name)\(gap)  \(style(.dim, Prose.printable(entry.title)))\n"
      }.joined()
    }
    return chapters.map { chapter in
      style(.bold, Prose.printable(chapter.title ?? chapter.path))
        + (chapter.title == nil ? "" : style(.dim, "  \(chapter.path)")) + "\n"
        + lines(chapter.scenarios)
        + (chapter.finePrint.isEmpty ? "" : "  Fine print\n" + lines(chapter.finePrint))
    }.joined(separator: "\n")
  }

  /// The title that a README starts with: its first heading.
  package static func heading(of readme: String) -> String? {
    readme.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
  }
}

extension Contents {
  /// The README of a whole book with the table of its chapters in its place; nil when it has none.
  package func filled(_ readme: String, in folder: String) -> String? {
    let rows = chapters.map { chapter in
      let path = chapter.path.dropFirst(folder.count + 1)
      let title = MarkedTable.cell(chapter.title ?? chapter.path)
      return "| [\(title)](\(path)/README.md) | \(chapter.count) |\n"
    }
    let table = "| Chapter | Scenarios |\n|---|---|\n" + rows.joined()
    return MarkedTable.put(table, between: "chapters", in: readme)
  }
}

extension Contents.Chapter {
  /// A README with this chapter's table in its place; nil when it has none.
  package func filled(_ readme: String) -> String? {
    var table = self.table(scenarios)
    if !finePrint.isEmpty {
      table += "\nFine print, which is there for exactness and can be left for last:\n\n"
      table += self.table(finePrint)
    }
    return MarkedTable.put(table, between: "scenarios", in: readme)
  }

  private func table(_ entries: [Contents.Entry]) -> String {
    let rows = entries.map { entry in
      let name = ScenarioPath.name(of: entry.id)
      let title = MarkedTable.cell(entry.title)
      return "| [\(title)](\(name)/scenario.yaml) | \(MarkedTable.cell(entry.lesson)) |\n"
    }
    return "| Scenario | What it teaches |\n|---|---|\n" + rows.joined()
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
