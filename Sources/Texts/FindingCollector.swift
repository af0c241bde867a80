/// Collects the findings of one text and turns their spans into locations.
package struct FindingCollector: Sendable {
  /// The text.
  package let source: SourceText
  /// The findings, in the order in which they were made.
  package private(set) var all: [Finding] = []
  /// Whether the document has a meaning in spite of its errors.
  package private(set) var isEvaluable = true

  /// Makes a collector without findings.
  package init(_ source: SourceText) { self.source = source }

  /// Whether the document is invalid.
  package var containsErrors: Bool { all.containsErrors }

  /// Adds a finding; `answer` is what the service itself would answer, word for word.
  ///
  /// Where the remedy changes what is lost or kept, its clause ends the help.
  package mutating func add(
    _ type: FindingType, _ code: IssueCode, _ message: String, help: String? = nil, at span: Span,
    related: [(message: String, span: Span)] = [], facts: [String] = [], answer: String? = nil,
    remedy: Finding.Remedy? = nil
  ) {
    add(
      type, code, message, help: help, at: span, related: related, facts: facts,
      serviceAnswer: answer.map { .init(text: $0) }, remedy: remedy)
  }

  /// Adds a finding whose answer has been made already, as that of many findings.
  mutating func add(
    _ type: FindingType, _ code: IssueCode, _ message: String, help: String?, at span: Span,
    related: [(message: String, span: Span)] = [], facts: [String],
    serviceAnswer: Finding.ServiceAnswer?, remedy: Finding.Remedy? = nil
  ) {
    var help = help
    if case .changes(let clause) = remedy {
      help = [help, clause].compactMap(\.self).joined(separator: "; ")
    }
    var finding = Finding(
      type, code, message, help: help, at: source.location(of: span),
      related: related.map { .init(message: $0.message, location: source.location(of: $0.span)) },
      facts: facts, serviceAnswer: serviceAnswer, remedy: remedy)
    if case .edits(let edits) = remedy {
      finding.edits = edits.compactMap(source.inFile)
      if finding.edits.count < edits.count { finding.remedy = nil }
    }
    all.append(finding)
  }

  /// Takes over the findings of another reader, each with what `amend` makes of it.
  package mutating func adopt(
    _ findings: [Finding], amend: (inout Finding) -> Void = { _ in }
  ) {
    for var finding in findings {
      amend(&finding)
      all.append(finding)
    }
  }

  /// Records that the errors leave nothing of the document that can be evaluated.
  package mutating func loseMeaning() { isEvaluable = false }

  /// The findings in the order in which they are always shown.
  package func inReadingOrder() -> [Finding] { all.inReadingOrder() }
}
