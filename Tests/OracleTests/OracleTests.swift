/// Tests that the oracle itself can be trusted.

import TestSupport
import Testing

@Suite struct OracleTests {
  @Test(arguments: workedExamples)
  func `the oracle agrees with every worked example`(_ example: WorkedExample) throws {
    let outcomes = oracle(example.world)
    #expect(outcomes.count == example.expected.count)
    for (name, expected) in example.expected {
      let outcome = try #require(outcomes[digest(named: name)])
      #expect(outcome.outcome == expected.outcome, "\(name) of \(example.name)")
      #expect(outcome.appliedRulePriority == expected.appliedRule, "\(name) of \(example.name)")
    }
  }

  @Test func `a shielded image names its owner, the rule that wanted it and its ranks`() throws {
    let example = try #require(workedExamples.first { $0.name == "multi-rule-A" })
    let shielded = try #require(oracle(example.world)[digest(named: "B")])
    let expected = OracleOutcome(
      ownerRulePriority: 1, wantedBy: [2], ranks: [1: 1, 2: 2], identifiedBy: [1, 2])
    #expect(shielded == expected)
  }

  @Test func `older than N days is strict`() {
    let world = OracleWorld(
      images: [
        image("edge", [], pushed: daysAgo(5)), image("past", [], pushed: daysAgo(5, plus: 1)),
      ],
      rules: [.pushed(1, .any, days: 5)], now: workedExampleNow)
    #expect(outcome("edge", world).outcome == .keep)
    #expect(outcome("past", world).outcome == .expire)
  }

  @Test func `a restored image counts as pushed when it was restored`() {
    let world = OracleWorld(
      images: [image("A", [], pushed: daysAgo(90), activated: daysAgo(1))],
      rules: [.pushed(1, .any, days: 5)], now: workedExampleNow)
    #expect(outcome("A", world).outcome == .keep)
  }

  @Test func `of two images pushed together the lower digest is the younger`() {
    var images = [image("A", [], pushed: daysAgo(2)), image("B", [], pushed: daysAgo(2))]
    images[0].digest = "sha256:" + String(repeating: "a", count: 64)
    images[1].digest = "sha256:" + String(repeating: "b", count: 64)
    let outcomes = oracle(
      OracleWorld(images: images, rules: [OracleRule(priority: 1)], now: workedExampleNow))
    #expect(outcomes[images[0].digest]?.outcome == .keep)
    #expect(outcomes[images[1].digest]?.outcome == .expire)
  }

  @Test func `an image being restored is in no class and is not counted`() {
    let world = OracleWorld(
      images: [
        image("A", [], pushed: daysAgo(2)),
        image("B", [], pushed: daysAgo(1), status: .activating),
      ],
      rules: [OracleRule(priority: 1)], now: workedExampleNow)
    #expect(outcome("A", world).ranks == [1: 1])
    #expect(outcome("B", world) == OracleOutcome())
  }

  @Test func `an archived image without a time is older than any limit`() {
    let world = OracleWorld(
      images: [image("A", [], pushed: daysAgo(1), status: .archived)],
      rules: [.transitioned(1, days: 9_999)], now: workedExampleNow)
    #expect(outcome("A", world).outcome == .expire)
  }

  @Test(arguments: [
    ("prod*", "prod"), ("prod*", "production-team1"), ("*prod*", "repo-production"),
    ("latest", "latest"), ("*", "x"), ("a*b*c", "aXbYc"), ("**1", "1"), ("*a*", "a"),
  ])
  func `a pattern matches the whole tag`(_ pattern: String, _ tag: String) {
    #expect(glob(pattern, matches: tag))
  }

  @Test(arguments: [
    ("prod*", "repo-prod"), ("latest", "latest-dev"), ("v?", "v1"), ("Prod*", "prod"),
    ("*-1", "a-12"), ("a*b*c", "acb"), ("v1.2", "v1x2"), ("aa*a", "aa"),
  ])
  func `a pattern does not match less than the whole tag`(_ pattern: String, _ tag: String) {
    #expect(!glob(pattern, matches: tag))
  }

  @Test func `a prefix is literal`() {
    #expect(prefix("v", matches: "vendor"))
    #expect(!prefix("v*", matches: "v1"))
    #expect(!prefix("vendor", matches: "v"))
  }

  @Test func `every entry of a list needs a tag, and one tag may serve several`() {
    let rule = OracleRule.count(1, ["alpha*", "*1"], 1)
    #expect(tagListMatches(rule, tags: ["alpha-1"]))
    #expect(tagListMatches(rule, tags: ["alpha", "x1", "y"]))
    #expect(!tagListMatches(rule, tags: ["alpha-2", "beta"]))
  }

  private func outcome(_ name: String, _ world: OracleWorld) -> OracleOutcome {
    oracle(world)[digest(named: name)] ?? OracleOutcome()
  }
}
