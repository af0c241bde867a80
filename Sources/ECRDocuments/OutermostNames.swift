import Texts

/// The names of the outermost members that can be made out of a text, however broken it is.
struct OutermostNames {
  private(set) var names: [String] = []
  private var depth = 0
  /// A string at the outermost level, which is a name if a colon follows.
  private var candidate: Range<Int>?

  init(_ source: SourceText) {
    let bytes = source.bytes
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let end = Self.endOfString(from: at + 1, in: bytes)
        candidate = depth == 1 ? (at + 1)..<end : nil
        at = end
      case UInt8(ascii: ":"):
        if let candidate { names.append(String(decoding: bytes[candidate], as: UTF8.self)) }
        candidate = nil
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        candidate = nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth = max(0, depth - 1)
        candidate = nil
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: candidate = nil
      }
      at += 1
    }
  }

  /// The place of a string's closing quote; a string that is not closed ends with its line.
  private static func endOfString(from start: Int, in bytes: [UInt8]) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\n") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at, bytes.count)
  }
}
