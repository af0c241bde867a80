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

  @Test(arguments: ["", "a b", "team/app:", "team/app@v1", "/a", "a/"])
  func `what is no reference is refused`(text: String) {
    #expect(ImageReference(text) == nil)
  }
}
