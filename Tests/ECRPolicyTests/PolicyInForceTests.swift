import ECRPolicy
import Testing
import Texts

/// J-14: a policy that AWS gave back with the time of its last evaluation runs there, whatever its
/// form: what ECR would refuse is a warning, and the preview runs.
struct PolicyInForceTests {
  private static func text(_ selection: String, action: String = #"{"type": "expire"}"#) -> String {
    #"{"rules": [{"rulePriority": 1, "selection": {\#(selection)}, "action": \#(action)}]}"#
  }

  private static func read(_ text: String, isInForce: Bool) -> LifecyclePolicy.Reading {
    LifecyclePolicy.read(SourceText(name: "p", text: text), withAdvice: false, isInForce: isInForce)
  }

  static let forms: [(String, TagRequirement, [IssueCode])] = [
    (
      #""tagStatus": "any", "tagPrefixList": [""], "countType": "imageCountMoreThan", "countNumber": 3"#,
      .any, ["POLICY_IN_FORCE", "TAG_LIST_NOT_ALLOWED", "TAG_ENTRY_EMPTY"]
    ),
    (
      #""tagStatus": "any", "tagPatternList": [], "countType": "imageCountMoreThan", "countNumber": 3"#,
      .any, ["POLICY_IN_FORCE", "TAG_LIST_NOT_ALLOWED", "TAG_LIST_EMPTY"]
    ),
    (
      #""tagStatus": "tagged", "countType": "imageCountMoreThan", "countNumber": 3"#,
      .tagged([TagPattern(pattern: "*")]), ["POLICY_IN_FORCE", "TAG_LIST_MISSING"]
    ),
    (
      #""tagStatus": "tagged", "tagPrefixList": ["", "v"], "countType": "imageCountMoreThan", "countNumber": 3"#,
      .tagged([TagPattern(prefix: "v")]), ["POLICY_IN_FORCE", "TAG_ENTRY_EMPTY"]
    ),
    (
      #""tagStatus": "untagged", "countType": "imageCountMoreThan", "countUnit": "days", "countNumber": 3"#,
      .untagged, ["POLICY_IN_FORCE", "COUNT_UNIT_NOT_ALLOWED"]
    ),
  ]

  @Test(arguments: forms)
  func `J-14 in a policy in force what ECR would refuse is a warning`(
    selection: String, tags: TagRequirement, codes: [IssueCode]
  ) throws {
    let text = Self.text(selection)
    let refused = Self.read(text, isInForce: false)
    #expect(refused.policy == nil)
    #expect(refused.findings.containsErrors)
    let (policy, findings) = (
      Self.read(text, isInForce: true).policy, Self.read(text, isInForce: true).findings
    )
    #expect(try #require(policy).rules.map(\.tags) == [tags])
    #expect(Set(findings.map(\.code)) == Set(codes))
    #expect(findings.allSatisfy { $0.type == .warning && $0.serviceAnswer == nil })
  }

  @Test func `J-14 the reading that a preview takes is said, and why there is none`() throws {
    let empty = Self.text(
      #""tagStatus": "tagged", "tagPatternList": [""], "countType": "imageCountMoreThan", "countNumber": 3"#
    )
    let reading = Self.read(empty, isInForce: true)
    #expect(try #require(reading.policy).rules.map(\.tags) == [.tagged([TagPattern(pattern: "*")])])
    #expect(
      reading.findings.compactMap(\.help).contains { $0.hasSuffix("selects every tagged image") }
    )
    let quoted = Self.text(
      #""tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": "3""#)
    #expect(Self.read(quoted, isInForce: false).policy == nil)
    let rules = try #require(Self.read(quoted, isInForce: true).policy).rules
    #expect(rules.map(\.limit) == [.imageCountMoreThan(3)])
    let zero = Self.read(Self.unreadable[1], isInForce: true).findings
    #expect(zero.map(\.code).contains("POLICY_IN_FORCE"))
  }

  @Test func `J-14 a policy in force without faults has no warning`() {
    let text = Self.text(
      #""tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3"#)
    #expect(Self.read(text, isInForce: true).findings.isEmpty)
  }

  static let unreadable = [
    text(#""tagStatus": "all", "countType": "imageCountMoreThan", "countNumber": 3"#),
    text(#""tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 0"#),
    text(#""tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3"#) + "}",
    text(
      #""tagStatus": "tagged", "tagPrefixList": ["a"], "tagPatternList": ["b"], "countType": "imageCountMoreThan", "countNumber": 3"#
    ),
    "{\"rules\": []}" + String(repeating: " ", count: 100),
  ]

  @Test(arguments: unreadable)
  func `J-14 what cannot be previewed is refused, in force or not`(text: String) {
    let reading = Self.read(text, isInForce: true)
    #expect(reading.policy == nil)
    #expect(reading.findings.containsErrors)
  }
}
