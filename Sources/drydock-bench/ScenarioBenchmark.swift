import ECRScenarios
import Foundation
import Texts

/// The corpus of scenarios: all of it by the command, and each by itself.
enum ScenarioBenchmark {
  static func run() throws {
    let files = FileManager.default.enumerator(atPath: "Scenarios")?.compactMap { $0 as? String }
      .filter { ScenarioPath.isScenario(String($0.split(separator: "/").last ?? "")) }.sorted()
    guard let files, !files.isEmpty else {
      return print("scenarios: run this in the folder that has Scenarios")
    }
    let tests = try files.map { try TestTexts("Scenarios/" + $0) }
    print("\(tests.count) scenarios; median of \(rounds)")
    if let whole = try Measure.command([Measure.drydock, "test", "Scenarios"]) {
      print("drydock test Scenarios, end to end: \(thousandths(whole.seconds)) s")
    } else {
      print("drydock test Scenarios: some answer is not as expected")
    }
    let all = tests.map { test in (Measure.median { _ = test.run() } * 1000, test.file) }
    let costs = all.map(\.0).sorted()
    let sum = costs.reduce(0, +)
    print(
      "a scenario, from the text to the outcome on one core: mean "
        + "\(thousandths(sum / Double(costs.count))) ms, "
        + "median \(thousandths(costs[costs.count / 2])) ms, "
        + "the slowest \(thousandths(costs[costs.count - 1])) ms "
        + "(\(all.max { $0.0 < $1.0 }?.1 ?? ""))")
  }

  /// A scenario and the files that it names, in memory.
  private struct TestTexts {
    let file: String
    private let source: SourceText
    private let texts: [String: SourceText]

    init(_ file: String) throws {
      self.file = file
      source = try Self.read(file)
      let folder = ScenarioPath.folder(ofFile: file)
      let names = TestedScenario(source, id: file) { try Self.read(folder + $0) }.files
      texts = try Dictionary(
        uniqueKeysWithValues: names.map { ($0, try Self.read(folder + $0)) })
    }

    private static func read(_ path: String) throws -> SourceText {
      SourceText(name: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
    }

    func run() -> TestedScenario {
      TestedScenario(source, id: file) { path in
        texts[path] ?? SourceText(name: path, bytes: [])
      }
    }
  }
}
