/// A JSON value with the text around it: a policy by itself, or one inside another document.
package struct JSONFragment: Sendable {
  /// The text, from which the value's spans become positions.
  package var source: SourceText
  /// The value.
  package var node: JSONNode

  /// Puts a value into its text.
  package init(source: SourceText, node: JSONNode) {
    self.source = source
    self.node = node
  }

  /// The place of the value.
  package var location: Location { source.location(of: node.span) }

  /// The fragment for one member, when the value is an object that has it.
  package subscript(name: String) -> JSONFragment? {
    node[name].map { JSONFragment(source: source, node: $0) }
  }

  /// The value itself or, where a string holds JSON as many of AWS's answers do, what it holds.
  ///
  /// IAM's API gives policies percent-encoded on top of that; such strings are decoded too. The
  /// findings are the mistakes of the JSON inside the string.
  package func unwrapped() -> (fragment: JSONFragment?, findings: [Finding]) {
    guard let string = node.string else { return (self, []) }
    let inner =
      string.hasPrefix("%7B") || string.hasPrefix("%7b")
      ? SourceText(percentDecoding: string, in: source, at: node.span)
      : SourceText(decodingStringAt: node.span, in: source)
    let result = JSONReader.read(inner)
    let fragment = result.documents.first.map { JSONFragment(source: inner, node: $0) }
    return (fragment, result.findings)
  }
}
