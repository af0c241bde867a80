/// A span of a text, with file, line and column, and an excerpt of the line, all computed on
/// demand.
///
/// Most places are never shown: what is counted or copied for showing them waits until then.
package struct Location: Sendable {
  let text: SourceText
  let span: Span

  /// A span of the text of the file itself.
  init(of span: Span, in text: SourceText) {
    self.text = text
    self.span = span
  }

  /// The name of the text.
  package var file: String { text.name }
  /// Where the span starts.
  package var start: Position { text.position(of: span.start) }
  /// Where the span ends, exclusive.
  package var end: Position { text.position(of: max(span.start, span.end)) }
  /// Where the part of the span on its first line ends, exclusive.
  package var endOnFirstLine: Position {
    let end = min(max(span.start, span.end), text.bytes.count)
    guard span.start < end,
      var newLine = text.bytes[span.start..<end].firstIndex(of: UInt8(ascii: "\n"))
    else { return self.end }
    if newLine > span.start, text.bytes[newLine - 1] == UInt8(ascii: "\r") { newLine -= 1 }
    return text.position(of: newLine)
  }
  /// The offset of the span's first byte in its file, without the cost of its line and column.
  package var startOffset: Int { text.fileOffset(of: span.start) }
  /// The offset behind the span's last byte.
  package var endOffset: Int { text.fileOffset(of: max(span.start, span.end)) }
  /// The line on which the span starts, cut to what a terminal can show.
  package var quotation: Quotation { Quotation(of: span, in: text.bytes) }
}

extension Location {
  /// The same place in another copy of a text, where the one copy starts at `start` and the other at
  /// `other`.
  package func moved(from start: Location, to other: Location) -> Location {
    let distance = other.span.start - start.span.start
    return Location(of: Span(span.start + distance, span.end + distance), in: other.text)
  }
}

extension Location: Hashable {
  /// Whether two places are the same stretch of the same file.
  package static func == (a: Location, b: Location) -> Bool {
    (a.file, a.startOffset, a.endOffset) == (b.file, b.startOffset, b.endOffset)
  }

  /// Hashes the place.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(startOffset)
    hasher.combine(endOffset)
  }
}

extension Location {
  /// The line of a span, with where to put the carets under it.
  package struct Quotation: Sendable, Hashable {
    /// The line on which the span starts; a very long one is cut around the span.
    package let excerpt: String
    /// The number of characters of the excerpt before the span.
    package let caretOffset: Int
    /// How many characters of the excerpt the span covers, at least one.
    package let caretLength: Int

    private static let widest = 100
    private static let before = 40

    init(of span: Span, in bytes: [UInt8]) {
      let spanStart = min(max(span.start, 0), bytes.count)
      let spanEnd = min(max(span.end, spanStart), bytes.count)
      // A policy inside a JSON string is one line of thousands of bytes: look only at its middle.
      let before = bytes[max(0, spanStart - 4 * Self.widest)..<spanStart]
      let behind = bytes[spanStart..<min(bytes.count, spanStart + 4 * Self.widest)]
      let from = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
      var to = behind.firstIndex(of: UInt8(ascii: "\n")) ?? behind.endIndex
      let isAtEnd = to == bytes.count || bytes[to] == UInt8(ascii: "\n")
      if isAtEnd, to > spanStart, bytes[to - 1] == UInt8(ascii: "\r") { to -= 1 }
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

    /// The characters of some bytes, one a scalar, with nothing in them that a terminal would obey.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> [Character] {
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
        scalar == "\t" ? " " : Character(scalar.isUnprintable ? .standIn : scalar)
      }
    }
  }
}
