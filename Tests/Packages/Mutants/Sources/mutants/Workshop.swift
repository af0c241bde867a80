import Foundation
import Schemata

/// The repository, and the folder with its copy.
struct Workshop {
  let root: URL
  let scratch: URL
  /// What has faults.
  var subjects = Subject.all
  /// What ought to notice them, of a copy.
  var killers = Killer.all
  /// What is built: the tests, which bring the rest.
  var product = ["--build-tests"]

  var copy: URL { scratch.appending(path: "copy") }
  var build: URL { scratch.appending(path: "build") }
  var switches: URL { scratch.appending(path: "switches.json") }
  var leftOut: URL { scratch.appending(path: "left-out.json") }
  var results: URL { scratch.appending(path: "results.json") }
  /// The committed list of survivors that change nothing, with reasons.
  var unchanged: URL { root.appending(path: "Tests/Packages/Mutants/unchanged.tsv") }
  /// Shows the table.
  var readme: URL { root.appending(path: "Tests/Packages/Mutants/README.md") }
  /// Where the build leaves programs.
  var programs: URL { build.appending(path: "release") }

  /// The repository that this package is in.
  static let repository = (0..<6).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  static func url(_ path: String) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : repository.appending(path: path)
  }

  /// What the copy has: what the build and the tests read.
  private static let copied = [
    "Package.swift", "Package.resolved", "README.md", ".ci", ".swift-format", "Sources", "Tests",
    "Scenarios", "Fixtures",
  ]

  /// The paths of all files of the repository that are copied.
  func files() throws -> [String] {
    try Self.copied.flatMap { name -> [String] in
      let url = root.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
        return []
      }
      guard isFolder.boolValue else { return [name] }
      return try FileManager.default.subpathsOfDirectory(atPath: url.path)
        .map { "\(name)/\($0)" }
        .filter { !$0.hasPrefix("Tests/Packages") && isFile(root.appending(path: $0)) }
    }.sorted()
  }

  private func isFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// The files of a subject.
  func sources(of subject: Subject) throws -> [SourceText] {
    try files().filter { $0.hasSuffix(".swift") && subject.has($0) }.map(source)
  }

  func source(_ path: String) throws -> SourceText {
    SourceText(try String(contentsOf: root.appending(path: path), encoding: .utf8), path: path)
  }

  /// Writes a file of the copy if it would change, so that only what changed is built again.
  func write(_ data: Data, to path: String) throws {
    let url = copy.appending(path: path)
    if let present = try? Data(contentsOf: url), present == data { return }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Removes what is in the copy and no longer in the repository.
  func remove(allBut paths: Set<String>) throws {
    let present = (try? FileManager.default.subpathsOfDirectory(atPath: copy.path)) ?? []
    for path in present where !paths.contains(path) && isFile(copy.appending(path: path)) {
      try FileManager.default.removeItem(at: copy.appending(path: path))
    }
  }

  /// Tells how far the work is, beside the report on standard output.
  static func tell(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func read<Value: Decodable>(_ type: Value.Type, _ url: URL) throws -> Value? {
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  static func save(_ value: some Encodable, _ url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(value).write(to: url, options: .atomic)
  }
}
