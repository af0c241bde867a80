import Testing
import Texts

@testable import ECRScenarios

/// What is expected of answers about access and of validations, held against what they are.
struct AccessComparisonTests {
  /// The role may pull from everywhere and log in; a boundary allows all but deletion.
  private func tale(_ access: String, _ answer: String) -> Tale {
    var tale = Tale(
      story: """
        - question: May it?
          access: {principal: ci, \(access)}
          answer: {\(answer)}
        """)
    tale.situation +=
      "\n" + """
        principals:
          ci:
            arn: arn:aws:iam::111122223333:role/ci
            identityPolicies: [pull.json]
            permissionsBoundary: boundary.json
        accounts:
          "111122223333": {organization: o-shop}
        """
    tale.files["pull.json"] = Policies.access(
      "ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", sid: "Pull")
    tale.files["boundary.json"] = """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*"},
        {"Sid": "NoDeletion", "Effect": "Deny", "Action": "ecr:BatchDeleteImage", "Resource": "*"}]}
      """
    return tale
  }

  static let read = "action: \"ecr:BatchGetImage\", repository: web/shop"
  static let delete = "action: \"ecr:BatchDeleteImage\", repository: web/shop"
  static let put = "action: \"ecr:PutImage\", repository: web/shop"

  static let fitting: [(String, String)] = [
    (read, "decision: allowed, decidedBy: [identityPolicy]"),
    (read, "statements: [All, Pull], fails: nothing, missingKeys: [], mayChange: false"),
    (delete, "decision: explicitDeny, decidedBy: [permissionsBoundary], statements: [NoDeletion]"),
    (delete, "because: the permissions boundary denies it, fails: \"ecr:BatchDeleteImage\""),
    (put, "decision: implicitDeny, decidedBy: [identityPolicy], statements: [All]"),
    (put, "because: no identity-based policy allows it"),
    (put, "decision: denied"), (delete, "decision: denied"),
    ("actions: push, repository: web/shop", "decision: denied"),
    (
      put,
      "awsSays: \"User: arn:aws:iam::111122223333:role/ci is not authorized to perform: ecr:PutImage "
        + "on resource: arn:aws:ecr:eu-central-1:111122223333:repository/web/shop because no "
        + "identity-based policy allows the ecr:PutImage action\""
    ),
    // Of several actions it is about the first that is refused, or the last.
    ("actions: pull, repository: web/shop", "decision: allowed, fails: nothing"),
    (
      "actions: push, repository: web/shop",
      "decision: implicitDeny, fails: \"ecr:BatchCheckLayerAvailability\""
    ),
    (
      "actions: [\"ecr:BatchGetImage\", \"ecr:PutImage\"], repository: web/shop",
      "fails: \"ecr:PutImage\", decision: implicitDeny"
    ),
    ("action: \"ecr:GetAuthorizationToken\", resource: \"*\"", "decision: allowed"),
    (
      "action: \"ecr:BatchGetImage\", repository: \"arn:aws:ecr:us-east-1:111122223333:repository/xy\"",
      "decision: allowed"
    ),
  ]

  @Test(arguments: fitting)
  func `what is so passes, whatever else is so`(access: String, answer: String) throws {
    #expect(try tale(access, answer).failures() == [])
  }

  static let wrong: [(String, String, [String])] = [
    (read, "decision: implicitDeny", ["decision: implicitDeny, not allowed"]),
    (
      read, "decidedBy: [identityPolicy, resourcePolicy]",
      ["decidedBy: identityPolicy, resourcePolicy, not identityPolicy"]
    ),
    (read, "statements: []", ["statements: nothing, not Pull, All"]),
    (read, "fails: \"ecr:PutImage\"", ["fails: ecr:PutImage, not nothing"]),
    (read, "unless: [\"ecr:X\"]", ["unless: ecr:X, not nothing"]),
    (read, "missingKeys: [\"aws:SourceIp\"]", ["missingKeys: aws:SourceIp, not nothing"]),
    (read, "mayChange: true", ["mayChange: true, not false"]),
    (read, "awsSays: It is not so.", ["awsSays: It is not so., not nothing"]),
    (
      put, "because: the identity-based policy allows it",
      [
        "because: the identity-based policy allows it, not no identity-based policy allows it / "
          + "Pull does not allow it: its Action is `ecr:GetAuthorizationToken`, "
          + "`ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer` / "
          + "no repository policy is given: one that allows ecr:PutImage to this caller is enough"
      ]
    ),
  ]

  @Test(arguments: wrong)
  func `what is not so fails, each key by itself`(
    access: String, answer: String, expected: [String]
  ) throws {
    let failures = try tale(access, answer).run().failures
    #expect(
      failures.map { Set($0.told.split(separator: " ")) }
        == expected.map { Set($0.split(separator: " ")) })
  }

  @Test func `keys that nobody gave are missing, and keys that were given are asked`() throws {
    let office =
      #", "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1", "aws:PrincipalOrgID": "o-shop"}}"#
    for (context, answer) in [
      ("", "decision: implicitDeny, missingKeys: [\"aws:SourceVpc\"], mayChange: true"),
      (
        ", context: {\"aws:SourceVpc\": vpc-1}",
        "decision: allowed, missingKeys: [], mayChange: false"
      ),
      (", context: {\"aws:SourceVpc\": vpc-2}", "decision: implicitDeny, mayChange: false"),
    ] {
      var tale = tale(Self.read + context, answer)
      tale.files["pull.json"] = Policies.access("ecr:BatchGetImage", sid: "Pull", more: office)
      #expect(try tale.failures() == [])
    }
  }

  @Test func `a repository of which the story tells nothing is impossible`() throws {
    let tale = tale("action: \"ecr:PutImage\", repository: «web/shoe", "decision: allowed")
    #expect(
      try tale.run().findings.map(\.told) == [
        "IMPOSSIBLE \(tale.unmarked.places[0]): the story has no repository `web/shoe`; did you "
          + "mean `web/shop`?"
      ])
  }

  @Test func `a policy with mistakes cannot answer`() throws {
    var tale = tale(Self.read, "decision: allowed")
    tale.files["pull.json"] = Policies.access("ecr:BatchGetImage", effect: "Permit", sid: "Pull")
    let findings = try tale.run().findings
    #expect(findings.first?.location.file == "pull.json")
    #expect(findings.last?.message == "the question cannot be answered: a policy is invalid")
  }

  // MARK: Validation

  private func validating(_ answer: String) throws -> [ScenarioFailure] {
    var tale = Tale(story: "- {question: Fine?, validate: bad.json, answer: {\(answer)}}")
    tale.files["bad.json"] = """
      {"rules": [
        {"rulePriority": 0, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan",
         "countNumber": 0}, "action": {"type": "expire"}}
      ]}
      """
    return try tale.run().failures
  }

  static let zeros = "NUMBER_TOO_SMALL"

  @Test func `findings of a validation are told apart by their places`() throws {
    let message = "\"`rulePriority` is 0; the smallest allowed is 1\""
    for answer in [
      "valid: false", "errors: [\(Self.zeros), \(Self.zeros)], warnings: [], suggestions: []",
      "errors: [{code: \(Self.zeros), at: 3}, {code: \(Self.zeros), at: \"2:20\"}]",
      "errors: [\(Self.zeros), {code: \(Self.zeros), at: 2, because: \(message)}]",
      "errors: [{code: \(Self.zeros), at: \"3:19\"}, {code: \(Self.zeros), because: \(message)}]",
    ] {
      #expect(try validating(answer).map(\.told) == [], "\(answer)")
    }
  }

  @Test func `a finding that is missing, elsewhere or otherwise fails`() throws {
    #expect(try validating("valid: true").map(\.told) == ["valid: true, not false"])
    #expect(
      try validating("errors: [\(Self.zeros)]").map(\.told) == [
        "errors: \(Self.zeros), not \(Self.zeros), \(Self.zeros)"
      ])
    #expect(
      try validating("errors: [{code: \(Self.zeros), at: \"2:21\"}, {code: \(Self.zeros), at: 3}]")
        .map(\.told) == ["at of \(Self.zeros): 2:21, not 2:20"])
    #expect(try validating("warnings: [X]").map(\.told) == ["warnings: X, not nothing"])
    #expect(try validating("suggestions: [X]").map(\.subject) == ["suggestions"])
    let wrong = try validating(
      "errors: [{code: \(Self.zeros), at: 2, because: No., awsSays: No.}, \(Self.zeros)]")
    #expect(wrong.map(\.subject) == ["because", "awsSays of \(Self.zeros)"])
  }
}
