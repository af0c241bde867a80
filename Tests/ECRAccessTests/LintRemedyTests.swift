// What a lint advises has to do what it promises: each remedy is followed, and the question asked anew.

import ECRAccess
import ECRPolicy
import Testing
import Texts

struct LintRemedyTests {
  /// A policy of which something is regretted, the policy once the advice is followed, and a request
  /// about which they differ.
  struct Remedy: Sendable, CustomTestStringConvertible {
    var code: IssueCode
    /// What the advice has to say.
    var help: String
    var regretted: String
    var mended: String
    var context: [String: [String]] = [:]
    var action = "ecr:BatchGetImage"
    var before: Decision
    var after: Decision

    var testDescription: String { "\(code.rawValue): \(help)" }
  }

  private static let all = allow()

  static let remedies = [
    // A-42, T-A06: the key is missing, and the Deny is not meant for what services do.
    Remedy(
      code: "DENY_MEETS_MISSING_KEY", help: #""aws:ViaAWSService": "false"}"#,
      regretted: policy(all, deny(if: #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}"#)),
      mended: policy(
        all,
        deny(
          if:
            #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "Bool": {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"}}"#
        )), context: ["aws:ViaAWSService": ["true"]], before: .explicitDeny, after: .allowed),
    Remedy(
      code: "DENY_MEETS_MISSING_KEY", help: #""Null": {"aws:PrincipalTag/team": "false"}"#,
      regretted: policy(
        all, deny(if: #"{"StringNotEqualsIfExists": {"aws:PrincipalTag/team": "shop"}}"#)),
      mended: policy(
        all,
        deny(
          if:
            #"{"StringNotEqualsIfExists": {"aws:PrincipalTag/team": "shop"}, "Null": {"aws:PrincipalTag/team": "false"}}"#
        )), before: .explicitDeny, after: .allowed),
    // A-45, T-A07: of no values all match.
    Remedy(
      code: "FORALLVALUES_ALLOWS_MISSING_KEY", help: #""Null": {"aws:TagKeys": "false"}"#,
      regretted: policy(
        allow("ecr:*", if: #"{"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}"#)),
      mended: policy(
        allow(
          "ecr:*",
          if:
            #"{"ForAllValues:StringEquals": {"aws:TagKeys": "team"}, "Null": {"aws:TagKeys": "false"}}"#
        )), action: "ecr:PutImage", before: .allowed, after: .implicitDeny),
    // A-02: variables are text in the older version.
    Remedy(
      code: "VARIABLE_IS_PLAIN_TEXT", help: "2012-10-17",
      regretted: policy(
        allow(if: #"{"StringEquals": {"aws:PrincipalTag/team": "${aws:username}"}}"#),
        version: "2008-10-17"),
      mended: policy(
        allow(if: #"{"StringEquals": {"aws:PrincipalTag/team": "${aws:username}"}}"#)),
      context: ["aws:PrincipalTag/team": ["alice"]], before: .implicitDeny, after: .allowed),
    // A-32, T-A05: the login is asked for `*`.
    Remedy(
      code: "RESOURCE_NOT_SUPPORTED_BY_ACTION", help: #""Resource": "*""#,
      regretted: policy(allow("ecr:GetAuthorizationToken", on: repository)),
      mended: policy(allow("ecr:GetAuthorizationToken")), action: "ecr:GetAuthorizationToken",
      before: .implicitDeny, after: .allowed),
    // A-47: without its brace a variable is text.
    Remedy(
      code: "MISSING_BRACE_IN_VARIABLE", help: "${aws:username}",
      regretted: policy(
        allow(if: #"{"StringEquals": {"aws:PrincipalTag/team": "${aws:username"}}"#)),
      mended: policy(allow(if: #"{"StringEquals": {"aws:PrincipalTag/team": "${aws:username}"}}"#)),
      context: ["aws:PrincipalTag/team": ["alice"]], before: .implicitDeny, after: .allowed),
  ]

  @Test(arguments: remedies)
  func `A-42, A-45: what a lint advises mends what it regrets`(remedy: Remedy) {
    let found = findings(remedy.regretted).filter { $0.code == remedy.code }
    #expect(found.count == 1)
    #expect(found.first?.help?.contains(remedy.help) == true)
    #expect(!findings(remedy.mended).contains { $0.code == remedy.code })
    #expect(decision(remedy.regretted, remedy) == remedy.before)
    #expect(decision(remedy.mended, remedy) == remedy.after)
  }

  /// A-45, A-46: an operator with a prefix, and what asks the same of a key with one value.
  static let prefixes = [
    ("ForAnyValue:StringEquals", "write `StringEquals`", "StringEquals", false),
    (
      "ForAnyValue:StringNotEquals",
      #"write `StringNotEquals`, together with `"Null": {"aws:SourceVpce": "false"}`"#,
      "StringNotEquals", true
    ),
    ("ForAllValues:StringEquals", "write `StringEqualsIfExists`", "StringEqualsIfExists", false),
    ("ForAllValues:StringNotEquals", "write `StringNotEquals`", "StringNotEquals", false),
  ]

  @Test(arguments: prefixes)
  func `A-46: the operator without its prefix asks the same, a missing key included`(
    prefixed: String, help: String, bare: String, needsKey: Bool
  ) {
    func text(_ name: String, _ more: String = "") -> String {
      policy(Self.all, deny(if: #"{"\#(name)": {"aws:SourceVpce": "vpce-1"}\#(more)}"#))
    }
    let found = findings(text(prefixed)).filter { $0.code == "SET_OPERATOR_WITH_SINGLE_VALUED_KEY" }
    #expect(found.map(\.help) == [help])
    let mended = text(bare, needsKey ? #", "Null": {"aws:SourceVpce": "false"}"# : "")
    for context in [[:], ["aws:SourceVpce": ["vpce-1"]], ["aws:SourceVpce": ["vpce-2"]]] {
      #expect(
        Ask(context: context, identity: [text(prefixed)]).decision
          == Ask(context: context, identity: [mended]).decision)
    }
  }

  @Test func `T-A19: a condition on aws:PrincipalArn spares whom NotPrincipal does not`() {
    let caller = "arn:aws:sts::\(home):assumed-role/puller/one"
    let role = "arn:aws:iam::\(home):role/puller"
    let notPrincipal =
      #"{"Effect": "Deny", "NotPrincipal": {"AWS": "\#(role)"}, "Action": "ecr:*"}"#
    let mended = deny(
      to: #""*""#, if: #"{"ArnNotEquals": {"aws:PrincipalArn": "\#(role)"}}"#)
    for (denial, expected) in [(notPrincipal, Decision.explicitDeny), (mended, .allowed)] {
      let ask = Ask(
        principal: caller, identity: [policy(Self.all)], resourcePolicy: policy(denial))
      #expect(ask.decision == expected)
    }
  }

  @Test func `T-A07: the advice for several values in an Allow lets in nobody without the key`() {
    func text(_ name: String, _ more: String = "") -> String {
      policy(allow("ecr:TagResource", if: #"{"\#(name)": {"aws:TagKeys": "team"}\#(more)}"#))
    }
    let found = findings(text("StringEquals"))
    let null = #""Null": {"aws:TagKeys": "false"}"#
    #expect(found.map(\.code) == ["MISSING_SET_OPERATOR"])
    #expect(
      found.map(\.help) == [
        "write `ForAnyValue:StringEquals` or `ForAllValues:StringEquals`, the latter together "
          + "with `\(null)`"
      ])
    for mended in [
      text("ForAnyValue:StringEquals"), text("ForAllValues:StringEquals", ", " + null),
    ] {
      #expect(findings(mended).isEmpty)
      let without = Ask(action: "ecr:TagResource", identity: [mended])
      #expect(without.decision == .implicitDeny)
    }
  }

  private func findings(_ text: String) -> [Finding] {
    PolicyDocument.read(SourceText(name: "policy.json", text: text), as: .identityPolicy).findings
  }

  private func decision(_ text: String, _ remedy: Remedy) -> Decision {
    var ask = Ask(action: remedy.action, context: remedy.context, identity: [text])
    if remedy.action == "ecr:GetAuthorizationToken" { ask.resource = "*" }
    return ask.decision
  }
}

/// A-35: resources with fewer than an ARN's six parts.
struct IncompleteResourceTests {
  static let patterns: [(pattern: String, matches: Bool)] = [
    // Documented: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`.
    ("arn:aws:ecr", true),
    ("arn:aws:ecr:eu-central-1", true),
    ("arn:aws:ecr:eu-central-1:111122223333", true),
    ("arn:aws:ecr:us-east-1", false),
    ("arn:aws:s3", false),
    ("arn:aws:ecr:*", true),
    ("arn:*", true),
    // The region and the account are missing, and what is there stands in their places.
    ("arn:aws:ecr:repository/payments/api", false),
    // Documented: a star at the end of a part may reach over colons.
    ("arn:aws:ecr:*:repository/payments/*", true),
    ("arn:aws:ecr:*:repository/shop/*", false),
    ("arn:aws:ecr:eu-*:repository/payments/api", true),
    ("arn:aws:*:repository/payments/api", true),
    // A star inside a part stays in it.
    ("arn:aws:ecr:eu*3333:repository/payments/api", false),
    ("arn:aws:ecr:eu-central-?:repository/payments/api", false),
    // A star that stays gives way to an earlier one that reaches.
    ("arn:aws:*:1*3:repository/payments/api", true),
  ]

  @Test(arguments: patterns)
  func `A-35: AWS adds what is missing of an ARN, and a star that ends a part reaches on`(
    pattern: String, matches: Bool
  ) {
    let text = policy(allow(on: pattern))
    #expect(Ask(identity: [text]).decision == (matches ? .allowed : .implicitDeny))
    let denied = policy(allow(), deny(on: pattern))
    #expect(Ask(identity: [denied]).decision == (matches ? .explicitDeny : .allowed))
  }

  @Test func `A-43: ArnLike takes no incomplete ARN, and no star over a colon`() {
    for pattern in ["arn:aws:iam::*", "arn:aws:*:user/alice"] {
      let condition = #"{"ArnLike": {"aws:PrincipalArn": "\#(pattern)"}}"#
      let reading = PolicyDocument.read(
        SourceText(name: "policy.json", text: policy(allow(if: condition))), as: .identityPolicy)
      #expect(reading.findings.contains { $0.code == "DATA_TYPE_MISMATCH" })
    }
  }
}
