import Foundation
import Testing

/// The floor plan: which module may import which.
///
/// No arrow runs up, and none in a circle.
struct ArrowTests {
  static let allowed: [String: Set<String>] = [
    "Texts": [],
    "ECRModel": [],
    "ECRPolicy": ["ECRModel", "Texts"],
    "ECRDocuments": ["ECRModel", "Texts"],
    "ECRStore": ["ECRModel", "Foundation", "GRDB", "GRDBSQLite"],
    "ECRAccess": ["ECRModel", "ECRPolicy", "Texts"],
    "ECRLifecycle": ["ECRModel", "ECRPolicy"],
    "ECRSimulator": [
      "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRStore",
      "Texts", "Dispatch", "Synchronization",
    ],
    "ECRReport": [
      "Dispatch", "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRSimulator",
      "ECRStore", "Texts",
    ],
    "ECRScenarios": [
      "ECRAccess", "ECRDocuments", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
      "ECRSimulator", "Texts", "Yams",
    ],
    "ECRFixtures": [],
    "drydock": [
      "ArgumentParser", "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRReport",
      "ECRScenarios", "ECRSimulator", "ECRStore", "Foundation", "Texts", "SystemPackage",
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
