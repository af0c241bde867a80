/// Tests that random worlds are valid, varied, and shrink.

import TestSupport
import Testing

@Suite struct WorldTests {
  private let seeds: ClosedRange<UInt64> = 1...2_000

  @Test func `every random policy is valid`() {
    for seed in seeds {
      let world = randomWorld(seed: seed)
      let rules = world.rules.sorted { $0.priority < $1.priority }
      #expect((1...6).contains(rules.count))
      #expect(Set(rules.map(\.priority)).count == rules.count)
      #expect(policyJSON(world).count >= 100)
      for storageClass in [OracleRule.StorageClass.standard, .archive] {
        let own = rules.filter { $0.storageClass == storageClass }
        let anys = own.filter { $0.tagStatus == .any }
        #expect(own.filter { $0.tagStatus == .untagged }.count <= 1)
        #expect(anys.count <= 1)
        #expect(anys.isEmpty || own.last?.tagStatus == .any, "seed \(seed)")
      }
      for rule in rules {
        #expect((rule.tagStatus == .tagged) == (rule.patterns.isEmpty != rule.prefixes.isEmpty))
        #expect(rule.patterns.allSatisfy { $0.filter { $0 == "*" }.count <= 4 })
        let transitioned = rule.countType == .sinceImageTransitioned
        #expect((rule.storageClass == .archive) == transitioned)
        #expect(!transitioned || rule.countNumber >= 90 && rule.action == .expire)
        #expect(rule.countType != .sinceImagePulled || rule.action == .transition)
      }
      let tags = world.images.flatMap(\.tags)
      #expect(Set(tags).count == tags.count)
    }
  }

  @Test func `random worlds reach every kind of outcome`() {
    var worlds: [String: Int] = [:]
    for seed in seeds {
      let world = randomWorld(seed: seed)
      let outcomes = oracle(world)
      var seen: Set<String> = []
      for outcome in outcomes.values {
        seen.insert(outcome.outcome.rawValue)
        if !outcome.heldByLists.isEmpty { seen.insert("veto") }
        if outcome.deferred { seen.insert("deferred") }
        if outcome.followsSubject != nil { seen.insert("follows") }
        if !outcome.wantedBy.isEmpty { seen.insert("shielded") }
      }
      if world.rules.contains(where: { tiesAtLimit($0, world, outcomes) }) { seen.insert("tie") }
      for kind in seen { worlds[kind, default: 0] += 1 }
    }
    for kind in ["keep", "expire", "transition", "veto", "deferred", "follows", "shielded", "tie"] {
      #expect(worlds[kind, default: 0] * 100 >= seeds.count * 3, "\(kind)")
    }
  }

  private func tiesAtLimit(
    _ rule: OracleRule, _ world: OracleWorld, _ outcomes: [String: OracleOutcome]
  ) -> Bool {
    func push(atRank rank: Int) -> Int? {
      world.images.first { outcomes[$0.digest]?.ranks[rule.priority] == rank }
        .map { $0.activated ?? $0.pushed }
    }
    guard let last = push(atRank: rule.countNumber) else { return false }
    return push(atRank: rule.countNumber + 1) == last
  }

  @Test func `a seed names one world`() {
    #expect(randomWorld(seed: 42) == randomWorld(seed: 42))
    #expect(randomWorld(seed: 42) != randomWorld(seed: 43))
  }

  @Test func `shrinking leaves only what the failure needs`() throws {
    let expires: (OracleWorld) -> Bool = { world in
      oracle(world).values.contains { $0.outcome == .expire }
    }
    let seed = try #require((1...100).first { expires(randomWorld(seed: $0)) })
    let world = smallest(randomWorld(seed: seed), where: expires)
    #expect(expires(world))
    #expect(world.rules.count == 1)
    #expect(world.images.allSatisfy { $0.subject == nil && $0.children.isEmpty })
  }

  @Test func `times are written as a clock shows them`() {
    #expect(iso8601(workedExampleNow, offset: 0) == "2026-01-31T12:00:00+00:00")
    #expect(iso8601(workedExampleNow, offset: -19_800) == "2026-01-31T06:30:00-05:30")
    #expect(iso8601(1_709_164_800, offset: 3_600) == "2024-02-29T01:00:00+01:00")
  }

  @Test func `the manifest of a list is a string inside the answer`() {
    var list = image("list", [], pushed: daysAgo(1))
    list.isList = true
    list.childrenKnown = true
    list.children = [digest(named: "child")]
    let text = batchGetImageJSON(OracleWorld(images: [list], now: workedExampleNow))
    #expect(text.contains(#""imageManifest": "{\"schemaVersion\": 2, "#))
    #expect(text.contains(#"\"digest\": \"sha256:"#))
  }
}
