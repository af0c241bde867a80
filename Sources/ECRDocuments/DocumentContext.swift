import Texts

/// Whose a document is, where it does not tell itself: what a note `{"drydock": {…}}` in front of it
/// says.
///
/// Most documents of the AWS CLI name neither their region nor what was asked for. The notes stand
/// before them as JSON values of their own, so that the documents stay as AWS printed them.
public struct DocumentContext: Sendable, Hashable {
  /// The account.
  public var account: String?
  /// The region.
  public var region: String?
  /// The ARN of what tags or images are listed of.
  public var resourceARN: String?
  /// The id of the policy whose targets are listed.
  public var policyID: String?
  /// The id of the account or organizational unit whose parent is listed.
  public var childID: String?

  /// Makes a context of nothing.
  public init() {}

  /// The members of a note, by their names.
  static var fields: [String: WritableKeyPath<DocumentContext, String?>] {
    [
      "account": \.account, "region": \.region, "resourceArn": \.resourceARN,
      "policyId": \.policyID, "childId": \.childID,
    ]
  }

  /// What is known of a document whatever notes stand in front of it: its account and its region.
  var forAllDocuments: DocumentContext {
    var context = DocumentContext()
    context.account = account
    context.region = region
    return context
  }

  /// Reads a note, the value of its `drydock` member; it says more than what is known before.
  ///
  /// The note's spans start at `offset` in the source.
  static func read(
    _ note: JSONNode, in source: SourceText, shiftedBy offset: Int = 0,
    over known: DocumentContext, _ findings: inout [Finding]
  ) -> DocumentContext {
    var context = known.forAllDocuments
    func place(_ span: Span) -> Location {
      source.location(of: Span(span.start + offset, span.end + offset))
    }
    for member in note.members ?? [] {
      guard let field = fields[member.name] else {
        findings.append(
          Finding(
            .error, "UNKNOWN_PROPERTY", "a note of Drydock's cannot have `\(member.name)`",
            help: "it may have \(fields.keys.sorted().map { "`\($0)`" }.joined(separator: ", "))",
            at: place(member.nameSpan)))
        continue
      }
      guard let text = member.value.string else {
        findings.append(
          Finding(
            .error, "WRONG_TYPE",
            "`\(member.name)` is of type \(member.value.typeName) where a string belongs",
            help: "write it in quotes", at: place(member.value.span)))
        continue
      }
      context[keyPath: field] = text
    }
    return context
  }
}
