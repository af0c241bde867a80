/// A text without characters that a terminal would interpret.
///
/// Documents contain foreign text: names, tags, descriptions. A control character in it could
/// color, move or rewrite the screen, and one for the direction of text could reverse it. So each
/// such character is shown as one visible character instead, or by its number where the format has
/// an escape for it. So is a byte of a file's name that is not UTF-8.
extension Unicode.Scalar {
  /// Whether it is not a visible character or a space: a control character (C0, DEL, C1), one
  /// of format (such as those for the direction of text), or the end of a line or paragraph.
  package var isUnprintable: Bool {
    // Nearly all there is; the categories of Unicode take their time.
    if value < 0x7F { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default: return false
    }
  }

  /// The replacement of an unprintable character in text.
  package static let standIn: Unicode.Scalar = "\u{FFFD}"
}

extension StringProtocol {
  /// The text with a replacement for each unprintable character; optionally keeps ends of lines and
  /// tabs.
  package func printable(keepingLayout: Bool = false) -> String {
    // Nearly every text is printable, which its bytes show.
    let isPlain = utf8.allSatisfy {
      (0x20..<0x7F).contains($0) || keepingLayout && ($0 == 0x0A || $0 == 0x09)
    }
    if isPlain { return String(self) }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isLayout = keepingLayout && (scalar == "\n" || scalar == "\t")
      if let shown = FileName.shown(scalar) {
        text.append(contentsOf: shown.unicodeScalars)
      } else {
        text.append(scalar.isUnprintable && !isLayout ? .standIn : scalar)
      }
    }
    return String(text)
  }
}

extension String {
  /// The bytes of a report with replacements for unprintable characters, except ends of lines,
  /// tabs, and the escape sequences of `kept`, which the report itself contains.
  package func printableReport(keeping kept: [String]) -> [UInt8] {
    var text = self
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09 {
          index += 1
          continue
        }
        if byte == 0x1B, let sequence = kept.first(where: { bytes[index...].starts(with: $0.utf8) })
        {
          index += sequence.utf8.count
          continue
        }
        let end = Self.endOfScalar(bytes, at: index)
        let character = String(decoding: bytes[index..<end], as: UTF8.self)
        let scalars = character.unicodeScalars
        if scalars.contains(where: \.isUnprintable) {
          result += bytes[start..<index]
          result += String(Character(.standIn)).utf8
          start = end
        } else if !FileName.isUTF8(character) {
          result += bytes[start..<index]
          result += FileName.shown(character).utf8
          start = end
        }
        index = end
      }
      return result + bytes[start...]
    }
  }

  private static func endOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
