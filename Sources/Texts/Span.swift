/// A stretch of a text: UTF-8 offsets, the end exclusive.
public struct Span: Sendable, Hashable {
  /// The offset of the first byte.
  public var start: Int
  /// The offset behind the last byte.
  public var end: Int

  /// Makes a span from its two offsets.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The first byte alone: the bracket of an object or array.
  public var firstByte: Span { Span(start, start + 1) }
}
