extension ResourceText {
  /// The region of an ARN; nil where it has none, and for a text that is not an ARN.
  var region: String? {
    guard partCount == 6, text.utf8.starts(with: "arn:".utf8) else { return nil }
    var colons = 0
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: ":") {
      colons += 1
      if colons == 3 { start = index + 1 }
      guard colons == 4 else { continue }
      return start == index ? nil : String(decoding: bytes[start..<index], as: UTF8.self)
    }
    return nil
  }
}
