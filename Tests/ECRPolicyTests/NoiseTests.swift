import ECRPolicy
import Foundation
import Testing
import Texts

/// How often advice comes: a tool that warns of every policy is switched off.
///
/// `Fixtures/policies/sensible` has policies as people deploy them, of the shapes and in the shares in
/// which they are public; `traps` has one trap each, its code in front of its name. The same figures:
/// `drydock validate Fixtures/policies/sensible/*.json`.
struct NoiseTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/policies")

  private static func readings(of name: String) throws -> [(name: String, findings: [Finding])] {
    let folder = folder.appending(path: name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      let reading = LifecyclePolicy.read(SourceText(name: name, bytes: bytes))
      #expect(reading.policy != nil, "\(name)")
      return (name, reading.findings)
    }
  }

  @Test func `at most one sensible policy in ten has a warning, one in three a suggestion`() throws
  {
    let all = try Self.readings(of: "sensible")
    func names(_ isCounted: (Finding) -> Bool) -> [String] {
      all.filter { $0.findings.contains(where: isCounted) }.map(\.name)
    }
    #expect(all.count >= 60)
    let warned = names { $0.type != .suggestion }
    #expect(warned.count * 10 <= all.count, "\(warned)")
    let advised = names { $0.type == .suggestion }
    #expect(advised.count * 3 <= all.count, "\(advised)")
  }

  @Test func `every planted trap is found`() throws {
    let traps = try Self.readings(of: "traps")
    #expect(traps.count >= 40)
    for (name, findings) in traps {
      let code = String(name.prefix { $0 != "." })
      let found = findings.filter { $0.type == .warning }.map(\.code.rawValue)
      #expect(found.contains(code), "\(name): \(found)")
    }
  }
}
