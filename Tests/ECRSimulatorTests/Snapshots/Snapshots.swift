// Snapshots made for tests, in a folder of their own.

import ECRModel
import ECRReport
import ECRSimulator
import Foundation
import GRDB
import Testing
import Texts

/// One snapshot and what can be asked of it.
final class TestSnapshot {
  private let folder: URL
  let path: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "drydock-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "registry.sqlite").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A snapshot of documents, by their names.
  convenience init(_ documents: [String: String], region: String? = nil) throws {
    try self.init()
    try add(documents, region: region)
  }

  /// A snapshot of all documents of some of the project's folders.
  convenience init(folders: String...) throws {
    try self.init(Self.files(folders))
  }

  /// Imports documents, in the order of their names.
  @discardableResult
  func add(
    _ documents: [String: String], region: String? = nil
  ) throws -> ImportSnapshot.Outcome {
    var request = ImportSnapshot.Request(into: path, files: documents.keys.sorted())
    request.region = region
    return try ImportSnapshot.run(request) { name, limit in
      let bytes = Array((documents[name] ?? "").utf8)
      return SourceText(name: name, bytes: limit.map { Array(bytes.prefix($0)) } ?? bytes)
    }
  }

  /// What is exported, by the files' names.
  func exported() throws -> [String: String] {
    var files: [String: [UInt8]] = [:]
    try ExportSnapshot.run(path) { files[$0, default: []] += $1 }
    return files.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// Every row of every table, each as a text.
  func rows() throws -> [String] {
    try DatabaseQueue(path: path).inDatabase { database in
      let tables = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The JSON files of folders of the project, by their paths.
  static func files(_ folders: [String]) throws -> [String: String] {
    var files: [String: String] = [:]
    for folder in folders {
      let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      while let name = names?.nextObject() as? String {
        guard name.hasSuffix(".json"), !name.hasSuffix("expected.json") else { continue }
        let path = "\(folder)/\(name)"
        files[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      }
    }
    return files
  }
}

/// The company of Fixtures/company.
enum Company {
  static let shop = "111122223333"
  static let data = "222233334444"
  static let management = "999988887777"
  static let clock = Timestamp(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z

  static func snapshot() throws -> TestSnapshot { try TestSnapshot(folders: "Fixtures/company") }
}

/// One element of describe-images.
func image(
  _ name: Character, tags: [String] = [], pushed: String = "2026-10-01T00:00:00+00:00",
  account: String? = "111122223333", repository: String = "a/b", more: String = ""
) -> String {
  let digest = "sha256:" + String(repeating: name, count: 64)
  let owner = account.map { "\"registryId\": \"\($0)\", " } ?? ""
  let quoted = tags.map { "\"\($0)\"" }.joined(separator: ", ")
  let list = tags.isEmpty ? "" : "\"imageTags\": [\(quoted)], "
  return """
    {\(owner)"repositoryName": "\(repository)", "imageDigest": "\(digest)", \(list)\
    "imagePushedAt": "\(pushed)"\(more.isEmpty ? "" : ", " + more)}
    """
}

/// A page of describe-images.
func page(_ images: String..., more: String = "") -> String {
  "{\"imageDetails\": [\(images.joined(separator: ", "))]\(more.isEmpty ? "" : ", " + more)}"
}

/// describe-repositories of some ARNs.
func repositories(_ arns: String...) -> String {
  let elements = arns.map { "{\"repositoryArn\": \"\($0)\"}" }
  return "{\"repositories\": [\(elements.joined(separator: ", "))]}"
}

/// The findings with which something is refused, each as `code file:line:column message`.
func refusal(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as InvalidInput {
    return error.findings.filter { $0.type == .error }.map { finding in
      let start = finding.location.start
      return
        "\(finding.code.rawValue) \(finding.location.file):\(start.line):\(start.column) \(finding.message)"
    } + [error.message].compactMap(\.self)
  } catch {
    return ["\(error)"]
  }
}
