import Texts

/// A digest as a snapshot keeps it: of `sha256:` and 64 small hexadecimal digits the 32 bytes; of any
/// other a zero and the text, padded with a zero where that is 32 bytes long by chance.
enum DigestBlob {
  private static let prefix = Array("sha256:".utf8)

  /// Writes the blob of a digest's text behind what is in `blob`.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to blob: inout [UInt8]) {
    let start = blob.count
    if text.count == 71, text.starts(with: prefix), appendDigits(text, to: &blob) { return }
    blob.removeSubrange(start...)
    blob.append(0)
    blob.append(contentsOf: text)
    if blob.count == start + 32 { blob.append(0) }
  }

  /// Writes the bytes of 64 digits; false when one of them is not a digit.
  private static func appendDigits(
    _ text: UnsafeBufferPointer<UInt8>, to blob: inout [UInt8]
  ) -> Bool {
    values.withUnsafeBufferPointer { values in
      var seen: UInt8 = 0
      for place in stride(from: prefix.count, to: text.count, by: 2) {
        let (high, low) = (values[Int(text[place])], values[Int(text[place + 1])])
        seen |= high | low
        blob.append(high << 4 | low & 15)
      }
      return seen & 0xF0 == 0
    }
  }

  /// The value of each digit's byte; 255 for any other byte.
  private static let values: [UInt8] = (0...255).map { byte in
    UInt8(hexadecimal.firstIndex(of: byte) ?? 255)
  }

  static func blob(_ text: String) -> [UInt8] {
    var blob: [UInt8] = []
    var text = text
    text.withUTF8 { append($0, to: &blob) }
    return blob
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
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { written in
      hexadecimal.withUnsafeBufferPointer { digits in
        for place in 0..<32 {
          written[2 * place] = digits[Int(blob[place] >> 4)]
          written[2 * place + 1] = digits[Int(blob[place] & 15)]
        }
      }
      text.append(contentsOf: written)
    }
  }

  /// Whether some bytes are what ``blob(_:)`` makes of a text.
  static func isValid(_ blob: UnsafeRawBufferPointer) -> Bool {
    blob.count == 32 || blob.first == 0 && UTF8Check.isValid(blob)
  }

  static func text(_ blob: [UInt8]) -> String {
    var text: [UInt8] = []
    blob.withUnsafeBytes { append(text: $0, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }
}
