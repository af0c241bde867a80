import Testing

@testable import ECRStore

struct DigestBlobTests {
  private static let hex = String(repeating: "0123456789abcdef", count: 4)

  @Test func `a SHA-256 digest is its 32 bytes`() {
    let blob = DigestBlob.blob("sha256:" + Self.hex)
    #expect(blob.count == 32)
    #expect(Array(blob.prefix(4)) == [0x01, 0x23, 0x45, 0x67])
  }

  @Test(arguments: [
    "sha256:" + hex, "sha512:" + hex + hex, "sha256:" + hex.uppercased(),
    "sha256:" + hex.dropLast(), "sha256:" + hex.dropLast() + "g", "",
    // Behind a zero these 31 bytes are as long as a SHA-256's.
    String(repeating: "x", count: 31),
  ])
  func `every text comes back as it was`(text: String) {
    #expect(DigestBlob.text(DigestBlob.blob(text)) == text)
  }

  @Test func `what only looks like a digest is told from it`() {
    let digest = DigestBlob.blob("sha256:" + Self.hex)
    #expect(DigestBlob.blob("sha256:" + Self.hex.uppercased()) != digest)
    #expect(DigestBlob.blob(String(repeating: "x", count: 31)).count != 32)
  }
}
