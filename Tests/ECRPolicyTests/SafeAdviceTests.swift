import ECRPolicy
import Testing
import Texts

/// Advice that must not open what it mends, and findings that must not come where nothing is wrong.
struct SafeAdviceTests {
  private static func findings(
    _ statements: String..., as kind: PolicyKind = .repositoryPolicy
  ) -> [Finding] {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
    return PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
  }

  private static func statement(
    _ effect: String, _ principal: String, if condition: String? = nil,
    action: String = "ecr:BatchGetImage"
  ) -> String {
    #"{"Effect": "\#(effect)", "Principal": \#(principal), "Action": "\#(action)""#
      + (condition.map { #", "Condition": \#($0)"# } ?? "") + "}"
  }

  private static func trust(_ principal: String, _ condition: String?, effect: String = "Allow")
    -> String
  {
    #"{"Effect": "\#(effect)", "Principal": {"Federated": "\#(principal)"}, "Action": "sts:AssumeRoleWithWebIdentity""#
      + (condition.map { #", "Condition": \#($0)"# } ?? "") + "}"
  }

  private static let github =
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"

  // MARK: T-A25, T-A23, T-A26

  @Test(arguments: [
    ("token.actions.githubusercontent.com:sub", "repo:*", true),
    ("token.actions.githubusercontent.com:sub", "repo:*/app:*", true),
    ("token.actions.githubusercontent.com:sub", "repo:acme/app:*", false),
    ("aws:userid", "*", true), ("aws:PrincipalArn", "*", true),
    ("aws:PrincipalOrgPaths", "o-*/*", true), ("aws:PrincipalTag/team", "*", true),
    ("aws:PrincipalTag/team", "shop-*", false), ("aws:SourceIp", "*", true),
  ])
  func `T-A25 T-A26: StringLike is advised only where the pattern names an owner`(
    key: String, value: String, isWide: Bool
  ) {
    let condition = #"{"StringEquals": {"\#(key)": "\#(value)"}}"#
    let found =
      key.contains("github")
      ? Self.findings(Self.trust(Self.github, condition), as: .trustPolicy)
      : Self.findings(Self.statement("Allow", #""*""#, if: condition))
    let help = found.first { $0.code == "WILDCARD_UNDER_EQUALITY" }?.help
    #expect(help?.contains("StringLike") == !isWide)
  }

  // MARK: A-49, T-A06, T-A21

  @Test(arguments: [
    "aws:RequestedRegion", "aws:userid", "aws:ResourceAccount", "aws:PrincipalArn",
  ])
  func `A-49 T-A21: a Deny meets no request without a key that every request has`(key: String) {
    let text =
      #"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotLike": {"\#(key)": "*1111"}}}"#
    #expect(
      !Self.findings(text, as: .serviceControlPolicy).contains {
        $0.code == "DENY_MEETS_MISSING_KEY"
      })
  }

  @Test(arguments: [
    #"{"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-shop123456"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}"#,
    #"{"StringNotEqualsIfExists": {"aws:SourceVpc": "vpc-1"}, "NotIpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}, "Bool": {"aws:PrincipalIsAWSService": "false"}}"#,
  ])
  func `T-A06: a data perimeter as AWS documents it is left alone`(condition: String) {
    #expect(Self.findings(Self.statement("Deny", #""*""#, if: condition)).isEmpty)
  }

  @Test(arguments: [
    #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}"#,
    #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#,
  ])
  func `T-A06 T-A23: the advice for a perimeter does not let in who lacks the key`(
    condition: String
  ) {
    let found = Self.findings(Self.statement("Deny", #""*""#, if: condition))
    #expect(found.map(\.code) == ["DENY_MEETS_MISSING_KEY"])
    #expect(found.first?.help?.contains("Null") == false)
    #expect(found.first?.help?.contains(#""aws:PrincipalIsAWSService": "false""#) == true)
  }

  @Test func `A-76: tags that are required make the ForAllValues test complete`() {
    func found(_ operators: String) -> [String] {
      Self.findings(
        #"{"Effect": "Allow", "Action": "ecr:CreateRepository", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["env"]}, \#(operators)}}"#,
        as: .identityPolicy
      ).map(\.code.rawValue)
    }
    #expect(found(#""StringEquals": {"aws:RequestTag/env": "dev"}"#) == [])
    #expect(
      found(#""StringEqualsIfExists": {"aws:RequestTag/env": "dev"}"#) == [
        "FORALLVALUES_ALLOWS_MISSING_KEY"
      ])
  }

  // MARK: A-30

  @Test(arguments: [
    ("ecr:PullImage", "ecr:BatchGetImage"), ("ecr:GetImage", "ecr:BatchGetImage"),
    ("ecr:Pull", "ecr:BatchGetImage"), ("ecr:PutImg", "ecr:PutImage"),
    ("ecr:DescribeImage", "ecr:DescribeImages"), ("erc:BatchGetImage", "ecr:BatchGetImage"),
    ("erc:ListImages", "ecr:ListImages"), ("ecs:BatchGetImage", "ecr:BatchGetImage"),
  ])
  func `A-30: an action that does not exist is answered with one of the same access level`(
    action: String, meant: String
  ) {
    let found = Self.findings(
      #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}"#, as: .identityPolicy)
    #expect(found.map(\.code) == ["ACTION_DOES_NOT_EXIST"])
    #expect(found.first?.help == "did you mean `\(meant)`?")
  }

  @Test(arguments: [
    "ec2:DescribeImages", "codecommit:CreateRepository", "ecr-public:PutImage", "ecs:TagResource",
    "imagebuilder:ListImages",
  ])
  func `A-30: other services' actions of the same name are left alone`(action: String) {
    let found = Self.findings(
      #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}"#, as: .identityPolicy)
    #expect(found.isEmpty)
  }

  @Test(arguments: ["ecr.BatchGetImage", "ecr/BatchGetImage", "ecr-BatchGetImage"])
  func `A-30: a dot in place of the colon is mended`(action: String) {
    let found = Self.findings(
      #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}"#, as: .identityPolicy)
    #expect(found.map(\.help) == ["write `ecr:BatchGetImage`"])
  }

  // MARK: A-31, A-33

  @Test func `A-33: advice for a resource is one repository's ARN`() {
    func help(_ resource: String) -> String? {
      Self.findings(
        #"{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "\#(resource)"}"#,
        as: .identityPolicy
      ).first?.help
    }
    let registry = "arn:aws:ecr:eu-central-1:111122223333:"
    #expect(help(registry + "/repository/app") == "did you mean `\(registry)repository/app`?")
    #expect(help("repository/app") == "write `arn:aws:ecr:REGION:ACCOUNT:repository/app`")
    #expect(help("public.ecr.aws/x/app")?.contains("repository/public.ecr.aws") == false)
  }

  // MARK: A-20

  @Test func `A-20: an ARN or a star under Service is answered with what works`() {
    func help(_ name: String) -> String? {
      Self.findings(Self.statement("Allow", #"{"Service": "\#(name)"}"#)).first?.help
    }
    let role = "arn:aws:iam::111122223333:role/x"
    #expect(help(role) == #"write `{"AWS": "\#(role)"}`"#)
    #expect(help("*") == "name each service, such as `lambda.amazonaws.com`")
    #expect(help("lambda") == "write its whole name, such as `lambda.amazonaws.com`")
  }

  @Test func `A-07: a trust policy with a resource is a trust policy`() {
    let text = Self.trust(Self.github, nil).dropLast() + #", "Resource": "*"}"#
    let source = SourceText(name: "p", text: #"{"Statement": [\#(text)]}"#)
    let kind = JSONReader.read(source).documents.first.map {
      PolicyKind.recognized(in: JSONFragment(source: source, node: $0))
    }
    #expect(kind == PolicyKind.trustPolicy)
    let endpoint = SourceText(
      name: "p",
      text:
        #"{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:*", "Resource": "*"}]}"#
    )
    #expect(
      JSONReader.read(endpoint).documents.first.map {
        PolicyKind.recognized(in: JSONFragment(source: endpoint, node: $0))
      }
        == .resourcePolicy)
  }

  // MARK: T-A26

  static let providers: [(provider: String, condition: String?, code: String?)] = [
    ("*", nil, "FEDERATED_PRINCIPAL_IS_WILDCARD"),
    (
      "*", #"{"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}"#,
      "FEDERATED_PRINCIPAL_IS_WILDCARD"
    ),
    ("accounts.google.com", nil, "SHARED_PROVIDER_WITHOUT_TENANT"),
    ("graph.facebook.com", nil, "SHARED_PROVIDER_WITHOUT_TENANT"),
    ("www.amazon.com", nil, "SHARED_PROVIDER_WITHOUT_TENANT"),
    ("accounts.google.com", #"{"StringEquals": {"accounts.google.com:aud": "1.apps"}}"#, nil),
    ("www.amazon.com", #"{"StringEquals": {"www.amazon.com:app_id": "amzn1.x"}}"#, nil),
    ("graph.facebook.com", #"{"StringEquals": {"graph.facebook.com:id": "17"}}"#, nil),
  ]

  @Test(arguments: providers)
  func `A-20 T-A26: a provider that everybody shares needs its application or owner`(
    provider: String, condition: String?, code: String?
  ) {
    let found = Self.findings(Self.trust(provider, condition), as: .trustPolicy)
    #expect(found.map(\.code.rawValue) == (code.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.type == .securityWarning })
  }

  @Test func `A-50 T-A26: a Deny for other owners' tokens limits the provider`() {
    func found(_ owner: String) -> [String] {
      Self.findings(
        Self.trust(Self.github, nil),
        Self.trust(
          Self.github,
          #"{"StringNotLike": {"token.actions.githubusercontent.com:sub": "repo:\#(owner)/app:*"}}"#,
          effect: "Deny"), as: .trustPolicy
      ).map(\.code.rawValue)
    }
    #expect(!found("acme").contains("SHARED_PROVIDER_WITHOUT_TENANT"))
    #expect(found("*").contains("SHARED_PROVIDER_WITHOUT_TENANT"))
  }

  // MARK: A-42, A-49: services behind a Deny

  @Test(arguments: [
    (#"{"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}"#, true),
    (#"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#, true),
    (
      #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}, "Bool": {"aws:PrincipalIsAWSService": "false"}}"#,
      false
    ),
    (#"{"StringNotEquals": {"aws:SourceAccount": "111122223333"}}"#, false),
    (#"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#, false),
  ])
  func `A-42 A-49: a Deny that hits every call of an allowed service is reported`(
    condition: String, hits: Bool
  ) {
    let found = Self.findings(
      Self.statement("Allow", #"{"Service": "lambda.amazonaws.com"}"#),
      Self.statement("Deny", #""*""#, if: condition, action: "ecr:BatchGet*"))
    #expect(found.contains { $0.code == "STATEMENT_NEVER_TAKES_EFFECT" } == hits)
  }

  // MARK: T-A24, A-49

  @Test(arguments: [
    (#"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:group/admins"}}"#, true),
    (#"{"StringNotEquals": {"aws:PrincipalArn": "admin"}}"#, true),
    (#"{"StringNotEquals": {"aws:PrincipalAccount": "1111-2222-3333"}}"#, true),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:*"}}"#, true),
    (#"{"Bool": {"aws:ViaAWSService": "false"}}"#, true),
    (#"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/admin"}}"#, false),
    (#"{"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}"#, false),
    (#"{"StringNotLike": {"aws:PrincipalArn": "*admin"}}"#, false),
  ])
  func `T-A24: an exemption for nobody exempts nobody`(condition: String, isLocked: Bool) {
    let found = Self.findings(Self.statement("Deny", #""*""#, if: condition, action: "ecr:*"))
    #expect(found.contains { $0.code == "POLICY_LOCKS_EVERYBODY_OUT" } == isLocked)
  }

  @Test(arguments: [
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:instance-profile/x"}}"#, true),
    (#"{"StringEquals": {"aws:PrincipalArn": "444455556666"}}"#, true),
    (#"{"StringEquals": {"aws:PrincipalOrgID": "abcde12345"}}"#, true),
    (#"{"StringEquals": {"aws:SourceIp": "198.51.100.0/24"}}"#, true),
    (#"{"IpAddress": {"aws:SourceIp": "0.0.0.0"}}"#, true),
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/AWSReservedSSO_*"}}"#, true
    ),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:*"}}"#, false),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:*:iam::444455556666:r*"}}"#, false),
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Dev_*"}}"#,
      false
    ),
    (#"{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}"#, false),
    (
      #"{"StringLike": {"aws:PrincipalArn": "*:role/x"}, "StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#,
      false
    ),
  ])
  func `A-43 A-49: a value that the key never has is reported`(condition: String, isDead: Bool) {
    let found = Self.findings(
      Self.statement("Allow", #"{"AWS": "444455556666"}"#, if: condition))
    #expect(found.map(\.code) == (isDead ? ["CONDITION_VALUE_NEVER_MATCHES"] : []))
  }

  // MARK: T-A08

  @Test(arguments: [
    ("arn:aws:sts::*:assumed-role/ci/*", "arn:aws:iam::ACCOUNT:role/ci`"),
    ("arn:aws:sts::*:assumed-role/*", "arn:aws:iam::ACCOUNT:role/NAME`"),
    ("arn:aws:sts::444455556666:assumed-role/team/ci/s", "role/team/ci`"),
    (
      "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Dev_*/*",
      "role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Dev_*`"
    ),
  ])
  func `T-A08 T-A23: advice for a session's ARN names one account's role`(
    session: String, help: String
  ) {
    let found = Self.findings(
      Self.statement("Allow", #""*""#, if: #"{"ArnLike": {"aws:PrincipalArn": "\#(session)"}}"#))
    #expect(found.map(\.code) == ["SESSION_IN_PRINCIPAL_ARN"])
    #expect(found.first?.help?.contains(help) == true)
  }
}
