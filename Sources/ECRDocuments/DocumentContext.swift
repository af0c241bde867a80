import Texts

/// The account and region of a document that does not name them: the content of a note `{"drydock":
/// {…}}` before it.
///
/// Most documents of the AWS CLI name neither their region nor the resource of the call. The notes
/// before them are JSON values of their own, so that the documents stay as AWS printed them.
package struct DocumentContext: Sendable, Hashable {
  /// The account.
  package var account: String?
  /// The region.
  package var region: String?
  /// The ARN of what tags or images are listed of.
  package var resourceARN: String?
  /// The id of the policy whose targets are listed.
  package var policyID: String?
  /// The id of the account or organizational unit whose parent is listed.
  package var childID: String?

  /// Makes a context of nothing.
  package init() {}

  /// The members of a note, by their names.
  static var fields: [String: WritableKeyPath<DocumentContext, String?>] {
    [
      "account": \.account, "region": \.region, "resourceArn": \.resourceARN,
      "policyId": \.policyID, "childId": \.childID,
    ]
  }

  /// The account and region of a document, whatever notes precede it.
  var forAllDocuments: DocumentContext {
    var context = DocumentContext()
    context.account = account
    context.region = region
    return context
  }

  /// Reads a note, the value of its `drydock` member; it adds to what is known before.
  static func read(
    _ note: JSONNode, in source: SourceText, over known: DocumentContext
  ) -> (context: DocumentContext, findings: [Finding]) {
    var json = ObjectReader(FindingCollector(source), ObjectDialect())
    var context = known.forAllDocuments
    let members = note.members ?? []
    json.reportUnknown(members, of: "a note of Drydock", allowed: fields.keys.sorted())
    for member in members {
      guard let field = fields[member.name],
        let text = json.string(member.value, "`\(member.name)`")
      else { continue }
      context[keyPath: field] = text.value
    }
    return (context, json.findings.all)
  }

  /// What only a note can add to some documents, by the note's member.
  enum Subject: String {
    case resourceArn, policyId, childId

    /// The missing part of the document, and how a note can add it.
    var words: (meaning: String, example: String) {
      switch self {
      case .resourceArn:
        ("the resource whose tags these are", "arn:aws:ecr:REGION:ACCOUNT:repository/NAME")
      case .policyId: ("the policy whose targets these are", "p-examplepolicyid")
      case .childId: ("the account or unit whose parent this is", "111122223333")
      }
    }
  }
}
