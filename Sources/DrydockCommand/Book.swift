import ECRScenarios
import Foundation
import Texts

/// Drydock's own scenarios, with their order and the course, wherever the program is started.
struct Book {
  /// The folder, as it is printed.
  let folder: String
  let files: ScenarioFiles

  /// Finds the scenarios: in the folder that is named, else in `Scenarios` of the working directory or
  /// of a folder above it, else where the install command puts them.
  ///
  /// - Throws: ``Failure`` that names these places.
  init(_ named: String?, _ files: ScenarioFiles) throws {
    if let named {
      guard FileSystem.isFolder(named) else {
        throw Failure("cannot read \(named): no such folder (--book)")
      }
      self.init(of: named, files)
      return
    }
    let installed = Self.installed()
    guard let found = Self.above() ?? installed.flatMap({ Self.isBook($0) ? $0 : nil }) else {
      throw Failure(
        "cannot find Drydock's scenarios: there is no Scenarios/\(Course.fileName) in "
          + "\(FileSystem.workingDirectory) or a folder above it, and no "
          + "\(installed ?? Self.share), where the README's install command puts them; "
          + "name their folder with --book")
    }
    self.init(of: found, files)
  }

  /// Takes a folder of scenarios for a book.
  init(of folder: String, _ files: ScenarioFiles) {
    var folder = folder
    while folder.hasPrefix("./"), folder != "./" { folder.removeFirst(2) }
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    self.files = files
  }

  private static let share = "../share/drydock/Scenarios"

  /// A folder called `Scenarios` may be anybody's; Drydock's has a course.
  private static func isBook(_ folder: String) -> Bool {
    FileSystem.exists(folder + "/" + Course.fileName)
  }

  private static func above() -> String? {
    let depth = FileSystem.workingDirectory.split(separator: "/").count
    return (0...depth).lazy.map { String(repeating: "../", count: $0) + "Scenarios" }
      .first(where: isBook)
  }

  /// Where the scenarios are when the program is installed: next to its own folder.
  private static func installed() -> String? {
    guard let path = Bundle.main.executablePath else { return nil }
    let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    return folder.appending(path: share).standardized.path
  }

  // MARK: Scenarios

  /// The files of all scenarios, in the order of their paths.
  func scenarioFiles() throws -> [String] {
    let found = try ScenarioFiles.find([folder])
    guard !found.isEmpty else { throw Failure("no scenario in \(folder)") }
    return found
  }

  /// What to call a scenario: its path in the book.
  func name(of id: String) -> String {
    id.hasPrefix(folder + "/") ? String(id.dropFirst(folder.count + 1)) : id
  }

  /// The order in which scenarios are read.
  func order(_ files: [String]) throws -> BookOrder {
    let chapters = try self.files.order(in: folder)?.chapters ?? []
    return try BookOrder(
      ids: files.map(ScenarioPath.id), chapters: chapters.map { folder + "/" + $0 }
    ) { try self.files.order(in: $0) }
  }

  /// The file of the scenario with a path or a name.
  ///
  /// - Throws: ``Failure`` when there is none, or several.
  func file(_ name: String) throws -> String {
    let found = try? ScenarioFiles.find([name])
    if let found, found.count == 1 { return found[0] }
    if let found, found.count > 1 {
      throw Failure(
        "\(name) has \(found.count) scenarios: name one of them, or see `drydock learn --list "
          + "\(name)`")
    }
    let all = try scenarioFiles()
    var named = all.filter { file in
      let id = ScenarioPath.id(ofFile: file)
      return id == name || id.hasSuffix("/" + name)
    }
    // T-01 is enough for t-01-a-pattern-list-means-and.
    if named.isEmpty {
      let beginning = name.lowercased() + "-"
      named = all.filter {
        ScenarioPath.name(of: ScenarioPath.id(ofFile: $0)).lowercased().hasPrefix(beginning)
      }
    }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      let ids = named.map { self.name(of: ScenarioPath.id(ofFile: $0)) }
      throw Failure("`\(name)` is ambiguous; write one of \(ids.joined(separator: ", "))")
    }
    let names = all.map { ScenarioPath.name(of: ScenarioPath.id(ofFile: $0)) }
    let meant = Spelling.suggestion(for: name, among: names)
    throw Failure(
      "no scenario is named `\(name)`: "
        + (meant ?? "`drydock learn --list` lists them, `drydock learn --find WORDS` searches them")
    )
  }

  // MARK: The course

  /// The course.
  func course() throws -> Course {
    guard let source = try files.text(Course.fileName, in: folder) else {
      throw Failure(
        "there is no course in \(folder): it has no \(Course.fileName); "
          + "`drydock learn --list` lists its scenarios")
    }
    let (course, findings) = Course.read(source)
    guard let course else { throw Failure(findings: findings) }
    return course
  }

  /// The lesson with a number.
  func lesson(_ number: Int) throws -> Course.Lesson {
    let course = try course()
    guard let lesson = course[number] else {
      throw Failure("there is no lesson \(number): lessons are 1 to \(course.lessons.count)")
    }
    return lesson
  }

  /// A story of a lesson.
  func story(_ path: String) throws -> Scenario {
    try files.scenario(try file(folder + "/" + path))
  }
}
