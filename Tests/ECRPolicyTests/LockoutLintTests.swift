import ECRPolicy
import Testing
import Texts

/// T-A24: policies that deny their own repair.
struct LockoutLintTests {
  private func isLockout(
    _ statements: String..., as kind: PolicyKind = .repositoryPolicy
  ) -> Bool {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ", "))]}"#
    return PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
      .contains { $0.code == "POLICY_LOCKS_EVERYBODY_OUT" && $0.type == .warning }
  }

  private static func deny(
    _ action: String = #""ecr:*""#, principal: String = #""Principal": "*""#,
    if condition: String? = nil
  ) -> String {
    let condition = condition.map { #", "Condition": \#($0)"# } ?? ""
    return #"{"Effect": "Deny", \#(principal), "Action": \#(action)\#(condition)}"#
  }

  static let locked = [
    deny(), deny(#""*""#), deny(#""ecr:*RepositoryPolicy""#), deny(#""ecr:SetRepositoryPolicy""#),
    deny(principal: #""Principal": {"AWS": "*"}"#),
    deny(#"["ecr:Set*", "ecr:Delete*"]"#),
    deny(#""ecr:Batch*""#).replacing(#""Action""#, with: #""NotAction""#),
    // Whom it exempts can never come (A-26, T-A08, T-A25, T-A28).
    deny(principal: #""NotPrincipal": {"Service": "lambda.amazonaws.com"}"#),
    // A-25: without its account nobody is exempt.
    deny(principal: #""NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/admin"}"#),
    deny(
      principal:
        #""NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:user/a", "arn:aws:sts::111122223333:assumed-role/r/s"]}"#
    ),
    deny(
      if: #"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/a/b"}}"#),
    deny(if: #"{"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a*"}}"#),
    deny(if: #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-*"}}"#),
    deny(if: #"{"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#),
    // No principal's own call has the key (A-49).
    deny(if: #"{"StringNotEquals": {"aws:SourceAccount": "111122223333"}}"#),
    deny(if: #"{"ArnNotLike": {"aws:SourceArn": "arn:aws:lambda:*:111122223333:function:*"}}"#),
    deny(if: #"{"Null": {"aws:SourceArn": "true"}}"#),
    // Every call has the value (A-49).
    deny(if: #"{"Bool": {"aws:SecureTransport": "true"}}"#),
    deny(if: #"{"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}"#),
    deny(if: #"{"StringLike": {"aws:PrincipalArn": "*"}}"#),
    deny(if: #"{"ArnLike": {"aws:PrincipalArn": "arn:*:*:*:*:*"}}"#),
    deny(if: #"{"Null": {"aws:PrincipalArn": "false"}}"#),
  ]

  @Test(arguments: locked)
  func `T-A24: a Deny that everybody meets locks everybody out`(statement: String) {
    #expect(isLockout(statement))
    let allow = #"{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "ecr:*"}"#
    #expect(isLockout(allow, statement))
  }

  static let open = [
    deny(#""ecr:BatchGetImage""#), deny(#""ecr:DeleteRepositoryPolicy""#),
    deny(#""ecr:SetRepositoryPolicy""#).replacing(#""Action""#, with: #""NotAction""#),
    deny(principal: #""Principal": {"AWS": "444455556666"}"#),
    deny(principal: #""NotPrincipal": {"AWS": "111122223333"}"#),
    // Somebody is exempt.
    deny(if: #"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/a"}}"#),
    deny(
      if:
        #"{"ArnNotEquals": {"aws:PrincipalArn": ["arn:aws:sts::111122223333:assumed-role/a/b", "arn:aws:iam::111122223333:role/a"]}}"#
    ),
    deny(if: #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#),
    deny(if: #"{"NotIpAddress": {"aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"]}}"#),
    deny(if: #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}"#),
    deny(if: #"{"Bool": {"aws:SecureTransport": "false"}}"#),
    deny(if: #"{"Bool": {"aws:MultiFactorAuthPresent": "false"}}"#),
    deny(if: #"{"StringEquals": {"aws:SourceAccount": "111122223333"}}"#),
    deny(
      if:
        #"{"Bool": {"aws:SecureTransport": "true"}, "StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}"#
    ),
    deny(if: #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}"#),
  ]

  @Test(arguments: open)
  func `T-A24: where somebody is exempt, nobody is locked out`(statement: String) {
    #expect(!isLockout(statement))
  }

  @Test func `T-A24: a registry's policy locks out likewise, on the resource of its own actions`() {
    func text(_ resource: String) -> String {
      #"{"Effect": "Deny", "Principal": "*", "Action": "ecr:*", "Resource": "\#(resource)"}"#
    }
    #expect(isLockout(text("*"), as: .registryPolicy))
    #expect(!isLockout(text("arn:aws:ecr:*:*:repository/*"), as: .registryPolicy))
    #expect(!isLockout(text("*"), as: .resourcePolicy))
  }

  @Test func `T-A24: what still can be deleted is told apart`() throws {
    func message(_ action: String) -> String? {
      PolicyDocument.read(
        SourceText(
          name: "policy.json",
          text: #"{"Version": "2012-10-17", "Statement": [\#(Self.deny(action))]}"#),
        as: .repositoryPolicy
      ).findings.first?.message
    }
    #expect(
      message(#""ecr:Set*""#)?.hasSuffix("nobody can change this policy, only remove it") == true)
    #expect(message(#""ecr:*""#)?.hasSuffix("nobody can change or remove this policy") == true)
  }
}
