package import Texts

extension PolicyDocument {
  /// What reading a document gave.
  package struct Reading: Sendable {
    /// The document, unless the text is so broken that it has no meaning.
    ///
    /// A document that AWS would reject is returned if it could be read: its meaning is plain, and
    /// an answer together with the finding is more useful than none.
    package var document: PolicyDocument?
    /// Everything that was found, in reading order.
    package var findings: [Finding]
  }

  /// Reads a document from its text, and reports what AWS rejects and what is probably a mistake.
  package static func read(_ source: SourceText, as kind: PolicyKind) -> Reading {
    let json = JSONReader.read(source)
    return read(json.documents.first, in: source, as: kind, jsonFindings: json.findings)
  }

  /// Reads a document from the value that holds it: an object, or a string with JSON in it.
  ///
  /// Without advice it only reports what AWS rejects. If the kind was guessed from the policy's
  /// elements, a finding says where the guess may be wrong. The origin decides what AWS can still
  /// reject.
  package static func read(
    _ fragment: JSONFragment, as kind: PolicyKind, withAdvice: Bool = true,
    kindIsGuessed: Bool = false, origin: PolicyOrigin = .draft
  ) -> Reading {
    let (inner, findings) = fragment.unwrapped()
    return read(
      inner?.node, in: inner?.source ?? fragment.source, as: kind, jsonFindings: findings,
      withAdvice: withAdvice, kindIsGuessed: kindIsGuessed, origin: origin)
  }

  private static func read(
    _ root: JSONNode?, in source: SourceText, as kind: PolicyKind, jsonFindings: [Finding],
    withAdvice: Bool = true, kindIsGuessed: Bool = false, origin: PolicyOrigin = .draft
  ) -> Reading {
    var findings = FindingCollector(source)
    findings.adopt(jsonFindings) { $0.facts = ["A-01"] }
    // A text that is not JSON has no meaning.
    if findings.containsErrors { findings.loseMeaning() }
    var reader = PolicyDocumentReader(kind, findings)
    let document = root.flatMap { reader.document($0) }
    findings = reader.json.findings
    guard let root, let document else {
      return Reading(document: nil, findings: findings.inReadingOrder())
    }
    // What else AWS rejects is reported too, whatever leaves the document without a meaning.
    DocumentChecks.run(document, root, origin, kindIsGuessed: kindIsGuessed, &findings)
    // Likely mistakes are only reported for documents that AWS accepts.
    if withAdvice, !findings.containsErrors {
      AccessLints.run(document, root, &findings)
      if kindIsGuessed { KindLints.run(document, &findings) }
    }
    return Reading(
      document: findings.isEvaluable ? document : nil, findings: findings.inReadingOrder())
  }
}

/// How a policy got here, which decides what AWS can still reject in it.
package enum PolicyOrigin: Sendable, Hashable {
  /// A person wrote it, and AWS may never have received it.
  case draft
  /// AWS keeps it for a customer, so that AWS has accepted it.
  case inForce
  /// AWS keeps it and may have written it: the quotas for customers' policies do not apply.
  case managedByAWS
}
