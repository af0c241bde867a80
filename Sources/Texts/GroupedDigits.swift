extension BinaryInteger {
  /// The number with a comma before each group of three digits: `1,000`.
  package var grouped: String {
    var text = ByteBuffer()
    text.grouped(Int(clamping: self))
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
