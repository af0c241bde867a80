/// A text with a name, from which spans become positions that a person can click.
package struct SourceText: Sendable {
  /// What to call the text in front of `:line:column`: a path, or `<stdin>`.
  package let name: String
  /// The text itself, without a byte-order mark; nothing promises that it is valid UTF-8.
  package let bytes: [UInt8]
  /// How the file is written.
  let form: TextForm
  let origin: Origin
  /// Where in its file the text starts, when it is a part of one.
  private let start: Position
  /// Where its lines start; none for a text so short that counting from its start is as fast, and for
  /// one inside another, whose places are the outer one's.
  private let lines: LineIndex?

  indirect enum Origin: Sendable {
    case file
    /// A text that was written inside another one. `offsets[i]` is where byte `i` came from; there
    /// is one more for the end.
    case embedded(in: SourceText, offsets: [Int], as: Writing)
  }

  /// How a text is written inside another one.
  enum Writing: Sendable {
    /// As a string of JSON.
    case jsonString
    /// As a percent-encoded string of JSON.
    case percentEncoded
    /// Unchanged, with an indentation before each line.
    case indented
  }

  /// Makes a text from the bytes of a file, or of a line of one.
  ///
  /// Its positions are those of the file. `line` counts from 1, `offset` is in bytes from 0. A
  /// byte-order mark at the beginning is passed over, and reported in ``formFindings``. A file in UTF-16
  /// with such a mark is read as UTF-8, to which the offsets then belong.
  package init(name: String, bytes: [UInt8], line: Int = 1, offset: Int = 0) {
    self.name = name
    var (text, form, markLength) = (bytes, TextForm(of: bytes), 0)
    if form == .utf8WithByteOrderMark {
      markLength = TextForm.byteOrderMark.count
      text.removeFirst(markLength)
    } else if form == .utf16WithByteOrderMark {
      let decoded = TextForm.utf8(ofUTF16: bytes)
      (text, form) = (decoded ?? bytes, decoded == nil ? .utf16 : form)
    }
    self.bytes = text
    self.form = form
    origin = .file
    start = Position(line: line, column: 1, offset: offset + markLength)
    lines = text.count > LineIndex.blockSize ? LineIndex() : nil
  }

  /// Makes a text from a string.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Makes the text that a JSON string of another text holds, its positions those of the outer.
  ///
  /// `aws ecr get-lifecycle-policy` prints the policy so.
  package init(decodingStringAt span: Span, in outer: SourceText) {
    var offsets: [Int] = []
    let bytes = JSONString.decode(outer.bytes, contentsOf: span, offsets: &offsets)
    self.init(bytes, from: offsets, in: outer, as: .jsonString)
  }

  /// Makes a text of stretches of another one, its positions those of the outer.
  ///
  /// So a block of a YAML file is read without its indentation.
  package init(stretches: [Span], of outer: SourceText) {
    var offsets: [Int] = []
    var bytes: [UInt8] = []
    for span in stretches {
      bytes += outer.bytes[span.start..<span.end]
      offsets += span.start..<span.end
    }
    offsets.append(stretches.last?.end ?? 0)
    self.init(bytes, from: offsets, in: outer, as: .indented)
  }

  /// Makes the text that a percent-encoded JSON string of another text holds.
  ///
  /// Each position is that of the encoded character, as far as the string has no JSON escapes.
  package init(percentDecoding string: String, in outer: SourceText, at span: Span) {
    self.init(percentDecoding: Array(string.utf8), from: span.start + 1, in: outer)
  }

  /// The text that this one is percent-encoded, as IAM's API answers policies; nil when it is not.
  package var percentDecoded: SourceText? {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }),
      bytes[start...].starts(with: "%7B".utf8) || bytes[start...].starts(with: "%7b".utf8)
    else { return nil }
    return SourceText(percentDecoding: Array(bytes[start...]), from: start, in: self)
  }

  private init(percentDecoding encoded: [UInt8], from start: Int, in outer: SourceText) {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    var index = 0
    func hexDigit(_ offset: Int) -> UInt8? {
      guard offset < encoded.count else { return nil }
      return Character(Unicode.Scalar(encoded[offset])).hexDigitValue.map { UInt8($0) }
    }
    while index < encoded.count {
      offsets.append(start + index)
      if encoded[index] == UInt8(ascii: "%"), let high = hexDigit(index + 1),
        let low = hexDigit(index + 2)
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(encoded[index])
        index += 1
      }
    }
    offsets.append(start + index)
    self.init(bytes, from: offsets, in: outer, as: .percentEncoded)
  }

  /// Makes a text whose bytes came from these places of another one, and its end from one more.
  private init(
    _ bytes: [UInt8], from offsets: [Int], in outer: SourceText, as writing: Writing
  ) {
    name = outer.name
    self.bytes = bytes
    form = .utf8
    origin = .embedded(in: outer, offsets: offsets, as: writing)
    start = Position(line: 1, column: 1, offset: 0)
    lines = nil
  }

  /// The place of a span in the outermost text.
  package func location(of span: Span) -> Location {
    switch origin {
    case .file:
      return Location(of: span, in: self)
    case .embedded(let outer, let offsets, _):
      let last = offsets.count - 1
      let start = offsets[min(max(span.start, 0), last)]
      let end = offsets[min(max(span.end, 0), last)]
      return outer.location(of: Span(start, max(start, end)))
    }
  }

  /// The place of an offset in this very text, as a position in the file.
  package func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var mark = LineIndex.Mark()
      if let lines {
        mark = lines.mark(at: offset, of: bytes)
      } else {
        mark.advance(over: 0..<offset, of: bytes)
      }
      // A column is one Unicode scalar.
      return Position(
        line: start.line + mark.newLines, column: offset - mark.lineStart - mark.continuing + 1,
        offset: start.offset + offset)
    }
  }

  /// The offset in the file of an offset in this very text.
  func fileOffset(of offset: Int) -> Int { start.offset + min(max(offset, 0), bytes.count) }

  /// The start of a span in the outermost text: the position of ``location(of:)``, without its
  /// line.
  package func startPosition(of span: Span) -> Position {
    switch origin {
    case .file: return position(of: span.start)
    case .embedded(let outer, let offsets, _):
      let start = offsets[min(max(span.start, 0), offsets.count - 1)]
      return outer.startPosition(of: Span(start, start))
    }
  }
}
