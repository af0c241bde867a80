import ECRAccess
import ECRPolicy
import ECRSimulator
import Testing
import Texts

/// What `validate` takes a document for, and in whose words it answers.
struct ValidatePolicyTests {
  private func validate(_ text: String, as kind: PolicyKind? = nil) -> ValidatePolicy.Outcome {
    ValidatePolicy.run(SourceText(name: "policy.json", text: text), as: kind)
  }

  private func codes(_ outcome: ValidatePolicy.Outcome) -> [String] {
    outcome.findings.map(\.code.rawValue)
  }

  // MARK: Broken texts

  static let brokenAccess = [
    #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow""#,
    #"{"Statement": [{"Effect": "Allow" oops"#,
    #"{"Version": "2012-10-17", "Id": "rules of the shop", [}"#,
    #"{"Version": "2012-10-17", "statement": []}"#,
  ]

  @Test(arguments: brokenAccess)
  func `A-01: a broken policy of access gets no answer of the lifecycle service`(text: String) {
    let outcome = validate(text)
    #expect(outcome.kind == .accessPolicy(.identityPolicy))
    #expect(!outcome.isValid)
    #expect(!outcome.findings.isEmpty)
    for finding in outcome.findings {
      #expect(finding.facts.contains("A-01"))
      #expect(finding.serviceAnswer?.text.contains("LifecyclePolicy") != true)
    }
  }

  @Test(arguments: [#"{"rules": [{"rulePriority": 1"#, #"{"rules": ["Statement":}"#])
  func `J-03: a broken lifecycle policy gets its service's answer`(text: String) throws {
    let outcome = validate(text)
    #expect(outcome.kind == .lifecyclePolicy)
    let answers = outcome.findings.compactMap(\.serviceAnswer?.text)
    #expect(answers.contains { $0.contains("'LifecyclePolicyText'") })
    // Its length is not the mistake.
    #expect(!outcome.findings.contains { $0.code == "POLICY_TOO_SHORT" })
  }

  /// J-03, A-01: the policy's text is one object; what is wrong inside is reported too.
  @Test(arguments: ["[P]", "[[P]]", " [ P ]\n"])
  func `a policy in a list is rejected, with the fix`(form: String) throws {
    let rule = #"{"rulePriority": 0, "selection": {"tagStatus": "any", "countType": "x"}}"#
    let policies: [(String, ValidatePolicy.Kind, Set<String>)] = [
      (
        #"{"rules": [\#(rule), \#(rule)]}"#, .lifecyclePolicy,
        ["ROOT_NOT_OBJECT", "NUMBER_TOO_SMALL", "NOT_IN_ENUM", "MISSING_PROPERTY"]
      ),
      (
        #"{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "x"}}"#,
        .accessPolicy(.repositoryPolicy), ["JSON_SYNTAX_ERROR", "INVALID_ACTION"]
      ),
    ]
    for (policy, kind, expected) in policies {
      let outcome = validate(form.replacing("P", with: policy))
      #expect(outcome.kind == kind)
      #expect(!outcome.isValid)
      #expect(Set(codes(outcome)) == expected)
      #expect(outcome.findings.first?.help == "remove the brackets `[` and `]` around it")
    }
    // The same list around what the AWS CLI prints is no mistake.
    let printed = #"[{"lifecyclePolicyText": "{\"rules\": []}", "registryId": "1"}]"#
    #expect(codes(validate(printed)) == ["POLICY_TOO_SHORT", "NO_RULES"])
  }

  @Test func `A-01: broken account details are account details`() {
    let outcome = validate(#"{"UserDetailList": [{"UserName": "alice""#)
    #expect(outcome.kind == .authorizationDetails)
    #expect(codes(outcome) == ["JSON_UNEXPECTED_END"])
  }

  static let others = [
    (#"{"repositories": []}"#, "`aws ecr describe-repositories` output"),
    (#"{"imageDetails": []}"#, "`aws ecr describe-images` output"),
    (#"{"imageDetails": [{"imageDigest": "sha256:"#, "`aws ecr describe-images` output"),
    (#"{"Parents": []}"#, "`aws organizations list-parents` output"),
    (#"{"items": []}"#, "`kubectl get -o json` output"),
    (#"{"name": "team/app", "tags": ["v1"]}"#, "a list of tags, as a registry prints it"),
    (#"{"__type": "RepositoryNotFoundException"}"#, "an AWS error message"),
    (#"{"Roles": []}"#, "`aws iam list-roles` output"),
    (#"{"VpcEndpoints": []}"#, "`aws ec2 describe-vpc-endpoints` output"),
    (#"{"Policy": {"DefaultVersionId": "v1"}}"#, "`aws iam get-policy` output"),
    (
      #"{"repositoryName": "app", "policyText": "{}"}"#,
      "the input of `aws ecr set-repository-policy`"
    ),
    (
      #"[{"Version": "2012-10-17", "Statement": []}, {"Version": "2012-10-17", "Statement": []}]"#,
      "a list of several policies"
    ),
  ]

  @Test(arguments: others)
  func `what has no policy in it is called by its name, and no service answers`(
    text: String, name: String
  ) {
    let outcome = validate(text)
    #expect(outcome.kind == .noPolicy)
    #expect(!outcome.isValid)
    #expect(outcome.findings.map(\.message) == ["this is \(name), not a policy"])
    #expect(outcome.findings.map(\.serviceAnswer) == [nil])
  }

  static let containers: [(String, String)] = [
    (
      #"{"Resources": {"R": {"Properties": {"RepositoryPolicyText": {}}}}}"#,
      "| .RepositoryPolicyText //"
    ),
    (
      #"{"Resources": {"R": {"Properties": {"AssumeRolePolicyDocument": {}}}}}"#,
      "| .AssumeRolePolicyDocument //"
    ),
    (
      #"{"terraform_version": "1", "resources": [{"type": "aws_ecr_repository_policy"}]}"#,
      "aws_ecr_repository_policy"
    ),
    (
      #"{"terraform_version": "1", "resources": [{"type": "aws_iam_role"}]}"#,
      ".attributes.assume_role_policy"
    ),
    ("resource \"aws_ecr_repository_policy\" \"x\" {\n}\n", "aws_ecr_repository_policy"),
    (
      "Resources:\n  R:\n    Properties:\n      RepositoryPolicyText:\n",
      ".Resources[].Properties.RepositoryPolicyText"
    ),
    (#"{"RepositoryPolicyText": {}}"#, ".RepositoryPolicyText"),
    ("Version: \"2012-10-17\"\nStatement:\n  - Effect: Allow\n", "yq -r tojson FILE"),
  ]

  @Test(arguments: containers)
  func `the help takes out the policy that a document contains`(text: String, help: String) {
    let outcome = validate(text)
    #expect(outcome.kind == .noPolicy)
    #expect(outcome.findings.count == 1)
    #expect(outcome.findings.first?.help?.contains(help) == true)
  }

  @Test(arguments: [
    #"{"Role": {"RoleName": "r", "AssumeRolePolicyDocument": POLICY}}"#,
    #"{"RoleName": "r", "AssumeRolePolicyDocument": POLICY}"#,
  ])
  func `a role is validated by its trust policy`(text: String) {
    let policy =
      #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}}"#
    let quoted = "\"" + policy.replacing(#"""#, with: #"\""#) + "\""
    for form in [policy, quoted] {
      let outcome = validate(text.replacing("POLICY", with: form))
      #expect(outcome.kind == .accessPolicy(.trustPolicy))
      #expect(outcome.isValid)
    }
  }

  @Test(arguments: [
    (#""NextToken": "eyJ""#, ["MORE_PAGES"]), (#""IsTruncated": true"#, ["MORE_PAGES"]),
    (#""IsTruncated": false"#, []), (#""NextToken": null"#, []),
  ])
  func `account details that are cut off are told`(member: String, expected: [String]) {
    let outcome = validate(#"{"UserDetailList": [], "RoleDetailList": [], \#(member)}"#)
    #expect(codes(outcome) == expected)
    #expect(outcome.isValid)
  }

  // MARK: A-07

  private static func policy(_ action: String, _ resource: String = #", "Resource": "*""#) -> String
  {
    #"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": \#(action)\#(resource)}}"#
  }

  @Test(arguments: [
    #""ecr:BatchGetImage""#, #"["ecr:BatchGetImage", "ecr:PutImage"]"#, #""ecr:*""#,
  ])
  func `A-07: a policy with a principal and a resource may be a repository's, and wrong`(
    action: String
  ) throws {
    let outcome = validate(Self.policy(action))
    #expect(outcome.kind == .accessPolicy(.registryPolicy))
    #expect(outcome.isValid)
    #expect(codes(outcome) == ["POLICY_KIND_GUESSED"])
    let finding = try #require(outcome.findings.first)
    #expect(finding.type == .warning)
    #expect(
      finding.message
        == "assuming that this is a registry policy: a repository policy cannot have `Resource`")
    #expect(finding.help?.contains("--as repositoryPolicy") == true)
  }

  @Test func `A-07: who says what the policy is for is not asked again`() {
    let text = Self.policy(#""ecr:BatchGetImage""#)
    #expect(codes(validate(text, as: .registryPolicy)) == [])
    #expect(codes(validate(text, as: .repositoryPolicy)) == ["UNSUPPORTED_RESOURCE"])
    let inner = text.replacing(#"""#, with: #"\""#)
    #expect(codes(validate(#"{"registryId": "111122223333", "policyText": "\#(inner)"}"#)) == [])
  }

  @Test func `A-07: a question that takes such a policy for a registry's says so`() throws {
    let guessed = try Shop.ask(Shop.alice, .recipe(.pull), on: "base/java") {
      $0.documents[2] = file(Self.policy(#""ecr:BatchGetImage""#))
    }
    #expect(guessed.findings.map(\.code) == ["POLICY_KIND_GUESSED"])
    let given = try Shop.ask(Shop.alice, .recipe(.pull), on: "base/java") {
      $0.documents.remove(at: 2)
      $0.registryPolicy = file(Self.policy(#""ecr:BatchGetImage""#))
    }
    #expect(given.findings.isEmpty)
  }

  @Test(arguments: [
    #""ecr:ReplicateImage""#, #""ecr:BatchImportUpstreamImage""#,
    #"["ecr:BatchGetImage", "ecr:CreateRepository"]"#, #""ecr:Replicate*""#,
  ])
  func `A-72: what only a registry's policy is about makes it one`(action: String) {
    #expect(codes(validate(Self.policy(action))) == [])
  }

  // MARK: A-01: statements without their policy

  private static let statement =
    #"{"Sid": "Pull", "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "ecr:BatchGetImage", "Resource": "*"}"#

  @Test(arguments: [
    statement, "[\(statement)]", "[\(statement), \(statement.replacing("Pull", with: "Push"))]",
    statement.replacing(#""Effect": "Allow", "#, with: ""),
    #"{"drydock": {"region": "eu-central-1"}} "# + statement,
  ])
  func `A-01: a statement or a list of statements is recognized, and gets its policy back`(
    text: String
  ) throws {
    let outcome = validate(text)
    #expect(outcome.kind == .accessPolicy(.registryPolicy))
    #expect(!outcome.isValid)
    let finding = try #require(outcome.findings.first { $0.code == "MISSING_STATEMENT" })
    #expect(finding.help?.contains(#""Statement": [ … ]"#) == true)
    #expect(outcome.findings.allSatisfy { $0.serviceAnswer?.text.contains("Lifecycle") != true })
  }

  @Test func `A-01: a statement in small letters is no lifecycle policy either`() {
    let outcome = validate(#"{"sid": "x", "effect": "Allow", "action": "ecr:*", "resource": "*"}"#)
    #expect(outcome.kind == .accessPolicy(.identityPolicy))
    #expect(codes(outcome).contains("MISSING_STATEMENT"))
  }

  @Test func `A-01: the mistakes of a statement by itself are reported as well`() {
    let text = #"{"Effect": "allow", "Action": "ecr:*", "Resource": "*"}"#
    #expect(codes(validate(text)) == ["MISSING_STATEMENT", "INVALID_EFFECT"])
  }

  // MARK: A-08

  private func long(_ length: Int) -> String {
    let sid = String(repeating: "x", count: length)
    return
      #"{"Version":"2012-10-17","Statement":[{"Sid":"\#(sid)","Effect":"Allow","Action":"ecr:PutImage","Resource":"*"}]}"#
  }

  private func details(_ arn: String) -> String {
    #"{"UserDetailList": [], "Policies": [{"Arn": "\#(arn)", "DefaultVersionId": "v1", "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": true, "Document": \#(long(7_000))}]}]}"#
  }

  @Test func `A-08: the quota is for customers' policies, not for AWS's own`() {
    #expect(codes(validate(details("arn:aws:iam::aws:policy/ReadOnlyAccess"))) == [])
    #expect(codes(validate(details("arn:aws-cn:iam::aws:policy/job-function/Viewer"))) == [])
    #expect(
      codes(validate(details("arn:aws:iam::111122223333:policy/own")))
        == ["POLICY_SIZE_EXCEEDS_QUOTA"])
    let version = #"{"PolicyVersion": {"Document": \#(long(20_000)), "VersionId": "v7"}}"#
    #expect(codes(validate(version)) == [])
  }

  @Test func `A-08: whose an inline policy is decides how long it may be`() {
    for (owner, findings) in [
      ("RoleName", []), ("UserName", ["POLICY_SIZE_EXCEEDS_QUOTA"]),
      ("GroupName", ["POLICY_SIZE_EXCEEDS_QUOTA"]),
    ] {
      let text = #"{"\#(owner)": "x", "PolicyName": "y", "PolicyDocument": \#(long(7_000))}"#
      #expect(codes(validate(text)) == findings)
    }
  }

  @Test func `A-08: a question about AWS's own policy is answered without a word on its size`()
    throws
  {
    let outcome = try Shop.ask(Shop.alice, .recipe(.pull), on: "base/java") {
      $0.documents.append(file(details("arn:aws:iam::aws:policy/ReadOnlyAccess")))
    }
    #expect(!outcome.findings.contains { $0.code == "POLICY_SIZE_EXCEEDS_QUOTA" })
  }
}
