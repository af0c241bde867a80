import ECRPolicy
import Testing
import Texts

/// Access policies on either side of what is told of them: places, help and answers.
struct AccessDetailTests {
  private func findings(_ statements: String, as kind: PolicyKind) -> [Finding] {
    let text = #"{"Version": "2012-10-17", "Statement": [\#(statements)]}"#
    return PolicyDocument.read(SourceText(name: "p", text: text), as: kind).findings
  }

  private func pulling(_ resource: String) -> String {
    #"{"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "\#(resource)"}"#
  }

  private func allowing(_ action: String) -> String {
    #"{"Effect": "Allow", "Action": "\#(action)", "Resource": "*"}"#
  }

  // MARK: A-30

  @Test func `A-30: a wish to read is not answered with an action that writes`() {
    // One letter away from PutImageTagMutability, which ECR has.
    let found = findings(allowing("ecr:GetImageTagMutability"), as: .identityPolicy)
    #expect(!found.isEmpty)
    #expect(!found.contains { $0.help?.contains("PutImageTagMutability") == true })
  }

  @Test(arguments: [
    ("ecr.NewAction", "write `ecr:NewAction`"),
    ("ec2.RunInstances", "write the service in front, such as `ecr:ec2.RunInstances`"),
    ("ecrAction", "write the service in front, such as `ecr:ecrAction`"),
  ])
  func `A-30: only behind the service's own name another character stands for the colon`(
    action: String, help: String
  ) {
    #expect(findings(allowing(action), as: .identityPolicy).map(\.help) == [help])
  }

  @Test func `A-09, A-30: IAM and ECR answer in their own words to an action without a service`() {
    let vendor = findings(allowing("PutImage"), as: .identityPolicy)
    #expect(vendor.first?.serviceAnswer?.text.hasPrefix("MalformedPolicyDocument: ") == true)
    let statement = #"{"Effect": "Allow", "Principal": "*", "Action": "PutImage"}"#
    let ecr = findings(statement, as: .repositoryPolicy).first { $0.code == "INVALID_ACTION" }
    #expect(ecr?.serviceAnswer?.text.hasPrefix("InvalidParameterException: ") == true)
  }

  // MARK: A-03, A-05, A-06

  @Test func `A-05: each of three equal Sids points to the first one`() {
    let one = #"{"Sid": "Pull", "Effect": "Deny", "Action": "ecr:PutImage", "Resource": "*"}"#
    let found = findings([one, one, one].joined(separator: ","), as: .identityPolicy)
      .filter { $0.code == "UNIQUE_SIDS_REQUIRED" }
    let first = found.first?.related.first?.location
    #expect(found.count == 2)
    #expect(first != nil)
    #expect(found.last?.related.first?.location == first)
    #expect(first.map { $0.startOffset < (found.first?.location.startOffset ?? 0) } == true)
  }

  @Test(arguments: [("ALLOW", "Allow"), ("allow", "Allow"), ("dEnY", "Deny")])
  func `A-03: an effect in another case is answered with its spelling`(text: String, meant: String)
  {
    let found = findings(
      #"{"Effect": "\#(text)", "Action": "ecr:PutImage", "Resource": "*"}"#, as: .identityPolicy)
    #expect(found.map(\.help) == ["write `\(meant)`: its case matters"])
  }

  @Test func `A-06: of several stars in an RCP the first is told`() {
    MarkedPolicy(
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": [«"*"», "ecr:*", "*"], "Resource": "*"}]}"#
    ).expect(
      [
        "UNSUPPORTED_WILDCARD_IN_ACTION: a resource control policy cannot have `*` as a whole `Action`"
      ],
      as: .resourceControlPolicy)
  }

  @Test func `A-07: one statement that lets a service assume makes a trust policy`() {
    let text = """
      {"Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"},
         "Action": "sts:AssumeRole", "Resource": "*"},
        {"Effect": "Deny", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}
      """
    let source = SourceText(name: "p", text: text)
    let kind = JSONReader.read(source).documents.first.map {
      PolicyKind.recognized(in: JSONFragment(source: source, node: $0))
    }
    #expect(kind == PolicyKind.trustPolicy)
  }

  // MARK: A-31, A-33

  @Test func `A-31: an ARN with empty parts is whole, and colons in a name divide nothing`() {
    // Buckets have neither a Region nor an account.
    #expect(
      !findings(pulling("arn:aws:s3:::bucket/key"), as: .serviceControlPolicy)
        .contains { $0.code == "MISSING_ARN_FIELD" })
    #expect(
      findings(pulling("arn:aws:ecr:eu-central-1:12:repository/a:b"), as: .identityPolicy)
        .contains { $0.code == "INVALID_ARN_ACCOUNT" })
  }

  @Test(arguments: [
    "public.ecr.aws", "public.ecr.aws/", "public.ecr.aws/x/app", "https://public.ecr.aws/x/app",
  ])
  func `A-33: an address of Amazon ECR Public is no repository's`(address: String) {
    let found = findings(pulling(address), as: .identityPolicy)
    #expect(
      found.first?.help?.hasPrefix("an image of Amazon ECR Public needs no permission") == true)
  }

  @Test(arguments: [
    ("arn:aws:*:::repository/x", true), ("arn:aws:e*:eu-central-1", true), ("arn:aws:*", false),
    ("arn:aws::*:111122223333:repository/x", false), ("arn:aws:ecr:*:*:repository/x", false),
    ("arn:aws:ec?:eu-central-1:111122223333:repository/x", true),
  ])
  func `A-31: a wildcard counts in the third part, unless it stands for all the rest`(
    resource: String, isWildcard: Bool
  ) {
    #expect(ResourceForm(resource, .v2012).hasWildcardService == isWildcard)
  }

  // MARK: A-43, A-47, A-59

  @Test(arguments: [
    ("abcdef*", false), ("*abcdef", false), ("abcdef*gh", false), ("abcde*fghij", true),
    ("abcdef*ghijkl*mn", false), ("abcdefgh*ab*c", true), ("*", true),
  ])
  func `A-59: at a wildcard of an endpoint policy six characters stand before or after it`(
    value: String, isLoose: Bool
  ) {
    let found = findings(
      #"{"Effect": "Allow", "Principal": "*", "Action": "ecr:*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/team": "\#(value)"}}}"#,
      as: .vpcEndpointPolicy)
    #expect(found.contains { $0.code == "TOO_FEW_CHARACTERS_AT_WILDCARD" } == isLoose)
  }

  @Test func `A-47: a dollar sign in a key makes no variable of it`() {
    #expect(PolicyVariable.pieces(of: "${aws:a$b}") == [.text("${aws:a$b}")])
  }

  /// The test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
    ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"),
  ])
  func `A-43: base64 is that of the RFC`(text: String, bytes: String) {
    #expect(Base64.decode(text) == Array(bytes.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Z===", "=Zg=", "Zm9!", "Zg==Zg=="])
  func `A-43: what is not base64 is none`(text: String) { #expect(Base64.decode(text) == nil) }

  @Test(arguments: ["inf", "nan", "infinity", "-inf", "0x10", "0x1p3", "1x", "", " 1", "1 "])
  func `A-43: what has no decimal form is no number`(text: String) {
    #expect(PolicyNumber(text) == nil)
  }

  @Test(arguments: [
    ("::ffff:1.2.3.4", true), ("1:2:3:4:5:6:1.2.3.4", true), ("::1.2.3.4:5", false),
    ("1.2.3.4::", false), ("1:2:3:4:5:1.2.3.4:6", false), ("1:2:3:4:5:6:7:1.2.3.4", false),
  ])
  func `A-43: an IPv4 address ends an IPv6 address, and stands nowhere else in it`(
    text: String, isAddress: Bool
  ) {
    #expect((AddressRange(text) != nil) == isAddress)
  }
}
