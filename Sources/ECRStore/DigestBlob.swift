/// A digest as a snapshot keeps it: of `sha256:` and 64 small hexadecimal digits the 32 bytes; of any
/// other a zero and the text, padded with a zero where that is 32 bytes long by chance.
enum DigestBlob {
  private static let prefix = Array("sha256:".utf8)

  /// Writes the blob of a digest's text behind what is in `blob`.
  static func append(_ text: some Collection<UInt8>, to blob: inout [UInt8]) {
    let start = blob.count
    if text.count == 71, text.starts(with: prefix) {
      var high: UInt8?
      for byte in text.dropFirst(7) {
        guard let digit = digit(byte) else {
          high = nil
          break
        }
        if let first = high {
          blob.append(first << 4 | digit)
          high = nil
        } else {
          high = digit
        }
      }
      if blob.count == start + 32 { return }
      blob.removeSubrange(start...)
    }
    blob.append(0)
    blob.append(contentsOf: text)
    if blob.count == start + 32 { blob.append(0) }
  }

  static func blob(_ text: String) -> [UInt8] {
    var blob: [UInt8] = []
    append(Array(text.utf8), to: &blob)
    return blob
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Writes the text of a blob behind what is in `text`.
  static func append(text blob: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    guard blob.count == 32 else {
      text.append(contentsOf: blob.dropFirst())
      if blob.count > 1, blob.last == 0 { text.removeLast() }
      return
    }
    text.append(contentsOf: prefix)
    hexadecimal.withUnsafeBufferPointer { digits in
      for byte in blob {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
      }
    }
  }

  static func text(_ blob: [UInt8]) -> String {
    var text: [UInt8] = []
    blob.withUnsafeBytes { append(text: $0, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }
}
