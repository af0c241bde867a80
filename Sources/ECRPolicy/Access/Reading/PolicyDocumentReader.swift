import Texts

/// Reads the tree of a policy document and reports where its shape is wrong.
///
/// What goes to `json` leaves the document without a meaning. What AWS rejects although the meaning
/// is plain goes to `json.findings`.
struct PolicyDocumentReader {
  let kind: PolicyKind
  var json: ObjectReader

  init(_ kind: PolicyKind, _ findings: FindingCollector) {
    self.kind = kind
    let dialect = ObjectDialect(
      wrongType: "DATA_TYPE_MISMATCH", unknown: "INVALID_POLICY_ELEMENT", losesMeaning: true
    ) { mistake in
      let isNull =
        if case .wrongType(let node, _, _) = mistake { node.value == .null } else { false }
      return (isNull ? "remove it: null is not a value" : nil, [], ServiceWords.syntax(kind))
    }
    json = ObjectReader(findings, dialect)
  }

  /// the root.
  mutating func document(_ root: JSONNode) -> PolicyDocument? {
    if let statements = Self.bareStatements(root) { return self.bare(statements, root) }
    if let policy = root.onlyElement(with: "Statement") {
      json.error(
        "JSON_SYNTAX_ERROR", "this is a list with a policy in it; AWS expects the policy itself",
        help: "remove the brackets `[` and `]` around it", at: root.span.firstByte,
        facts: ["A-01"], answer: ServiceWords.syntax(kind))
      return document(policy)
    }
    guard let members = root.members else {
      if root.value != .invalid {
        json.error(
          "JSON_SYNTAX_ERROR", "a policy is an object; this is of type \(root.typeName)",
          help: "write `{\"Version\": \"2012-10-17\", \"Statement\": [ … ]}`", at: root.span,
          facts: ["A-01"], answer: ServiceWords.syntax(kind))
      }
      return nil
    }
    json.reportUnknown(members, of: "a policy", allowed: Self.elements, facts: ["A-01"])
    let version = root["Version"].map { self.version($0) } ?? .v2008
    if let id = root["Id"] { _ = json.string(id, "`Id`", facts: ["A-01"]) }
    guard let statement = root["Statement"] else {
      json.error(
        "MISSING_STATEMENT", "the policy has no `Statement`",
        help: "add `\"Statement\": [ … ]`; the name is written with a capital S",
        at: root.span.firstByte, facts: ["A-01"], answer: ServiceWords.syntax(kind))
      return nil
    }
    guard let nodes = statementNodes(statement) else { return nil }
    return PolicyDocument(
      kind: kind, source: json.source, span: root.span, version: version,
      statements: nodes.enumerated().compactMap { self.statement($1, at: $0) })
  }

  /// The statements of a text that has no policy around them; nil for other texts.
  static func bareStatements(_ root: JSONNode) -> [JSONNode]? {
    let nodes = root.elements ?? [root]
    let isStatement: (JSONNode) -> Bool = { node in
      node["Statement"] == nil && node["Effect"] != nil
        || node["Action"] != nil && (node["Resource"] != nil || node["Principal"] != nil)
    }
    return !nodes.isEmpty && nodes.allSatisfy(isStatement) ? nodes : nil
  }

  /// Statements without a policy around them are rejected; their own mistakes are reported too.
  private mutating func bare(_ statements: [JSONNode], _ root: JSONNode) -> PolicyDocument {
    json.error(
      "MISSING_STATEMENT",
      root.elements == nil
        ? "this is a statement without the policy around it"
        : "this is a list of statements without the policy around it",
      help: "write `{\"Version\": \"2012-10-17\", \"Statement\": [ … ]}` around "
        + (root.elements == nil ? "it" : "them"),
      at: root.span.firstByte, facts: ["A-01"], answer: ServiceWords.syntax(kind))
    return PolicyDocument(
      kind: kind, source: json.source, span: root.span, version: .v2008,
      statements: statements.enumerated().compactMap { self.statement($1, at: $0) })
  }

  /// one object, or an array of objects.
  private mutating func statementNodes(_ node: JSONNode) -> [JSONNode]? {
    if node.members != nil { return [node] }
    let elements = json.array(
      node, "`Statement`", "an object or an array of objects", facts: ["A-01"])
    if elements?.isEmpty == true {
      json.error(
        "MISSING_STATEMENT", "the policy has no statement",
        help: "write at least one; to have no policy, delete it instead", at: node.span,
        facts: ["A-01"], answer: ServiceWords.syntax(kind))
    }
    return elements
  }

  private mutating func version(_ node: JSONNode) -> PolicyDocument.Version {
    guard let text = json.string(node, "`Version`", facts: ["A-02"])?.value else { return .v2008 }
    if let version = PolicyDocument.Version(rawValue: text) { return version }
    json.error(
      "INVALID_VERSION", "`\(text)` is not a version of the policy language",
      help: "write `2012-10-17`: it names the language, not the day of the policy", at: node.span,
      facts: ["A-02"], answer: ServiceWords.syntax(kind))
    return .v2008
  }

  /// one statement.
  private mutating func statement(_ node: JSONNode, at index: Int) -> PolicyDocument.Statement? {
    guard let members = json.object(node, "a statement", facts: ["A-01"]) else { return nil }
    json.reportUnknown(members, of: "a statement", allowed: Self.statementElements, facts: ["A-03"])
    let sid = node["Sid"].flatMap { json.string($0, "`Sid`", facts: ["A-05"]) }
    let effect = self.effect(node)
    let principal = one(of: "Principal", "NotPrincipal", members).map {
      self.principal($0.value, isNegated: $0.name == "NotPrincipal", nameSpan: $0.nameSpan)
    }
    let action = one(of: "Action", "NotAction", members).map { patterns($0, fact: "A-30") }
    let resource = one(of: "Resource", "NotResource", members).map { patterns($0, fact: "A-31") }
    if node["Action"] == nil, node["NotAction"] == nil {
      json.error(
        "MISSING_ACTION", "the statement has neither `Action` nor `NotAction`",
        help: "add `\"Action\": [ … ]`", at: node.span.firstByte, facts: ["A-03"],
        answer: ServiceWords.missingAction(kind))
    }
    let conditions = node["Condition"].map { self.conditions($0) } ?? []
    // What is missing has been reported: what takes its place only lets the rest be checked.
    let none = PolicyDocument.PatternElement(
      isNegated: false, patterns: [], nameSpan: node.span.firstByte)
    return PolicyDocument.Statement(
      index: index, sid: sid?.value, sidSpan: sid?.span, effect: effect ?? .deny,
      principal: principal, action: action ?? none, resource: resource, conditions: conditions,
      span: node.span)
  }

  private static let elements = ["Id", "Statement", "Version"]
  private static let statementElements = [
    "Action", "Condition", "Effect", "NotAction", "NotPrincipal", "NotResource", "Principal",
    "Resource", "Sid",
  ]

  private mutating func effect(_ node: JSONNode) -> PolicyDocument.Effect? {
    guard let value = node["Effect"] else {
      json.error(
        "MISSING_EFFECT", "the statement has no `Effect`",
        help: "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
        at: node.span.firstByte, facts: ["A-03"], answer: ServiceWords.syntax(kind))
      return nil
    }
    guard let text = json.string(value, "`Effect`", facts: ["A-03"])?.value else { return nil }
    if let effect = PolicyDocument.Effect(rawValue: text) { return effect }
    let effects = PolicyDocument.Effect.allCases.map(\.rawValue)
    let isCase = effects.contains { $0.lowercased() == text.lowercased() }
    let meant = Spelling.nearest(to: text, among: effects)
    json.error(
      "INVALID_EFFECT", "`\(text)` is not an effect",
      help: meant.map { "write `\($0)`" + (isCase ? ": its case matters" : "") }
        ?? "write `Allow` or `Deny`",
      at: value.span, facts: ["A-03"], answer: ServiceWords.syntax(kind))
    return meant.flatMap { PolicyDocument.Effect(rawValue: $0) }
  }

  /// an element and its negation exclude each other.
  private mutating func one(
    of name: String, _ negation: String, _ members: [JSONMember]
  ) -> JSONMember? {
    let found = members.filter { $0.name == name || $0.name == negation }
    if found.count > 1, Set(found.map(\.name)).count > 1 {
      json.error(
        "UNSUPPORTED_ELEMENT_COMBINATION",
        "a statement cannot have both `\(name)` and `\(negation)`",
        help: "split it into two statements", at: found[1].nameSpan, facts: ["A-03"],
        answer: ServiceWords.syntax(kind))
    }
    return found.first
  }

  /// a string, or a list of strings that is not empty.
  private mutating func patterns(_ member: JSONMember, fact: String)
    -> PolicyDocument.PatternElement
  {
    PolicyDocument.PatternElement(
      isNegated: member.name.hasPrefix("Not"),
      patterns: strings(member.value, member.name, fact: fact), nameSpan: member.nameSpan)
  }

  // MARK: Values of one type

  /// The values; empty ones, and those of other types, are reported and left out.
  mutating func strings(_ node: JSONNode, _ name: String, fact: String) -> [Located<String>] {
    let elements = node.elements ?? [node]
    if elements.isEmpty {
      json.error(
        "EMPTY_ELEMENT", "`\(name)` is empty", help: "name at least one value, or remove it",
        at: node.span, facts: ["A-04"], answer: ServiceWords.syntax(kind))
    }
    let values = elements.compactMap { element in
      json.string(
        element, node.elements == nil ? "`\(name)`" : "a value of `\(name)`", facts: [fact])
    }
    for empty in values where empty.value.isEmpty {
      json.error(
        "EMPTY_ELEMENT", "`\(name)` has an empty value",
        help: "write a value; `*` means everything", at: empty.span, facts: ["A-04"],
        answer: ServiceWords.syntax(kind))
    }
    return values.filter { !$0.value.isEmpty }
  }
}
