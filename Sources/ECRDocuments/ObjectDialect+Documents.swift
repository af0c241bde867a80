import Texts

extension ObjectDialect {
  /// The wording for documents that the AWS CLI prints: nobody writes them by hand.
  static let awsOutput = ObjectDialect { _ in (ObjectReader.helpForAWSOutput, [], nil) }
}

extension ObjectReader {
  static let helpForAWSOutput = "give the unchanged output of the AWS CLI"

  /// A string that the AWS CLI always prints; one of another type counts as missing.
  mutating func printed(_ name: String, in node: JSONNode) -> String? {
    if let text = node.ecrMember(name)?.string { return text }
    error(
      "MISSING_PROPERTY", "`\(name)` is missing, or is not a string", help: Self.helpForAWSOutput,
      at: node.span.firstByte)
    return nil
  }

  /// The subject of a document, which only the note before it can name.
  mutating func noted(
    _ subject: DocumentContext.Subject, _ context: DocumentContext, _ root: JSONNode
  ) -> String? {
    if let field = DocumentContext.fields[subject.rawValue], let value = context[keyPath: field] {
      return value
    }
    let (meaning, example) = subject.words
    error(
      "CONTEXT_MISSING", "the document does not name \(meaning)",
      help:
        "put `{\"drydock\": {\"\(subject.rawValue)\": \"\(example)\"}}` before it, as "
        + "`drydock snapshot script` does", at: root.span.firstByte)
    return nil
  }
}
