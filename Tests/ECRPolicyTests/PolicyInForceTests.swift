import ECRPolicy
import Testing
import Texts

/// J-14: what ECR evaluates is in force, whatever ECR would say to it today.
struct PolicyInForceTests {
  private func read(_ selection: String, inForce: Bool = true) -> LifecyclePolicy.Reading {
    LifecyclePolicy.read(
      SourceText(name: "p", text: policy(rule(selection: selection))), isInForce: inForce)
  }

  private static let count = #""countType": "imageCountMoreThan", "countNumber": 3"#

  static let odd: [(String, TagRequirement)] = [
    (#"{"tagStatus": "any", \#(count), "tagPrefixList": [""]}"#, .any),
    (#"{"tagStatus": "untagged", \#(count), "tagPatternList": []}"#, .untagged),
    // Without a list nothing narrower than all tagged images is known.
    (#"{"tagStatus": "tagged", \#(count)}"#, .tagged([TagPattern(pattern: "*")])),
    (
      #"{"tagStatus": "tagged", \#(count), "tagPrefixList": []}"#,
      .tagged([TagPattern(pattern: "*")])
    ),
    (#"{"tagStatus": "any", \#(count), "countUnit": "days"}"#, .any),
  ]

  @Test(arguments: odd)
  func `a policy in force is read with warnings, and refused as a new one`(
    selection: String, tags: TagRequirement
  ) {
    let inForce = read(selection)
    #expect(inForce.policy?.rules.map(\.tags) == [tags])
    #expect(inForce.findings.contains { $0.type == .warning && $0.message.contains("is in force") })
    #expect(!inForce.findings.containsErrors)
    let new = read(selection, inForce: false)
    #expect(new.policy == nil)
    #expect(new.findings.containsErrors)
  }

  static let unreadable = [
    #"{"tagStatus": "some", \#(count)}"#, #"{"tagStatus": "any", "countNumber": 3}"#,
    #"{"tagStatus": "tagged", \#(count), "tagPrefixList": ["a"], "tagPatternList": ["b"]}"#,
  ]

  @Test(arguments: unreadable)
  func `what has no meaning, or several, stays an error`(selection: String) {
    #expect(read(selection).policy == nil)
    #expect(read(selection).findings.containsErrors)
  }
}
