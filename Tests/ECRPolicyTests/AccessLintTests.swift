import ECRPolicy
import Testing
import Texts

/// What AWS takes and users regret in policies of access: each warning with a policy that deserves it,
/// and a twin that does not.
struct AccessLintTests {
  /// A policy with the warning, where it points, what it says, and the policy without it.
  struct Pair: Sendable, CustomTestStringConvertible {
    var kind: PolicyKind
    var regretted: String
    var finding: String
    var silent: String

    init(_ kind: PolicyKind, _ regretted: String, _ finding: String, silent: String) {
      self.kind = kind
      self.regretted = regretted
      self.finding = finding
      self.silent = silent
    }

    var testDescription: String { finding }
  }

  private static func policy(_ statements: String..., version: String = "2012-10-17") -> String {
    #"{"Version": "\#(version)", "Statement": [\#(statements.joined(separator: ", "))]}"#
  }

  private static func identity(
    _ action: String, _ resource: String = #""*""#, if condition: String? = nil,
    effect: String = "Allow"
  ) -> String {
    let condition = condition.map { #", "Condition": \#($0)"# } ?? ""
    return
      #"{"Effect": "\#(effect)", "Action": \#(action), "Resource": \#(resource)\#(condition)}"#
  }

  private static func repository(
    _ principal: String, _ action: String = #""ecr:BatchGetImage""#, effect: String = "Allow",
    if condition: String? = nil
  ) -> String {
    let condition = condition.map { #", "Condition": \#($0)"# } ?? ""
    return #"{"Effect": "\#(effect)", \#(principal), "Action": \#(action)\#(condition)}"#
  }

  private static let partner = #""Principal": {"AWS": "444455556666"}"#
  private static let payments = "arn:aws:ecr:eu-central-1:111122223333:repository/payments"

  static let principals = [
    Pair(
      .repositoryPolicy, policy(repository(#""Principal": «"*"»"#)),
      "PRINCIPAL_IS_EVERYBODY: every principal of every AWS account is allowed this, if its own "
        + "policies allow it",
      silent: policy(
        repository(
          #""Principal": "*""#, if: #"{"StringEquals": {"aws:PrincipalOrgID": "o-shop123456"}}"#))),
    Pair(
      .repositoryPolicy, policy(repository(#""Principal": {"AWS": ["444455556666", «"*"»]}"#)),
      "PRINCIPAL_IS_EVERYBODY: every principal of every AWS account is allowed this, if its own "
        + "policies allow it",
      silent: policy(repository(#""Principal": "*""#, effect: "Deny"))),
    Pair(
      .repositoryPolicy, policy(repository(#"«"NotPrincipal"»: {"AWS": "444455556666"}"#)),
      "ALLOW_WITH_NOT_PRINCIPAL: `NotPrincipal` with `Allow` is not supported: it would allow everybody except those named, anonymous callers and other accounts included",
      silent: policy(
        repository(
          #""NotPrincipal": {"AWS": ["444455556666", "arn:aws:iam::444455556666:user/ida"]}"#,
          effect: "Deny"))),
    Pair(
      .repositoryPolicy,
      policy(repository(#""NotPrincipal": {"AWS": «"444455556666"»}"#, effect: "Deny")),
      "NOT_PRINCIPAL_INCOMPLETE: every user, role and session of `444455556666` is still denied: "
        + "`444455556666` exempts the root user alone",
      silent: policy(
        repository(
          #""NotPrincipal": {"AWS": ["arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:user/ida"]}"#,
          effect: "Deny"))),
    Pair(
      .repositoryPolicy,
      policy(
        repository(
          #""NotPrincipal": {"AWS": ["444455556666", «"arn:aws:iam::444455556666:role/puller"»]}"#,
          effect: "Deny")),
      "NOT_PRINCIPAL_INCOMPLETE: `arn:aws:iam::444455556666:role/puller` is still denied: to "
        + "exempt it, name the account, the role and each session",
      silent: policy(
        repository(
          #""NotPrincipal": {"AWS": ["444455556666", "arn:aws:iam::444455556666:role/puller", "arn:aws:sts::444455556666:assumed-role/puller/one"]}"#,
          effect: "Deny"))),
    Pair(
      .repositoryPolicy,
      policy(
        repository(
          #""NotPrincipal": {"AWS": «"arn:aws:iam::444455556666:user/bob"»}"#, effect: "Deny")),
      "NOT_PRINCIPAL_INCOMPLETE: `arn:aws:iam::444455556666:user/bob` is still denied: to exempt "
        + "it, name the account and the user",
      silent: policy(
        repository(
          #""NotPrincipal": {"AWS": ["arn:aws:iam::444455556666:root", "arn:aws:iam::444455556666:user/bob"]}"#,
          effect: "Deny"))),
    Pair(
      .repositoryPolicy, policy(repository(#""Principal": {"AWS": «"AROAEXAMPLEROLEID0001"»}"#)),
      "PRINCIPAL_IS_DELETED: `AROAEXAMPLEROLEID0001` is the ID of a deleted principal and no "
        + "longer matches anyone",
      silent: policy(repository(#""Principal": {"AWS": "arn:aws:iam::444455556666:role/AROA"}"#))),
  ]

  static let actions = [
    Pair(
      .identityPolicy, policy(identity(#"["ecr:*", «"ecr:GetImage"»]"#)),
      "ACTION_DOES_NOT_EXIST: unknown ECR action `ecr:GetImage`: "
        + "IAM accepts it, but it has no effect",
      silent: policy(identity(#"["ecr:*Image", "s3:NoSuchThing"]"#))),
    Pair(
      .repositoryPolicy,
      policy(repository(partner, #"["ecr:BatchGetImage", «"ecr:GetAuthorizationToken"»]"#)),
      "ACTION_WITHOUT_EFFECT_IN_REPOSITORY_POLICY: `ecr:GetAuthorizationToken` has no effect in a "
        + "repository policy: logging in does not involve a repository",
      silent: policy(repository(partner, #""ecr:Get*""#))),
    Pair(
      .repositoryPolicy, policy(repository(partner, #"«"ecr:CreateRepository"»"#)),
      "ACTION_WITHOUT_EFFECT_IN_REPOSITORY_POLICY: `ecr:CreateRepository` has no effect in a repository policy: it does not act on a repository",
      silent: policy(repository(partner, #""ecr:DeleteRepository""#))),
    Pair(
      .repositoryPolicy, policy(repository(partner, #"«"s3:GetObject"»"#)),
      "ACTION_OF_ANOTHER_SERVICE: `s3:GetObject` has no effect here: ECR checks only its own "
        + "actions against this policy",
      silent: policy(repository(partner, #""*""#))),
    Pair(
      .identityPolicy, policy(identity(#"«"ecr:GetAuthorizationToken"»"#, "\"\(payments)\"")),
      "RESOURCE_NOT_SUPPORTED_BY_ACTION: `ecr:GetAuthorizationToken` never applies to the "
        + "resources of this statement: its only resource is `*`",
      silent: policy(identity(#""ecr:GetAuthorizationToken""#))),
    Pair(
      .identityPolicy,
      policy(identity(#"«"ecr:PutImage"»"#, #""arn:aws:s3:::111122223333:payments""#)),
      "RESOURCE_NOT_SUPPORTED_BY_ACTION: `ecr:PutImage` never applies to the resources of this "
        + "statement: none is a repository",
      silent: policy(identity(#""ecr:PutImage""#, #""arn:aws:ecr:*:*:repository/*""#))),
  ]

  static let conditions = [
    Pair(
      .identityPolicy,
      policy(
        identity(#""ecr:PutImage""#, if: #"{"StringEquals": {«"aws:PrincipalOrgId2"»: "o-shop"}}"#)),
      "INVALID_GLOBAL_CONDITION_KEY: IAM has no context key `aws:PrincipalOrgId2`",
      silent: policy(
        identity(#""ecr:PutImage""#, if: #"{"StringEquals": {"aws:principalorgid": "o-shop"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(#""ecr:PutImage""#, if: #"{"StringEquals": {«"ecr:Repository"»: "payments"}}"#)),
      "INVALID_SERVICE_CONDITION_KEY: ECR has no context key `ecr:Repository`",
      silent: policy(
        identity(
          #""ecr:PutImage""#, if: #"{"StringEquals": {"ecr:ResourceTag/team": "payments"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #""ecr:CreateRepository""#,
          if: #"{"StringEquals": {«"ecr:ResourceTag/team"»: "payments"}}"#)),
      "CONDITION_KEY_NEVER_CARRIED: `ecr:ResourceTag/team` is never present in requests for "
        + "`ecr:CreateRepository`",
      silent: policy(
        identity(
          #""ecr:CreateRepository""#,
          if: #"{"StringEquals": {"aws:RequestTag/team": "payments"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #"["ecr:PutImage", "ecr:BatchGetImage"]"#,
          if: #"{"StringEquals": {«"aws:RequestTag/team"»: "payments"}}"#)),
      "CONDITION_KEY_NEVER_CARRIED: `aws:RequestTag/team` is never present in requests for the "
        + "actions of this statement",
      silent: policy(
        identity(
          #"["ecr:CreateRepository", "ecr:TagResource"]"#,
          if: #"{"StringEquals": {"aws:RequestTag/team": "payments"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(#""ecr:TagResource""#, if: #"{«"StringEquals"»: {"aws:TagKeys": "team"}}"#)),
      "MISSING_SET_OPERATOR: `aws:TagKeys` can have several values, but `StringEquals` compares "
        + "one",
      silent: policy(
        identity(
          #""ecr:TagResource""#, if: #"{"ForAnyValue:StringEquals": {"aws:TagKeys": "team"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #"["ecr:TagResource", "ecr:PutImage"]"#,
          if: #"{«"ForAllValues:StringEquals"»: {"aws:TagKeys": "team"}}"#)),
      "FORALLVALUES_ALLOWS_MISSING_KEY: requests without `aws:TagKeys` are allowed: "
        + "`ForAllValues` holds when there are no values",
      silent: policy(
        identity(
          #""ecr:TagResource""#,
          if: #"{"ForAllValues:StringNotEquals": {"aws:TagKeys": "team"}}"#, effect: "Deny"))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #""ecr:PutImage""#,
          if: #"{«"ForAnyValue:StringEquals"»: {"aws:PrincipalOrgID": "o-shop"}}"#)),
      "SET_OPERATOR_WITH_SINGLE_VALUED_KEY: `aws:PrincipalOrgID` has one value, but "
        + "`ForAnyValue:StringEquals` is for several",
      silent: policy(
        identity(
          #""ecr:PutImage""#,
          if: #"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-shop/*"}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #""ecr:PutImage""#, if: #"{«"StringNotEquals"»: {"aws:SourceVpce": "vpce-1"}}"#,
          effect: "Deny")),
      "DENY_MEETS_MISSING_KEY: requests without `aws:SourceVpce` are denied too",
      silent: policy(
        identity(
          #""ecr:PutImage""#,
          if:
            #"{"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "Null": {"aws:SourceVpce": "false"}}"#,
          effect: "Deny"))),
    Pair(
      .identityPolicy,
      policy(identity(#""ecr:PutImage""#, if: #"{"StringEquals": {«"aws:SourceVpce"»: []}}"#)),
      "CONDITION_WITHOUT_VALUES: the condition on `aws:SourceVpce` has no value",
      silent: policy(
        identity(#""ecr:PutImage""#, if: #"{"StringEquals": {"aws:SourceVpce": ["vpce-1"]}}"#))),
    Pair(
      .identityPolicy,
      policy(
        identity(
          #""ecr:PutImage""#, #"«"arn:aws:ecr:*:*:repository/${aws:username}/*"»"#),
        version: "2008-10-17"),
      "VARIABLE_IS_PLAIN_TEXT: `arn:aws:ecr:*:*:repository/${aws:username}/*` is plain text here: "
        + "variables need policy language version 2012-10-17",
      silent: policy(
        identity(#""ecr:PutImage""#, #""arn:aws:ecr:*:*:repository/${aws:username}/*""#))),
  ]

  static let statements = [
    Pair(
      .identityPolicy,
      policy(
        "«" + identity(#""ecr:PutImage""#, "\"\(payments)\"") + "»",
        identity(#""ecr:Put*""#, effect: "Deny")),
      "STATEMENT_NEVER_TAKES_EFFECT: statement 2 denies everything that statement 1 allows",
      silent: policy(
        identity(#""ecr:PutImage""#, "\"\(payments)\""),
        identity(#""ecr:PutLifecyclePolicy""#, effect: "Deny"))),
    Pair(
      .identityPolicy,
      policy(
        identity(#""ecr:*""#), "«" + identity(#"["ecr:PutImage", "ecr:BatchGetImage"]"#) + "»"),
      "REDUNDANT_STATEMENT: statement 1 already covers statement 2",
      silent: policy(identity(#""ecr:Put*""#, "\"\(payments)\""), identity(#""ecr:PutImage""#))),
  ]

  @Test(arguments: principals + actions + conditions + statements)
  func `what is regretted is told at its place, and its twin is left alone`(pair: Pair) {
    MarkedPolicy(pair.regretted).expect([pair.finding], as: pair.kind)
    MarkedPolicy(pair.silent).expect([], as: pair.kind)
  }

  @Test func `a Deny with a condition leaves an Allow its effect`() {
    let text = Self.policy(
      Self.identity(#""ecr:PutImage""#),
      Self.identity(
        #""ecr:PutImage""#, if: #"{"StringEquals": {"aws:SourceVpce": "vpce-1"}}"#, effect: "Deny"))
    MarkedPolicy(text).expect([], as: .identityPolicy)
  }

  @Test func `a statement that another repeats is told once`() {
    let same = Self.identity(#""ecr:PutImage""#)
    MarkedPolicy(Self.policy(same, "«" + same + "»")).expect(
      ["REDUNDANT_STATEMENT: statement 1 already covers statement 2"], as: .identityPolicy)
  }

  @Test func `nothing is regretted in a policy that AWS refuses`() {
    MarkedPolicy(
      Self.policy(
        #"{"Effect": "Allow", "Action": ["ecr:NoSuchThing", «"PutImage"»], "Resource": "*"}"#)
    ).expect(["INVALID_ACTION: `PutImage` has no service prefix"], as: .identityPolicy)
  }

  @Test func `AWS's managed policies are as AWS wants policies to be (A-75)`() {
    for managed in AWSManagedPolicy.all {
      let findings = PolicyDocument.read(managed.source, as: .identityPolicy).findings
      #expect(findings.allSatisfy { $0.type != .error }, "\(managed.arn)")
    }
  }

  /// What tells the kinds of policy apart (A-06, A-07).
  static let kinds: [(String, PolicyKind)] = [
    (policy(identity(#""ecr:*""#)), .identityPolicy),
    (policy(repository(partner)), .repositoryPolicy),
    (
      policy(
        #"{"Effect": "Allow", \#(partner), "Action": "ecr:ReplicateImage", "Resource": "*"}"#),
      .registryPolicy
    ),
    (
      policy(#"{"Effect": "Allow", \#(partner), "Action": "sts:AssumeRole"}"#), .trustPolicy
    ),
    (
      policy(#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}"#),
      .resourceControlPolicy
    ),
    (
      policy(#"{"Effect": "Allow", \#(partner), "Action": "s3:*", "Resource": "*"}"#),
      .resourcePolicy
    ),
  ]

  @Test(arguments: kinds)
  func `a policy's elements tell what kind it is (A-06, A-07)`(text: String, kind: PolicyKind)
    throws
  {
    let source = SourceText(name: "p", text: text)
    let root = try #require(JSONReader.read(source).documents.first)
    #expect(PolicyKind.recognized(in: JSONFragment(source: source, node: root)) == kind)
  }
}
