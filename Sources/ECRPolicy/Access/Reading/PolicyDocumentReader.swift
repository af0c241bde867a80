import Texts

/// Reads the tree of a policy document and tells where its shape is wrong.
struct PolicyDocumentReader {
  let kind: PolicyKind
  var findings: AccessFindings

  /// the root.
  mutating func document(_ root: JSONNode) -> PolicyDocument? {
    guard let members = root.members else {
      if root.value != .invalid {
        findings.broken(
          "JSON_SYNTAX_ERROR", "a policy is an object; this is of type \(root.typeName)",
          help: "write `{\"Version\": \"2012-10-17\", \"Statement\": [ … ]}`", at: root.span,
          facts: ["A-01"], awsAnswers: ServiceWords.syntax(kind))
      }
      return nil
    }
    unknownElements(members, of: "a policy", allowed: ["Id", "Statement", "Version"], fact: "A-01")
    let version = root["Version"].map { self.version($0) } ?? .v2008
    if let id = root["Id"] { _ = string(id, "`Id`", fact: "A-01") }
    guard let statement = root["Statement"] else {
      findings.broken(
        "MISSING_STATEMENT", "the policy has no `Statement`",
        help: "add `\"Statement\": [ … ]`; the name is written with a capital S",
        at: Span(root.span.start, root.span.start + 1), facts: ["A-01"],
        awsAnswers: ServiceWords.syntax(kind))
      return nil
    }
    guard let nodes = statementNodes(statement) else { return nil }
    return PolicyDocument(
      kind: kind, source: findings.source, span: root.span, version: version,
      statements: nodes.enumerated().compactMap { self.statement($1, at: $0) })
  }

  /// one object, or an array of them.
  private mutating func statementNodes(_ node: JSONNode) -> [JSONNode]? {
    if node.members != nil { return [node] }
    guard let elements = node.elements else {
      wrongType(node, "`Statement`", "an object or an array of objects", fact: "A-01")
      return nil
    }
    if elements.isEmpty {
      findings.broken(
        "MISSING_STATEMENT", "the policy has no statement",
        help: "write at least one; to have no policy, delete it instead", at: node.span,
        facts: ["A-01"], awsAnswers: ServiceWords.syntax(kind))
    }
    return elements
  }

  private mutating func version(_ node: JSONNode) -> PolicyDocument.Version {
    guard let text = string(node, "`Version`", fact: "A-02") else { return .v2008 }
    if let version = PolicyDocument.Version(rawValue: text) { return version }
    findings.broken(
      "INVALID_VERSION", "`\(text)` is no version of the policy language",
      help: "write `2012-10-17`: it names the language, not the day of the policy", at: node.span,
      facts: ["A-02"], awsAnswers: ServiceWords.syntax(kind))
    return .v2008
  }

  /// one statement.
  private mutating func statement(_ node: JSONNode, at index: Int) -> PolicyDocument.Statement? {
    guard let members = node.members else {
      wrongType(node, "a statement", "an object", fact: "A-01")
      return nil
    }
    unknownElements(members, of: "a statement", allowed: Self.statementElements, fact: "A-03")
    let sid = node["Sid"].flatMap { string($0, "`Sid`", fact: "A-05") }
    let effect = self.effect(node)
    let principal = one(of: "Principal", "NotPrincipal", members).flatMap {
      self.principal($0.value, isNegated: $0.name == "NotPrincipal", nameSpan: $0.nameSpan)
    }
    let action = one(of: "Action", "NotAction", members).flatMap { patterns($0, fact: "A-30") }
    let resource = one(of: "Resource", "NotResource", members).flatMap {
      patterns($0, fact: "A-31")
    }
    if node["Action"] == nil, node["NotAction"] == nil {
      findings.broken(
        "MISSING_ACTION", "the statement has neither `Action` nor `NotAction`",
        help: "add `\"Action\": [ … ]`", at: Span(node.span.start, node.span.start + 1),
        facts: ["A-03"], awsAnswers: ServiceWords.missingAction(kind))
    }
    let conditions = node["Condition"].map { self.conditions($0) } ?? []
    guard let effect, let action else { return nil }
    return PolicyDocument.Statement(
      index: index, sid: sid, sidSpan: node["Sid"]?.span, effect: effect, principal: principal,
      action: action,
      resource: resource, conditions: conditions, span: node.span)
  }

  private static let statementElements = [
    "Action", "Condition", "Effect", "NotAction", "NotPrincipal", "NotResource", "Principal",
    "Resource", "Sid",
  ]

  private mutating func effect(_ node: JSONNode) -> PolicyDocument.Effect? {
    guard let value = node["Effect"] else {
      findings.broken(
        "MISSING_EFFECT", "the statement has no `Effect`",
        help: "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
        at: Span(node.span.start, node.span.start + 1), facts: ["A-03"],
        awsAnswers: ServiceWords.syntax(kind))
      return nil
    }
    guard let text = string(value, "`Effect`", fact: "A-03") else { return nil }
    if let effect = PolicyDocument.Effect(rawValue: text) { return effect }
    let meant = PolicyDocument.Effect.allCases.first {
      $0.rawValue.lowercased() == text.lowercased()
    }
    findings.broken(
      "INVALID_EFFECT", "`\(text)` is no effect",
      help: meant.map { "write `\($0.rawValue)`: its case matters" } ?? "write `Allow` or `Deny`",
      at: value.span, facts: ["A-03"], awsAnswers: ServiceWords.syntax(kind))
    return nil
  }

  /// an element and its negation exclude each other.
  private mutating func one(
    of name: String, _ negation: String, _ members: [JSONMember]
  ) -> JSONMember? {
    let found = members.filter { $0.name == name || $0.name == negation }
    if found.count > 1, Set(found.map(\.name)).count > 1 {
      findings.broken(
        "UNSUPPORTED_ELEMENT_COMBINATION",
        "a statement cannot have both `\(name)` and "
          + "`\(negation)`", help: "split it into two statements", at: found[1].nameSpan,
        facts: ["A-03"], awsAnswers: ServiceWords.syntax(kind))
    }
    return found.first
  }

  /// a string, or a list of strings that is not empty.
  private mutating func patterns(
    _ member: JSONMember, fact: String
  ) -> PolicyDocument.PatternElement? {
    guard let values = strings(member.value, member.name, fact: fact) else { return nil }
    return PolicyDocument.PatternElement(
      isNegated: member.name.hasPrefix("Not"), patterns: values, nameSpan: member.nameSpan)
  }

  // MARK: Values of one type

  mutating func strings(
    _ node: JSONNode, _ name: String, fact: String
  ) -> [Located<String>]? {
    let elements = node.elements ?? [node]
    if elements.isEmpty {
      findings.broken(
        "EMPTY_ELEMENT", "`\(name)` is empty", help: "name at least one value, or remove it",
        at: node.span, facts: ["A-04"], awsAnswers: ServiceWords.syntax(kind))
      return nil
    }
    var values: [Located<String>] = []
    for element in elements {
      guard
        let text = string(
          element, node.elements == nil ? "`\(name)`" : "a value of `\(name)`", fact: fact)
      else { continue }
      if text.isEmpty {
        findings.broken(
          "EMPTY_ELEMENT", "`\(name)` has an empty value",
          help: "write what is meant; `*` means everything", at: element.span, facts: ["A-04"],
          awsAnswers: ServiceWords.syntax(kind))
      }
      values.append(Located(value: text, span: element.span))
    }
    return values.count == elements.count ? values : nil
  }

  mutating func string(_ node: JSONNode, _ what: String, fact: String) -> String? {
    guard let string = node.string else {
      wrongType(node, what, "a string", fact: fact)
      return nil
    }
    return string
  }

  mutating func wrongType(_ node: JSONNode, _ what: String, _ expected: String, fact: String) {
    guard node.value != .invalid else { return }
    findings.broken(
      "DATA_TYPE_MISMATCH", "\(what) is of type \(node.typeName) where \(expected) belongs",
      help: node.value == .null ? "leave it out: null is no value" : "write \(expected)",
      at: node.span, facts: [fact], awsAnswers: ServiceWords.syntax(kind))
  }

  private mutating func unknownElements(
    _ members: [JSONMember], of owner: String, allowed: [String], fact: String
  ) {
    for member in members where !allowed.contains(member.name) {
      let meant =
        allowed.first { $0.lowercased() == member.name.lowercased() }
        ?? Spelling.nearest(to: member.name, among: allowed)
      findings.broken(
        "INVALID_POLICY_ELEMENT", "\(owner) cannot have `\(member.name)`",
        help: meant.map { "did you mean `\($0)`?" }
          ?? "remove it; allowed here: " + allowed.map { "`\($0)`" }.joined(separator: ", "),
        at: member.nameSpan, facts: [fact], awsAnswers: ServiceWords.syntax(kind))
    }
  }
}
