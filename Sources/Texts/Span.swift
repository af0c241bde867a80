/// A stretch of a text: UTF-8 offsets, the end exclusive.
package struct Span: Sendable, Hashable {
  /// The offset of the first byte.
  package var start: Int
  /// The offset behind the last byte.
  package var end: Int

  /// Makes a span from its two offsets.
  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The first byte alone: the bracket of an object or array.
  package var firstByte: Span { Span(start, start + 1) }
}
