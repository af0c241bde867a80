import ECRDocuments
import Testing
import Texts

struct LifecyclePolicyDocumentTests {
  @Test func `the policy inside get-lifecycle-policy output is found, positions are the file's`()
    throws
  {
    let text = "{\"registryId\": \"1\",\n \"lifecyclePolicyText\": \"{\\\"rules\\\": []}\"}"
    let policy = try #require(
      LifecyclePolicyDocument.read(SourceText(name: "p", text: text)).policyText)
    #expect(String(decoding: policy.bytes, as: UTF8.self) == "{\"rules\": []}")
    // The text starts behind the opening quote: line 2, column 26.
    let place = policy.location(of: Span(0, 1)).start
    #expect(place.line == 2)
    #expect(place.column == 26)
  }

  @Test func `another document is named for what it is`() {
    let finding = LifecyclePolicyDocument.read(
      SourceText(name: "p", text: "{\"imageDetails\": []}")
    ).findings.first
    #expect(finding?.message == "this is `aws ecr describe-images` output, not a lifecycle policy")
    let object = LifecyclePolicyDocument.read(
      SourceText(name: "p", text: "{\"lifecyclePolicyText\": {}}")
    ).findings.first
    #expect(object?.code == "POLICY_TEXT_NOT_STRING")
  }

  private static let bare =
    #"{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3}, "action": {"type": "expire"}}]}"#
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  static let taken: [(String, String)] = [
    ("`--query lifecyclePolicyText`", quoted(bare)), ("quoted twice", quoted(quoted(bare))),
    ("`--query '[lifecyclePolicyText]'`", "[\(quoted(bare))]"),
    ("PowerShell", #"{"LifecyclePolicyText": \#(quoted(bare)), "RepositoryName": "app"}"#),
    ("one answer of a list", "[{\"lifecyclePolicyText\": \(quoted(bare))}]"),
    ("escaped twice", #"{"lifecyclePolicyText": \#(quoted(quoted(bare)))}"#),
    ("a string unfolded by jq", #"{"lifecyclePolicyText": \#(bare)}"#), ("bare", bare),
  ]

  @Test(arguments: taken)
  func `a policy is found in what people have`(name: String, text: String) throws {
    let reading = LifecyclePolicyDocument.read(SourceText(name: "p", text: text))
    #expect(reading.findings.isEmpty, "\(name)")
    let found = String(decoding: try #require(reading.policyText).bytes, as: UTF8.self)
    #expect(found == Self.bare, "\(name)")
  }

  @Test(arguments: [" x", ", 1", "\"\""])
  func `what stands behind a policy that was escaped twice is not passed over`(more: String) throws
  {
    let text = Self.quoted(Self.bare) + more
    let reading = LifecyclePolicyDocument.read(
      SourceText(name: "p", text: #"{"lifecyclePolicyText": \#(Self.quoted(text))}"#))
    // The reader of policies finds the mistake, as in any text.
    let policy = String(decoding: try #require(reading.policyText).bytes, as: UTF8.self)
    #expect(policy == text)
  }

  static let containers: [(String, String)] = [
    (#"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#, "LifecyclePolicyText"),
    (#"{"Resources": {}}"#, "jq"), ("AWSTemplateFormatVersion: x\nResources:\n", "yq"),
    ("# A comment\nResources:\n  A:\n", "yq"), (#"{"TemplateBody": {}}"#, "TemplateBody"),
    (#"{"version": 4, "terraform_version": "1.9", "resources": []}"#, "aws_ecr_lifecycle_policy"),
    (#"{"resource": {"aws_ecr_lifecycle_policy": {}}}"#, "terraform show -json"),
    ("resource \"aws_ecr_lifecycle_policy\" \"x\" {\n}\n", "terraform show -json"),
    (#"{"ResourceDescription": {"Properties": "{}"}}"#, "fromjson"),
    (#"{"TemplateBody": "Resources:\n"}"#, "jq -r '.TemplateBody'"),
    (#"{"TemplateBody": {"Resources": {}}}"#, ".LifecyclePolicyText"),
    (#"{"Type": "AWS::ECR::Repository", "Properties": {}}"#, ".LifecyclePolicyText"),
    (#"{"policy": "{}"}"#, "jq -r '.policy'"),
    (#"{"out": {"sensitive": false, "type": "string", "value": "{}"}}"#, ".NAME.value"),
    (#"{"apiVersion": "v1", "kind": "Repository", "spec": {"lifecyclePolicy": "{}"}}"#, "jq"),
    (#"[{"rules": []}, {"rules": []}]"#, "jq '.[0]'"),
    ("file://policies/app.json\n", "give the file that it names: `policies/app.json`"),
    ("fileb:///tmp/app.json", "`/tmp/app.json`"),
    ("---\n# A policy\nrules:\n- rulePriority: 1\n", "yq"),
    ("apiVersion: ecr.example.com/v1\nkind: Repository\n", "yq"),
  ]

  static let names: [(String, String)] = [
    (
      "rules:\n- rulePriority: 1\n",
      "expected a lifecycle policy in JSON, got a lifecycle policy in YAML"
    ),
    ("Statement:\n- Effect: Allow\n", "expected a lifecycle policy in JSON, got a policy in YAML"),
    ("Resources:\n", "this is a CloudFormation template in YAML, not a lifecycle policy"),
    (
      "file://p.json",
      "this is the argument that the AWS CLI takes in place of a file's text, not a lifecycle policy"
    ),
  ]

  @Test(arguments: names)
  func `a message says what was expected, and what was given`(text: String, message: String) {
    let reading = LifecyclePolicyDocument.read(SourceText(name: "p", text: text))
    #expect(reading.findings.map(\.message) == [message])
  }

  @Test(arguments: containers)
  func `a document with policies in it says how to take one out`(text: String, help: String) {
    let reading = LifecyclePolicyDocument.read(SourceText(name: "p", text: text))
    #expect(reading.policyText == nil)
    #expect(reading.findings.map(\.code) == ["NOT_A_LIFECYCLE_POLICY"])
    #expect(reading.findings.first?.help?.contains(help) == true)
  }

  @Test func `J-14 what AWS has evaluated is in force`() {
    func isInForce(_ members: String) -> Bool {
      LifecyclePolicyDocument.read(
        SourceText(
          name: "p", text: #"{"lifecyclePolicyText": \#(Self.quoted(Self.bare))\#(members)}"#)
      ).isInForce
    }
    #expect(isInForce(#", "lastEvaluatedAt": "2026-04-30T01:00:00+00:00""#))
    #expect(isInForce(#", "lastEvaluatedAt": 1769860800.0"#))
    #expect(!isInForce(#", "lastEvaluatedAt": null"#))
    #expect(!isInForce(""))
  }
}
