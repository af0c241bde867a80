import Texts

/// The document of a text that holds one, with what a note in front of it says.
struct NotedDocument {
  var context = DocumentContext()
  /// The document; nil when there is none.
  var root: JSONNode?
  /// What is wrong with the text, as far as it is no JSON.
  var findings: [Finding]

  init(_ source: SourceText) {
    let json = JSONReader.read(source)
    root = json.documents.first
    findings = json.findings
    guard let note = root?["drydock"] else { return }
    let all = JSONReader.read(source, several: true)
    guard all.documents.count == 2 else { return }
    root = all.documents[1]
    let reading = DocumentContext.read(note, in: source, over: DocumentContext())
    context = reading.context
    findings = all.findings + reading.findings
  }
}
