import Drydock

/// Runs the samples of README.md and of the documentation on texts of its own.
@main
struct RunExamples {
  static func main() async throws {
    try previewPolicy(json: Samples.images, policy: Samples.policy)
    try guardPolicy(json: Samples.images, policy: Samples.policy, running: Samples.running)
    let preview = try LifecyclePolicy(json: Samples.policy)
      .preview(Repository(describeImages: Samples.images), at: "2026-11-01T00:00:00Z")
    explainImage(named: "prod-1", in: preview)
    let documents = [Document(Samples.repositoryPolicy, name: "get-repository-policy.json")]
    try askAccess(documents, role: Samples.role, repository: "team/app")
    validatePolicy(Document(Samples.repositoryPolicy, name: "get-repository-policy.json"))
  }
}

/// What the AWS CLI would print about a repository of three images.
enum Samples {
  /// Output of `aws ecr describe-images`.
  static let images = """
    {"imageDetails": [
      {"registryId": "123456789012", "repositoryName": "team/app", "imageTags": ["prod-1"],
       "imageDigest": "sha256:1111111111111111111111111111111111111111111111111111111111111111",
       "imagePushedAt": "2026-10-01T00:00:00Z", "imageSizeInBytes": 1000},
      {"registryId": "123456789012", "repositoryName": "team/app", "imageTags": ["prod-2"],
       "imageDigest": "sha256:2222222222222222222222222222222222222222222222222222222222222222",
       "imagePushedAt": "2026-10-02T00:00:00Z", "imageSizeInBytes": 1000},
      {"registryId": "123456789012", "repositoryName": "team/app", "imageTags": ["prod-3"],
       "imageDigest": "sha256:3333333333333333333333333333333333333333333333333333333333333333",
       "imagePushedAt": "2026-10-03T00:00:00Z", "imageSizeInBytes": 1000}
    ]}
    """

  /// A lifecycle policy: keep the newest two images.
  static let policy = """
    {"rules": [{
      "rulePriority": 1, "selection": {
        "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 2},
      "action": {"type": "expire"}}]}
    """

  /// What runs: the oldest image.
  static let running = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:prod-1\n"

  /// A role of the repository's account.
  static let role = "arn:aws:iam::123456789012:role/ci"

  /// Output of `aws ecr get-repository-policy`: the role may log in nowhere, and push here.
  static let repositoryPolicy = #"""
    {"registryId": "123456789012", "repositoryName": "team/app", "policyText": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"Push\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:role/ci\"}, \"Action\": [\"ecr:BatchCheckLayerAvailability\", \"ecr:BatchGetImage\", \"ecr:CompleteLayerUpload\", \"ecr:InitiateLayerUpload\", \"ecr:PutImage\", \"ecr:UploadLayerPart\"]}]}"}
    """#
}
