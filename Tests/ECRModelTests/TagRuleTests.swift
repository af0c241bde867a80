import ECRModel
import Testing

/// E-11, E-12, Q-11: what a tag is made of.
struct TagRuleTests {
  /// The grammar of OCI, `[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`, with ECR's length.
  @Test func `of all bytes only letters, digits and three marks are allowed`() {
    let allowed = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-".unicodeScalars)
    for byte in UInt8.min...UInt8.max {
      let scalar = Unicode.Scalar(byte)
      #expect(TagRule.allows(scalar) == allowed.contains(scalar), "\(byte)")
      let begins = allowed.contains(scalar) && scalar != "." && scalar != "-"
      #expect(TagRule.allowsFirst(scalar) == begins, "\(byte)")
      #expect(TagRule.allows("a" + String(scalar)) == allowed.contains(scalar), "\(byte)")
    }
  }

  @Test func `a tag has 1 to 300 characters`() {
    #expect(!TagRule.allows(""))
    #expect(TagRule.allows("_"))
    #expect(TagRule.allows(String(repeating: "a", count: 300)))
    #expect(!TagRule.allows(String(repeating: "a", count: 301)))
  }

  @Test(arguments: ["\u{10}v1", "v\u{19}1", "é", "１", "ſ", "\u{212A}", ".v1", "-v1"])
  func `what only looks like a letter or a digit is not one`(text: String) {
    #expect(!TagRule.allows(text))
  }

  /// The bytes 0x10 to 0x19 become digits, and `[` a brace, when 0x20 is set in them.
  @Test(arguments: ["team/app:v\u{10}", "team/app:v[1"])
  func `a reference with another character in its tag is not well-formed`(text: String) throws {
    var reference = try #require(ImageReference("team/app:v1"))
    reference.tag = String(text.dropFirst("team/app:".count))
    #expect(!reference.isWellFormed)
    reference.tag = "v1"
    #expect(reference.isWellFormed)
  }

  /// The rule for the letters of a host has the same ends.
  @Test func `a registry's host is of letters and digits`() throws {
    var reference = try #require(ImageReference("example.com/team/app:v1"))
    #expect(reference.isWellFormed)
    reference.foreignRegistry = "example\u{11}.com"
    #expect(!reference.isWellFormed)
    reference.foreignRegistry = "EXAMPLE.com"
    #expect(reference.isWellFormed)
  }
}
