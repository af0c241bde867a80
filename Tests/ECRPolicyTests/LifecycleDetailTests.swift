import ECRPolicy
import Testing
import Texts

/// Lifecycle policies on either side of what is told of them.
struct LifecycleDetailTests {
  private func read(_ text: String, isInForce: Bool = false) -> LifecyclePolicy.Reading {
    LifecyclePolicy.read(SourceText(name: "p", text: text), isInForce: isInForce)
  }

  @Test func `J-02: fifty rules are read with advice`() throws {
    // Each rule but the last selects what the rule before it does, and so decides nothing.
    let rules = (1...50).map {
      rule(
        #""rulePriority": \#($0)"#,
        selection: selection(
          status: #""tagStatus": "tagged", "tagPatternList": ["v*"]"#))
    }
    let reading = read("{\"rules\": [\(rules.joined(separator: ","))]}")
    #expect(try #require(reading.policy).rules.count == 50)
    #expect(!reading.findings.isEmpty)
  }

  @Test func `J-03: rules that are not JSON are not called of a wrong type as well`() {
    #expect(!read(#"{"rules": nonsense}"#).findings.contains { $0.code == "WRONG_TYPE" })
  }

  @Test(arguments: [
    #"{"rulePriority": 1}"#, #"{"rulePriority": 1, "action": {"type": "expire"}}"#,
    #"{"selection": {}, "action": {"type": "expire"}}"#,
  ])
  func `J-03: a rule without the policy around it is known by its number or its two objects`(
    text: String
  ) {
    #expect(
      read(text).findings.contains {
        $0.message == "this is a rule without the policy around it"
      })
  }

  @Test func `J-14: in a policy in force a number in quotes counts from 1`() throws {
    let text = policy(rule(selection: selection(number: #""countNumber": "1""#)))
    #expect(read(text).policy == nil)
    let inForce = try #require(read(text, isInForce: true).policy)
    #expect(inForce.rules.map(\.limit) == [.imageCountMoreThan(1)])
    let none = policy(rule(selection: selection(number: #""countNumber": "0""#)))
    #expect(read(none, isInForce: true).policy?.rules.map(\.limit) != [.imageCountMoreThan(0)])
  }

  @Test(arguments: [
    ("tagPrefixes", true), ("tagPatterns", true), ("tagStatus", false), ("allowList", false),
  ])
  func `J-04: only a list of tags in the wrong place is to be moved`(name: String, isMoved: Bool) {
    let found = read(policy(rule(extra: #", "\#(name)": ["v1"]"#))).findings
      .first { $0.code == "UNKNOWN_PROPERTY" }
    #expect(found != nil)
    #expect(
      found?.help?.contains("write it in `selection` as `tagPatternList`") == isMoved)
  }

  @Test func `the words of the policy's grammar`() {
    let limits: [(LifecyclePolicy.Limit, String)] = [
      (.imageCountMoreThan(1), "imageCountMoreThan"),
      (.sinceImagePushed(days: 1), "sinceImagePushed"),
      (.sinceImagePulled(days: 1), "sinceImagePulled"),
      (.sinceImageTransitioned(days: 1), "sinceImageTransitioned"),
    ]
    for (limit, word) in limits { #expect(limit.countType == word) }
    let requirements: [(TagRequirement, String)] = [
      (.tagged([TagPattern(prefix: "v")]), "tagged"), (.untagged, "untagged"), (.any, "any"),
    ]
    for (requirement, word) in requirements { #expect(requirement.tagStatus == word) }
  }
}
