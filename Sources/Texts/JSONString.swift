/// The value of a JSON string literal: its escapes, decoded.
enum JSONString {
  /// A mistake in a string literal.
  enum Problem {
    case badEscape
    case loneSurrogate
    case controlCharacter
  }

  /// The decoded bytes of the literal at `span` (quotes included), and where each came from.
  static func decode(
    _ bytes: [UInt8], contentsOf span: Span, offsets: inout [Int]
  ) -> [UInt8] {
    var decoder = Decoder(
      bytes: bytes, offset: span.start + 1, end: max(span.start + 1, span.end - 1))
    decoder.run { _, _ in }
    offsets = decoder.offsets + [max(span.start + 1, span.end - 1)]
    return decoder.decoded
  }

  /// The text of the literal at `span` (quotes included); reports each mistake with its place.
  static func text(
    _ bytes: [UInt8], contentsOf span: Span, onProblem: (Problem, Span) -> Void
  ) -> String {
    var decoder = Decoder(
      bytes: bytes, offset: span.start + 1, end: max(span.start + 1, span.end - 1))
    decoder.run(onProblem)
    return String(decoding: decoder.decoded, as: UTF8.self)
  }

  private struct Decoder {
    let bytes: [UInt8]
    var offset: Int
    let end: Int
    var decoded: [UInt8] = []
    var offsets: [Int] = []

    mutating func run(_ onProblem: (Problem, Span) -> Void) {
      while offset < end {
        let byte = bytes[offset]
        if byte == UInt8(ascii: "\\") {
          escape(onProblem)
          continue
        }
        if byte < 0x20 { onProblem(.controlCharacter, Span(offset, offset + 1)) }
        append([byte], from: offset)
        offset += 1
      }
    }

    private mutating func append(_ more: some Sequence<UInt8>, from start: Int) {
      for byte in more {
        decoded.append(byte)
        offsets.append(start)
      }
    }

    private mutating func escape(_ onProblem: (Problem, Span) -> Void) {
      let start = offset
      let letter = start + 1 < end ? bytes[start + 1] : 0
      offset = min(start + 2, end)
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append([letter], from: start)
      case UInt8(ascii: "b"): append([0x08], from: start)
      case UInt8(ascii: "f"): append([0x0C], from: start)
      case UInt8(ascii: "n"): append([0x0A], from: start)
      case UInt8(ascii: "r"): append([0x0D], from: start)
      case UInt8(ascii: "t"): append([0x09], from: start)
      case UInt8(ascii: "u"): unicodeEscape(start, onProblem)
      default:
        // WHY: a letter of several bytes stays whole in what is shown.
        while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        onProblem(.badEscape, Span(start, offset))
      }
    }

    private mutating func unicodeEscape(_ start: Int, _ onProblem: (Problem, Span) -> Void) {
      guard let unit = hexUnit(at: start + 2) else {
        onProblem(.badEscape, Span(start, offset))
        return
      }
      offset = start + 6
      var value = UInt32(unit)
      if (0xD800...0xDBFF).contains(unit), offset + 1 < end,
        bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u"),
        let low = hexUnit(at: offset + 2), (0xDC00...0xDFFF).contains(low)
      {
        value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        offset += 6
      }
      guard let scalar = Unicode.Scalar(value) else {
        onProblem(.loneSurrogate, Span(start, offset))
        append("\u{FFFD}".utf8, from: start)
        return
      }
      append(String(Character(scalar)).utf8, from: start)
    }

    private func hexUnit(at start: Int) -> UInt16? {
      guard start + 4 <= end else { return nil }
      var unit: UInt16 = 0
      for byte in bytes[start..<start + 4] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
          return nil
        }
        unit = unit << 4 | UInt16(digit)
      }
      return unit
    }
  }
}
