import Foundation
import Testing

@testable import ECRScenarios

/// The schema that editors complete from has the keys that the reader takes.
struct SchemaTests {
  private static func schema() -> [String: Any] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scenarios/scenario.schema.json")
    let json = try? JSONSerialization.jsonObject(with: Data(contentsOf: file))
    return json as? [String: Any] ?? [:]
  }

  private func keys(of definition: String?) throws -> [String] {
    let schema = Self.schema()
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let object = definition.map { definitions[$0] as? [String: Any] ?? [:] } ?? schema
    return try #require(object["properties"] as? [String: Any]).keys.sorted()
  }

  static let cases: [(String?, [String])] = [
    (nil, ScenarioReader.keys), ("repository", ScenarioReader.repositoryKeys),
    ("image", ScenarioReader.imageKeys), ("push", ScenarioReader.imageKeys + ["repository"]),
    ("principal", ScenarioReader.principalKeys), ("accountSettings", ScenarioReader.accountKeys),
    ("event", ScenarioReader.events + ["tell"]),
    (
      "question",
      ScenarioReader.questions + ["question", "policy", "children", "as", "belief", "answer"]
    ),
  ]

  @Test(arguments: cases)
  func `a map of the format has the keys that are read`(
    definition: String?, keys: [String]
  ) throws {
    #expect(try self.keys(of: definition) == keys.sorted())
  }
}
