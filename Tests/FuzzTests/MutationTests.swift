import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Made-up inputs, thrown at every reader.
///
/// `DRYDOCK_WORLDS=full` makes 1,000,000 of them; `.ci/nightly` does. An input that ends the process
/// stays in a file, whose name is printed first.
struct MutationTests {
  /// How many inputs of each 1,000 a target gets, by what one costs.
  static let shares: [FuzzTarget: Int] = [
    .json: 180, .images: 160, .inUse: 80, .lifecyclePolicy: 180, .accessPolicy: 140, .batch: 120,
    .accountDetails: 50, .scenario: 60, .documents: 15, .snapshot: 15,
  ]

  @Test func `all targets share a thousand`() {
    #expect(Set(Self.shares.keys) == Set(FuzzTarget.allCases))
    #expect(Self.shares.values.reduce(0, +) == 1000)
  }

  @Test(arguments: FuzzTarget.allCases)
  func `a mutated input breaks no law`(target: FuzzTarget) async throws {
    let share = try #require(Self.shares[target])
    let number = try #require(FuzzTarget.allCases.firstIndex(of: target))
    // Parts that lie apart: no two targets have the same seeds.
    let count = Seeds.part(0, of: 1, quick: share / 2, full: share * 1000).count
    let start = Seeds.first &+ UInt64(number) &* 1_000_000
    let mutator = Mutator(target)
    let last = FileManager.default.temporaryDirectory.appending(
      path: "drydock-fuzz-\(target.rawValue)-\(ProcessInfo.processInfo.processIdentifier)")
    print("\(target.rawValue): \(count) inputs from seed \(start); the last one is \(last.path)")
    for seed in start..<start &+ UInt64(count) {
      let input = mutator.input(seed)
      try Data(input).write(to: last)
      do {
        try await target.run(input)
      } catch {
        Issue.record("\(target.rawValue), input of seed \(seed): \(error)\n\(shown(input))")
      }
    }
    try? FileManager.default.removeItem(at: last)
  }

  private func shown(_ input: [UInt8]) -> String {
    String(validating: input, as: UTF8.self) ?? Data(input).base64EncodedString()
  }

  @Test(arguments: FuzzTarget.allCases)
  func `a seed makes the same input again, and seeds make different ones`(target: FuzzTarget) {
    let (one, other) = (Mutator(target), Mutator(target))
    let inputs = (0..<50).map { one.input($0) }
    #expect(inputs == (0..<50).map { other.input($0) })
    #expect(Set(inputs).count > 40)
  }
}
