package import Texts

/// The order in which the stories of a chapter are read, from easy to hard: its `order.yaml`.
///
/// The `order.yaml` of a whole book lists its chapters instead.
package struct ReadingOrder: Sendable, Hashable {
  /// The names of the stories.
  package var stories: [String] = []
  /// The names of the stories with details, which are read last.
  package var finePrint: [String] = []
  /// The paths of a book's chapters.
  package var chapters: [String] = []

  /// The name of the file.
  package static let fileName = "order.yaml"

  /// Reads an order; without one, the findings say why.
  package static func read(_ source: SourceText) -> (order: ReadingOrder?, findings: [Finding]) {
    var yaml = YAMLReader(source)
    let (root, findings) = YAMLText.read(source)
    yaml.findings += findings
    guard let root,
      let fields = yaml.fields(root, "the order", ["stories", "finePrint", "chapters"])
    else { return (nil, yaml.findings) }
    var order = ReadingOrder()
    var seen: Set<String> = []
    func names(_ key: String) -> [String] {
      guard let node = fields[key] else { return [] }
      return yaml.texts(node, key).compactMap { name in
        guard !seen.insert(name.value).inserted else { return name.value }
        yaml.error("CONTRADICTION", "`\(name.value)` is listed twice", at: name.span)
        return nil
      }
    }
    order.stories = names("stories")
    order.finePrint = names("finePrint")
    order.chapters = names("chapters")
    return (yaml.findings.containsErrors ? nil : order, yaml.findings.inReadingOrder())
  }
}

/// The scenarios of a book by chapter, in the order in which they are read.
package struct BookOrder: Sendable {
  /// A folder of scenarios.
  package struct Chapter: Sendable, Hashable {
    /// The folder.
    package var path: String
    /// The ids of its stories, from easy to hard.
    package var stories: [String]
    /// The ids of those with details.
    package var finePrint: [String]
  }

  /// The chapters, in order.
  package var chapters: [Chapter] = []

  /// Orders scenarios; chapters and scenarios that no order names come last, in the order of their paths.
  package init(
    ids: [String], chapters: [String] = [], order: (_ folder: String) throws -> ReadingOrder?
  ) rethrows {
    let byChapter = Dictionary(grouping: ids) { ScenarioPath.chapter(of: $0) }
    let paths = Self.sorted(byChapter.keys.sorted(), by: chapters)
    for path in paths {
      let order = try order(path) ?? ReadingOrder()
      let names = Set(order.finePrint)
      let ids = (byChapter[path] ?? []).sorted()
      let isFinePrint = { (id: String) in names.contains(ScenarioPath.name(of: id)) }
      let folder = path == "." ? "" : path + "/"
      self.chapters.append(
        Chapter(
          path: path,
          stories: Self.sorted(
            ids.filter { !isFinePrint($0) }, by: order.stories.map { folder + $0 }),
          finePrint: Self.sorted(
            ids.filter(isFinePrint), by: order.finePrint.map { folder + $0 })))
    }
  }

  /// Those that are listed in the order of the list, then the others.
  private static func sorted(_ names: [String], by list: [String]) -> [String] {
    let known = Set(names)
    let listed = list.filter(known.contains)
    return listed + names.filter { !Set(listed).contains($0) }
  }

  /// What is read from a scenario on: its chapter and those behind it.
  ///
  /// The fine print is skipped, unless the scenario is part of it. Empty where the book has no such
  /// scenario.
  package func reading(from id: String) -> [ReadingPlace] {
    for (number, chapter) in chapters.enumerated() {
      let later = chapters[(number + 1)...].flatMap { places($0, $0.stories, false) }
      for (ids, isFinePrint) in [(chapter.stories, false), (chapter.finePrint, true)] {
        guard let start = ids.firstIndex(of: id) else { continue }
        return places(chapter, ids, isFinePrint)[start...] + later
      }
    }
    return []
  }

  private func places(
    _ chapter: Chapter, _ ids: [String], _ isFinePrint: Bool
  ) -> [ReadingPlace] {
    ids.enumerated().map { number, id in
      ReadingPlace(
        id: id, section: chapter.path, isFinePrint: isFinePrint, number: number + 1,
        count: ids.count)
    }
  }
}

/// A scenario's place in a chapter, or in a lesson of the course.
package struct ReadingPlace: Sendable, Hashable {
  /// The scenario's id.
  package var id: String
  /// The chapter's folder, or the lesson's name.
  package var section: String
  /// Whether it is in the fine print of its chapter.
  package var isFinePrint = false
  /// Its number in the chapter, from 1.
  package var number: Int
  /// How many there are in the chapter.
  package var count: Int
  /// The number of the lesson whose exercise follows the last story.
  package var exercise: Int?

  /// Makes a place that is not in the fine print.
  package init(id: String, section: String, number: Int, count: Int, exercise: Int? = nil) {
    self.init(id: id, section: section, isFinePrint: false, number: number, count: count)
    self.exercise = exercise
  }

  init(id: String, section: String, isFinePrint: Bool, number: Int, count: Int) {
    self.id = id
    self.section = section
    self.isFinePrint = isFinePrint
    self.number = number
    self.count = count
  }
}
