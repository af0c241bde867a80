import SystemPackage

/// The names of files, which are bytes to the system and need not be UTF-8.
///
/// Inside the program each name is a text: a byte that is not UTF-8 is one of the last 128 characters
/// that Unicode gives no meaning, as Python does with its own. So names are sorted, joined and looked up
/// as others are. Only ``path(_:)`` makes them bytes again, and ``shown(_:)`` shows such a byte as `\xFF`.
enum FileName {
  /// The character of a byte is so much more than the byte.
  private static let base: UInt32 = 0x10_FF00

  /// The text of a name.
  static func text(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      // A character of UTF-8 has four bytes at most; those that stand for bytes are taken apart as well.
      let whole = (1...4).lazy.compactMap { length in
        String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first
      }.first
      if let whole, !isByte(whole) {
        text.append(whole)
        rest = rest.dropFirst(UTF8.width(whole))
      } else if let byte = rest.popFirst(), let scalar = Unicode.Scalar(base + UInt32(byte)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// The name that the system knows.
  static func path(_ text: String) -> FilePath {
    guard !isUTF8(text) else { return FilePath(text) }
    let bytes = text.unicodeScalars.flatMap { scalar in
      isByte(scalar) ? [UInt8(scalar.value - base)] : Array(String(Character(scalar)).utf8)
    }
    return FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
  }

  /// The name as a message and a report show it.
  static func shown(_ text: String) -> String {
    guard !isUTF8(text) else { return text }
    return text.unicodeScalars.map { scalar in
      isByte(scalar)
        ? "\\x" + String(scalar.value - base, radix: 16, uppercase: true)
        : String(Character(scalar))
    }.joined()
  }

  /// Whether a text is the name itself.
  static func isUTF8(_ text: String) -> Bool {
    // Nearly every name has no character of four bytes.
    text.utf8.allSatisfy { $0 < 0xF4 } || !text.unicodeScalars.contains(where: isByte)
  }

  private static func isByte(_ scalar: Unicode.Scalar) -> Bool {
    (base + 0x80...base + 0xFF).contains(scalar.value)
  }
}
