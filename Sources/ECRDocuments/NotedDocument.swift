import Texts

/// The document of a text that holds one, with what a note in front of it says.
struct NotedDocument {
  var context = DocumentContext()
  /// The text that the document stands in, its positions those of the file.
  ///
  /// `--query policyText` prints a policy as a JSON string: then this is what the string holds.
  var source: SourceText
  /// The document; nil when there is none.
  var root: JSONNode?
  /// What is wrong with the text, as far as it is no JSON.
  var findings: [Finding]

  init(_ source: SourceText) {
    self.source = source
    let json = JSONReader.read(source)
    root = json.documents.first
    findings = json.findings
    if let root { unwrap(root) }
    takeOnlyElement()
    guard let note = root?["drydock"] else { return }
    let all = JSONReader.read(source, several: true)
    guard all.documents.count == 2 else { return }
    root = all.documents[1]
    let reading = DocumentContext.read(note, in: source, over: DocumentContext())
    context = reading.context
    findings = all.findings + reading.findings
  }

  /// Goes into a list of one document, as `jq -s` makes it; a policy by itself stands in no list, and
  /// AWS would refuse it there.
  private mutating func takeOnlyElement() {
    guard let elements = root?.elements, elements.count == 1, elements[0].members != nil else {
      return
    }
    switch DocumentKind(elements[0]) {
    case .lifecyclePolicy, .accessPolicy, .unknown: return
    default: root = elements[0]
    }
  }

  /// Goes into a string that holds a JSON object, alone or as the one element of an array.
  private mutating func unwrap(_ outer: JSONNode) {
    var fragment = JSONFragment(source: source, node: outer)
    // A text in quotes may have been put in quotes again.
    for _ in 0..<3 {
      if let elements = fragment.node.elements, elements.count == 1, elements[0].string != nil {
        fragment.node = elements[0]
      }
      guard fragment.node.string != nil else { break }
      let inner = fragment.unwrapped()
      guard let value = inner.fragment, inner.findings.isEmpty else { return }
      fragment = value
    }
    guard fragment.node.members != nil else { return }
    source = fragment.source
    root = fragment.node
  }
}
