import Foundation
import Testing

/// The floor plan: which module may import which.
///
/// No arrow runs up, and none in a circle.
struct ArrowTests {
  static let allowed: [String: Set<String>] = [
    "SourceText": [],
    "ECRModel": [],
    "ECRPolicy": ["ECRModel", "SourceText"],
    "ECRDocuments": ["ECRModel", "SourceText"],
    "ECRStore": ["ECRModel", "Foundation", "GRDB", "GRDBSQLite", "Glibc", "Musl", "Darwin"],
    "ECRAccess": ["ECRModel", "ECRPolicy", "SourceText"],
    "ECRLifecycle": ["ECRModel", "ECRPolicy"],
    "ECRSimulator": [
      "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRStore",
      "SourceText", "Dispatch", "Synchronization",
    ],
    "ECRReport": [
      "Dispatch", "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRSimulator",
      "ECRStore", "SourceText",
    ],
    "ECRScenarios": [
      "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
      "ECRSimulator", "SourceText", "Yams",
    ],
    "ECRFixtures": [],
    "drydock": [
      "ArgumentParser", "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
      "ECRScenarios", "ECRSimulator", "ECRStore", "Foundation", "SourceText", "SystemPackage",
      "Glibc", "Musl",
      "Darwin",
    ],
  ]

  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  @Test(arguments: allowed.keys.sorted())
  func `a module imports only what stands below it`(module: String) throws {
    let folder = Self.sources.appending(path: module)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      count += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, keyword + 1 < words.count
        else { continue }
        let imported = String(words[keyword + 1])
        #expect(
          Self.allowed[module]?.contains(imported) == true, "\(file.lastPathComponent): \(line)")
      }
    }
    #expect(count > 0)
  }
}
