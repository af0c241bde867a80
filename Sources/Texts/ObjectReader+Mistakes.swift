extension ObjectReader {
  /// Reports a value of another type than expected, unless it is one that has been reported.
  package mutating func wrongType(
    _ node: JSONNode, _ what: String, _ expected: String, facts: [String] = []
  ) {
    if node.value == .invalid { return }
    report(
      .wrongType(node, what: what, expected: expected), dialect.wrongType,
      "\(what) is of type \(node.typeName); expected \(expected)", help: "write \(expected)",
      at: node.span, facts)
  }

  /// Reports members that are missing; `owner` is what the message calls the object.
  package mutating func missing(
    _ names: [String], of owner: String? = nil, in node: JSONNode, facts: [String] = []
  ) {
    let list = names.inBackticks()
    report(
      .missing(names), "MISSING_PROPERTY",
      owner.map { "\($0) has no \(list)" } ?? "\(list) is missing", help: "add \(list)",
      at: node.span.firstByte, facts)
  }

  /// Reports the members of an object that have other names than those allowed.
  package mutating func reportUnknown(
    _ members: [JSONMember], of owner: @autoclosure () -> String, allowed: [String],
    facts: @autoclosure () -> [String] = []
  ) {
    WorkMeter.add(members.count)
    let unknown = members.filter { !allowed.contains($0.name) }
    guard !unknown.isEmpty else { return }
    // An object may have very many of them: what they share is computed once.
    let (owner, amendment) = (owner(), dialect.amend(.unknown(unknown.map(\.name))))
    let facts = facts() + amendment.facts
    let answer = amendment.answer.map { Finding.ServiceAnswer(text: $0) }
    let general = "remove it; allowed here: \(allowed.sorted().inBackticks())"
    for member in unknown {
      let help =
        amendment.help ?? Spelling.suggestion(for: member.name, among: allowed) ?? general
      findings.add(
        .error, dialect.unknown, "\(owner) cannot have `\(member.name)`", help: help,
        at: member.nameSpan, facts: facts, serviceAnswer: answer)
    }
    if dialect.losesMeaning { findings.loseMeaning() }
  }

  /// Reports any other error, with the consequence that errors have in the dialect.
  package mutating func error(
    _ code: IssueCode, _ message: String, help: String? = nil, at span: Span, facts: [String] = [],
    answer: String? = nil
  ) {
    findings.add(.error, code, message, help: help, at: span, facts: facts, answer: answer)
    if dialect.losesMeaning { findings.loseMeaning() }
  }

  private mutating func report(
    _ mistake: ObjectDialect.Mistake, _ code: IssueCode, _ message: String, help: String,
    at span: Span, _ facts: [String]
  ) {
    let amendment = dialect.amend(mistake)
    error(
      code, message, help: amendment.help ?? help, at: span, facts: facts + amendment.facts,
      answer: amendment.answer)
  }
}
