import ECRPolicy
import Testing
import Texts

/// Values of access policies that mean nothing, or everybody, and what only seems to be one.
struct AccessValueLintTests {
  private static func findings(_ statement: String, as kind: PolicyKind) -> [Finding] {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statement)]}"#
    return PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
  }

  private static func codes(_ statement: String, as kind: PolicyKind) -> [String] {
    findings(statement, as: kind).map(\.code.rawValue)
  }

  private static func identity(
    on resource: String, if condition: String = "{}", action: String = #""ecr:BatchGetImage""#,
    effect: String = "Allow"
  ) -> String {
    #"{"Effect": "\#(effect)", "Action": \#(action), "Resource": "\#(resource)", "Condition": \#(condition)}"#
  }

  // MARK: Regions and names

  @Test(arguments: [
    ("arn:aws:ecr:cn-north-1:111122223333:repository/a1", "arn:aws-cn:ecr:cn-north-1"),
    ("arn:aws-cn:ecr:eu-west-1:111122223333:repository/*", "arn:aws:ecr:eu-west-1"),
    ("arn:aws:ecr:us-gov-west-1:*:repository/*", "arn:aws-us-gov:ecr:us-gov-west-1"),
  ])
  func `A-33 T-A27: no repository has a Region of another partition`(arn: String, meant: String) {
    let found = Self.findings(Self.identity(on: arn), as: .identityPolicy)
    #expect(found.map(\.code.rawValue) == ["RESOURCE_NAMES_NO_REPOSITORY"])
    #expect(found.first?.help?.contains(meant) == true)
  }

  @Test(arguments: [
    "arn:aws-cn:ecr:cn-north-1:111122223333:repository/*", "arn:*:ecr:cn-*:*:repository/*",
    "arn:aws-iso:ecr:us-iso-east-1:111122223333:repository/*", "arn:aws:ecr:*:*:repository/*",
    "arn:aws-eusc:ecr:eusc-de-east-1:111122223333:repository/*",
  ])
  func `A-33: Regions of their own partition are left alone`(arn: String) {
    #expect(Self.codes(Self.identity(on: arn), as: .identityPolicy) == [])
  }

  @Test(arguments: [
    (String(repeating: "a", count: 257), "2 to 256"), ("a", "2 to 256"), ("a//b", "empty part"),
    ("/a", "empty part"), ("Shop/web", "capital"), ("team/", "slash"),
    (String(repeating: "b", count: 257) + "*", "2 to 256"),
  ])
  func `I-01 T-A27: a name that no repository can have is reported with its fault`(
    name: String, fault: String
  ) {
    let found = Self.findings(
      Self.identity(on: "arn:aws:ecr:eu-west-1:111122223333:repository/" + name),
      as: .identityPolicy)
    #expect(found.map(\.code.rawValue) == ["RESOURCE_NAMES_NO_REPOSITORY"])
    #expect(found.first?.message.contains(fault) == true, "\(found.first?.message ?? "")")
  }

  @Test(arguments: [String(repeating: "a", count: 256), "ab", "a*", "*", "??", "a/b"])
  func `I-01: a name that some repository can have is left alone`(name: String) {
    let arn = "arn:aws:ecr:eu-west-1:111122223333:repository/" + name
    #expect(Self.codes(Self.identity(on: arn), as: .identityPolicy) == [])
  }

  @Test(arguments: [
    (#"{"StringEquals": {"aws:RequestedRegion": "cn-north-1"}}"#, true),
    (#"{"StringEquals": {"aws:RequestedRegion": "Frankfurt"}}"#, true),
    (#"{"StringEquals": {"aws:PrincipalType": "Role"}}"#, true),
    (#"{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}"#, false),
    (#"{"StringLike": {"aws:RequestedRegion": "eu-*"}}"#, false),
    (#"{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}"#, false),
  ])
  func `A-49 A-33: values that requests for these resources never have`(
    condition: String, isDead: Bool
  ) {
    let statement = Self.identity(
      on: "arn:aws:ecr:eu-west-1:111122223333:repository/*", if: condition)
    #expect(
      Self.codes(statement, as: .identityPolicy)
        == (isDead ? ["CONDITION_VALUE_NEVER_MATCHES"] : []))
  }

  // MARK: Registry policies

  @Test(arguments: [
    ("ecr:CreatePullThroughCacheRule", true), ("ecr:*RepositoryCreationTemplate", true),
    ("ecr:GetAuthorizationToken", true), ("ecr:*", false), ("ecr:DescribeRegistry", false),
    ("ecr:BatchImportUpstreamImage", false),
  ])
  func `A-72 A-62: what only identity-based policies allow has no effect in a registry policy`(
    action: String, isDead: Bool
  ) {
    func statement(_ effect: String) -> String {
      #"{"Effect": "\#(effect)", "Principal": {"AWS": "444455556666"}, "Action": "\#(action)", "Resource": "*"}"#
    }
    let code = "ACTION_WITHOUT_EFFECT_IN_REGISTRY_POLICY"
    #expect(Self.codes(statement("Allow"), as: .registryPolicy).contains(code) == isDead)
    // QA-7: a Deny counts.
    #expect(!Self.codes(statement("Deny"), as: .registryPolicy).contains(code))
  }

  // MARK: Services and Identity Center

  private static func service(_ condition: String) -> String {
    #"{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "ecr:BatchGetImage", "Condition": \#(condition)}"#
  }

  @Test(arguments: [
    #"{"StringLike": {"aws:SourceAccount": "*"}}"#, #"{"ArnLike": {"aws:SourceArn": "*"}}"#,
    #"{"StringLike": {"aws:SourceOrgID": "o-*"}}"#,
    #"{"ArnLike": {"aws:SourceArn": "arn:aws:lambda:*:*:function:*"}}"#,
    #"{"StringNotEquals": {"aws:SourceAccount": "444455556666"}}"#,
  ])
  func `A-63 T-A23: a source that is everybody's keeps no customer of the service out`(
    condition: String
  ) {
    #expect(
      Self.codes(Self.service(condition), as: .repositoryPolicy)
        == ["CONDITION_DOES_NOT_LIMIT_CALLERS"])
  }

  @Test(arguments: [
    "{}", #"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#,
    #"{"ArnLike": {"aws:SourceArn": "arn:aws:lambda:*:111122223333:function:*"}}"#,
    #"{"StringEquals": {"aws:SourceAccount": "111122223333"}, "ArnLike": {"aws:SourceArn": "arn:aws:lambda:*:*:function:*"}}"#,
  ])
  func `A-63: a source that is somebody's is left alone`(condition: String) {
    #expect(Self.codes(Self.service(condition), as: .repositoryPolicy) == [])
  }

  @Test(arguments: [
    ("role/AWSReservedSSO_Dev_0123456789abcdef", FindingType.warning),
    (
      "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef",
      .suggestion
    ),
  ])
  func `A-29: a role of IAM Identity Center is not named as a principal`(
    role: String, level: FindingType
  ) {
    let found = Self.findings(
      #"{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:\#(role)"}, "Action": "ecr:BatchGetImage"}"#,
      as: .repositoryPolicy)
    #expect(found.map(\.code.rawValue) == ["IDENTITY_CENTER_ROLE_AS_PRINCIPAL"])
    #expect(found.first?.type == level)
    #expect(found.first?.help?.contains("/*AWSReservedSSO_Dev_*\"") == true)
  }

  // MARK: ForAllValues (A-45, T-A07)

  private static let keys = #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}"#

  @Test(
    arguments: [
      (#"["ecr:TagResource", "ecr:UntagResource"]"#, keys, nil),
      (#""ec2:CreateTags""#, keys, nil),
      (
        #""ec2:CreateTags""#,
        #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}, "StringEquals": {"ec2:CreateAction": "CreateFleet"}}"#,
        nil
      ),
      (
        #""ecr:CreateRepository""#,
        #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}, "StringEquals": {"aws:RequestTag/team": "web"}}"#,
        nil
      ),
      (
        #""*""#,
        #"{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}, "Null": {"aws:TagKeys": "false"}}"#,
        nil
      ),
      (#""ecr:CreateRepository""#, keys, FindingType.suggestion),
      (#""*""#, keys, .securityWarning), (#""ecr:*""#, keys, .securityWarning),
      (
        #""s3:GetObject""#,
        #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#,
        .securityWarning
      ),
      (
        #""s3:GetObject""#,
        #"{"ForAllValues:StringEquals": {"aws:CalledVia": "athena.amazonaws.com"}}"#,
        .securityWarning
      ),
    ] as [(String, String, FindingType?)])
  func `T-A07: ForAllValues is reported where a missing key lets others in`(
    action: String, condition: String, level: FindingType?
  ) {
    let found = Self.findings(
      Self.identity(on: "*", if: condition, action: action), as: .identityPolicy
    ).filter { $0.code == "FORALLVALUES_ALLOWS_MISSING_KEY" }
    #expect(found.map(\.type) == (level.map { [$0] } ?? []))
  }

  @Test func `T-A06 A-45: in a Deny ForAllValues hits who lacks the key`() {
    let condition =
      #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#
    let found = Self.findings(
      Self.identity(on: "*", if: condition, effect: "Deny"), as: .identityPolicy)
    #expect(found.map(\.code.rawValue) == ["DENY_MEETS_MISSING_KEY"])
    #expect(found.map(\.type) == [.suggestion])
  }
}
