import TestSupport
/// Laws that hold of the engine on any world, whatever the right answer is.
import Testing

struct PropertyTests {
  private static let parts = 4

  private static func seeds(_ part: Int) -> Range<UInt64> {
    Seeds.part(part, of: parts, quick: 400, full: 6_000)
  }

  @Test(arguments: 0..<parts)
  func `the order of images, tags and rules changes nothing`(part: Int) throws {
    for seed in Self.seeds(part) {
      let world = randomWorld(seed: seed)
      var random = SplitMix64(seed: seed)
      var other = world
      other.images = random.shuffled(world.images)
      for index in other.images.indices {
        other.images[index].tags = random.shuffled(other.images[index].tags)
      }
      other.rules = random.shuffled(world.rules)
      #expect(try Engine.answer(world) == Engine.answer(other), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<parts)
  func `a younger image never saves an older one under count rules`(part: Int) throws {
    for seed in Self.seeds(part) {
      var world = randomWorld(seed: seed)
      world.rules.removeAll { $0.countType != .imageCountMoreThan }
      guard !world.rules.isEmpty else { continue }
      // A referrer may leave with its subject instead of by its rule: this law is about counts.
      for index in world.images.indices { world.images[index].subject = nil }
      let before = try Engine.answer(world)
      var younger = world.images.first ?? OracleImage(digest: "", pushed: 0)
      younger.digest = "sha256:" + String(repeating: "9e", count: 32)
      (younger.tags, younger.pushed, younger.status) = (
        ["prod-new", "v9", "beta-new"], world.now, .active
      )
      (younger.isList, younger.children, younger.subject, younger.activated) = (false, [], nil, nil)
      world.images.append(younger)
      let after = try Engine.answer(world)
      for (digest, outcome) in before where outcome.outcome == .expire {
        #expect(after[digest]?.outcome == .expire, "seed \(seed), \(digest)")
      }
    }
  }

  @Test(arguments: 0..<parts)
  func `a rule of lower priority changes nothing that a higher one decides`(part: Int) throws {
    for seed in Self.seeds(part) {
      var world = randomWorld(seed: seed)
      guard world.rules.count > 1, let last = world.rules.map(\.priority).max() else { continue }
      // Lists and subjects carry a decision on to other images: this law is about rules alone.
      for index in world.images.indices {
        (world.images[index].isList, world.images[index].children) = (false, [])
        world.images[index].subject = nil
      }
      var without = world
      without.rules.removeAll { $0.priority == last }
      try compare(world, without, last, seed)
    }
  }

  private func compare(
    _ world: OracleWorld, _ without: OracleWorld, _ last: Int, _ seed: UInt64
  ) throws {
    let (with, less) = (try Engine.answer(world), try Engine.answer(without))
    for (digest, outcome) in with where outcome.ownerRulePriority.map({ $0 < last }) == true {
      #expect(less[digest]?.outcome == outcome.outcome, "seed \(seed), \(digest)")
      #expect(less[digest]?.appliedRulePriority == outcome.appliedRulePriority)
    }
  }

  @Test(arguments: 0..<parts)
  func `the same input gives the same bytes`(part: Int) async throws {
    for seed in Self.seeds(part) where seed % 10 == 0 {
      let world = randomWorld(seed: seed)
      let first = try await Engine.json(world)
      #expect(try await Engine.json(world) == first)
    }
  }
}
