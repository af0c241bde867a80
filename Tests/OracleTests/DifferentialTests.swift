import TestSupport
/// The engine against the oracle, which shares no code with it, on made-up worlds.
import Testing

struct DifferentialTests {
  @Test(arguments: 0..<8)
  func `the engine and the oracle agree on every image of every world`(shard: Int) {
    for seed in Seeds.part(shard, of: 8, quick: 4_000, full: 1_000_000) {
      let world = randomWorld(seed: seed)
      let style: DescribeStyle = seed % 2 == 0 ? .v1 : .v2
      guard differs(world, style) else { continue }
      let small = smallest(world) { differs($0, style) }
      let answer = try? Engine.answer(small, style: style)
      Issue.record(
        """
        seed \(seed), the smallest world that differs:
        \(policyJSON(small))
        \(describeImagesJSON(small, style: .v2))
        \(batchGetImageJSON(small))
        at \(small.now)
        engine: \(answer.map { "\($0)" } ?? "refuses it")
        oracle: \(oracle(small))
        """)
      return
    }
  }

  private func differs(_ world: OracleWorld, _ style: DescribeStyle) -> Bool {
    guard let answer = try? Engine.answer(world, style: style) else { return true }
    return answer != oracle(world)
  }

  @Test func `every worked example comes out of the engine as out of the oracle`() throws {
    for example in workedExamples {
      #expect(try Engine.answer(example.world) == oracle(example.world), "\(example.name)")
    }
  }
}
