/// Laws that hold of the access engine on any world, whatever the right answer is.
import ECRAccess
import TestSupport
import Testing

struct AccessPropertyTests {
  private static let parts = 4

  /// How an answer to one question changes with the policies or the wording.
  private func expect(
    _ part: Int, _ change: (AccessWorld, inout AccessWorldGenerator) -> AccessWorld?,
    _ law: (_ before: String, _ after: String) -> Bool
  ) {
    for seed in Seeds.part(part, of: Self.parts, quick: 300, full: 8_000) {
      let world = AccessWorldGenerator.world(seed: seed)
      var generator = AccessWorldGenerator(seed: seed)
      generator.question = world.question
      guard let changed = change(world, &generator) else { continue }
      let before = AccessEngine.answer(world.question, AccessEngine.policies(world))
      let after = AccessEngine.answer(changed.question, AccessEngine.policies(changed))
      guard !law(before, after) else { continue }
      Issue.record(
        """
        seed \(seed): \(before) became \(after)
        \(accessJSON(world))
        \(accessJSON(changed))
        """)
      return
    }
  }

  @Test(arguments: 0..<parts)
  func `another Deny never opens anything, and lifts no other Deny`(part: Int) {
    expect(part) { world, generator in
      var changed = world
      let kind = generator.addedKind(to: world)
      changed.add(generator.statement(kind, isAllow: false), to: kind, &generator.random)
      return changed
    } _: { before, after in
      switch before {
      case "allowed": true
      case "explicitDeny": after == "explicitDeny"
      default: after != "allowed"
      }
    }
  }

  @Test(arguments: 0..<parts)
  func `another Allow in a policy that is there never closes anything`(part: Int) {
    expect(part) { world, generator in
      guard !world.allPolicies.isEmpty else { return nil }
      var changed = world
      let kind = generator.addedKind(to: world)
      guard kind != .resourceControl, world.has(kind) else { return nil }
      changed.add(generator.statement(kind, isAllow: true), to: kind, &generator.random)
      return changed
    } _: { before, after in
      before == "implicitDeny" || before == after
    }
  }

  @Test(arguments: 0..<parts)
  func `the case of context keys means nothing`(part: Int) {
    expect(part) { world, generator in
      var changed = world
      changed.changeCaseOfKeys(&generator)
      return changed
    } _: {
      $0 == $1
    }
  }

  @Test(arguments: 0..<parts)
  func `the order of levels, policies, statements, conditions and values means nothing`(part: Int) {
    expect(part) { world, generator in
      var changed = world
      changed.shuffle(&generator.random)
      return changed
    } _: {
      $0 == $1
    }
  }

  @Test(arguments: 0..<parts)
  func `a decision is what its evidence says`(part: Int) {
    for seed in Seeds.part(part, of: Self.parts, quick: 800, full: 16_000) {
      let world = AccessWorldGenerator.world(seed: seed)
      guard let request = AccessEngine.request(world.question) else { continue }
      let result = EvaluateAccess.run(request, AccessEngine.policies(world))
      let isDenied = result.gates.contains { $0.answer == .denies }
      let allows = result.gates.allSatisfy { !$0.mustAllow || $0.answer == .allows }
      let told: Decision = isDenied ? .explicitDeny : allows ? .allowed : .implicitDeny
      guard result.decision == told, !result.decidedBy.isEmpty,
        result.decidedBy.allSatisfy({ type in result.gates.contains { $0.policyType == type } })
      else {
        Issue.record("seed \(seed): \(result.decision) \(result.gates)\n\(accessJSON(world))")
        return
      }
    }
  }
}
