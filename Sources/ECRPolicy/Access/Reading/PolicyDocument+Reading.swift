public import Texts

extension PolicyDocument {
  /// What reading a document gave.
  public struct Reading: Sendable {
    /// The document, unless the text is so broken that it has no meaning.
    ///
    /// A document that AWS would refuse for another reason is there all the same: what it would
    /// mean is plain, and an answer with the finding beside it is worth more than none.
    public var document: PolicyDocument?
    /// Everything that was found, in reading order.
    public var findings: [Finding]
  }

  /// Reads a document from its text and tells everything that AWS refuses and that a user may regret.
  public static func read(_ source: SourceText, as kind: PolicyKind) -> Reading {
    let json = JSONReader.read(source)
    guard let root = json.documents.first else { return unread(json.findings, source) }
    return read(JSONFragment(source: source, node: root), as: kind, jsonFindings: json.findings)
  }

  /// Reads a document from the value that holds it: an object, or a string with JSON in it.
  ///
  /// Without advice only what AWS refuses is told, and not what AWS takes and users regret. With a
  /// kind that was guessed from the policy's elements users are told where the guess may be wrong.
  public static func read(
    _ fragment: JSONFragment, as kind: PolicyKind, withAdvice: Bool = true,
    kindIsGuessed: Bool = false
  ) -> Reading {
    let (inner, findings) = fragment.unwrapped()
    guard let inner else { return unread(findings, fragment.source) }
    return read(
      inner, as: kind, jsonFindings: findings, withAdvice: withAdvice,
      kindIsGuessed: kindIsGuessed)
  }

  /// What there is to say of a text that is so broken that nothing can be read.
  private static func unread(_ jsonFindings: [Finding], _ source: SourceText) -> Reading {
    var findings = AccessFindings(source)
    findings.adopt(jsonFindings)
    return Reading(findings: findings.all)
  }

  private static func read(
    _ fragment: JSONFragment, as kind: PolicyKind, jsonFindings: [Finding],
    withAdvice: Bool = true, kindIsGuessed: Bool = false
  ) -> Reading {
    var reader = PolicyDocumentReader(kind: kind, findings: AccessFindings(fragment.source))
    reader.findings.adopt(jsonFindings)
    let document = reader.document(fragment.node)
    guard let document, reader.findings.isEvaluable else {
      return Reading(findings: reader.findings.all.inReadingOrder())
    }
    DocumentChecks.run(document, fragment.node, &reader.findings)
    // What may be regretted is only said of documents that AWS takes.
    if withAdvice, !reader.findings.all.containsErrors {
      AccessLints.run(document, &reader.findings)
      if kindIsGuessed { KindLints.run(document, &reader.findings) }
    }
    return Reading(document: document, findings: reader.findings.all.inReadingOrder())
  }
}

extension PolicyDocument.Reading {
  init(findings: [Finding]) {
    self.init(document: nil, findings: findings)
  }
}
