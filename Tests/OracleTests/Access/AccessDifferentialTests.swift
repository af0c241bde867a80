import TestSupport
/// The access engine against the oracle, which shares no code with it, on made-up policies and
/// questions.
import Testing

struct AccessDifferentialTests {
  private static let questionsPerWorld = 3

  @Test(arguments: 0..<8)
  func `the engine and the oracle agree on who may do what`(shard: Int) {
    for seed in Seeds.part(shard, of: 8, quick: 2_000, full: 1_000_000) {
      let world = AccessWorldGenerator.world(seed: seed)
      let policies = AccessEngine.policies(world)
      for question in AccessWorldGenerator.questions(
        seed: seed, like: world.question, count: Self.questionsPerWorld)
      {
        var asked = world
        asked.question = question
        guard AccessEngine.answer(question, policies) != accessOracle(asked) else { continue }
        report(asked, seed) { AccessEngine.answer($0.question, AccessEngine.policies($0)) }
        return
      }
    }
  }

  @Test(arguments: 0..<4)
  func `they agree on lines of JSON as users write them`(shard: Int) {
    for seed in Seeds.part(shard, of: 4, quick: 1_200, full: 20_000) {
      let world = AccessWorldGenerator.world(seed: seed).asAskedAtDoors
      guard AccessEngine.answer(world) != accessOracle(world.withFullAccess) else { continue }
      report(world, seed) { AccessEngine.answer($0) }
      return
    }
  }

  private func report(_ world: AccessWorld, _ seed: UInt64, _ answer: (AccessWorld) -> String) {
    let small = smallest(world) { answer($0) != accessOracle($0.withFullAccess) }
    Issue.record(
      """
      seed \(seed), the smallest world that differs:
      \(accessJSON(small))
      engine: \(answer(small))
      oracle: \(accessOracle(small.withFullAccess))
      """)
  }
}
