import Texts

/// Collects what is found in one JSON policy document.
struct AccessFindings {
  let source: SourceText
  private(set) var all: [Finding] = []
  /// Whether the document has a meaning in spite of what was found.
  private(set) var isEvaluable = true

  init(_ source: SourceText) { self.source = source }

  /// A mistake for which AWS refuses the document, and that leaves it without a meaning.
  mutating func broken(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span, facts: [String],
    awsAnswers: String? = nil
  ) {
    isEvaluable = false
    refused(code, message, help: help, at: span, facts: facts, awsAnswers: awsAnswers)
  }

  /// A mistake for which AWS refuses the document; what it means is plain all the same.
  mutating func refused(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span, facts: [String],
    related: [(String, Span)] = [], awsAnswers: String? = nil
  ) {
    add(.error, code, message, help, span, facts, related, awsAnswers)
  }

  mutating func add(
    _ type: FindingType, _ code: IssueCode, _ message: String, _ help: String?, _ span: Span,
    _ facts: [String], _ related: [(String, Span)] = [], _ answer: String? = nil
  ) {
    all.append(
      Finding(
        type, code, message, help: help, at: source.location(of: span),
        related: related.map { .init(message: $0, location: source.location(of: $1)) },
        facts: facts, serviceAnswer: answer.map { .init(text: $0) }))
  }

  /// Takes over what the JSON reader found: a text that is no JSON has no meaning.
  mutating func adopt(_ findings: [Finding]) {
    for var finding in findings {
      finding.facts = ["A-01"]
      all.append(finding)
      if finding.type == .error { isEvaluable = false }
    }
  }
}
