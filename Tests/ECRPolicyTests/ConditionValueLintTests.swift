import ECRPolicy
import Testing
import Texts

/// Values that no request has, keys that a caller never has, and resources that cannot exist.
struct ConditionValueLintTests {
  private static func policy(_ statement: String, version: String = "2012-10-17") -> String {
    #"{"Version": "\#(version)", "Statement": [\#(statement)]}"#
  }

  private static func partner(_ condition: String, effect: String = "Allow") -> String {
    policy(
      #"{"Effect": "\#(effect)", "Principal": {"AWS": "444455556666"}, "Action": "ecr:BatchGetImage", "Condition": \#(condition)}"#
    )
  }

  private func found(_ text: String, as kind: PolicyKind) -> [String] {
    PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
      .map { "\($0.type.rawValue) \($0.code.rawValue)" }
  }

  // MARK: T-A25, T-A08, T-A29, T-A28

  static let values: [(condition: String, findings: [String])] = [
    // T-A25, A-43
    (
      #"{"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*"}}"#,
      ["WARNING WILDCARD_UNDER_EQUALITY"]
    ),
    (
      #"{"StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "shop-?"}}"#,
      ["WARNING WILDCARD_UNDER_EQUALITY"]
    ),
    (
      #"{"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#,
      ["WARNING WILDCARD_UNDER_EQUALITY"]
    ),
    (#"{"StringLike": {"aws:PrincipalTag/team": "shop-*"}}"#, []),
    (#"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*"}}"#, []),
    (#"{"StringEquals": {"aws:PrincipalTag/team": "${aws:ResourceTag/team}"}}"#, []),
    (#"{"StringEquals": {"aws:PrincipalTag/team": "a${*}b"}}"#, []),
    (#"{"StringEquals": {"aws:UserAgent": "agent/*"}}"#, []),
    // T-A08, A-49
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::444455556666:assumed-role/ci/*"}}"#,
      ["WARNING SESSION_IN_PRINCIPAL_ARN"]
    ),
    (
      #"{"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::444455556666:role/ci", "arn:aws:sts::444455556666:assumed-role/ci/*"]}}"#,
      ["SUGGESTION SESSION_IN_PRINCIPAL_ARN"]
    ),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::444455556666:federated-user/ida"}}"#, []),
    // T-A29, A-49
    (
      #"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:root"}}"#,
      ["WARNING ROOT_IN_PRINCIPAL_ARN"]
    ),
    (#"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:root"}}"#, []),
    // A-49: the ARN of a user or role is IAM's, and has no region.
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::444455556666:role/ci"}}"#,
      ["WARNING CONDITION_VALUE_NEVER_MATCHES"]
    ),
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam:eu-central-1:444455556666:role/ci"}}"#,
      ["WARNING CONDITION_VALUE_NEVER_MATCHES"]
    ),
    (
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:ec2::444455556666:instance/i-1"}}"#,
      ["WARNING CONDITION_VALUE_NEVER_MATCHES"]
    ),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam:*:444455556666:role/ci"}}"#, []),
    // A-49: only a service's own call has it.
    (
      #"{"Bool": {"aws:PrincipalIsAWSService": "true"}}"#,
      ["WARNING CONDITION_VALUE_NEVER_MATCHES"]
    ),
    (#"{"Bool": {"aws:PrincipalIsAWSService": "false"}}"#, []),
    // A Region's name ends in a direction and a number.
    (
      #"{"StringEquals": {"aws:RequestedRegion": "eu-centrall-1"}}"#,
      ["WARNING CONDITION_VALUE_NEVER_MATCHES"]
    ),
    (#"{"StringEquals": {"aws:RequestedRegion": "ap-southeast-9"}}"#, []),
    // T-A28, A-49
    (#"{"StringLike": {"aws:SourceIp": "10.0.*"}}"#, ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]),
    (#"{"StringLike": {"aws:SourceIp": "172.1*"}}"#, []),
    (#"{"StringLike": {"aws:SourceIp": "172.17.*"}}"#, ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]),
    (#"{"StringLike": {"aws:SourceIp": "198.51.100.*"}}"#, []),
    (
      #"{"IpAddress": {"aws:SourceIp": "::ffff:10.0.0.1"}}"#,
      ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]
    ),
    (#"{"IpAddress": {"aws:SourceIp": "10.1.2.3"}}"#, ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]),
    (
      #"{"IpAddress": {"aws:SourceIp": ["172.16.0.0/12", "192.168.7.0/24"]}}"#,
      ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]
    ),
    (
      #"{"IpAddress": {"aws:SourceIp": "100.64.0.0/10"}}"#, ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]
    ),
    (#"{"IpAddress": {"aws:SourceIp": "fd00::/8"}}"#, ["WARNING PRIVATE_ADDRESS_IN_SOURCE_IP"]),
    (
      #"{"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}"#,
      ["SUGGESTION PRIVATE_ADDRESS_IN_SOURCE_IP"]
    ),
    (#"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}}"#, []),
    (#"{"IpAddress": {"aws:SourceIp": "172.32.0.0/12"}}"#, []),
    (
      #"{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}, "StringEquals": {"aws:SourceVpc": "vpc-1"}}"#,
      []
    ),
  ]

  @Test(arguments: values)
  func `T-A08 T-A25 T-A28 T-A29: values that no request has are reported`(
    condition: String, findings: [String]
  ) {
    #expect(found(Self.partner(condition), as: .repositoryPolicy) == findings)
  }

  /// The value, and whether a pattern in its place would match strangers.
  static let wildcards: [(key: String, value: String, isWide: Bool)] = [
    ("aws:PrincipalArn", "arn:aws:iam::444455556666:role/ci-*", false),
    ("aws:PrincipalArn", "arn:aws:iam::*:role/ci", true),
    ("aws:PrincipalOrgID", "o-*", true), ("aws:PrincipalAccount", "4444*", true),
    ("aws:PrincipalTag/team", "shop-*", false),
  ]

  @Test(arguments: wildcards)
  func `T-A23 T-A25: StringLike is not advised where the pattern would match strangers`(
    key: String, value: String, isWide: Bool
  ) {
    let text = Self.partner(#"{"StringEquals": {"\#(key)": "\#(value)"}}"#)
    let help = PolicyDocument.read(SourceText(name: "p", text: text), as: .repositoryPolicy)
      .findings.first { $0.code == "WILDCARD_UNDER_EQUALITY" }?.help
    #expect(help?.contains("StringLike") == !isWide)
    #expect(help?.contains("unknown callers") == isWide)
  }

  @Test func `A-33: an image's address in a repository's ARN is answered with the right ARN`() {
    let address = "444455556666.dkr.ecr.us-east-1.amazonaws.com/web"
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": "arn:aws:ecr:eu-central-1:111122223333:repository/\#(address)"}"#
    )
    let findings = PolicyDocument.read(SourceText(name: "p", text: text), as: .identityPolicy)
      .findings
    #expect(findings.map(\.code) == ["RESOURCE_HOLDS_IMAGE_ADDRESS"])
    #expect(
      findings.first?.help == "did you mean `arn:aws:ecr:us-east-1:444455556666:repository/web`?")
  }

  @Test func `T-A29: an SCP that denies root users means root users`() {
    let text = Self.policy(
      #"{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}}"#
    )
    #expect(found(text, as: .serviceControlPolicy) == [])
  }

  // MARK: A-49: keys that a caller never has

  static let keys: [(principal: String, condition: String, isReported: Bool)] = [
    (
      #"{"Service": "lambda.amazonaws.com"}"#,
      #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#, true
    ),
    (
      #"{"Service": "codebuild.amazonaws.com"}"#,
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/x"}}"#, true
    ),
    (
      #"{"AWS": "444455556666", "Service": "lambda.amazonaws.com"}"#,
      #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#, true
    ),
    (
      #"{"Service": "lambda.amazonaws.com"}"#,
      #"{"StringEquals": {"aws:SourceOrgID": "o-shop123456"}}"#, false
    ),
    (
      #"{"Service": "lambda.amazonaws.com"}"#,
      #"{"ArnLike": {"aws:SourceArn": "arn:aws:lambda:*:444455556666:function:*"}}"#, false
    ),
    (
      #"{"AWS": "444455556666"}"#, #"{"StringEquals": {"aws:SourceAccount": "444455556666"}}"#, true
    ),
    (
      #"{"AWS": "444455556666"}"#, #"{"StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#,
      false
    ),
    (#""*""#, #"{"StringEquals": {"aws:SourceAccount": "444455556666"}}"#, false),
    (#""*""#, #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#, false),
  ]

  @Test(arguments: keys)
  func `A-49 A-63: a key that the named callers never have is reported`(
    principal: String, condition: String, isReported: Bool
  ) {
    let text = Self.policy(
      #"{"Effect": "Allow", "Principal": \#(principal), "Action": "ecr:BatchGetImage", "Condition": \#(condition)}"#
    )
    #expect(
      found(text, as: .repositoryPolicy)
        == (isReported ? ["WARNING CONDITION_KEY_NEVER_CARRIED"] : []))
  }

  // MARK: A-20, A-73: services and providers

  static let services: [(principal: String, findings: [String])] = [
    (#"{"Service": "lambda.amazonaws.com"}"#, []),
    (#"{"Service": "logs.eu-central-1.amazonaws.com"}"#, []),
    (#"{"Service": "lambda.amazonaws.com.cn"}"#, []),
    (
      #"{"Service": "lambda.eu-centrall-1.amazonaws.com"}"#,
      ["SUGGESTION UNKNOWN_SERVICE_PRINCIPAL"]
    ),
    (#"{"Service": "lambda.eu-central-1.amazonaws.com"}"#, []),
    (#"{"Service": "lamda.amazonaws.com"}"#, ["WARNING UNKNOWN_SERVICE_PRINCIPAL"]),
    (#"{"Service": "codebulid.amazonaws.com"}"#, ["WARNING UNKNOWN_SERVICE_PRINCIPAL"]),
    (#"{"Service": "lambda.amazon.com"}"#, ["WARNING UNKNOWN_SERVICE_PRINCIPAL"]),
    (#"{"Service": "Lambda.amazonaws.com"}"#, ["WARNING UNKNOWN_SERVICE_PRINCIPAL"]),
    (#"{"Service": "ecs-task.amazonaws.com"}"#, ["WARNING UNKNOWN_SERVICE_PRINCIPAL"]),
    (
      #"{"Service": "our-own-continuous-delivery.amazonaws.com"}"#,
      ["SUGGESTION UNKNOWN_SERVICE_PRINCIPAL"]
    ),
    (#"{"Service": "ecs-tasks.amazonaws.com"}"#, ["WARNING SERVICE_PULLS_WITH_ROLE"]),
    (#"{"Service": "eks.amazonaws.com"}"#, ["WARNING SERVICE_PULLS_WITH_ROLE"]),
    // A service of its own, of which nothing is known here.
    (#"{"Service": "ecs.application-autoscaling.amazonaws.com"}"#, []),
    (#"{"Service": "codebuild.amazonaws.com"}"#, []),
    (
      #"{"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}"#,
      ["WARNING PRINCIPAL_MATCHES_NOBODY"]
    ),
    (#"{"CanonicalUser": "00aa"}"#, ["WARNING PRINCIPAL_MATCHES_NOBODY"]),
  ]

  @Test(arguments: services)
  func `A-20 A-28 A-73: principals that never call ECR are reported`(
    principal: String, findings: [String]
  ) {
    let text = Self.policy(
      #"{"Effect": "Allow", "Principal": \#(principal), "Action": "ecr:BatchGetImage"}"#)
    #expect(found(text, as: .repositoryPolicy) == findings)
  }

  @Test func `T-A22 A-73: a service needs no login, and is not told to get one`() throws {
    let text = Self.policy(
      #"{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": ["ecr:BatchGetImage", "ecr:GetAuthorizationToken"]}"#
    )
    let findings = PolicyDocument.read(
      SourceText(name: "policy.json", text: text), as: .repositoryPolicy
    ).findings
    #expect(findings.map(\.code) == ["ACTION_WITHOUT_EFFECT_IN_REPOSITORY_POLICY"])
    #expect(findings.first?.help == "remove it: a service that pulls images itself does not log in")
  }

  // MARK: T-A27

  private static let registry = "arn:aws:ecr:eu-central-1:111122223333:"

  static let impossible: [(resource: String, meant: String)] = [
    ("repository/app:latest", "repository/app"),
    ("repository/team/app:*", "repository/team/app"),
    ("repository/app@sha256:0123", "repository/app"),
    ("repository/app/", "repository/app"),
    ("repository/App", "repository/app"),
    ("repository/Team/*", "repository/team/*"),
    ("repository//app", "repository/app"),
    ("my-repo/*", "repository/my-repo/*"),
    ("my-repo", "repository/my-repo"),
    ("repository:app", "repository/app"),
    ("Repository/app", "repository/app"),
    ("repositories/app", "repository/app"),
    ("/app", "repository/app"),
    ("repository/*/", "repository/*"),
    ("*:latest", "repository/*"),
    ("repository/${aws:PrincipalTag/team}/App", ""),
    ("repository/über", ""), ("repository", ""), ("repository/", ""),
  ]

  @Test(arguments: impossible)
  func
    `T-A27 A-33: a resource that no repository can have is reported, with the one that was meant`(
      resource: String, meant: String
    )
  {
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": ["\#(Self.registry)\#(resource)", "\#(Self.registry)repository/web"]}"#
    )
    let findings = PolicyDocument.read(
      SourceText(name: "policy.json", text: text), as: .identityPolicy
    ).findings
    #expect(findings.map(\.code) == ["RESOURCE_NAMES_NO_REPOSITORY"])
    #expect(findings.map(\.type) == [.warning])
    #expect(
      findings.first?.help
        == (meant.isEmpty
          ? "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`"
          : "did you mean `\(Self.registry)\(meant)`?"))
  }

  @Test(arguments: [
    "repository/app", "repository/team/app", "repository/*", "repository/team/*", "*", "repo*",
    "repository/*latest", "repository/a.b-c_d/e", "repository/${aws:PrincipalTag/team}/*",
    "repository/app-*", "repository/???", "?epository/app",
  ])
  func `T-A27: a resource that some repository has is left alone`(resource: String) {
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "\#(Self.registry)\#(resource)"}"#
    )
    #expect(found(text, as: .identityPolicy) == [])
  }
}
