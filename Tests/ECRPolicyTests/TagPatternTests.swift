import ECRPolicy
import Testing

struct TagPatternTests {
  @Test(arguments: [
    ("prod*", "prod", true), ("prod*", "prod1", true), ("prod*", "production-team1", true),
    ("prod*", "repo-production", false), ("*prod*", "repo-production", true),
    ("latest", "latest", true), ("latest", "latest-dev", false), ("*", "", true),
    ("a*a", "a", false),
    ("a*a", "aa", true), ("*ab*ab", "ab", false), ("*ab*ab", "abab", true), ("a*b*c", "abbc", true),
    ("a**b", "ab", true), ("Prod*", "prod", false), ("a.c", "abc", false), ("v?", "v1", false),
    ("*a*b*", "xbxa", false), ("a*bc*c", "abcc", true), ("a*bc*c", "abc", false),
  ])
  func `E-10, E-11 a pattern is anchored, and only the star means something`(
    pattern: String, tag: String, expected: Bool
  ) {
    #expect(TagPattern(pattern: pattern).matches(tag) == expected)
  }

  @Test(arguments: [
    ("v", "vendor", true), ("v*", "v*1", true), ("v*", "v1", false), ("v1", "v", false),
  ])
  func `E-12 every character of a prefix means itself`(prefix: String, tag: String, expected: Bool)
  {
    #expect(TagPattern(prefix: prefix).matches(tag) == expected)
  }

  @Test func `E-08, E-09 all entries have to be met, one tag may meet several`() {
    let both = TagRequirement.tagged([TagPattern(pattern: "alpha*"), TagPattern(pattern: "*1")])
    #expect(both.isMet(by: ["alpha-1"]))
    #expect(both.isMet(by: ["alpha-2", "beta-1", "gamma"]))
    #expect(!both.isMet(by: ["alpha-2"]))
    #expect(!both.isMet(by: []))
    #expect(TagRequirement.untagged.isMet(by: []))
    #expect(TagRequirement.any.isMet(by: []))
  }
}
