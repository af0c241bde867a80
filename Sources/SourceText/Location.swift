/// A span made readable: file, line and column, and the line's own text.
public struct Location: Sendable, Hashable {
  /// The name of the text.
  public var file: String
  /// Where the span starts.
  public var start: Position
  /// Where the span ends, exclusive.
  public var end: Position
  /// The line on which the span starts; a very long one is cut to what stands around the span.
  public var excerpt: String
  /// How many characters of the excerpt stand before the span.
  public var caretOffset: Int
  /// How many characters of the excerpt the span covers, at least one.
  public var caretLength: Int

  private static let widest = 100
  private static let before = 40

  init(of span: Span, in text: SourceText) {
    file = text.name
    start = text.position(of: span.start)
    end = text.position(of: max(span.start, span.end))

    let bytes = text.bytes
    let spanStart = min(max(span.start, 0), bytes.count)
    let spanEnd = min(max(span.end, spanStart), bytes.count)
    let lineStart = (bytes[..<spanStart].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    var lineEnd = bytes[spanStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if lineEnd > lineStart, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }

    // A policy inside a JSON string is one line of thousands of bytes: decode only its middle.
    let from = max(lineStart, spanStart - 4 * Self.widest)
    let to = max(spanStart, min(lineEnd, spanStart + 4 * Self.widest))
    var left = Self.printable(bytes[from..<spanStart])
    var right = Self.printable(bytes[spanStart..<to])
    let covered = Self.printable(bytes[spanStart..<max(spanStart, min(spanEnd, to))])

    if left.count + right.count > Self.widest {
      if left.count > Self.before { left = ["…"] + left.suffix(Self.before) }
      let room = max(Self.widest - left.count, 1)
      if right.count > room { right = right.prefix(room) + ["…"] }
    }
    excerpt = String(left + right)
    caretOffset = left.count
    caretLength = max(1, min(covered.count, right.count))
  }

  /// The characters of some bytes, with nothing in them that a terminal would obey.
  private static func printable(_ bytes: ArraySlice<UInt8>) -> [Character] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      // Nearly all there is; the categories of Unicode take their time.
      if (0x20..<0x7F).contains(scalar.value) { return Character(scalar) }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        return scalar == "\t" ? " " : "\u{FFFD}"
      default: return Character(scalar)
      }
    }
  }
}
