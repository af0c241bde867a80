import Texts

extension ObjectDialect {
  /// How documents that the AWS CLI prints are spoken of: nobody writes them by hand.
  static let awsOutput = ObjectDialect { _ in (ObjectReader.helpForAWSOutput, [], nil) }
}

extension ObjectReader {
  static let helpForAWSOutput = "give the output of the AWS CLI as it is"

  /// A string that the AWS CLI always prints; one of another type counts as missing.
  mutating func printed(_ name: String, in node: JSONNode) -> String? {
    if let text = node.ecrMember(name)?.string { return text }
    error(
      "MISSING_PROPERTY", "`\(name)` is missing, or no string", help: Self.helpForAWSOutput,
      at: node.span.firstByte)
    return nil
  }

  /// What a document is about, which only the note in front of it can say.
  mutating func noted(
    _ subject: DocumentContext.Subject, _ context: DocumentContext, _ root: JSONNode
  ) -> String? {
    if let field = DocumentContext.fields[subject.rawValue], let value = context[keyPath: field] {
      return value
    }
    let (meaning, example) = subject.words
    error(
      "CONTEXT_MISSING", "the document does not tell \(meaning)",
      help:
        "put `{\"drydock\": {\"\(subject.rawValue)\": \"\(example)\"}}` in front of it, as "
        + "`drydock snapshot script` does", at: root.span.firstByte)
    return nil
  }
}
