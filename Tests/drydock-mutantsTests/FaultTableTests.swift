import Foundation
import Testing

@testable import drydock_mutants

/// The table of faults stays true to the sources.
struct FaultTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every fault's text stands once in its file`() throws {
    for (file, faults) in FaultTable.engines.files {
      let text = try String(contentsOf: Self.root.appending(path: file.path), encoding: .utf8)
      let switched = try FaultyText(text, file.path, faults).switched
      for numbered in faults {
        #expect(switched.contains("Mutant.isActive(\(numbered.number))"))
      }
    }
  }

  @Test func `no two faults have one name`() {
    let slugs = FaultTable.engines.all.map(\.fault.slug)
    #expect(Set(slugs).count == slugs.count)
  }

  @Test func `there are enough faults of both engines`() {
    let modules = FaultTable.engines.files.flatMap { file, faults in faults.map { _ in file.module }
    }
    #expect(modules.count >= 55)
    #expect(modules.count { $0 == "ECRLifecycle" } >= 20)
    #expect(modules.count { $0 == "ECRAccess" } >= 20)
  }
}
