/// The replacement of one stretch of a file.
///
/// A policy may be a string inside the file that it comes from: the replacement is escaped as in
/// that string, so that editing the file changes the policy as intended.
package struct FileEdit: Sendable, Hashable {
  /// The stretch; an empty one is where text is inserted.
  package var location: Location
  /// What takes its place.
  package var replacement: String
}

extension SourceText {
  /// An edit of this very text, as an edit of the file that it comes from; nil where the file's bytes are
  /// others than the text's.
  func inFile(_ edit: TextEdit) -> FileEdit? {
    switch origin {
    case .file where form == .utf16WithByteOrderMark: return nil
    case .file:
      return FileEdit(location: location(of: edit.span), replacement: edit.replacement)
    case .embedded(let outer, let offsets, let writing):
      let last = offsets.count - 1
      let start = offsets[min(max(edit.span.start, 0), last)]
      let end = offsets[min(max(edit.span.end, 0), last)]
      let replacement =
        switch writing {
        case .jsonString: Self.jsonEscaped(edit.replacement)
        case .percentEncoded: Self.percentEncoded(edit.replacement)
        case .indented: Self.indented(edit.replacement, Self.indentation(before: offsets[0], outer))
        }
      return outer.inFile(TextEdit(Span(start, max(start, end)), replacement))
    }
  }

  /// A text as it appears between the quotes of a JSON string.
  private static func jsonEscaped(_ text: String) -> String {
    var json = ByteBuffer()
    json.string(text)
    return String(decoding: json.bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// A text whose bytes are percent-encoded, all but letters and digits.
  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        return String(Character(scalar))
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0" + digits : "%" + digits
    }.joined()
  }

  private static func indented(_ text: String, _ indentation: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "\n" + indentation)
  }

  /// The text before an offset on its line.
  private static func indentation(before offset: Int, _ text: SourceText) -> String {
    let end = min(max(offset, 0), text.bytes.count)
    let line = text.bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return String(decoding: text.bytes[line..<end], as: UTF8.self)
  }
}
