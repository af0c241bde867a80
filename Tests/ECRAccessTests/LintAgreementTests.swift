// What a lint claims of a policy is held against the engine: who can use a statement, who is locked
// out, and whether the advice helps.

import ECRAccess
import ECRPolicy
import Testing
import Texts

struct LintAgreementTests {
  private static let elsewhere = "999988887777"
  private static let stranger = "arn:aws:iam::\(elsewhere):user/deployer"
  private static let strangersRole = "arn:aws:sts::\(elsewhere):assumed-role/deployer/one"

  private func findings(_ text: String) -> [Finding] {
    PolicyDocument.read(SourceText(name: "policy.json", text: text), as: .repositoryPolicy).findings
  }

  private func has(_ code: IssueCode, _ text: String) -> Bool {
    findings(text).contains { $0.code == code }
  }

  // MARK: T-A23

  /// A condition, and what a stranger's request has that meets it.
  static let open: [(condition: String, context: [String: [String]])] = [
    (
      #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
      ["aws:PrincipalOrgID": ["o-elsewhere0"]]
    ),
    (#"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-shop123456"}}"#, [:]),
    (#"{"Null": {"aws:PrincipalOrgID": "true"}}"#, [:]),
    (
      #"{"Null": {"aws:PrincipalOrgID": "false"}}"#, ["aws:PrincipalOrgID": ["o-elsewhere0"]]
    ),
    (
      #"{"StringLike": {"aws:PrincipalOrgID": "o-*"}}"#, ["aws:PrincipalOrgID": ["o-elsewhere0"]]
    ),
    (
      #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*/ou-ab12-11111111/*"}}"#,
      ["aws:PrincipalOrgPaths": ["o-elsewhere0/r-ab12/ou-ab12-11111111/"]]
    ),
    (#"{"StringLike": {"aws:PrincipalAccount": "9999*"}}"#, [:]),
    (#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/deployer"}}"#, [:]),
    (#"{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#, ["aws:SourceIp": ["198.51.100.7"]]),
    (#"{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#, ["aws:SourceIp": ["198.51.100.7"]]),
    (#"{"Bool": {"aws:SecureTransport": "true"}}"#, [:]),
    (#"{"StringEquals": {"aws:UserAgent": "ours"}}"#, ["aws:UserAgent": ["ours"]]),
    (#"{"StringEquals": {"aws:PrincipalTag/team": "shop"}}"#, ["aws:PrincipalTag/team": ["shop"]]),
    (#"{"StringEquals": {"aws:username": "deployer"}}"#, [:]),
  ]

  @Test(arguments: open)
  func `T-A23: where the lint calls a condition open, a stranger can pull`(
    condition: String, context: [String: [String]]
  ) {
    let text = policy(allow(to: #""*""#, if: condition))
    #expect(has("CONDITION_DOES_NOT_LIMIT_CALLERS", text))
    let ask = Ask(
      principal: Self.stranger, context: context, identity: [policy(allow())], resourcePolicy: text)
    #expect(ask.decision == .allowed)
  }

  static let closed = [
    #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#,
    #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}}"#,
    #"{"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/*"}, "Null": {"aws:PrincipalOrgPaths": "false"}}"#,
    #"{"StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#,
    #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:*"}}"#,
    #"{"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}"#,
    #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#,
    #"{"StringLike": {"aws:userid": "AROAEXAMPLEROLEID0001:*"}}"#,
    #"{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}"#,
  ]

  static let strangersContexts: [[String: [String]]] = [
    [:],
    [
      "aws:PrincipalOrgID": ["o-elsewhere0"], "aws:SourceIp": ["198.51.100.7"],
      "aws:PrincipalOrgPaths": ["o-elsewhere0/r-ab12/"], "aws:SourceVpce": ["vpce-0ffffffff"],
      "aws:userid": ["AROASTRANGERSROLE0001:one"],
    ],
  ]

  @Test(arguments: closed)
  func `T-A23: where the lint is silent, no stranger can pull`(condition: String) {
    let text = policy(allow(to: #""*""#, if: condition))
    #expect(!has("CONDITION_DOES_NOT_LIMIT_CALLERS", text))
    for caller in [Self.stranger, Self.strangersRole] {
      for context in Self.strangersContexts {
        let ask = Ask(
          principal: caller, context: context, identity: [policy(allow())], resourcePolicy: text)
        #expect(ask.decision == .implicitDeny)
      }
    }
  }

  @Test func `T-A23 A-50: a Deny for strangers keeps them out, as the lint takes it`() {
    let text = policy(
      allow("ecr:*", to: #""*""#),
      deny(
        "ecr:*", to: #""*""#, if: #"{"StringNotEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#)
    )
    #expect(!has("PRINCIPAL_IS_EVERYBODY", text))
    for context in Self.strangersContexts {
      let ask = Ask(
        principal: Self.stranger, context: context, identity: [policy(allow())],
        resourcePolicy: text)
      #expect(ask.decision == .explicitDeny)
    }
  }

  // MARK: T-A24

  private static let administrators = [
    "arn:aws:iam::\(home):root", "arn:aws:iam::\(home):user/alice",
    "arn:aws:sts::\(home):assumed-role/admin/ada", "arn:aws:sts::\(home):federated-user/gina",
  ]

  static let locked = [
    "{}", #"{"StringNotEquals": {"aws:SourceAccount": "111122223333"}}"#,
    #"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:sts::111122223333:assumed-role/admin/ada"}}"#,
    #"{"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/adm*"}}"#,
    #"{"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#,
    #"{"Bool": {"aws:SecureTransport": "true"}}"#,
    #"{"ArnLike": {"aws:PrincipalArn": "*"}}"#,
  ]

  @Test(arguments: locked)
  func `T-A24: where the lint sees a lock-out, no administrator can set another policy`(
    condition: String
  ) {
    let text = policy(deny(to: #""*""#, if: condition))
    #expect(has("POLICY_LOCKS_EVERYBODY_OUT", text))
    for administrator in Self.administrators {
      for action in ["ecr:SetRepositoryPolicy", "ecr:DeleteRepositoryPolicy"] {
        for address in [[:], ["aws:SourceIp": ["198.51.100.7"]]] {
          let ask = Ask(
            principal: administrator, action: action, context: address,
            identity: [policy(allow())], session: [policy(allow())], resourcePolicy: text)
          #expect(ask.decision == .explicitDeny)
        }
      }
    }
  }

  @Test func `T-A24 A-25: a NotPrincipal without an account locks out whom it names`() {
    let names = Self.administrators.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
    let text = policy(
      #"{"Effect": "Deny", "NotPrincipal": {"AWS": [\#(names)]}, "Action": "ecr:*"}"#)
    #expect(has("POLICY_LOCKS_EVERYBODY_OUT", text))
    for administrator in Self.administrators {
      let ask = Ask(
        principal: administrator, action: "ecr:SetRepositoryPolicy", identity: [policy(allow())],
        session: [policy(allow())], resourcePolicy: text)
      #expect(ask.decision == .explicitDeny)
    }
  }

  @Test(arguments: [
    (#"{"AWS": "111122223333"}"#, "{}"),
    (#""*""#, #"{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}"#),
    (#""*""#, #"{"StringEquals": {"aws:ResourceAccount": "${aws:PrincipalAccount}"}}"#),
  ])
  func `T-A24 A-22: where the lint sees the owner's account locked out, nobody of it can repair it`(
    principal: String, condition: String
  ) {
    let text = policy(deny("ecr:*", to: principal, if: condition))
    #expect(has("POLICY_LOCKS_OWNER_OUT", text))
    for administrator in Self.administrators {
      let ask = Ask(
        principal: administrator, action: "ecr:SetRepositoryPolicy", identity: [policy(allow())],
        session: [policy(allow())], resourcePolicy: text)
      #expect(ask.decision == .explicitDeny)
    }
  }

  @Test func `T-A24: the advice leaves an administrator a way in`() throws {
    let condition =
      #"{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::\#(home):role/admin"}}"#
    let locked = policy(deny(to: #""*""#))
    let advised = findings(locked).first { $0.code == "POLICY_LOCKS_EVERYBODY_OUT" }?.help
    #expect(advised?.contains(#""ArnNotEquals": {"aws:PrincipalArn""#) == true)
    let mended = policy(deny(to: #""*""#, if: condition))
    #expect(findings(mended).isEmpty)
    let ask = Ask(
      principal: "arn:aws:sts::\(home):assumed-role/admin/ada", action: "ecr:SetRepositoryPolicy",
      identity: [policy(allow())], resourcePolicy: mended)
    #expect(ask.decision == .allowed)
  }

  // MARK: T-A08, T-A25, T-A28

  /// A policy that lets nobody in, what is found in it, and the policy that the advice leads to.
  static let remedies: [(code: IssueCode, before: String, after: String, source: String)] = [
    (
      "SESSION_IN_PRINCIPAL_ARN",
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:sts::444455556666:assumed-role/ci/*"}}"#,
      #"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci"}}"#, "203.0.113.7"
    ),
    (
      "WILDCARD_UNDER_EQUALITY",
      #"{"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/c*"}}"#,
      #"{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::444455556666:role/c*"}}"#, "203.0.113.7"
    ),
    (
      "ROOT_IN_PRINCIPAL_ARN",
      #"{"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::444455556666:root"}}"#,
      #"{"StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#, "203.0.113.7"
    ),
    (
      "PRIVATE_ADDRESS_IN_SOURCE_IP", #"{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#,
      #"{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}"#, "203.0.113.7"
    ),
  ]

  @Test(arguments: remedies)
  func `T-A08 T-A25 T-A28 T-A29: what is advised lets in who was meant, and no stranger`(
    code: IssueCode, before: String, after: String, source: String
  ) {
    func decision(_ caller: String, _ condition: String) -> Decision {
      Ask(
        principal: caller, context: ["aws:SourceIp": [source]], identity: [policy(allow())],
        resourcePolicy: policy(allow(to: #""*""#, if: condition))
      ).decision
    }
    let partner = "arn:aws:sts::\(abroad):assumed-role/ci/build"
    #expect(has(code, policy(allow(to: #""*""#, if: before))))
    #expect(findings(policy(allow(to: #""*""#, if: after))).isEmpty)
    #expect(decision(partner, before) == .implicitDeny)
    #expect(decision(partner, after) == .allowed)
    if code != "PRIVATE_ADDRESS_IN_SOURCE_IP" {
      #expect(decision(Self.strangersRole, after) == .implicitDeny)
    }
  }
}
