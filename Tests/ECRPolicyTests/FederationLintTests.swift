import ECRPolicy
import Testing
import Texts

/// T-A26: whose tokens a trust policy accepts.
struct FederationLintTests {
  private static func findings(_ host: String, _ condition: String) -> [Finding] {
    let text =
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/\#(host)"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": \#(condition)}]}"#
    return PolicyDocument.read(
      SourceText(name: "policy.json", text: text), as: .trustPolicy
    ).findings
  }

  static let subjects: [(host: String, good: String, wide: String)] = [
    (
      "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF",
      "system:serviceaccount:shop:deployer", "system:serviceaccount:*:deployer"
    ),
    (
      "oidc.circleci.com/org/0a1b2c3d-0000-4000-8000-0123456789ab",
      "org/0a1b2c3d-0000-4000-8000-0123456789ab/project/1b2c3d4e/user/*", "org/*"
    ),
    (
      "api.bitbucket.org/2.0/workspaces/shop/pipelines-config/identity/oidc", "{1b2c3d4e}:*",
      "{*}:*"
    ),
    ("gitlab.com", "project_path:shop/web:*", "project_path:*"),
    ("app.terraform.io", "organization:shop:project:web:*", "organization:*"),
    ("agent.buildkite.com", "organization:shop:pipeline:web:*", "organization:*"),
    ("token.actions.githubusercontent.com", "repo:shop/web:*", "repo:*/web:*"),
  ]

  @Test(arguments: subjects)
  func `T-A26: without a subject, or with everybody's, all users of the provider are let in`(
    row: (host: String, good: String, wide: String)
  ) {
    func codes(_ condition: String) -> [String] {
      Self.findings(row.host, condition).map(\.code.rawValue)
    }
    let code = "SHARED_PROVIDER_WITHOUT_TENANT"
    #expect(codes(#"{"StringEquals": {"\#(row.host):aud": "sts.amazonaws.com"}}"#) == [code])
    #expect(codes(#"{"StringLike": {"\#(row.host):sub": "\#(row.wide)"}}"#) == [code])
    #expect(codes(#"{"StringLike": {"\#(row.host):sub": "*"}}"#) == [code])
    #expect(codes(#"{"StringLike": {"\#(row.host):sub": "\#(row.good)"}}"#) == [])
  }

  @Test(arguments: [
    ("token.actions.githubusercontent.com", "repo/shop/web"),
    ("token.actions.githubusercontent.com", "repo/shop/*"),
    ("token.actions.githubusercontent.com", "shop/web:*"),
    ("token.actions.githubusercontent.com", "Repo:shop/web:*"),
    ("gitlab.com", "shop/web:*"), ("app.terraform.io", "org:shop:*"),
    ("oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF", "serviceaccount:shop:deployer"),
  ])
  func `T-A26: a subject that no token has lets nobody in, and the finding says so`(
    host: String, subject: String
  ) {
    for name in ["StringEquals", "StringLike"] where name == "StringLike" || !subject.contains("*")
    {
      let found = Self.findings(host, #"{"\#(name)": {"\#(host):sub": "\#(subject)"}}"#)
      #expect(found.map(\.code.rawValue) == ["CONDITION_VALUE_NEVER_MATCHES"])
      #expect(found.first?.message.contains("have another form") == true)
    }
  }

  @Test func `T-A26: a misspelled subject among right ones is a suggestion`() {
    let host = "token.actions.githubusercontent.com"
    let found = Self.findings(
      host, #"{"StringLike": {"\#(host):sub": ["repo:shop/web:*", "repo/shop/api:*"]}}"#)
    #expect(found.map(\.code.rawValue) == ["CONDITION_VALUE_NEVER_MATCHES"])
    #expect(found.map(\.type) == [.suggestion])
  }

  /// GitHub's reference of claims: `actor` is the user who started the workflow, in whatever
  /// repository, and `job_workflow_ref` the reusable workflow that a job of any repository calls.
  @Test(arguments: [
    (["actor": "octocat"], true),
    (["job_workflow_ref": "shop/flows/.github/workflows/deploy.yml@refs/heads/main"], true),
    (["actor": "octocat", "job_workflow_ref": "shop/flows/.github/workflows/x.yml@main"], true),
    (["repository": "shop/web"], false), (["repository_owner": "shop", "actor": "octocat"], false),
  ])
  func `T-A26: a claim that others have too names no tenant, and IAM asks for sub`(
    claims: [String: String], isOpen: Bool
  ) {
    let host = "token.actions.githubusercontent.com"
    func findings(_ claims: [String: String]) -> [Finding] {
      let members = claims.sorted { $0.key < $1.key }.map { #""\#(host):\#($0)": "\#($1)""# }
      return Self.findings(host, #"{"StringEquals": {\#(members.joined(separator: ", "))}}"#)
    }
    let found = findings(claims)
    #expect(found.map(\.code.rawValue) == ["SHARED_PROVIDER_WITHOUT_TENANT"])
    #expect(found.map(\.type) == [.warning])
    #expect(found.first?.message.contains("repositories of other owners") == isOpen)
    let whole = claims.merging(["sub": "repo:shop/web:ref:refs/heads/main"]) { $1 }
    #expect(findings(whole) == [])
  }
}
