/// A number in a condition: a sign, digits, a fraction, an exponent.
package struct PolicyNumber: Sendable, Hashable, Comparable {
  /// The number as a whole one, when it is written so and is not too large.
  private let whole: Int?
  private let value: Double

  /// Reads a number; nil when the text is not one.
  package init?(_ text: some StringProtocol) {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    // The check keeps `inf`, `nan` and hexadecimal out.
    guard isPlain, let value = Double(text) else { return nil }
    self.value = value
    whole = Int(text)
  }

  /// Whether one number is smaller than another; whole ones are compared exactly.
  package static func < (a: PolicyNumber, b: PolicyNumber) -> Bool {
    if let a = a.whole, let b = b.whole { return a < b }
    return a.value < b.value
  }

  /// Whether two numbers are the same, however they are written.
  package static func == (a: PolicyNumber, b: PolicyNumber) -> Bool {
    if let a = a.whole, let b = b.whole { return a == b }
    return a.value == b.value
  }

  /// Hashes the number, however it is written.
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
