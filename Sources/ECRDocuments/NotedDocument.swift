import Texts

/// The document of a text that holds one, with the content of the note before it.
struct NotedDocument {
  var context = DocumentContext()
  /// The text around the document, its positions those of the file.
  ///
  /// `--query policyText` prints a policy as a JSON string: then this is what the string holds.
  var source: SourceText
  /// The document; nil when there is none.
  var root: JSONNode?
  /// What the document is; nil when there is none.
  private(set) var kind: DocumentKind?
  /// Whether ``source`` is the whole text, so that whoever reads it finds its mistakes again.
  private(set) var isWholeText: Bool
  /// The errors of the text as JSON.
  var findings: [Finding]

  init(_ text: SourceText) {
    // `aws iam get-role-policy` and its like are percent-encoded as IAM itself answers them.
    let decoded = text.percentDecoded
    source = decoded ?? text
    isWholeText = decoded == nil
    let json = JSONReader.read(source)
    root = json.documents.first.flatMap { $0.value == .invalid ? nil : $0 }
    findings = json.findings
    if let root { unwrap(root) }
    takeOnlyElement()
    takeDocumentBehindNote()
    kind = root.map { DocumentKind($0) }
    takeOnlyPolicy()
  }

  private mutating func takeDocumentBehindNote() {
    guard let note = root?["drydock"] else { return }
    let all = JSONReader.read(source, several: true)
    guard all.documents.count == 2 else { return }
    root = all.documents[1]
    let reading = DocumentContext.read(note, in: source, over: DocumentContext())
    context = reading.context
    findings = all.findings + reading.findings
  }

  /// Goes into what holds one policy and nothing else that has a meaning here, such as what a `--query`
  /// has picked, an output of Terraform, or an event of CloudTrail.
  private mutating func takeOnlyPolicy() {
    guard let root, let kind, kind.mayHoldPolicies else { return }
    let search = PolicySearch(JSONFragment(source: source, node: root))
    if search.policies.count > 1, kind == .unknown {
      self.kind = .other(DocumentKind.severalPolicies)
    }
    guard search.policies.count == 1, let policy = search.policies.first else { return }
    if let account = policy.account { context.account = account }
    if let region = policy.region { context.region = region }
    var fragment = policy.fragment
    self.kind = DocumentKind(fragment.node)
    if policy.isBare, fragment.node.span.start > 0 {
      // The policy's own text, without the text around it.
      let text = SourceText(stretches: [fragment.node.span], of: fragment.source)
      guard let node = JSONReader.read(text).documents.first else { return }
      fragment = JSONFragment(source: text, node: node)
    }
    source = fragment.source
    self.root = fragment.node
    isWholeText = false
  }

  /// Reads a list of one document, as `jq -s` makes it; AWS would reject a list with a policy in it
  /// as the text of that policy.
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
  private mutating func unwrap(_ root: JSONNode) {
    let outer = JSONFragment(source: source, node: root)
    var fragment = outer
    var isUnwrapped = false
    // A text in quotes may have been put in quotes again.
    for _ in 0..<3 {
      if let elements = fragment.node.elements, elements.count == 1, elements[0].string != nil {
        fragment.node = elements[0]
      }
      guard fragment.node.string != nil else { break }
      let inner = fragment.unwrapped()
      guard let value = inner.fragment, inner.findings.isEmpty else { return }
      fragment = value
      isUnwrapped = true
    }
    guard isUnwrapped, fragment.node.members != nil else { return }
    source = fragment.source
    self.root = fragment.node
    isWholeText = false
    // What a shell takes for quotes has one meaning, too.
    findings.removeAll { $0.code == "JSON_SINGLE_QUOTES" && $0.location == outer.location }
  }
}
