import ECRPolicy
import Testing
import Texts

/// T-A23: an Allow for everybody behind a condition, and whether the condition keeps strangers out.
///
/// Of each condition the expected answer follows from one question: is there a request of somebody who
/// has nothing to do with the account and its organization that meets it?
struct ExposureLintTests {
  static let openCode = "CONDITION_DOES_NOT_LIMIT_CALLERS"

  static func codes(_ statements: String..., as kind: PolicyKind = .repositoryPolicy) -> [String] {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
    return PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
      .filter { $0.type == .securityWarning || $0.type == .error }.map(\.code.rawValue)
  }

  static func everybody(
    _ condition: String, principal: String = #""*""#, action: String = #""ecr:BatchGetImage""#,
    effect: String = "Allow"
  ) -> String {
    #"{"Effect": "\#(effect)", "Principal": \#(principal), "Action": \#(action), "Condition": \#(condition)}"#
  }

  static let open = [
    // A-42: those who are named are excluded, and all others pass.
    #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"StringNotEquals": {"aws:PrincipalAccount": "444455556666"}}"#,
    #"{"StringNotLike": {"aws:SourceAccount": "444455556666"}}"#,
    #"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/x"}}"#,
    #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#,
    // A-42: a missing key passes.
    #"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"StringEqualsIfExists": {"aws:SourceVpce": "vpce-0a1b2c3d"}}"#,
    #"{"IpAddressIfExists": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"ArnLikeIfExists": {"aws:SourceArn": "arn:aws:lambda:*:444455556666:function:*"}}"#,
    #"{"Null": {"aws:PrincipalOrgID": "true"}}"#,
    #"{"Null": {"aws:PrincipalOrgID": "false"}}"#,
    #"{"Null": {"aws:SourceVpce": "false"}}"#,
    // AWS's sensitive keys: a wildcard has no valid use.
    #"{"StringLike": {"aws:PrincipalOrgID": "o-*"}}"#,
    #"{"StringLike": {"aws:PrincipalOrgID": "*"}}"#,
    #"{"StringLike": {"aws:PrincipalOrgID": ["o-shop123456", "o-????????*"]}}"#,
    #"{"StringLike": {"aws:PrincipalAccount": "4444*"}}"#,
    #"{"StringLike": {"aws:SourceVpce": "vpce-*"}}"#,
    #"{"StringLike": {"aws:SourceVpc": "*"}}"#,
    #"{"StringEquals": {"aws:PrincipalOrgID": "${aws:PrincipalOrgID}"}}"#,
    #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*/ou-ab12-11111111/*"}}"#,
    #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*/r-ab12/*"}}"#,
    #"{"StringLike": {"aws:userid": "*:deployer"}}"#,
    // Anybody can have a session of such a provider.
    #"{"StringEquals": {"aws:FederatedProvider": "cognito-identity.amazonaws.com"}}"#,
    // An account's part with a star.
    #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deployer"}}"#,
    #"{"StringLike": {"aws:PrincipalArn": "*role/deployer"}}"#,
    #"{"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::444455556666:role/x", "arn:aws:iam::*:role/y"]}}"#,
    #"{"ArnLike": {"aws:SourceArn": "arn:aws:lambda:*:*:function:*"}}"#,
    // Addresses of everybody.
    #"{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#,
    #"{"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}"#,
    #"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "::/0"]}}"#,
    #"{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}"#,
    // What every caller has, or chooses.
    #"{"Bool": {"aws:SecureTransport": "true"}}"#,
    #"{"StringEquals": {"aws:UserAgent": "our-agent"}}"#,
    #"{"StringLike": {"aws:Referer": "https://shop.example/*"}}"#,
    #"{"DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}}"#,
    #"{"NumericLessThan": {"aws:EpochTime": "1900000000"}}"#,
    #"{"StringEquals": {"aws:RequestedRegion": "eu-central-1"}}"#,
    #"{"StringEquals": {"aws:PrincipalTag/team": "shop"}}"#,
    #"{"StringEquals": {"aws:PrincipalTag/team": "${aws:ResourceTag/team}"}}"#,
    #"{"StringEquals": {"ecr:ResourceTag/public": "yes"}}"#,
    #"{"StringEquals": {"aws:ResourceAccount": "111122223333"}}"#,
    #"{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}"#,
    #"{"StringEquals": {"aws:username": "deployer"}}"#,
    #"{"Bool": {"aws:MultiFactorAuthPresent": "true"}}"#,
    #"{"Bool": {"aws:ViaAWSService": "false"}}"#,
    #"{"Bool": {"aws:PrincipalIsAWSService": "true"}}"#,
    #"{"Bool": {"aws:PrincipalIsAWSService": "false"}}"#,
    // Two that keep nobody out keep nobody out.
    #"{"Bool": {"aws:SecureTransport": "true"}, "IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#,
    // Case means nothing (A-41).
    #"{"StringLike": {"AWS:PRINCIPALORGID": "o-*"}}"#,
  ]

  @Test(arguments: open)
  func `T-A23: a condition that strangers meet leaves an Allow open to everybody`(condition: String)
    throws
  {
    #expect(Self.codes(Self.everybody(condition)) == [Self.openCode])
    #expect(Self.codes(Self.everybody(condition, principal: #"{"AWS": "*"}"#)) == [Self.openCode])
    // The same condition for somebody who is named, and in a Deny, is nobody's open door.
    #expect(Self.codes(Self.everybody(condition, principal: #"{"AWS": "444455556666"}"#)) == [])
    #expect(Self.codes(Self.everybody(condition, effect: "Deny")) == [])
    // Beside a condition that keeps strangers out, it does no harm.
    let organization =
      #", "StringEqualsIgnoreCase": {"aws:PrincipalOrgID": "o-shop123456"}}"#
    #expect(Self.codes(Self.everybody(condition.dropLast() + organization)) == [])
  }

  @Test func `T-A07 T-A23: ForAllValues is reported once`() {
    let condition = #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#
    #expect(Self.codes(Self.everybody(condition)) == ["FORALLVALUES_ALLOWS_MISSING_KEY"])
  }

  static let closed = [
    #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"StringEquals": {"aws:PrincipalOrgID": ["o-shop123456", "o-othershop1"]}}"#,
    #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*/ou-ab12-11111111/*"}}"#,
    #"{"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "o-shop123456/r-ab12/"}}"#,
    #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}}"#,
    #"{"StringEquals": {"aws:PrincipalAccount": ["444455556666", "777788889999"]}}"#,
    #"{"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}"#,
    #"{"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}}"#,
    #"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/x"}}"#,
    #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/*"}}"#,
    #"{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:*"}}"#,
    #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:ResourceAccount}:role/x"}}"#,
    #"{"StringLike": {"aws:userid": "AROAEXAMPLEROLEID0001:*"}}"#,
    #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"StringEquals": {"aws:SourceAccount": "444455556666"}}"#,
    #"{"StringEquals": {"aws:SourceOrgID": "o-shop123456"}}"#,
    #"{"ArnLike": {"aws:SourceArn": "arn:aws:lambda:eu-central-1:444455556666:function:*"}}"#,
    #"{"ArnLike": {"aws:SourceArn": "arn:aws:s3:::shop-bucket"}}"#,
    #"{"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}"#,
    #"{"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}"#,
    #"{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}"#,
    #"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-shop123456"}, "Null": {"aws:PrincipalOrgID": "false"}}"#,
    #"{"NotIpAddress": {"aws:SourceIp": "203.0.113.7"}, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"ArnLike": {"lambda:SourceFunctionArn": "arn:aws:lambda:*:444455556666:function:f"}}"#,
  ]

  @Test(arguments: closed)
  func `T-A23: what strangers cannot meet is left alone`(condition: String) {
    #expect(Self.codes(Self.everybody(condition)) == [])
  }

  static let denials = [
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}}"#,
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalAccount": "444455556666"}, "Bool": {"aws:PrincipalIsAWSService": "false"}}}"#,
    #"{"Effect": "Deny", "NotPrincipal": {"AWS": ["444455556666", "arn:aws:iam::444455556666:user/ida"]}, "Action": "ecr:*"}"#,
  ]

  @Test(arguments: denials)
  func `T-A04 T-A23 A-50: a Deny for strangers closes an Allow for everybody`(denial: String) {
    let allow = #"{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}"#
    #expect(Self.codes(allow, denial) == [])
    #expect(Self.codes(allow) == ["PRINCIPAL_IS_EVERYBODY"])
    let behindTLS = Self.everybody(#"{"Bool": {"aws:SecureTransport": "true"}}"#)
    #expect(Self.codes(behindTLS, denial) == [])
    // Not when it denies less than the other allows.
    let more = #"{"Effect": "Allow", "Principal": "*", "Action": ["ecr:BatchGetImage", "s3:*"]}"#
    #expect(Self.codes(more, denial) == ["PRINCIPAL_IS_EVERYBODY"])
  }

  @Test(arguments: [
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-elsewhere0"}}}"#,
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"StringNotLike": {"aws:PrincipalOrgID": "o-*"}}}"#,
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}}"#,
    #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}"#,
    #"{"Effect": "Deny", "Principal": {"AWS": "777788889999"}, "Action": "ecr:*"}"#,
  ])
  func `T-A04 T-A23: a Deny that some strangers escape closes nothing`(denial: String) {
    let allow = #"{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}"#
    #expect(Self.codes(allow, denial) == ["PRINCIPAL_IS_EVERYBODY"])
  }

  @Test func `T-A23: an endpoint's policy is for whoever is in the network`() {
    let statement =
      #"{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}"#
    #expect(Self.codes(statement, as: .vpcEndpointPolicy) == [])
    #expect(Self.codes(statement, as: .registryPolicy) == [Self.openCode])
  }

  // MARK: T-A26

  private static func trust(_ condition: String, host: String) -> String {
    #"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/\#(host)"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": \#(condition)}"#
  }

  private static let github = "token.actions.githubusercontent.com"

  @Test(arguments: [
    #"{"StringEquals": {"HOST:aud": "sts.amazonaws.com"}}"#,
    #"{"StringLike": {"HOST:sub": "repo:*"}}"#,
    #"{"StringLike": {"HOST:sub": "*"}}"#,
    #"{"StringLike": {"HOST:sub": "repo:*/api:ref:refs/heads/main"}}"#,
    #"{"StringLike": {"HOST:sub": ["repo:shop/api:*", "repo:shop*"]}}"#,
    #"{"StringNotEquals": {"HOST:sub": "repo:shop/api:ref:refs/heads/main"}}"#,
    #"{"StringLikeIfExists": {"HOST:sub": "repo:shop/api:*"}}"#,
    #"{"StringEquals": {"HOST:ref": "refs/heads/main"}}"#,
    #"{"Null": {"HOST:sub": "false"}}"#, "{}",
  ])
  func `T-A26: GitHub's trust names an owner, or everybody on GitHub can assume the role`(
    condition: String
  ) {
    let text = condition.replacing("HOST", with: Self.github)
    #expect(
      Self.codes(Self.trust(text, host: Self.github), as: .trustPolicy)
        == ["SHARED_PROVIDER_WITHOUT_TENANT"])
  }

  @Test(arguments: [
    #"{"StringEquals": {"HOST:sub": "repo:shop/api:ref:refs/heads/main", "HOST:aud": "sts.amazonaws.com"}}"#,
    #"{"StringLike": {"HOST:sub": "repo:shop/*"}}"#,
    #"{"StringLike": {"HOST:sub": ["repo:shop/api:*", "repo:shop/web:environment:production"]}}"#,
    #"{"StringEquals": {"HOST:repository": "shop/api"}}"#,
  ])
  func `T-A26: a subject with its owner is left alone`(condition: String) {
    let text = condition.replacing("HOST", with: Self.github)
    #expect(Self.codes(Self.trust(text, host: Self.github), as: .trustPolicy) == [])
    // A provider of one organization's own needs no subject.
    let own = "login.shop.example/realms/ci"
    let audience = #"{"StringEquals": {"\#(own):aud": "sts.amazonaws.com"}}"#
    #expect(Self.codes(Self.trust(audience, host: own), as: .trustPolicy) == [])
  }

  @Test func `T-A26: other providers that organizations share are known too`() {
    for (host, good) in [
      ("gitlab.com", "project_path:shop/*"), ("app.terraform.io", "organization:shop:*"),
    ] {
      let bad = #"{"StringLike": {"\#(host):sub": "*"}}"#
      #expect(
        Self.codes(Self.trust(bad, host: host), as: .trustPolicy)
          == ["SHARED_PROVIDER_WITHOUT_TENANT"])
      let limited = #"{"StringLike": {"\#(host):sub": "\#(good)"}}"#
      #expect(Self.codes(Self.trust(limited, host: host), as: .trustPolicy) == [])
    }
  }
}
