/// Finds an alias used as a key: `*name : …` or `? *name`.
///
/// Yams compares keys by what they unfold to, and aliases of aliases unfold to more than any machine
/// can compare; so such keys are rejected before it reads them. No scenario has a use for them.
enum AliasAsKey {
  /// The offset of the first, in a text that has anchors at all.
  static func find(in bytes: [UInt8]) -> Int? {
    guard indicators(UInt8(ascii: "&"), bytes).contains(where: { _ in true }) else { return nil }
    return indicators(UInt8(ascii: "*"), bytes).first { isKey($0, bytes) }
  }

  /// Where an indicator starts a node: behind white space or a bracket, in front of a name.
  private static func indicators(
    _ indicator: UInt8, _ bytes: [UInt8]
  ) -> some Sequence<Int> {
    bytes.indices.lazy.filter { offset in
      bytes[offset] == indicator && offset + 1 < bytes.count && isName(bytes[offset + 1])
        && (offset == 0 || isBoundary(bytes[offset - 1]))
    }
  }

  private static func isKey(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    var end = offset + 1
    while end < bytes.count, isName(bytes[end]) { end += 1 }
    while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: ":") { return true }
    var before = offset - 1
    while before >= 0, bytes[before] == UInt8(ascii: " ") { before -= 1 }
    return before >= 0 && bytes[before] == UInt8(ascii: "?")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
      UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","):
      true
    default: false
    }
  }
}
