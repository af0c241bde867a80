/// An account of any size, for measuring how fast access is decided.
package struct BulkAccount: Sendable {
  /// The account's number.
  package let account: String
  /// The roles, each with the texts of its policies.
  package let roles: [(arn: String, policies: [String])]
  /// The repositories, each with the text of its policy.
  package let repositories: [(arn: String, policy: String)]

  /// Makes an account.
  ///
  /// The number of distinct policies: with as many as there are places, every role and every
  /// repository has its own.
  package init(
    roles roleCount: Int, policiesPerRole: Int, repositories repositoryCount: Int,
    distinctIdentityPolicies: Int, distinctRepositoryPolicies: Int,
    seed: UInt64 = Fixtures.defaultSeed
  ) {
    var random = SplitMix64(seed: seed)
    let account = "111122223333"
    self.account = account
    let identity = (0..<distinctIdentityPolicies).map {
      Self.identityPolicy($0, account, &random)
    }
    let repository = (0..<distinctRepositoryPolicies).map {
      Self.repositoryPolicy($0, account, &random)
    }
    roles = (0..<roleCount).map { role in
      (
        "arn:aws:iam::\(account):role/team-\(role % 20)/role-\(role)",
        (0..<policiesPerRole).map { identity[(role * policiesPerRole + $0) % identity.count] }
      )
    }
    repositories = (0..<repositoryCount).map { number in
      (
        "arn:aws:ecr:eu-central-1:\(account):repository/team-\(number % 20)/service-\(number)",
        repository[number % repository.count]
      )
    }
  }

  private static let reading =
    #""ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability""#
  private static let writing =
    #""ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage""#

  /// A policy of a role as teams write them: logging in, pulling everything of a team, pushing to one
  /// repository, and a Deny with a condition.
  private static func identityPolicy(
    _ number: Int, _ account: String, _ random: inout SplitMix64
  ) -> String {
    let team = random.number(in: 0...19)
    let service = random.number(in: 0...499)
    let repositories = "arn:aws:ecr:eu-central-1:\(account):repository"
    return """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Login\(number)", "Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
        {"Sid": "Pull", "Effect": "Allow", "Action": [\(reading)],
         "Resource": "\(repositories)/team-\(team)/*"},
        {"Sid": "Push", "Effect": "Allow", "Action": [\(reading), \(writing)],
         "Resource": "\(repositories)/team-\(service % 20)/service-\(service)",
         "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Sid": "Keep", "Effect": "Deny", "Action": ["ecr:BatchDeleteImage", "ecr:DeleteRepository"],
         "Resource": "\(repositories)/team-\(team)/*",
         "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "\(account)"}}}
      ]}
      """
  }

  /// A policy of a repository: one role can pull, another account can pull, nobody can delete.
  private static func repositoryPolicy(
    _ number: Int, _ account: String, _ random: inout SplitMix64
  ) -> String {
    let role = random.number(in: 0...199)
    return """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Pull\(number)", "Effect": "Allow",
         "Principal": {"AWS": "arn:aws:iam::\(account):role/team-\(role % 20)/role-\(role)"},
         "Action": [\(reading)]},
        {"Sid": "Partner", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
         "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]},
        {"Sid": "Keep", "Effect": "Deny", "Principal": "*", "Action": "ecr:DeleteRepository",
         "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::\(account):role/team-0/*"}}}
      ]}
      """
  }

  /// Questions for the batch command, one a line, each with the policies that it is about.
  package func questions(_ count: Int, seed: UInt64 = Fixtures.defaultSeed) -> String {
    var random = SplitMix64(seed: seed)
    let actions = ["BatchGetImage", "PutImage", "BatchDeleteImage", "GetAuthorizationToken"]
    return (0..<count).map { number in
      let role = roles[random.number(in: 0...(roles.count - 1))]
      let repository = repositories[random.number(in: 0...(repositories.count - 1))]
      let policies = role.policies.map {
        #"{"name": "policy", "policy": \#($0.replacing("\n", with: " "))}"#
      }
      return #"{"id": \#(number), "request": {"principal": "\#(role.arn)", "#
        + #""action": "ecr:\#(actions[random.number(in: 0...3)])", "resource": "\#(repository.arn)"}, "#
        + #""identityPolicies": [\#(policies.joined(separator: ", "))], "#
        + #""resourcePolicy": \#(repository.policy.replacing("\n", with: " "))}"#
    }.joined(separator: "\n") + "\n"
  }
}
