import Texts

/// Collects what is found in one lifecycle policy.
struct PolicyFindings {
  /// The steps in which ECR refuses a policy; the first failure is the one that it tells (V-08).
  enum Phase: Int {
    case mapping
    case schema
    case semantics
  }

  let source: SourceText
  private var found: [(phase: Phase, finding: Finding)] = []

  init(_ source: SourceText) { self.source = source }

  var containsErrors: Bool { found.contains { $0.finding.type == .error } }

  mutating func error(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span,
    related: [(String, Span)] = [], facts: [String], in phase: Phase = .schema,
    awsAnswers: String? = nil
  ) {
    add(.error, code, message, help, span, related, facts, phase, awsAnswers)
  }

  mutating func warning(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span,
    related: [(String, Span)] = [], facts: [String]
  ) {
    add(.warning, code, message, help, span, related, facts, .semantics, nil)
  }

  mutating func suggestion(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span,
    related: [(String, Span)] = [], facts: [String]
  ) {
    add(.suggestion, code, message, help, span, related, facts, .semantics, nil)
  }

  private mutating func add(
    _ type: FindingType, _ code: IssueCode, _ message: String, _ help: String?, _ span: Span,
    _ related: [(String, Span)], _ facts: [String], _ phase: Phase, _ answer: String?
  ) {
    let finding = Finding(
      type, code, message, help: help, at: source.location(of: span),
      related: related.map { .init(message: $0, location: source.location(of: $1)) },
      facts: facts, serviceAnswer: answer.map { .init(text: $0) })
    found.append((phase, finding))
  }

  /// Takes over what the JSON reader found.
  mutating func adopt(_ findings: [Finding]) {
    for var finding in findings {
      // Whether ECR's own parser minds these, nobody has said.
      let isStrictness = ["JSON_BYTE_ORDER_MARK", "JSON_DUPLICATE_KEY", "JSON_TRAILING_DATA"]
        .contains(
          finding.code.rawValue)
      if !isStrictness {
        finding.facts = ["J-03", "X-01"]
        finding.serviceAnswer = .init(text: ServiceAnswers.notJSON)
      }
      found.append((.mapping, finding))
    }
  }

  /// All findings in reading order, the answer that ECR would most likely give marked.
  func sorted() -> [Finding] {
    let errors = found.filter { $0.finding.type == .error }
    guard let phase = errors.map(\.phase.rawValue).min() else {
      return found.map(\.finding).inReadingOrder()
    }
    let first = errors.filter { $0.phase.rawValue == phase }.map(\.finding).inReadingOrder()[0]
    return found.map { entry in
      var finding = entry.finding
      if finding == first { finding.serviceAnswer?.isLikelyFirst = true }
      return finding
    }.inReadingOrder()
  }
}
