extension Finding {
  /// What following the help of a finding does to the outcomes of the document.
  package enum Remedy: Sendable, Hashable {
    /// The edits do what the help describes, and do not change what the document keeps.
    case edits([TextEdit])
    /// Following the help changes what the document deletes or keeps; the help ends in this clause,
    /// which describes the change.
    case changes(String)
    /// The help explains or asks for a check, and has no edits.
    case advice
  }
}

/// The replacement of one stretch of a text.
package struct TextEdit: Sendable, Hashable {
  /// The stretch; an empty one is where text is inserted.
  package var span: Span
  /// What takes its place.
  package var replacement: String

  /// Makes an edit.
  package init(_ span: Span, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

extension Sequence<TextEdit> {
  /// The text with all edits made, whose spans are those of the text and do not overlap.
  package func applied(to bytes: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    var result: [UInt8] = []
    var end = 0
    for edit in sorted(by: { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }) {
      result += bytes[end..<edit.span.start]
      result += edit.replacement.utf8
      end = edit.span.end
    }
    return result + bytes[end...]
  }
}
