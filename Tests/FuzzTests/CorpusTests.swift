import Foundation
import FuzzTargets
import Testing

/// What fuzzing has found, and what it starts from.
struct CorpusTests {
  /// An input that broke a law once; its file's name says which.
  struct Found: Sendable, CustomTestStringConvertible {
    var target: FuzzTarget
    var url: URL

    var testDescription: String { "\(target.rawValue)/\(url.lastPathComponent)" }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

  static let found: [Found] = FuzzTarget.allCases.flatMap { target in
    let folder = folder.appending(path: target.rawValue)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { Found(target: target, url: folder.appending(path: $0)) }
  }

  @Test(arguments: found)
  func `what fuzzing found once stays mended`(found: Found) async throws {
    try await found.target.run(Array(try Data(contentsOf: found.url)))
  }

  @Test func `the corpus has a folder for targets only`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(names).subtracting(["README.md"]).isSubset(of: FuzzTarget.allCases.map(\.rawValue)))
    #expect(!Self.found.isEmpty)
  }

  @Test(arguments: FuzzTarget.allCases)
  func `there are seeds for every target`(target: FuzzTarget) {
    #expect(SeedCorpus(target).inputs.count >= 5)
  }
}
