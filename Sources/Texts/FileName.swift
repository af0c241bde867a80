/// The names of files, which are bytes to the system and need not be UTF-8.
///
/// Inside the program each name is a text: a byte that is not UTF-8 is one of the last 128 characters
/// that Unicode gives no meaning, as Python does with its own. So names are sorted, joined and looked up
/// as others are. Only ``Swift/String/withFileName(_:)`` makes them bytes again, and ``shown(_:)`` shows
/// such a byte as `\xFF`.
package enum FileName {
  /// The character of a byte is so much more than the byte.
  private static let base: UInt32 = 0x10_FF00

  /// The text of a name.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      // A character of UTF-8 has four bytes at most; those that stand for bytes are taken apart as well.
      let whole = (1...4).lazy.compactMap { length in
        String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first
      }.first
      if let whole, byte(of: whole) == nil {
        text.append(whole)
        rest = rest.dropFirst(UTF8.width(whole))
      } else if let byte = rest.popFirst(), let scalar = Unicode.Scalar(base + UInt32(byte)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// The text of a name that the system gives, which ends with a zero.
  package static func text(_ bytes: UnsafePointer<CChar>) -> String {
    var count = 0
    while bytes[count] != 0 { count += 1 }
    return UnsafeBufferPointer(start: bytes, count: count).withMemoryRebound(to: UInt8.self) {
      text($0)
    }
  }

  /// The name as a message and a report show it.
  package static func shown(_ text: String) -> String {
    guard !isUTF8(text) else { return text }
    return text.unicodeScalars.map { shown($0) ?? String(Character($0)) }.joined()
  }

  /// What is shown instead of the character of a byte; nil for all others.
  static func shown(_ scalar: Unicode.Scalar) -> String? {
    byte(of: scalar).map { "\\x" + String($0, radix: 16, uppercase: true) }
  }

  /// Whether a text is the name itself.
  package static func isUTF8(_ text: String) -> Bool {
    // Nearly every name has no character of four bytes.
    text.utf8.allSatisfy { $0 < 0xF4 } || text.unicodeScalars.allSatisfy { byte(of: $0) == nil }
  }

  fileprivate static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    (base + 0x80...base + 0xFF).contains(scalar.value) ? UInt8(scalar.value - base) : nil
  }

  /// The bytes of a name.
  package static func bytes(_ text: String) -> [UInt8] {
    guard !isUTF8(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(String(Character(scalar)).utf8)
    }
  }
}

extension String {
  /// Gives a name to the system: its bytes, and a zero.
  package func withFileName<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(FileName.bytes(self).map { CChar(bitPattern: $0) } + [0])
  }
}
