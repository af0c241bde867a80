import ECRModel
import Testing

struct ImageReferenceTests {
  private let digest = "sha256:" + String(repeating: "ab", count: 32)

  @Test func `an ECR reference names account, repository and tag`() throws {
    let reference = try #require(
      ImageReference("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:v1"))
    #expect(reference.registryID == "123456789012")
    #expect(reference.repositoryName == "team/app")
    #expect(reference.tag == "v1")
    #expect(reference.digest == nil)
  }

  @Test(arguments: [
    ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a:b", "cn-north-1"),
    ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/a:b", "us-east-1"),
    ("123456789012.dkr-ecr.eu-west-1.on.aws/a:b", "eu-west-1"),
  ])
  func `all of ECR's host names are known, with their regions`(text: String, region: String) {
    #expect(ImageReference(text)?.registryID == "123456789012")
    #expect(ImageReference(text)?.region == region)
  }

  @Test func `a reference without tag and digest means latest`() {
    #expect(ImageReference("team/app")?.tag == "latest")
    #expect(ImageReference("team/app@\(digest)")?.tag == nil)
  }

  @Test func `a digest may stand alone, and behind a runtime's scheme`() {
    #expect(ImageReference(digest)?.digest == digest)
    let running = ImageReference("docker-pullable://team/app@\(digest)")
    #expect(running?.repositoryName == "team/app")
    #expect(running?.digest == digest)
  }

  @Test func `another registry is told apart, a port is no tag`() {
    #expect(ImageReference("ghcr.io/a/b:c")?.foreignRegistry == "ghcr.io")
    let local = ImageReference("localhost:5000/a")
    #expect(local?.foreignRegistry == "localhost:5000")
    #expect(local?.tag == "latest")
  }

  @Test(arguments: [
    "123456789012.dkr.ecr", "12345.dkr.ecr.eu-west-1.amazonaws.com", "123456789012.dkr-ecr.x",
  ])
  func `a host that is only like one of ECR's is another registry`(host: String) {
    #expect(ImageReference(host + "/a:b")?.foreignRegistry == host)
  }

  @Test(arguments: ["", "a b", "team/app:", "team/app@v1", "/a", "a/"])
  func `what is no reference is refused`(text: String) {
    #expect(ImageReference(text) == nil)
  }

  @Test(arguments: [
    "<IMAGE1_NAME>", "${REPO_URL}:${TAG}", "{{.Image}}",
    "arn:aws:ecs:eu-west-1:1:task-definition/f:3",
    "prod,team/app:v1", "IMAGE=team/app:v1", "(team/app:v1)", "`team/app:v1`", "team/app:*",
    "team/app:v1%",
    "web:123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1", "---", "Team/app:v1",
    "team//app:v1", "h_x.example.com/app:v1", "h.example.com:5x/app:v1", "h.example.com:1:2/app:v1",
  ])
  func `a placeholder, an ARN or a cell of a table is no reference`(text: String) {
    #expect(ImageReference(text)?.isWellFormed != true)
  }

  @Test(arguments: [
    "123456789012.DKR.ECR.eu-west-1.amazonaws.com/team/app:v1", "team/app", "PROD", "v1.2_3-x",
    "localhost:5000/a:b", "a__b/c.d-e:F_1", "SHA256:" + String(repeating: "AB", count: 32),
  ])
  func `a reference may have capital letters where Docker allows them`(text: String) {
    #expect(ImageReference(text)?.isWellFormed == true)
  }
}
