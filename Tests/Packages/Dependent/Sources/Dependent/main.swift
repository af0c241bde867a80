import Drydock
import Synchronization

// The sample of README; its lines are kept to be compared.
func previewPolicy(json: String, policy: String) throws {
  let repository = try Repository(describeImages: json)
  let preview = try LifecyclePolicy(json: policy).preview(repository, at: "2026-11-01T00:00:00Z")
  for image in preview.images where image.outcome == .expire { print(image.digest, image.reason) }
}

func image(_ digit: String, _ day: String) -> String {
  """
  {"registryId": "123456789012", "repositoryName": "team/app", "imageTags": ["prod-\(digit)"],
   "imageDigest": "sha256:\(String(repeating: digit, count: 64))",
   "imagePushedAt": "2026-10-\(day)T00:00:00Z", "imageSizeInBytes": 1000}
  """
}

func expect<Value: Equatable>(_ value: Value, _ expected: Value, line: Int = #line) {
  guard value == expected else { fatalError("line \(line): got \(value), expected \(expected)") }
}

let json = "{\"imageDetails\": [\(image("1", "01")), \(image("2", "02")), \(image("3", "03"))]}"
let keepTwo = """
  {"rules": [{"rulePriority": 1, "selection": {
    "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 2},
    "action": {"type": "expire"}}]}
  """

// Of three images the oldest is one too many.
try previewPolicy(json: json, policy: keepTwo)
expect(
  printed.withLock { $0 },
  ["sha256:\(String(repeating: "1", count: 64)) rule 1 expires it: 3rd newest of 3, keeps 2"])

// A policy that ECR rejects is an error with a place.
do {
  _ = try LifecyclePolicy(json: keepTwo.replacing("\"any\"", with: "\"all\""))
  fatalError("expected an error")
} catch {
  expect(error.findings.first?.line, 2)
  expect(error.findings.first?.severity, .error)
}

// A repository policy that names the role suffices for its actions in the same account.
let policy = """
  {"registryId": "123456789012", "repositoryName": "team/app", "policyText":
   "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\": [{\\"Sid\\": \\"Put\\", \\"Effect\\": \\"Allow\\",
   \\"Principal\\": {\\"AWS\\": \\"arn:aws:iam::123456789012:role/ci\\"},
   \\"Action\\": \\"ecr:PutImage\\"}]}"}
  """.replacing("\n", with: " ")
let answer = try AccessPolicies([Document(policy, name: "repository-policy.json")]).answer(
  AccessQuestion(
    principal: "arn:aws:iam::123456789012:role/ci", operation: "ecr:PutImage",
    repository: "arn:aws:ecr:eu-west-1:123456789012:repository/team/app"))
expect(answer.isAllowed, true)
expect(answer.steps[0].decidingStatements.map(\.sid), ["Put"])
Swift.print("the library answers")
