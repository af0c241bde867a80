/// A text with a name, from which spans become positions that a person can click.
public struct SourceText: Sendable {
  /// What to call the text in front of `:line:column`: a path, or `<stdin>`.
  public let name: String
  /// The text itself, as it was read; nothing promises that it is valid UTF-8.
  public let bytes: [UInt8]
  private let origin: Origin

  private indirect enum Origin: Sendable {
    case file
    /// A text that was written as a string inside another one. `offsets[i]` is where byte `i`
    /// came from; there is one more for the end.
    case embedded(in: SourceText, offsets: [Int])
  }

  /// Makes a text from the bytes of a file.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    self.origin = .file
  }

  /// Makes a text from a string.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Makes the text that a JSON string of another text holds, its positions those of the outer.
  ///
  /// `aws ecr get-lifecycle-policy` prints the policy so.
  public init(decodingStringAt span: Span, in outer: SourceText) {
    var offsets: [Int] = []
    let bytes = JSONString.decode(outer.bytes, contentsOf: span, offsets: &offsets)
    self.name = outer.name
    self.bytes = bytes
    self.origin = .embedded(in: outer, offsets: offsets)
  }

  /// The place of a span, with the line it stands on, in the outermost text.
  public func location(of span: Span) -> Location {
    switch origin {
    case .file:
      return Location(of: span, in: self)
    case .embedded(let outer, let offsets):
      let last = offsets.count - 1
      let start = offsets[min(max(span.start, 0), last)]
      let end = offsets[min(max(span.end, 0), last)]
      return outer.location(of: Span(start, max(start, end)))
    }
  }

  /// The place of an offset in this very text.
  public func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = bytes[..<offset].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let lineStart = (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    return Position(line: line, column: scalars(from: lineStart, to: offset) + 1, offset: offset)
  }

  /// How many Unicode scalars start between two offsets.
  private func scalars(from start: Int, to end: Int) -> Int {
    bytes[start..<end].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}
