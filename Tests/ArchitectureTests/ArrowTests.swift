import Foundation
import Testing

/// The floor plan: which module may import which, beside the standard library.
///
/// No arrow runs up, and none in a circle. The plan is changed on purpose or not at all: this table is
/// never widened to let a change pass.
struct ArrowTests {
  private static let documents: Set = [
    "ECRModel", "ECRPolicy", "ECRDocuments", "ECRStore", "Texts",
  ]
  private static let engines: Set = ["ECRAccess", "ECRLifecycle"]
  /// The use cases, and the modules whose types their signatures name.
  private static let useCases: Set = [
    "ECRSimulator", "ECRAccess", "ECRLifecycle", "ECRModel", "ECRPolicy", "ECRStore", "Texts",
  ]

  static let allowed: [String: Set<String>] = [
    "Texts": [],
    "ECRModel": [],
    "ECRPolicy": ["ECRModel", "Texts"],
    "ECRDocuments": ["ECRModel", "Texts"],
    // GRDB's SQLite comes with GRDB.
    "ECRStore": ["ECRModel", "Foundation", "GRDB", "GRDBSQLite", "Texts"],
    "ECRAccess": ["ECRModel", "ECRPolicy", "Texts"],
    "ECRLifecycle": ["ECRModel", "ECRPolicy", "Texts"],
    "ECRSimulator": documents.union(engines).union(["Dispatch"]),
    "ECRReport": useCases,
    "ECRScenarios": useCases.union(["ECRReport", "Yams"]),
    // The library for other packages: it names inner types in no signature, and reads no files.
    "Drydock": useCases.union(["ECRReport"]),
    // A dependent package imports the library alone.
    "Examples": ["Drydock"],
    "ECRFixtures": [],
    // A face carries an outcome and never opens it: no engine, no policy, no store.
    "DrydockCommand": [
      "ArgumentParser", "ECRModel", "ECRReport", "ECRScenarios", "ECRSimulator", "Foundation",
      "SystemPackage", "Texts", "Glibc", "Musl", "Darwin",
    ],
  ]

  /// What comes with the compiler and knows nothing of the system.
  private static let standardLibrary: Set = ["Swift", "Synchronization"]

  @Test(arguments: allowed.keys.sorted())
  func `a module imports only what stands below it`(module: String) throws {
    let allowed = try #require(Self.allowed[module]).union(Self.standardLibrary)
    let files = try SourceFile.all(of: module)
    #expect(!files.isEmpty)
    for file in files {
      for imported in file.imports {
        #expect(allowed.contains(imported), "\(file.name) imports \(imported)")
      }
    }
  }

  /// A module that has the name of a type hides itself: `Drydock.Preview` would be looked up in the type.
  @Test func `no type has the name of a module`() throws {
    let modules = try SourceFile.modules()
    for file in try modules.flatMap({ try SourceFile.all(of: $0) }) {
      for name in file.types where modules.contains(name) {
        Issue.record("\(file.name) declares a type with the name of the module \(name)")
      }
    }
  }

  @Test func `the plan has every module`() throws {
    let tools: Set = ["drydock-bench", "drydock-fixtures"]
    #expect(try Set(SourceFile.modules()) == tools.union(Self.allowed.keys))
  }
}
