import ECRPolicy
import Testing
import Texts

/// A-47: the variables of a text, and what looks like one.
struct PolicyVariableTests {
  static let texts: [(String, [PolicyVariable.Piece])] = [
    ("team/*", [.text("team/*")]),
    ("${aws:username}", [.variable(key: "aws:username", fallback: nil)]),
    (
      "a/${ aws:PrincipalTag/team , 'none' }/b",
      [.text("a/"), .variable(key: "aws:PrincipalTag/team", fallback: "none"), .text("/b")]
    ),
    ("${*}${?}${$}", [.literal("*"), .literal("?"), .literal("$")]),
    ("${foo}", [.text("${foo}")]),
    ("${aws:username", [.text("${aws:username")]),
    ("${aws:username, none}", [.text("${aws:username, none}")]),
    ("${aws:username, '}", [.text("${aws:username, '}")]),
    ("${a${aws:username}", [.text("${a"), .variable(key: "aws:username", fallback: nil)]),
    ("${aws:username, '${'}", [.variable(key: "aws:username", fallback: "${")]),
    ("$", [.text("$")]),
    ("", []),
  ]

  @Test(arguments: texts)
  func `A-47: a text is taken apart at its variables`(
    text: String, pieces: [PolicyVariable.Piece]
  ) {
    #expect(PolicyVariable.pieces(of: text) == pieces)
  }

  @Test(arguments: ["${", "${a:b,", "${a:b,'", "${a:b ", "${,"])
  func `A-47: a text of nothing but openings is read once`(opening: String) {
    let text = String(repeating: opening, count: 10_000)
    for text in [text, text + "}", text + String(repeating: " ", count: 10_000) + "}"] {
      // The last opening may be one.
      #expect(PolicyVariable.pieces(of: text).count <= 2)
    }
  }

  static let mistakes: [(value: String, finding: String)] = [
    (
      "team/${aws:username",
      "MISSING_BRACE_IN_VARIABLE: `team/${aws:username` has a `${` without a `}`: it is plain text"
    ),
    ("${foo}", "INVALID_VARIABLE: `${foo}` does not name a context key: it is plain text"),
    ("${}", "INVALID_VARIABLE: `${}` does not name a context key: it is plain text"),
    (
      "${aws:username, nobody}",
      "MISSING_QUOTE_IN_VARIABLE: the default in `${aws:username, nobody}` has no single quotes: it is plain text"
    ),
    (
      "${aws:usrname}",
      "INVALID_VARIABLE: IAM has no context key `aws:usrname`: a value with it matches nothing"
    ),
    (
      "${aws:usrname, 'x'}",
      "INVALID_VARIABLE: IAM has no context key `aws:usrname`: only the default is used"
    ),
  ]

  private static func policy(resource: String, value: String, version: String) -> String {
    #"{"Version": "\#(version)", "Statement": [{"Effect": "Allow", "Action": "ecr:PutImage", "Resource": \#(resource), "Condition": {"StringLike": {"aws:PrincipalTag/team": \#(value)}}}]}"#
  }

  @Test(arguments: mistakes)
  func `A-47: what is no variable is told where it stands`(value: String, finding: String) {
    MarkedPolicy(Self.policy(resource: #""*""#, value: "«\"\(value)\"»", version: "2012-10-17"))
      .expect([finding], as: .identityPolicy)
  }

  @Test func `A-47: a resource's variables are looked at as well`() {
    let text = "arn:aws:ecr:*:*:repository/${aws:username/*"
    MarkedPolicy(
      Self.policy(resource: "[«\"\(text)\"»]", value: #""*""#, version: "2012-10-17")
    ).expect(
      ["MISSING_BRACE_IN_VARIABLE: `\(text)` has a `${` without a `}`: it is plain text"],
      as: .identityPolicy)
  }

  @Test(arguments: ["${aws:username}", "${*}${?}${$}", "$5", "${saml:sub}", "${aws:username, 'x'}"])
  func `A-47: what is a variable, or has none, is left alone`(value: String) {
    MarkedPolicy(Self.policy(resource: #""*""#, value: "\"\(value)\"", version: "2012-10-17"))
      .expect([], as: .identityPolicy)
  }

  @Test func `A-02: in the older version a mistake in a variable means nothing`() {
    MarkedPolicy(Self.policy(resource: #""*""#, value: #""${foo}""#, version: "2008-10-17"))
      .expect([], as: .identityPolicy)
  }
}
