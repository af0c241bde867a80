import ECRDocuments
import ECRModel
import Testing
import Texts

/// Policies inside documents that are not of a kind of their own: taken where there is one, and named
/// with the way out where there are several.
struct PolicySearchTests {
  private static let lifecycle =
    #"{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3}, "action": {"type": "expire"}}]}"#
  private static let access =
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}]}"#

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
      return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// An event of CloudTrail, whose answer repeats the request.
  private static func event(_ name: String, _ request: String, _ more: String = "") -> String {
    #"{"eventVersion": "1.08", "eventSource": "ecr.amazonaws.com", "eventName": "\#(name)", "awsRegion": "eu-west-1", "recipientAccountId": "111122223333"\#(more), "requestParameters": {"registryId": null, "repositoryName": "team/app", \#(request)}, "responseElements": {\#(request)}}"#
  }

  private static let put = event(
    "PutLifecyclePolicy", #""lifecyclePolicyText": \#(quoted(lifecycle))"#)
  private static let set = event("SetRepositoryPolicy", #""policyText": \#(quoted(access))"#)

  private static func read(_ text: String) -> LifecyclePolicyDocument.Reading {
    LifecyclePolicyDocument.read(SourceText(name: "p", text: text))
  }

  static let taken: [(String, String)] = [
    ("`--query '{text: lifecyclePolicyText}'`", #"{"text": \#(quoted(lifecycle))}"#),
    ("`--query` of two members", #"{"name": "app", "policy text": \#(quoted(lifecycle))}"#),
    ("`--query '{policy: …}'`", #"{"policy": \#(quoted(lifecycle))}"#),
    (
      "an output of Terraform",
      #"{"sensitive": false, "type": "string", "value": \#(quoted(lifecycle))}"#
    ),
    ("an output of Terraform with a list", #"{"value": [\#(quoted(lifecycle))]}"#),
    ("an output of Terraform that is an object", #"{"value": \#(lifecycle)}"#),
    (
      "all outputs of Terraform",
      #"{"a": {"sensitive": false, "value": "x"}, "b": {"sensitive": false, "value": \#(quoted(lifecycle))}}"#
    ),
    ("percent-encoded", encoded(lifecycle)),
    ("percent-encoded, indented", "\n " + encoded(lifecycle) + "\n"),
    ("percent-encoded in quotes", quoted(encoded(lifecycle))),
    ("in single quotes", "'\(lifecycle)'"),
    ("a list of one text, as a `--query` picks it", "[\(quoted(lifecycle))]"),
    ("an event", put),
    (
      "a log file",
      #"{"Records": [{"eventName": "GetLifecyclePolicy", "eventSource": "ecr.amazonaws.com"}, \#(put)]}"#
    ),
    ("EventBridge", #"{"version": "0", "detail-type": "x", "detail": \#(put)}"#),
    (
      "`aws cloudtrail lookup-events`",
      #"{"Events": [{"EventName": "PutLifecyclePolicy", "CloudTrailEvent": \#(quoted(put))}]}"#
    ),
  ]

  @Test(arguments: taken)
  func `a document with one policy in it is that policy`(name: String, text: String) throws {
    let reading = Self.read(text)
    #expect(reading.findings.isEmpty, "\(name): \(reading.findings)")
    let policy = try #require(reading.policyText, "\(name)")
    let found = String(decoding: policy.bytes, as: UTF8.self)
    #expect(found.trimmingPrefix { $0.isWhitespace }.hasPrefix(Self.lifecycle), "\(name)")
    #expect(!reading.isInForce)
  }

  /// Taken out of its document, the policy would lose what is wrong with the text around its rules.
  @Test func `a text with a mistake in it is not taken for a policy`() {
    let twice = Self.lifecycle.dropLast() + #", "rules": []}"#
    let reading = Self.read(#"{"value": \#(Self.quoted(String(twice)))}"#)
    let text = reading.policyText.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(text?.contains("value") != false)
  }

  @Test func `several requests for policies are a list of policies`() {
    let request = #"{"repositoryName": "a", "policyText": "{}", "force": true}"#
    let kind = DocumentKind(of: SourceText(name: "p", text: "[\(request), \(request)]"))
    #expect(kind.isListOfPolicies)
  }

  @Test func `positions in a percent-encoded policy are the file's`() throws {
    let text = "\n " + Self.encoded(Self.lifecycle)
    let policy = try #require(Self.read(text).policyText)
    let start = try #require(Self.lifecycle.firstRange(of: "tagStatus")).lowerBound
    let offset = Self.lifecycle.utf8.distance(from: Self.lifecycle.startIndex, to: start)
    let place = policy.location(of: Span(offset, offset + 1)).start
    #expect(place.line == 2)
    let before = Self.encoded(String(Self.lifecycle[..<start]))
    #expect(place.column == 2 + before.utf8.count)
  }

  @Test func `a policy of another kind is named for what it is`() {
    let reading = Self.read(#"{"value": \#(Self.quoted(Self.access))}"#)
    #expect(reading.policyText == nil)
    #expect(
      reading.findings.map(\.message) == [
        "this is an IAM, repository or registry policy, not a lifecycle policy"
      ])
  }

  static let several: [(String, String, String)] = [
    (
      #"{"value": [\#(quoted(access)), {"a b": \#(quoted(lifecycle))}]}"#,
      "this is a document with several policies, not a lifecycle policy",
      #"give one policy: `jq -r '.value[1].["a b"]' FILE`"#
    ),
    (
      #"{"Records": [\#(set), \#(put), \#(put)]}"#,
      "this is CloudTrail output, not a lifecycle policy",
      "give one policy: `jq -r '.Records[1].requestParameters.lifecyclePolicyText' FILE`"
    ),
    (
      #"{"Events": [{"CloudTrailEvent": \#(quoted(put))}, {"CloudTrailEvent": \#(quoted(put))}]}"#,
      "this is CloudTrail output, not a lifecycle policy",
      "`jq -r '.Events[0].CloudTrailEvent | fromjson | .requestParameters.lifecyclePolicyText' "
        + "FILE`"
    ),
    // What was deleted or denied is not the policy.
    (
      event("DeleteLifecyclePolicy", #""lifecyclePolicyText": \#(quoted(lifecycle))"#),
      "this is CloudTrail output, not a lifecycle policy", "it has no event that set a policy"
    ),
    (
      event(
        "PutLifecyclePolicy", #""lifecyclePolicyText": \#(quoted(lifecycle))"#,
        #", "errorCode": "AccessDenied""#),
      "this is CloudTrail output, not a lifecycle policy", "it has no event that set a policy"
    ),
    (
      #"{"format_version": "1.2", "resource_changes": [{"type": "aws_ecr_lifecycle_policy", "change": {"after": {"policy": \#(quoted(lifecycle))}}}]}"#,
      "this is Terraform's state or plan, not a lifecycle policy", ".change.after.policy"
    ),
    (
      "- hosts: all\n  tasks:\n  - name: policy\n    community.aws.ecs_ecr:\n      "
        + "lifecycle_policy:\n        rules: []\n",
      "this is a file of Ansible tasks, not a lifecycle policy", ".lifecycle_policy // empty"
    ),
    (
      #""file://policies/app.json""#,
      "this is the argument that the AWS CLI takes in place of a file's text, not a lifecycle "
        + "policy",
      "give the file that it names: `policies/app.json`,"
    ),
  ]

  @Test(arguments: several)
  func `a document without one meaning is named, with the way to one policy`(
    text: String, message: String, help: String
  ) {
    let reading = Self.read(text)
    #expect(reading.policyText == nil)
    #expect(reading.findings.map(\.message) == [message])
    #expect(reading.findings.first?.help?.contains(help) == true, "\(reading.findings)")
  }

  @Test func `the mistakes of a text around a policy in quotes are reported`() {
    let reading = Self.read(Self.quoted(Self.lifecycle) + " x")
    #expect(reading.findings.map(\.code) == ["JSON_TRAILING_DATA"])
  }

  @Test func `an event says whose the repository policy is that it set`() throws {
    let reading = AccessDocument.read(SourceText(name: "p", text: #"{"Records": [\#(Self.set)]}"#))
    #expect(reading.findings.isEmpty)
    guard case .repositoryPolicy(_, let id) = try #require(reading.documents.first) else {
      Issue.record("\(reading.documents)")
      return
    }
    #expect(
      id
        == RepositoryID(registryID: "111122223333", region: "eu-west-1", repositoryName: "team/app")
    )
  }

  @Test func `Ansible tasks are named where policies of access are read, too`() {
    let reading = AccessDocument.read(
      SourceText(name: "p", text: "- name: policy\n  ecs_ecr:\n    policy: {}\n"))
    #expect(reading.findings.map(\.code) == ["NOT_ABOUT_ACCESS"])
    #expect(reading.findings.first?.help?.contains(".policy // empty") == true)
  }

  @Test func `None is what the CLI prints for nothing`() {
    let reading = AccessDocument.read(SourceText(name: "p", text: "None\n"))
    #expect(reading.findings.map(\.code) == ["NO_OUTPUT_IN_FILE"])
    #expect(
      JSONReader.read(SourceText(name: "p", text: "None,")).findings.first?.code
        == "JSON_UNKNOWN_WORD")
  }
}
