import ECRPolicy
import Testing
import Texts

/// What is regretted in policies of access, each warning by the fact or trap that it rests on.
struct AccessLintFactTests {
  private static func policy(_ statements: String...) -> String {
    #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
  }

  private static func statement(
    _ action: String, on resource: String = #""*""#, if condition: String = "{}",
    effect: String = "Allow"
  ) -> String {
    #"{"Effect": "\#(effect)", "Action": \#(action), "Resource": \#(resource), "Condition": \#(condition)}"#
  }

  private static let payments = "arn:aws:ecr:eu-central-1:111122223333:repository/payments"

  // MARK: T-A06

  static let deniesWithoutKey = [
    #"{«"StringNotEquals"»: {"aws:SourceVpce": "vpce-1"}}"#,
    #"{«"StringNotEqualsIfExists"»: {"aws:SourceVpce": "vpce-1"}}"#,
    #"{«"StringNotLike"»: {"aws:SourceVpce": "vpce-*"}, "Null": {"aws:SourceVpc": "false"}}"#,
    #"{«"StringNotLike"»: {"aws:SourceVpce": "vpce-*"}, "Null": {"aws:SourceVpce": ["true", "false"]}}"#,
  ]

  @Test(arguments: deniesWithoutKey)
  func `T-A06 A-42: a negated operator in a Deny meets a missing key, with IfExists as well`(
    condition: String
  ) {
    let marked = MarkedPolicy(
      Self.policy(Self.statement(#""ecr:PutImage""#, if: condition, effect: "Deny")))
    marked.expect(
      ["DENY_MEETS_MISSING_KEY: requests without `aws:SourceVpce` are denied too"],
      as: .identityPolicy)
    #expect(
      marked.read(as: .identityPolicy).map(\.finding.help) == [
        #"to exempt AWS services, and what they do on a caller's behalf, add `"Bool": {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"}`"#
      ])
  }

  @Test(arguments: [
    #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "Null": {"AWS:SourceVPCE": "false"}}"#,
    #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "StringLike": {"aws:SourceVpce": "vpce-*"}}"#,
  ])
  func `T-A06 A-42: where the statement needs the key anyway, nobody lacks it`(condition: String) {
    MarkedPolicy(Self.policy(Self.statement(#""ecr:PutImage""#, if: condition, effect: "Deny")))
      .expect([], as: .identityPolicy)
  }

  @Test(arguments: ["aws:RequestedRegion", "aws:ViaAWSService", "aws:PrincipalArn"])
  func `A-49 T-A21: no principal's request lacks a key that is in all of them`(key: String) {
    let condition = #"{"StringNotEquals": {"\#(key)": "eu-central-1"}}"#
    let marked = MarkedPolicy(
      Self.policy(Self.statement(#""ecr:PutImage""#, if: condition, effect: "Deny")))
    #expect(
      !marked.read(as: .identityPolicy).map(\.finding.code).contains("DENY_MEETS_MISSING_KEY"))
  }

  @Test func `T-A07 A-45: ForAllValues beside a Null that wants the key lets in nobody without it`()
  {
    let condition =
      #"{"ForAllValues:StringEquals": {"aws:TagKeys": "team"}, "Null": {"aws:TagKeys": "false"}}"#
    MarkedPolicy(Self.policy(Self.statement(#""ecr:TagResource""#, if: condition)))
      .expect([], as: .identityPolicy)
  }

  // MARK: A-32, T-A05

  @Test func `A-32 T-A05: a pattern on repositories does not give the login`() {
    let repositories = #""arn:aws:ecr:eu-central-1:111122223333:repository/*""#
    func allow(_ actions: String, _ resource: String = repositories) -> String {
      #"{"Effect": "Allow", "Action": \#(actions), "Resource": \#(resource)}"#
    }
    for pattern in ["ecr:*", "ecr:Get*"] {
      MarkedPolicy(Self.policy(allow(#"["ecr:Batch*", «"\#(pattern)"»]"#))).expect(
        [
          "RESOURCE_NOT_SUPPORTED_BY_ACTION: `\(pattern)` does not allow the login here: the only "
            + "resource of `ecr:GetAuthorizationToken` is `*`"
        ], as: .identityPolicy)
      MarkedPolicy(
        Self.policy(allow("\"\(pattern)\"") + "," + allow(#""ecr:GetAuthorizationToken""#, #""*""#))
      ).expect([], as: .identityPolicy)
    }
    MarkedPolicy(Self.policy(allow(#""ecr:Batch*""#))).expect([], as: .identityPolicy)
  }

  // MARK: A-76, A-79, T-A17

  @Test func `A-79: keys of another service are never there`() {
    for key in ["s3:prefix", "kms:ViaService", "foo:bar"] {
      MarkedPolicy(
        Self.policy(
          Self.statement(#""ecr:PutImage""#, if: #"{"StringEquals": {«"\#(key)"»: "a"}}"#))
      ).expect(
        ["CONDITION_KEY_OF_ANOTHER_SERVICE: `\(key)` is not a key of requests to ECR"],
        as: .identityPolicy)
    }
  }

  @Test func `A-79: keys that AWS calls cross-service, and those of providers, may be there`() {
    let keys = [
      "lambda:SourceFunctionArn", "ec2:SourceInstanceARN", "codebuild:ProjectArn",
      "glue:CredentialIssuingService", "ssm:SourceInstanceArn", "identitystore:UserId", "saml:sub",
      "token.actions.githubusercontent.com:sub",
    ]
    for key in keys {
      MarkedPolicy(
        Self.policy(
          Self.statement(
            #""ecr:PutImage""#, if: #"{"StringEquals": {"\#(key)": "repo:shop/web:pull_request"}}"#)
        )
      ).expect([], as: .identityPolicy)
    }
    // Other actions of the statement may carry it.
    MarkedPolicy(
      Self.policy(
        Self.statement(
          #"["ecr:PutImage", "s3:ListBucket"]"#, if: #"{"StringEquals": {"s3:prefix": "a"}}"#))
    ).expect([], as: .identityPolicy)
  }

  @Test func `A-79: an action that never carries a key is named, though others carry it`() {
    let actions = #"["ecr:PutImage", "ecr:CreateRepository"]"#
    MarkedPolicy(
      Self.policy(
        Self.statement(actions, if: #"{"StringEquals": {«"aws:RequestTag/a"»: "b"}}"#))
    ).expect(
      [
        "CONDITION_KEY_NOT_CARRIED_BY_ALL: `aws:RequestTag/a` is never present in requests for "
          + "`ecr:PutImage`: the statement has no effect on them"
      ], as: .identityPolicy)
    // What holds without the key loses no action.
    for condition in [
      #"{"StringEqualsIfExists": {"aws:RequestTag/a": "b"}}"#,
      #"{"StringNotEquals": {"aws:RequestTag/a": "b"}}"#,
      #"{"Null": {"aws:RequestTag/a": "true"}}"#,
    ] {
      MarkedPolicy(Self.policy(Self.statement(actions, if: condition)))
        .expect([], as: .identityPolicy)
    }
  }

  @Test func `T-A17: of ecr with a star, the login and new repositories are named`() throws {
    let marked = MarkedPolicy(
      Self.policy(
        Self.statement(#""ecr:*""#, if: #"{"StringEquals": {«"ecr:ResourceTag/Team"»: "a"}}"#)))
    // The registry's actions, and CreateRepository, have no repository with tags.
    let dead = ECRAction.all.count { $0.resourceType == .registry } + 1
    marked.expect(
      [
        "CONDITION_KEY_NOT_CARRIED_BY_ALL: `ecr:ResourceTag/Team` is never present in requests "
          + "for `ecr:GetAuthorizationToken`, `ecr:CreateRepository` and \(dead - 2) more "
          + "actions: the statement has no effect on them"
      ], as: .identityPolicy)
    #expect(marked.read(as: .identityPolicy).first?.finding.type == .suggestion)
  }

  // MARK: A-31, A-35

  @Test func `A-31: a pattern of five parts does not make one of six pointless`() {
    let incomplete = #"«"arn:aws:ecr:*:repository/*"»"#
    let finding =
      "INCOMPLETE_ARN: `arn:aws:ecr:*:repository/*` has 5 of an ARN's six parts, and AWS completes it to `arn:aws:ecr:*:repository/*:*`"
    MarkedPolicy(
      Self.policy(
        Self.statement(#""ecr:PutImage""#, on: incomplete),
        Self.statement(#""ecr:PutImage""#, on: "\"\(Self.payments)\""))
    ).expect([finding], as: .identityPolicy)
    MarkedPolicy(
      Self.policy(
        Self.statement(#""ecr:PutImage""#, on: incomplete, effect: "Deny"),
        Self.statement(#""ecr:PutImage""#, on: "\"\(Self.payments)\""))
    ).expect([finding], as: .identityPolicy)
  }

  static let coverage: [(wide: String, narrow: String, covers: Bool)] = [
    ("arn:aws:ecr:*:*:repository/*", payments, true),
    ("arn:aws:ecr:*", payments, true),
    ("arn:aws:ecr:*:111122223333:repository/pay*s", payments, true),
    ("arn:aws:ecr:*:*:repository/payment?", payments, true),
    ("arn:aws:ecr:*:*:repository/*x", payments, false),
    // A star in the region's part does not reach into the account's.
    ("arn:aws:ecr:eu*3333:*:repository/*", payments, false),
    ("arn:aws:ecr:*:*:repository/${aws:username}", payments, false),
    // The narrow one is completed by AWS to more than the wide one means.
    ("arn:aws:ecr:*:*:*", "arn:aws:ecr", false),
    // A character is one `?`, however many bytes it has.
    ("arn:aws:s3:::b/??", "arn:aws:s3:::b/é", false),
  ]

  @Test(arguments: coverage)
  func `A-31: one resource covers another only part by part`(
    wide: String, narrow: String, covers: Bool
  ) {
    let text = Self.policy(
      Self.statement(#""s3:GetObject""#, on: "\"\(wide)\""),
      Self.statement(#""s3:GetObject""#, on: "\"\(narrow)\""))
    let codes = MarkedPolicy(text).read(as: .identityPolicy).map(\.finding.code)
    #expect(codes.contains("REDUNDANT_STATEMENT") == covers)
  }

  @Test func `A-35: AWS completes an incomplete ARN of an identity's policy, and users are told`() {
    MarkedPolicy(
      Self.policy(Self.statement(#""ecr:PutImage""#, on: #"«"arn:aws:ecr:repository/payments"»"#))
    ).expect(
      [
        "INCOMPLETE_ARN: `arn:aws:ecr:repository/payments` has 4 of an ARN's six parts, and AWS completes it to `arn:aws:ecr:repository/payments:*:*`"
      ], as: .rolePolicy)
    MarkedPolicy(Self.policy(Self.statement(#""ecr:PutImage""#, on: #""arn:aws:ecr:*""#)))
      .expect([], as: .rolePolicy)
  }

  // MARK: Long and many

  @Test func `A-50: thousands of statements that differ overlap nowhere`() {
    let many = (0..<3_000).map {
      Self.statement(#""s3:Get*""#, on: #""arn:aws:s3:::bucket-\#($0)/*""#)
    }
    let text =
      #"{"Version": "2012-10-17", "Statement": [\#(many.joined(separator: ","))]}"#
      .replacing(#""Effect""#, with: #""Principal": {"AWS": "111122223333"}, "Effect""#)
    MarkedPolicy(text).expect([], as: .resourcePolicy)
  }

  @Test func `messages quote a bounded part of a very long text`() throws {
    let long = String(repeating: "x", count: 100_000)
    for resource in [long, "arn:\(long):ecr", "arn:aws:ecr:*:*:${aws:\(long)}"] {
      let text = Self.policy(
        Self.statement("\"\(long)\"", on: "\"\(resource)\"", if: "{\"\(long)\": {}}"),
        Self.statement("\"ecr:\(long)\"", on: "\"\(resource)\""))
      let findings = MarkedPolicy(text).read(as: .sessionPolicy).map(\.finding)
      #expect(!findings.isEmpty)
      for finding in findings {
        #expect(finding.message.count < 2_100)
        #expect((finding.help ?? "").count < 2_100)
        #expect((finding.serviceAnswer?.text ?? "").count < 2_100)
      }
    }
  }
}
