import ECRScenarios
import ECRSimulator
import Foundation
import Synchronization
import Texts

/// The scenarios in files and folders.
struct ScenarioFiles {
  /// Whether scenarios may read files outside their trees: see ``ScenarioTree``.
  var allowsOutside = false

  /// The files of scenarios among some files and folders, each once, in the order of their paths.
  ///
  /// - Throws: ``Failure`` when a path leads nowhere.
  static func find(_ paths: [String]) throws -> [String] {
    var files: Set<String> = []
    for path in paths {
      guard FileSystem.exists(path) else {
        throw Failure("cannot read \(path): no such file or folder")
      }
      // `.` in front of a path adds nothing.
      var path = path
      while path.hasPrefix("./"), path != "./" { path.removeFirst(2) }
      guard FileSystem.isFolder(path) else {
        files.insert(path)
        continue
      }
      let found = try FileSystem.files(in: path) { name, isFolder in
        !name.hasPrefix(".") && (isFolder || ScenarioPath.isScenario(name))
      }
      files.formUnion([".", "./"].contains(path) ? found.map { String($0.dropFirst(2)) } : found)
    }
    return FileSystem.inOrder(files)
  }

  /// Reads and runs scenarios, several at once, and gives them in the order of the files.
  func test(
    _ files: [String], jobs: Int, isRun: Bool = true
  ) async throws -> [TestedScenario] {
    var results: [TestedScenario] = []
    try await inOrder(
      files, workers: Array(repeating: (), count: jobs), ahead: files.count,
      { _, file in test(file, isRun: isRun) }, { results.append($0) })
    return results
  }

  /// Reads and runs one.
  func test(_ file: String, isRun: Bool = true) -> TestedScenario {
    let id = ScenarioPath.id(ofFile: file)
    do {
      let source = try source(file)
      return TestedScenario(source, id: id, files: reading(nextTo: file), isRun: isRun)
    } catch {
      let finding = Finding(
        .error, "UNREADABLE_FILE", Failure.words(error),
        at: SourceText(name: FileName.shown(file), text: "").location(of: Span(0, 0)))
      return TestedScenario(id: id, file: file, findings: [finding])
    }
  }

  /// Reads one to show or run it; of the files that it names, some may be replaced by others.
  ///
  /// - Throws: ``Failure`` with what is wrong with it.
  func scenario(_ file: String, replacing others: [String: String]) throws -> Scenario {
    let source = try source(file)
    let own = reading(nextTo: file)
    // Nothing is wrong with the scenario when one of them cannot be read.
    let others = try others.mapValues { try Input.read($0, limit: nil) }
    let (scenario, findings) = ScenarioFile.read(source, id: ScenarioPath.id(ofFile: file)) {
      try others[$0] ?? own($0)
    }
    guard let scenario else { throw Failure(findings: findings) }
    return scenario
  }

  /// Reads one to show or run it.
  func scenario(_ file: String) throws -> Scenario { try scenario(file, replacing: [:]) }

  /// Reads several at once, and gives them in the order of the files.
  ///
  /// - Throws: ``Failure`` with what is wrong with the first that cannot be read.
  func scenarios(_ files: [String]) throws -> [Scenario] {
    // WHY: not asynchronous, because the main thread of an asynchronous command takes the signals that
    // ``Interruption`` waits for, and whoever learns has a terminal to be restored.
    let results = Mutex<[Int: Result<Scenario, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let result = Result { try scenario(files[index]) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { results in
      try files.indices.compactMap { try results[$0]?.get() }
    }
  }

  /// What a table of contents has about one: of most files, only the head is read.
  func entry(_ file: String) throws -> Contents.Entry {
    let head = ScenarioFile.head(of: try source(file))
    return try head.map { Contents.Entry(id: ScenarioPath.id(ofFile: file), $0) }
      ?? Contents.Entry(try scenario(file))
  }

  /// The text of a file in a folder; nil where there is none.
  func text(_ name: String, in folder: String) throws -> SourceText? {
    let path = folder + "/" + name
    guard FileSystem.exists(path) else { return nil }
    return try read(path, tree(of: folder))
  }

  /// The order in which the scenarios of a folder are read, if it has one.
  ///
  /// - Throws: ``Failure`` with what is wrong with it.
  func order(in folder: String) throws -> ReadingOrder? {
    guard let source = try text(ReadingOrder.fileName, in: folder) else { return nil }
    let (order, findings) = ReadingOrder.read(source)
    guard let order else { throw Failure(findings: findings) }
    return order
  }

  /// What a folder's README calls it.
  func title(of folder: String) -> String? {
    guard let readme = try? read(folder + "/README.md", tree(of: folder)) else { return nil }
    return Contents.heading(of: String(decoding: readme.bytes, as: UTF8.self))
  }

  /// Reads what a scenario names: paths start at its folder.
  private func reading(nextTo file: String) -> ScenarioFile.FileReading {
    let folder = ScenarioPath.folder(ofFile: file)
    let tree = tree(of: folder)
    return { path in
      do {
        return try read(path.hasPrefix("/") ? path : folder + path, tree)
      } catch let failure as Failure {
        let words = Failure.words(failure)
        let reason = words.split(separator: ": ", maxSplits: 1).last.map(String.init)
        throw UnreadableFile(description: reason ?? words)
      }
    }
  }

  private func tree(of folder: String) -> ScenarioTree {
    ScenarioTree(of: folder, allowsOutside: allowsOutside)
  }

  /// Reads the file of a scenario, which may be a pipe if it is named by itself (`/dev/fd/63`).
  private func source(_ file: String) throws -> SourceText {
    guard !file.hasPrefix("/dev/") else { return try Input.read(file, limit: nil) }
    return try read(file, tree(of: ScenarioPath.folder(ofFile: file)))
  }

  private func read(_ path: String, _ tree: ScenarioTree) throws -> SourceText {
    try Input.read(try tree.file(path), named: path, limit: nil)
  }

  /// All files that some scenarios are made of.
  static func allFiles(of tested: [TestedScenario]) -> [String] {
    tested.flatMap { scenario in
      [scenario.file]
        + scenario.files.map {
          $0.hasPrefix("/") ? $0 : ScenarioPath.folder(ofFile: scenario.file) + $0
        }
    }
  }

  /// The files in the folder of a scenario.
  static func neighbors(of file: String) -> [String] {
    let folder = ScenarioPath.folder(ofFile: file)
    let names = try? SystemFiles.names(in: folder.isEmpty ? "." : folder)
    return (names ?? []).map { folder + $0 }
  }
}

/// Why a file that a scenario names cannot be read.
struct UnreadableFile: Error, CustomStringConvertible {
  var description: String
}

/// The state of files, to detect changes.
struct FileState: Equatable {
  private var states: [String: [Int]] = [:]

  /// Some files, and the scenarios in some folders with the files next to them.
  init(_ files: [String], _ folders: [String]) {
    let found = (try? ScenarioFiles.find(folders)) ?? []
    add(files + found + found.flatMap(ScenarioFiles.neighbors))
  }

  /// Adds the files that are not known yet, as they are now.
  mutating func add(_ files: [String]) {
    for file in files where states[file] == nil {
      let status = FileSystem.status(file)
      states[file] = [
        status.map(FileSystem.changed) ?? 0, Int(status?.st_size ?? 0),
        Int(truncatingIfNeeded: status?.st_ino ?? 0),
      ]
    }
  }
}
