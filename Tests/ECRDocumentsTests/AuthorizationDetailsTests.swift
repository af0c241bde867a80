import ECRDocuments
import Testing
import Texts

/// What is read of `aws iam get-account-authorization-details`.
struct AuthorizationDetailsTests {
  private func read(_ text: String) -> (details: AuthorizationDetails?, findings: [Finding]) {
    let reading = AccessDocument.read(SourceText(name: "details.json", text: text))
    for case .authorizationDetails(let details) in reading.documents {
      return (details, reading.findings)
    }
    return (nil, reading.findings)
  }

  private static let user =
    #""UserName": "alice", "UserId": "AIDAEXAMPLEUSERID0001", "Arn": "arn:aws:iam::111122223333:user/alice""#

  @Test func `a user has its policies, groups, boundary and tags`() throws {
    let details = try #require(
      read(
        #"""
        {"UserDetailList": [{\#(Self.user), "Path": "/", "CreateDate": "2025-03-04T09:00:00Z",
          "UserPolicyList": [{"PolicyName": "inline", "PolicyDocument": {"Statement": []}}],
          "AttachedManagedPolicies": [{"PolicyName": "p", "PolicyArn": "arn:aws:iam::aws:policy/p"}],
          "PermissionsBoundary": {"PermissionsBoundaryArn": "arn:aws:iam::111122223333:policy/b"},
          "GroupList": ["platform"], "Tags": [{"Key": "team", "Value": "web"}]}],
         "GroupDetailList": [{"GroupName": "platform",
           "Arn": "arn:aws:iam::111122223333:group/platform", "GroupPolicyList": []}]}
        """#
      ).details)
    let user = try #require(details.users.first)
    #expect(user.name == "alice")
    #expect(user.uniqueID == "AIDAEXAMPLEUSERID0001")
    #expect(user.inlinePolicies.map(\.name) == ["alice/inline"])
    #expect(user.attachedPolicies.map(\.arn) == ["arn:aws:iam::aws:policy/p"])
    #expect(user.permissionsBoundary?.arn == "arn:aws:iam::111122223333:policy/b")
    #expect(user.groupNames.map(\.value) == ["platform"])
    #expect(user.tags == ["team": "web"])
    #expect(details.groups.count == 1)
    #expect(!details.isIncomplete)
  }

  @Test func `a role has a trust policy`() throws {
    let details = try #require(
      read(
        #"{"RoleDetailList": [{"RoleName": "ci", "RoleId": "AROAEXAMPLEROLEID0001", "Arn": "arn:aws:iam::111122223333:role/ci", "AssumeRolePolicyDocument": {"Statement": []}}]}"#
      ).details)
    #expect(details.roles.first?.trustPolicy?.name == "trust policy of ci")
  }

  @Test func `the default version of a managed policy counts, by its mark or its number`() throws {
    for mark in [#""IsDefaultVersion": true"#, #""VersionId": "v2""#] {
      let details = try #require(
        read(
          #"{"UserDetailList": [], "Policies": [{"Arn": "arn:aws:iam::111122223333:policy/p", "DefaultVersionId": "v2", "PolicyVersionList": [{"VersionId": "v1", "IsDefaultVersion": false, "Document": 1}, {\#(mark), "Document": 2}]}]}"#
        ).details)
      let policy = try #require(details.managedPolicies["arn:aws:iam::111122223333:policy/p"])
      #expect(
        policy.policy.node.value
          == JSONReader.read(SourceText(name: "", text: "2")).documents[0].value)
    }
  }

  @Test func `a page says whether more follow`() throws {
    let first = try #require(read(#"{"UserDetailList": [], "IsTruncated": true}"#).details)
    let last = try #require(read(#"{"UserDetailList": [], "IsTruncated": false}"#).details)
    #expect(first.isIncomplete)
    #expect(!last.isIncomplete)
    var both = AuthorizationDetails()
    #expect(both.add(first).isEmpty)
    #expect(both.add(last).isEmpty)
    #expect(!both.isIncomplete)
  }

  @Test(arguments: [
    // Of which accounts the pages are, with a `+` where more follow, and which are cut off.
    ("1+ 2", "1"), ("1 2+", "2"), ("1+ 1", ""), ("1 1+ 2", ""), ("1+ 1+ 2 2+", "1"),
    ("1+ -", ""), ("1+ 2+ -", "1 2"), ("1+ 2+ - -", ""), ("-+ 1", "-"), ("1+ 2+", "1 2"),
  ])
  func `each account's last page is missed by itself`(pages: String, cut: String) throws {
    var all = AuthorizationDetails()
    for page in pages.split(separator: " ") {
      let number = page.first == "-" ? nil : String(repeating: String(page.prefix(1)), count: 12)
      let user = number.map { #"{"Arn": "arn:aws:iam::\#($0):user/u", "UserName": "u"}"# } ?? ""
      let more = page.hasSuffix("+")
      let page = try #require(
        read(#"{"UserDetailList": [\#(user)], "IsTruncated": \#(more)}"#).details)
      #expect(all.add(page).isEmpty)
    }
    let missing = all.missingPages.map { $0.account.map { String($0.prefix(1)) } ?? "-" }
    #expect(missing.joined(separator: " ") == cut)
  }

  @Test(arguments: [
    // What two outputs of one account have of a thing, and whether they can both be true.
    (
      #""RoleDetailList": [{"Arn": "R", "RoleName": "ci", "Tags": []}]"#,
      #""RoleDetailList": [{"RoleName": "ci", "Arn": "R", "Tags": []}]"#, false
    ),
    (
      #""RoleDetailList": [{"Arn": "R", "RoleName": "ci", "RoleLastUsed": {}}]"#,
      #""RoleDetailList": [{"Arn": "R", "RoleName": "ci", "RoleLastUsed": {"Region": "x"}}]"#, false
    ),
    (
      #""RoleDetailList": [{"Arn": "R", "RoleName": "ci", "RolePolicyList": []}]"#,
      #""RoleDetailList": [{"Arn": "R", "RoleName": "ci", "RolePolicyList": [{"PolicyName": "a", "PolicyDocument": {}}]}]"#,
      true
    ),
    (
      #""GroupDetailList": [{"Arn": "G", "GroupName": "dev"}]"#,
      #""GroupDetailList": [{"Arn": "G", "GroupName": "dev", "AttachedManagedPolicies": [{"PolicyArn": "P", "PolicyName": "p"}]}]"#,
      true
    ),
  ])
  func `what two outputs have with differences is named`(
    first: String, second: String, isConflict: Bool
  ) throws {
    func details(_ text: String) throws -> AuthorizationDetails {
      let text = text.replacing(#""R""#, with: #""arn:aws:iam::111122223333:role/ci""#)
        .replacing(#""G""#, with: #""arn:aws:iam::111122223333:group/dev""#)
      return try #require(read("{\(text)}").details)
    }
    var all = AuthorizationDetails()
    #expect(all.add(try details(first)).isEmpty)
    #expect(all.add(try details(second)).isEmpty == !isConflict)
    #expect(all.roles.count + all.groups.count == 1)
  }

  static let broken: [(String, String, Int)] = [
    (
      #"{"UserDetailList": 7}"#,
      "`UserDetailList` is of type integer; expected an array of objects", 19
    ),
    (
      #"{"UserDetailList": ["alice"]}"#,
      "an element of `UserDetailList` is of type string; expected an object", 20
    ),
    (#"{"UserDetailList": [{"UserName": "alice"}]}"#, "`Arn` is missing", 20),
    (
      #"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/ci"}]}"#,
      "`RoleName` is missing", 20
    ),
    (
      #"{"UserDetailList": [{"UserName": 1, "Arn": "arn:aws:iam::111122223333:user/a"}]}"#,
      "`UserName` is of type integer; expected a string", 33
    ),
    (
      #"{"UserDetailList": [], "Policies": [{"Arn": "arn:aws:iam::111122223333:policy/p", "PolicyVersionList": []}]}"#,
      "the policy `arn:aws:iam::111122223333:policy/p` has no default version with a `Document`", 44
    ),
    (
      #"{"GroupDetailList": [{"GroupName": "g", "Arn": "arn:aws:iam::111122223333:group/g", "GroupPolicyList": [{"PolicyName": "p"}]}]}"#,
      "`PolicyDocument` is missing", 104
    ),
  ]

  @Test(arguments: broken)
  func `a page that AWS would not print is told with its place`(
    text: String, message: String, offset: Int
  ) throws {
    let findings = read(text).findings
    #expect(findings.map(\.message) == [message])
    #expect(findings.map(\.location.startOffset) == [offset])
  }
}
