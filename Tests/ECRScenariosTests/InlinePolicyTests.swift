import ECRSimulator
import Testing
import Texts

@testable import ECRScenarios

/// Policies that stand in the story itself: AWS's JSON, byte for byte, at its places in the file.
struct InlinePolicyTests {
  private func policy(_ value: String) throws -> StoryPolicy {
    var tale = Tale()
    tale.situation = "repositories:\n  web/shop:\n    lifecyclePolicy: \(value)\n    images: []"
    tale.tell("- {question: Who?, preview: web/shop, answer: {keep: []}}")
    let (scenario, findings) = tale.read()
    let read = try #require(scenario, "\(findings.map(\.told))")
    return try #require(read.situation.repositories[0].lifecyclePolicy)
  }

  private func text(_ value: String) throws -> String {
    String(decoding: try policy(value).text.bytes, as: UTF8.self)
  }

  @Test func `a policy in braces is its bytes, from the first brace to the last`() throws {
    let json = #"{"rules": [ {"a":  "}{ \" ü" }, {"b": [1, 2.50]} ]   }"#
    #expect(try text(json) == json)
    #expect(try text(json + "   # what it does") == json)
    for brackets in ["{", "}}", "[", "]]"] {
      let json = #"{"rules": [], "x": "\#(brackets)"}"#
      #expect(try text(json) == json)
    }
    #expect(try policy(json).name == nil)
  }

  @Test func `a policy in braces may go over several lines`() throws {
    let json = "{\"rules\": [\n        {\"a\": 1}\n      ]}"
    #expect(try text(json) == json)
  }

  @Test func `an anchor in front of a policy is no part of it`() throws {
    #expect(try text(#"&same {"rules": []}"#) == #"{"rules": []}"#)
    #expect(try text("&same |\n      {\"rules\": []}") == "{\"rules\": []}\n")
  }

  /// What stands after the indicator and below it, and the text that YAML says it is.
  static let blocks: [(String, String)] = [
    ("|\n      {\"rules\": [\n        {}\n      ]}", "{\"rules\": [\n  {}\n]}\n"),
    ("|-\n      {\"rules\": []}\n", "{\"rules\": []}"),
    ("|\n      {\"rules\":\n\n        []}\n\n\n", "{\"rules\":\n\n  []}\n"),
    ("|+\n      {\"rules\": []}\n", "{\"rules\": []}\n\n"),
    ("|2\n        {\"rules\": []}", "  {\"rules\": []}\n"),
    ("| # as AWS has it\n      {\"a\": \"# no comment\"}", "{\"a\": \"# no comment\"}\n"),
    ("|\r\n      {\"rules\":\r\n\r\n      []}\r\n", "{\"rules\":\r\n\r\n[]}\r\n"),
  ]

  @Test(arguments: blocks)
  func `a block is its lines without their indentation`(value: String, json: String) throws {
    #expect(try text(value) == json)
  }

  /// AWS takes 30720 characters: what YAML needs around the text does not count.
  @Test(arguments: [(30_720, true), (30_721, false)])
  func `the length of a policy is that of its JSON`(length: Int, fits: Bool) throws {
    let (start, end) = (#"{"rules": [], "x": ""#, #""}"#)
    let json = start + String(repeating: "a", count: length - start.count - end.count) + end
    #expect(json.count == length)
    for value in [json, "|-\n        \(json)"] {
      let tale = Tale(
        story: "- question: Too long?\n  validate: \(value)\n  answer: {valid: false}")
      let outcome = try tale.run()
      guard case .validation(let answer)? = outcome.questions.first?.answer else {
        Issue.record("no answer")
        continue
      }
      #expect(answer.findings.contains { $0.code == "POLICY_TOO_LONG" } == !fits)
    }
  }

  /// The same mistake, in a file's own text and in a story's.
  static let mistaken = [
    #"- question: Fine?\#n  validate: {"rules": [{"rulePriority": «0}]}\#n  answer: {valid: false}"#,
    "- question: Fine?\n  validate: |\n    {\"rules\": [\n      {\"rulePriority\":\n        «0}]}\n"
      + "  answer: {valid: false}",
    "- question: Größe?\n  validate: |-\n      {\"ü🐳\": 1, \"rules\": [{\"rulePriority\": «0}]}\n"
      + "  answer: {valid: false}",
  ]

  @Test(arguments: mistaken)
  func `a finding in such a policy stands where the file has it`(story: String) throws {
    let tale = Tale(story: story)
    let outcome = try tale.run()
    guard case .validation(let answer)? = outcome.questions.first?.answer else {
      Issue.record("no answer")
      return
    }
    let finding = try #require(answer.findings.first { $0.code == "NUMBER_TOO_SMALL" })
    #expect(finding.location.file == "scenario.yaml")
    let start = finding.location.start
    #expect(["\(start.line):\(start.column)"] == tale.unmarked.places)
  }

  @Test func `a policy in YAML's own words is none`() {
    var tale = Tale()
    tale.situation =
      "repositories:\n  web/shop:\n    lifecyclePolicy:\n      «rules:\n        - {rulePriority: 1}"
    tale.tell("- {question: Who?, preview: web/shop, answer: {keep: []}}")
    Mistake(
      tale,
      "NOT_JSON: `lifecyclePolicy` is YAML; a policy must be JSON; write it in braces, put "
        + "it below `|`, or name a file"
    ).expect()
  }

  @Test func `a policy with mistakes that would have to decide is told with its own findings`()
    throws
  {
    var tale = Tale(
      story: "- {question: Who?, preview: «web/shop, policy: bad.json, answer: {keep: [A, B]}}")
    tale.files["bad.json"] = Policies.keep(0)
    let outcome = try tale.run()
    let number =
      1
      + (Policies.keep(0).firstRange(of: "0}").map {
        Policies.keep(0).distance(from: Policies.keep(0).startIndex, to: $0.lowerBound)
      } ?? 0)
    #expect(outcome.findings.map(\.location.file) == ["bad.json", "scenario.yaml"])
    #expect(outcome.findings.first?.told.hasPrefix("NUMBER_TOO_SMALL 1:\(number): ") == true)
    #expect(
      outcome.findings.last?.told
        == "IMPOSSIBLE \(tale.unmarked.places[0]): an invalid lifecycle policy has no effect: "
        + "use `validate`")
    #expect(!outcome.passes)
  }

  @Test func `a policy that AWS keeps is named by its ARN`() throws {
    var tale = Tale()
    tale.situation +=
      "\nprincipals: {ci: {arn: anonymous, identityPolicies: "
      + "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly}}"
    let principal = try #require(tale.read().scenario).situation.principals[0]
    #expect(
      principal.identityPolicies.map(\.name) == [
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
      ])
  }
}
