/// Finds the bytes of a text that are not UTF-8.
package enum UTF8Check {
  /// Whether some bytes are UTF-8 from start to end.
  package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || invalidSpans(Array(bytes)).isEmpty
  }

  /// The stretches that are not UTF-8, in order.
  static func invalidSpans(_ bytes: [UInt8]) -> [Span] {
    var spans: [Span] = []
    var offset = bytes.withUnsafeBufferPointer {
      EightBytes.first($0, from: 0, EightBytes.beyondASCII)
    }
    while offset < bytes.count {
      let length = sequenceLength(bytes, at: offset)
      if length == 0 {
        if let last = spans.last, last.end == offset {
          spans[spans.count - 1].end = offset + 1
        } else {
          spans.append(Span(offset, offset + 1))
        }
      }
      offset += max(length, 1)
    }
    return spans
  }

  /// The length of the well-formed sequence at an offset (Unicode, table 3-7), or 0.
  private static func sequenceLength(_ bytes: [UInt8], at offset: Int) -> Int {
    let lead = bytes[offset]
    if lead < 0x80 { return 1 }
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for next in bytes[(offset + 2)..<(offset + length)] where next & 0xC0 != 0x80 { return 0 }
    return length
  }
}
