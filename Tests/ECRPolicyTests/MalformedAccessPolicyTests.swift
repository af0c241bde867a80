import ECRPolicy
import Testing
import Texts

/// What AWS refuses in access policies as a whole: their size, and several mistakes at once.
struct MalformedAccessPolicyTests {
  /// A-08: the most characters of each kind, and whether white space counts.
  static let sizes: [(PolicyKind, Int, Bool)] = [
    (.identityPolicy, 6_144, false), (.permissionsBoundary, 6_144, false),
    (.userPolicy, 2_048, false), (.rolePolicy, 10_240, false), (.groupPolicy, 5_120, false),
    (.sessionPolicy, 2_048, true), (.serviceControlPolicy, 10_240, true),
    (.resourceControlPolicy, 5_120, true), (.repositoryPolicy, 10_240, true),
    (.registryPolicy, 10_240, true), (.vpcEndpointPolicy, 20_480, true),
    (.trustPolicy, 2_048, false),
  ]

  @Test(arguments: sizes)
  func `a policy has its quota of characters, with or without white space (A-08)`(
    kind: PolicyKind, most: Int, countsSpace: Bool
  ) {
    let element =
      switch kind {
      case .repositoryPolicy: #""Principal":{"AWS":"111122223333"}"#
      case .registryPolicy, .vpcEndpointPolicy:
        #""Principal":{"AWS":"111122223333"},"Resource":"*""#
      case .trustPolicy: #""Principal":{"AWS":"111122223333"}"#
      case .resourceControlPolicy: #""Principal":"*","Resource":"*""#
      default: #""Resource":"*""#
      }
    let start = #"{"Version":"2012-10-17","Statement":{"Sid":""#
    let end = #"","Effect":"Deny","Action":"ecr:PutImage",\#(element)}}"#
    func codes(_ length: Int, spaces: Int = 0) -> [String] {
      let padding = length - start.utf8.count - end.utf8.count
      let text =
        start + String(repeating: "x", count: padding) + end.dropLast()
        + String(repeating: " ", count: spaces) + "}"
      return PolicyDocument.read(SourceText(name: "p", text: text), as: kind).findings
        .map(\.code.rawValue)
    }
    #expect(codes(most) == [])
    #expect(codes(most + 1) == ["POLICY_SIZE_EXCEEDS_QUOTA"])
    #expect(codes(most, spaces: 1) == (countsSpace ? ["POLICY_SIZE_EXCEEDS_QUOTA"] : []))
  }

  @Test func `every mistake of a policy is told, not only the first`() {
    MarkedPolicy(
      #"{"Version": «"2026"», "Statement": [{"Effect": «"ALLOW"», "Action": «[]», "Resource": "*"}, «{»"Effect": "Deny", "Resource": «7»}]}"#
    ).expect(
      [
        "INVALID_VERSION: `2026` is not a version of the policy language",
        "INVALID_EFFECT: `ALLOW` is not an effect", "EMPTY_ELEMENT: `Action` is empty",
        "MISSING_ACTION: the statement has neither `Action` nor `NotAction`",
        "DATA_TYPE_MISMATCH: `Resource` is of type integer; expected a string",
      ], as: .identityPolicy)
  }

  /// Each of these mistakes is one whatever becomes of the others: A-03, A-06, A-30, A-41, A-44.
  @Test func `a mistake that leaves a statement without a meaning hides no other`() {
    MarkedPolicy(
      #"{"Version": "2012-10-17", "Statement": [{"Effect": «"Alow"», "Action": «"PutImage"», "Resource": "*", «"Principal"»: "*", "Condition": {«"StringEqual"»: {«"team"»: "x"}, "Bool": {"aws:SecureTransport": «"yes"»}}}, «{»"Effect": "Deny", "Resource": [«7», «"x"»]}]}"#
    ).expect(
      [
        "INVALID_EFFECT: `Alow` is not an effect",
        "INVALID_ACTION: `PutImage` has no service prefix",
        "UNSUPPORTED_PRINCIPAL: an identity-based policy cannot have `Principal`: it applies to the "
          + "user, group or role that it is attached to",
        "INVALID_CONDITION_OPERATOR: `StringEqual` is not a condition operator",
        "INVALID_CONDITION_KEY_FORMAT: `team` is not a context key",
        "DATA_TYPE_MISMATCH: invalid value `yes` for `Bool`: must be `true` or `false`",
        "MISSING_ACTION: the statement has neither `Action` nor `NotAction`",
        "DATA_TYPE_MISMATCH: a value of `Resource` is of type integer; expected a string",
        "INVALID_ARN_PREFIX: `x` is not an ARN",
      ], as: .identityPolicy)
  }

  @Test func `a member that stands twice and text that is no JSON are refused (A-01, A-03)`() {
    let twice = MarkedPolicy(
      #"{"Statement": {"Effect": "Allow", «"Effect"»: "Deny", "Action": "ecr:*", "Resource": "*"}}"#
    )
    #expect(twice.read(as: .identityPolicy).map(\.span) == twice.spans)
    for text in ["", "{", "{\"Statement\": [}", "nonsense", "{} {}"] {
      let reading = PolicyDocument.read(SourceText(name: "p", text: text), as: .identityPolicy)
      #expect(reading.findings.contains { $0.type == .error }, "\(text)")
    }
  }

  @Test func `a repository policy's Sid may have spaces, as ECR's console wrote (A-05)`() {
    MarkedPolicy(
      #"{"Version": "2008-10-17", "Statement": [{"Sid": "new statement", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": ["ecr:BatchGetImage"]}]}"#
    ).expect([], as: .repositoryPolicy)
  }

  @Test func `a mistake has a way to mend it, its facts and AWS's words (A-09)`() throws {
    let policy = MarkedPolicy(
      #"{"Statement": {"Effect": "allow", "Action": "ecr:*", "Resource": "*"}}"#)
    let finding = try #require(policy.read(as: .identityPolicy).first?.finding)
    #expect(finding.help == "write `Allow`: its case matters")
    #expect(finding.facts == ["A-03"])
    #expect(
      finding.serviceAnswer?.text == "MalformedPolicyDocument: Syntax errors in policy.")
    let repository = try #require(policy.read(as: .repositoryPolicy).first?.finding)
    #expect(repository.serviceAnswer?.text.contains("Invalid repository policy provided") == true)
  }
}
