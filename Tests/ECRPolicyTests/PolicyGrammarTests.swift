import ECRPolicy
import Testing
import Texts

/// What AWS requires of a policy by its kind: an RCP's elements, an endpoint's values, the characters
/// of IAM, and the quotas that a document may or may not be under.
struct PolicyGrammarTests {
  private static func policy(_ statement: String, version: String = "2012-10-17") -> String {
    #"{"Version": "\#(version)", "Statement": [\#(statement)]}"#
  }

  private func found(_ text: String, as kind: PolicyKind) -> [String] {
    PolicyDocument.read(SourceText(name: "policy.json", text: text), as: kind).findings
      .map { "\($0.type.rawValue) \($0.code.rawValue)" }
  }

  private func fragment(_ text: String) throws -> JSONFragment {
    let source = SourceText(name: "policy.json", text: text)
    return JSONFragment(source: source, node: try #require(JSONReader.read(source).documents.first))
  }

  // MARK: A-06: resource control policies

  private static func rcp(_ action: String, principal: String = #""Principal": "*""#) -> String {
    #"{"Effect": "Deny", \#(principal), \#(action), "Resource": "*"}"#
  }

  static let rcps: [(text: String, findings: [String])] = [
    (policy(rcp(#""Action": "ecr:*""#)), []),
    (policy(rcp(#""NotAction": "ecr:*""#)), ["ERROR UNSUPPORTED_NOT_ACTION"]),
    (policy(rcp(#""Action": "*""#)), ["ERROR UNSUPPORTED_WILDCARD_IN_ACTION"]),
    (policy(rcp(#""Action": ["ecr:*", "*"]"#)), ["ERROR UNSUPPORTED_WILDCARD_IN_ACTION"]),
    (policy(rcp(#""Action": "ecr:*""#), version: "2008-10-17"), ["ERROR UNSUPPORTED_VERSION"]),
    (#"{"Statement": [\#(rcp(#""Action": "ecr:*""#))]}"#, ["ERROR UNSUPPORTED_VERSION"]),
    (
      policy(rcp(#""Action": "ecr:*""#, principal: #""NotPrincipal": {"AWS": "444455556666"}"#)),
      ["ERROR UNSUPPORTED_PRINCIPAL"]
    ),
    // RCPFullAWSAccess itself.
    (
      policy(#"{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}"#), []
    ),
  ]

  @Test(arguments: rcps)
  func `A-06: an RCP has its version, lists its actions and is for everybody`(
    text: String, findings: [String]
  ) {
    #expect(found(text, as: .resourceControlPolicy) == findings)
  }

  @Test func `A-06: an SCP that allows some resources is accepted, with a suggestion`() {
    func scp(_ resource: String, _ effect: String = "Allow") -> [String] {
      found(
        Self.policy(#"{"Effect": "\#(effect)", "Action": "ecr:*", \#(resource)}"#),
        as: .serviceControlPolicy)
    }
    let repository = #""Resource": "arn:aws:ecr:*:*:repository/*""#
    #expect(scp(#""Resource": "*""#) == [])
    #expect(scp(repository, "Deny") == [])
    #expect(scp(repository) == ["SUGGESTION SCP_ALLOW_WITH_RESOURCES"])
  }

  @Test func `A-01: an Id in an identity-based policy is a suggestion, elsewhere nothing`() {
    let identity =
      #"{"Version": "2012-10-17", "Id": "x", "Statement": [{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": "*"}]}"#
    #expect(found(identity, as: .identityPolicy) == ["SUGGESTION ID_IN_IDENTITY_POLICY"])
    let repository =
      #"{"Version": "2012-10-17", "Id": "x", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "ecr:PutImage"}]}"#
    #expect(found(repository, as: .repositoryPolicy) == [])
  }

  // MARK: A-25, T-A30

  static let notPrincipals: [(PolicyKind, effect: String, draft: [String], inForce: [String])] = [
    (
      .repositoryPolicy, "Allow", ["ERROR ALLOW_WITH_NOT_PRINCIPAL"],
      ["SECURITY_WARNING ALLOW_WITH_NOT_PRINCIPAL"]
    ),
    (
      .trustPolicy, "Allow", ["ERROR ALLOW_WITH_NOT_PRINCIPAL"],
      ["SECURITY_WARNING ALLOW_WITH_NOT_PRINCIPAL"]
    ),
    (
      .trustPolicy, "Deny", ["ERROR UNSUPPORTED_NOT_PRINCIPAL"],
      ["SECURITY_WARNING UNSUPPORTED_NOT_PRINCIPAL"]
    ),
    (.repositoryPolicy, "Deny", [], []),
  ]

  @Test(arguments: notPrincipals)
  func `T-A30 A-25: NotPrincipal with Allow is an error in a draft, a loud warning in force`(
    kind: PolicyKind, effect: String, draft: [String], inForce: [String]
  ) throws {
    let action = kind == .trustPolicy ? "sts:AssumeRole" : "ecr:BatchGetImage"
    let text = Self.policy(
      #"{"Effect": "\#(effect)", "NotPrincipal": {"AWS": ["444455556666", "arn:aws:iam::444455556666:user/ida"]}, "Action": "\#(action)"}"#
    )
    for (origin, expected) in [(PolicyOrigin.draft, draft), (.inForce, inForce)] {
      let reading = PolicyDocument.read(try fragment(text), as: kind, origin: origin)
      #expect(reading.findings.map { "\($0.type.rawValue) \($0.code.rawValue)" } == expected)
      #expect(reading.document != nil)
    }
  }

  // MARK: A-59: endpoint policies

  private static func endpoint(_ condition: String, resource: String = "*") -> String {
    policy(
      #"{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "\#(resource)", "Condition": \#(condition)}"#
    )
  }

  static let endpoints: [(text: String, findings: [String])] = [
    (endpoint(#"{"StringEquals": {"aws:PrincipalAccount": "111122223333"}}"#), []),
    (
      endpoint(#"{"StringLike": {"aws:PrincipalAccount": "1111*"}}"#),
      ["ERROR UNSUPPORTED_WILDCARD_IN_CONDITION"]
    ),
    (
      endpoint(#"{"StringNotLike": {"AWS:SourceVpc": "vpc-0a1b2c?"}}"#),
      ["ERROR UNSUPPORTED_WILDCARD_IN_CONDITION"]
    ),
    (
      endpoint(#"{"NumericEquals": {"aws:PrincipalAccount": "111122223333"}}"#),
      ["ERROR UNSUPPORTED_OPERATOR_FOR_KEY"]
    ),
    (
      endpoint(#"{"StringLike": {"aws:PrincipalTag/team": "pay*"}}"#),
      ["WARNING TOO_FEW_CHARACTERS_AT_WILDCARD"]
    ),
    (endpoint(#"{"StringLike": {"aws:PrincipalTag/team": "payments*"}}"#), []),
    (
      endpoint(#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-shop123456/r-ab12/*"}}"#),
      []
    ),
    (
      endpoint(#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1111*:role/x"}}"#),
      ["ERROR INVALID_ARN_ACCOUNT"]
    ),
    (endpoint(#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}"#), []),
    (endpoint("{}", resource: "arn:aws:ecr:*:1111*:repository/*"), ["ERROR INVALID_ARN_ACCOUNT"]),
    (endpoint("{}", resource: "arn:aws:ecr:*:*:repository/*"), []),
  ]

  @Test(arguments: endpoints)
  func `A-59: an endpoint's policy takes wildcards where they cannot blur an identifier`(
    text: String, findings: [String]
  ) {
    #expect(found(text, as: .vpcEndpointPolicy) == findings)
  }

  // MARK: A-08

  @Test(arguments: ["–", "“", "€", "日", "🚢"])
  func `A-08: IAM's documents have characters up to U+00FF only`(character: String) throws {
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/x": "a«\#(character)»b"}}}"#
    )
    let marked = MarkedPolicy(text)
    let findings = marked.read(as: .identityPolicy)
    #expect(findings.map(\.finding.code) == ["UNSUPPORTED_CHARACTER"])
    #expect(findings.map(\.span) == marked.spans)
    #expect(findings.first?.finding.type == .error)
    // Organizations and Amazon ECR name no such set.
    #expect(marked.read(as: .serviceControlPolicy).isEmpty)
  }

  @Test func `A-08: letters up to U+00FF, and escapes, are accepted`() {
    for value in ["é", "ÿ", "\u{80}", #"\u2013"#, "\u{7F}"] {
      let text = Self.policy(
        #"{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/x": "\#(value)"}}}"#
      )
      #expect(found(text, as: .identityPolicy) == [])
    }
  }

  /// A policy of so many characters.
  private func text(_ length: Int, _ element: String = #""Resource":"*""#) -> String {
    let start = #"{"Version":"2012-10-17","Statement":{"Sid":""#
    let end = #"","Effect":"Deny","Action":"ecr:PutImage",\#(element)}}"#
    return start + String(repeating: "x", count: length - start.utf8.count - end.utf8.count) + end
  }

  @Test func `A-08: what may be a role's inline policy is warned of, not rejected`() throws {
    func types(_ length: Int, guessed: Bool, _ origin: PolicyOrigin = .draft) throws
      -> [FindingType]
    {
      PolicyDocument.read(
        try fragment(text(length)), as: .identityPolicy, kindIsGuessed: guessed, origin: origin
      ).findings.map(\.type)
    }
    #expect(try types(6_144, guessed: true) == [])
    #expect(try types(6_145, guessed: true) == [.warning])
    #expect(try types(10_240, guessed: true) == [.warning])
    #expect(try types(10_241, guessed: true) == [.error])
    #expect(try types(6_145, guessed: false) == [.error])
    #expect(try types(90_000, guessed: false, .managedByAWS) == [])
    #expect(try types(90_000, guessed: false, .inForce) == [.error])
  }

  @Test func `A-08: a trust policy's quota can be raised to 8,192`() {
    let principal = #""Principal":{"AWS":"444455556666"}"#
    #expect(found(text(2_048, principal), as: .trustPolicy) == [])
    #expect(
      found(text(2_049, principal), as: .trustPolicy) == ["WARNING POLICY_SIZE_EXCEEDS_QUOTA"])
    #expect(found(text(8_193, principal), as: .trustPolicy) == ["ERROR POLICY_SIZE_EXCEEDS_QUOTA"])
  }

  // MARK: A-31, A-47

  static let resources: [(resource: String, findings: [String])] = [
    ("arn:aws:e*r:eu-west-1:111122223333:repository/web", ["ERROR INVALID_ARN_SERVICE"]),
    ("arn:aws:*:eu-west-1:111122223333:repository/web", ["ERROR INVALID_ARN_SERVICE"]),
    ("arn:aws:ec?:*:*:repository/web", ["ERROR INVALID_ARN_SERVICE"]),
    ("arn:aws:ecr:*:*:repository/web", []), ("arn:aws:*", []), ("*", []),
    (
      "arn:aws:ecr:${aws:RequestedRegion}:111122223333:repository/web",
      ["WARNING VARIABLE_BEFORE_RESOURCE"]
    ),
    (
      "arn:aws:ecr:eu-west-1:${aws:PrincipalAccount}:repository/web",
      ["WARNING VARIABLE_BEFORE_RESOURCE"]
    ),
    ("arn:aws:ecr:eu-west-1:111122223333:repository/${aws:username}", []),
    (
      "arn:aws:ecr:eu-west-1:111122223333:repository/${aws:TagKeys}",
      ["WARNING MULTIVALUED_VARIABLE"]
    ),
  ]

  @Test(arguments: resources)
  func `A-31 A-47: the service is spelt out, and variables have one value and their place`(
    resource: String, findings: [String]
  ) {
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": "\#(resource)"}"#)
    #expect(found(text, as: .identityPolicy) == findings)
  }

  static let addresses = [
    ("444455556666.dkr.ecr.eu-central-1.amazonaws.com/foo/*", "eu-central-1:444455556666", "foo/*"),
    ("444455556666.dkr.ecr.us-east-1.amazonaws.com/web:1.2", "us-east-1:444455556666", "web"),
    ("https://444455556666.dkr.ecr.us-east-1.amazonaws.com/web", "us-east-1:444455556666", "web"),
    ("444455556666.dkr.ecr.us-east-1.amazonaws.com/a/b/", "us-east-1:444455556666", "a/b"),
    ("444455556666.dkr.ecr.us-east-1.amazonaws.com", "us-east-1:444455556666", "*"),
  ]

  @Test(arguments: addresses)
  func `A-33: an image's address as a resource is answered with the repository's ARN`(
    address: String, registry: String, name: String
  ) {
    let text = Self.policy(
      #"{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": "\#(address)"}"#)
    let findings = PolicyDocument.read(SourceText(name: "p", text: text), as: .identityPolicy)
      .findings
    #expect(findings.map(\.code) == ["INVALID_ARN_PREFIX"])
    #expect(
      findings.first?.help?.contains("`arn:aws:ecr:\(registry):repository/\(name)`") == true)
  }
}
