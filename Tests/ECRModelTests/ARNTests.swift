import ECRModel
import Testing

struct ARNTests {
  @Test(arguments: [
    "ab", "base/java", "team/shop/payments-api", "a1/b.c_d", "1/2",
    String(repeating: "a", count: 256),
  ])
  func `a repository's name has lower-case words with separators between them (A-33)`(
    name: String
  ) {
    #expect(ARN.isRepositoryName(name))
    let arn = ARN.repository(name, account: "111122223333", region: "eu-central-1")
    #expect(ARN(arn.description)?.repositoryName == name)
  }

  @Test(arguments: [
    "", "a", "Base/java", "base//java", "/base", "base/", "-base", "base-", "ba se", "base/*",
    "bäse", String(repeating: "a", count: 257),
  ])
  func `what cannot be a repository's name is known`(name: String) {
    #expect(!ARN.isRepositoryName(name))
  }
}
