import ECRPolicy
import Testing
import Texts

/// X-01 to X-12: what ECR itself answers, word for word.
struct ServiceAnswerTests {
  private static let wrapper =
    "InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy "
    + "constraint: 'Lifecycle policy validation failure: "

  private func answers(_ text: String) -> [String] {
    LifecyclePolicy.read(SourceText(name: "p", text: text)).findings.compactMap {
      $0.serviceAnswer?.text
    }
  }

  static let schema: [(String, String, String)] = [
    (
      "X-02",
      #"{"Rules": [                                                                                              ]}"#,
      #"object has missing required properties (["rules"])"#
    ),
    (
      "X-03",
      policy(
        #"{"description": "a rule without a number and without an action is what this is", "selection": \#(selection())}"#
      ),
      #"object has missing required properties (["action","rulePriority"])"#
    ),
    (
      "X-04", policy(rule(extra: #", "x": 1"#)),
      #"object instance has properties which are not allowed by the schema: ["x"]"#
    ),
    (
      "X-05", policy(rule(action: #"{"type": "keep"}"#)),
      #"instance value ("keep") not found in enum (possible values: ["expire","transition"])"#
    ),
    (
      "X-06", policy(rule(selection: selection(number: #""countNumber": 0"#))),
      "numeric instance is lower than the required minimum (minimum: 1, found: 0)"
    ),
    (
      "X-07", policy(rule(action: #"{"type": "expire", "targetStorageClass": "archive"}"#)),
      "instance failed to match exactly one schema (matched 0 out of 2)"
    ),
    (
      "X-08", policy(rule(selection: selection(more: #", "countUnit": "days""#))),
      "instance failed to match exactly one schema (matched 0 out of 4)"
    ),
    (
      "X-08", policy(rule(selection: selection(count: #""countType": "imageCountMoreThanN""#))),
      "instance failed to match exactly one schema (matched 0 out of 4)"
    ),
    (
      "X-12", policy("\"\""),
      #"instance type (string) does not match any allowed primitive type (allowed: ["object"])"#
    ),
  ]

  @Test(arguments: schema)
  func `a failure of the schema ends in a line break before the quote`(
    fact: String, text: String, detail: String
  ) {
    #expect(answers(text).contains(Self.wrapper + detail + "\n'"))
  }

  @Test func `X-08 an unknown count type is no failure of an enum`() {
    let text = policy(rule(selection: selection(count: #""countType": "imageCountMoreThanN""#)))
    #expect(answers(text).count == 1)
    #expect(!answers(text).contains { $0.contains("not found in enum") })
  }

  static let meanings: [(String, String, String)] = [
    (
      "X-01", "no json at all, and long enough for it, " + String(repeating: "x", count: 80),
      "Could not map policyString into LifecyclePolicy."
    ),
    (
      "X-09",
      policy(
        rule(selection: selection(status: #""tagStatus": "any""#)), rule(#""rulePriority": 2"#)),
      "Rule for tagStatus=ANY must have the lowest priority per storage class"
    ),
    (
      "X-10", policy(rule(), rule(#""rulePriority": 2"#)),
      "Only one rule can select Untagged images per storage class."
    ),
    (
      "X-11", policy(rule(selection: selection(status: #""tagStatus": "tagged""#))),
      "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED."
    ),
  ]

  @Test(arguments: meanings)
  func `a failure of the meaning has no line break`(fact: String, text: String, detail: String) {
    #expect(answers(text).contains(Self.wrapper + detail + "'"))
  }
}
