import Texts

/// Reads the tree of a policy into drafts and tells where its shape is wrong.
struct LifecyclePolicyReader {
  var findings: PolicyFindings

  /// J-03, J-04, J-06: the root and its rules.
  mutating func policy(_ root: JSONNode) -> [RuleDraft] {
    guard let members = root.members else {
      if root.value != .invalid {
        findings.error(
          "ROOT_NOT_OBJECT", "a lifecycle policy is an object; this is of type \(root.typeName)",
          help: "write `{\"rules\": [ … ]}`", at: root.span, facts: ["J-03", "X-01"], in: .mapping,
          awsAnswers: ServiceAnswers.notJSON)
      }
      return []
    }
    unknownMembers(members, of: "the policy", allowed: ["rules"], facts: ["J-04"])
    guard let rules = root["rules"] else {
      findings.error(
        "MISSING_PROPERTY", "the policy has no `rules`", help: "write `{\"rules\": [ … ]}`",
        at: Span(root.span.start, root.span.start + 1), facts: ["J-03", "X-02"],
        awsAnswers: ServiceAnswers.missing(["rules"]))
      return []
    }
    guard let elements = rules.elements else {
      if rules.value != .invalid {
        findings.error(
          "WRONG_TYPE", "`rules` is an array of rules; this is of type \(rules.typeName)",
          help: "put the rules in brackets: `\"rules\": [ … ]`", at: rules.span,
          facts: ["J-03", "X-02"], awsAnswers: ServiceAnswers.missing(["rules"]))
      }
      return []
    }
    if elements.isEmpty {
      findings.error(
        "NO_RULES", "the policy has no rule", help: "to have no policy, delete it instead",
        at: rules.span, facts: ["J-04", "Q-13"])
    }
    if elements.count > 50 {
      findings.error(
        "TOO_MANY_RULES", "the policy has \(elements.count) rules; ECR takes no more than 50",
        help: "merge rules that do the same", at: elements[50].span, facts: ["J-02", "V-07"],
        in: .semantics)
    }
    return elements.compactMap { rule($0) }
  }

  /// J-06 to J-08: one rule.
  private mutating func rule(_ node: JSONNode) -> RuleDraft? {
    guard let members = object(node, "a rule") else { return nil }
    var draft = RuleDraft(span: node.span)
    draft.priority = node["rulePriority"].flatMap {
      integer($0, "rulePriority", minimum: 1, fact: "J-07")
    }
    draft.description = node["description"].flatMap { string($0, "description", fact: "J-08") }
    draft.selection = node["selection"].flatMap { selection($0) }
    draft.action = node["action"].flatMap { action($0) }
    let required = ["action", "rulePriority", "selection"]
    missingMembers(node, of: draft.name, required: required, fact: "J-06")
    unknownMembers(
      members, of: draft.name, allowed: required + ["description"], facts: ["J-06", "X-04"])
    return draft
  }

  // MARK: Members of an object

  mutating func missingMembers(
    _ node: JSONNode, of owner: String, required: [String], fact: String
  ) {
    let missing = required.filter { node[$0] == nil }.sorted()
    guard !missing.isEmpty else { return }
    let names = missing.map { "`\($0)`" }.joined(separator: ", ")
    findings.error(
      "MISSING_PROPERTY", "\(owner) has no \(names)", help: "add \(names)",
      at: Span(node.span.start, node.span.start + 1), facts: [fact, "X-03"],
      awsAnswers: ServiceAnswers.missing(missing))
  }

  mutating func unknownMembers(
    _ members: [JSONMember], of owner: String, allowed: [String], facts: [String]
  ) {
    let unknown = members.filter { !allowed.contains($0.name) }
    for member in unknown {
      let meant = Spelling.nearest(to: member.name, among: allowed)
      findings.error(
        "UNKNOWN_PROPERTY", "\(owner) cannot have `\(member.name)`",
        help: meant.map { "did you mean `\($0)`?" }
          ?? "remove it; allowed here: "
          + allowed.sorted().map { "`\($0)`" }.joined(separator: ", "),
        at: member.nameSpan, facts: facts,
        awsAnswers: ServiceAnswers.notAllowed(unknown.map(\.name)))
    }
  }

  // MARK: Values of one type

  mutating func object(_ node: JSONNode, _ what: String) -> [JSONMember]? {
    if node.members == nil { wrongType(node, what, "object", facts: ["J-06", "X-12"]) }
    return node.members
  }

  mutating func string(_ node: JSONNode, _ name: String, fact: String) -> Located<String>? {
    guard let string = node.string else {
      wrongType(node, "`\(name)`", "string", facts: [fact, "X-12"])
      return nil
    }
    return Located(value: string, span: node.span)
  }

  mutating func integer(
    _ node: JSONNode, _ name: String, minimum: Int, fact: String
  ) -> Located<Int>? {
    guard case .number(let number) = node.value, let value = number.integer else {
      wrongType(node, "`\(name)`", "integer", facts: [fact, "J-19", "X-12"])
      return nil
    }
    guard value >= minimum else {
      findings.error(
        "NUMBER_TOO_SMALL", "`\(name)` is \(value); the smallest allowed is \(minimum)",
        help: "write a whole number of at least \(minimum)", at: node.span,
        facts: [fact, "X-06"], awsAnswers: ServiceAnswers.belowMinimum(minimum, found: value))
      return nil
    }
    guard value <= Int(Int32.max) else {
      findings.error(
        "NUMBER_TOO_LARGE", "`\(name)` is \(value), more than \(Int32.max)",
        help: "write a smaller number; ECR's own limit is not public", at: node.span,
        facts: [fact, "Q-11"])
      return nil
    }
    return Located(value: value, span: node.span)
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: JSONNode, _ name: String, fact: String
  ) -> Located<Choice>? {
    guard let text = string(node, name, fact: fact) else { return nil }
    guard let choice = Choice(rawValue: text.value) else {
      let allowed = Choice.allCases.map(\.rawValue)
      notInEnum(text, name, allowed, fact: fact)
      return nil
    }
    return Located(value: choice, span: node.span)
  }

  mutating func notInEnum(
    _ text: Located<String>, _ name: String, _ allowed: [String], fact: String,
    help: String? = nil
  ) {
    let names = allowed.map { "`\($0)`" }.joined(separator: ", ")
    let meant = Spelling.nearest(to: text.value, among: allowed)
    findings.error(
      "NOT_IN_ENUM", "`\(text.value)` is no value of `\(name)`",
      help: help ?? meant.map { "did you mean `\($0)`?" } ?? "write one of \(names)",
      at: text.span, facts: [fact, "J-19", "X-05"],
      awsAnswers: ServiceAnswers.notInEnum("\"\(text.value)\"", allowed))
  }

  /// J-19, J-20: types are strict, and null is no way to leave something out.
  mutating func wrongType(
    _ node: JSONNode, _ what: String, _ expected: String, facts: [String],
    shape: String? = nil
  ) {
    guard node.value != .invalid else { return }
    let isNull = node.value == .null
    let article = "aeio".contains(expected.first ?? "x") ? "an" : "a"
    findings.error(
      "WRONG_TYPE", "\(what) is of type \(node.typeName) where \(article) \(expected) belongs",
      help: isNull
        ? "leave it out: ECR refuses null"
        : Self.mending(node, expected), at: node.span, facts: isNull ? facts + ["J-20"] : facts,
      awsAnswers: shape ?? ServiceAnswers.wrongType(node.typeName, allowed: expected))
  }

  private static func mending(_ node: JSONNode, _ expected: String) -> String {
    switch (node.value, expected) {
    case (.string(let text), "integer") where Int(text) != nil: "write it without quotes: \(text)"
    case (.number(let number), "string"): "write it in quotes: \"\(number.literal)\""
    case (.number, "integer"): "write a whole number"
    case (.string(let text), "array"): "write it in brackets: [\"\(text)\"]"
    default: "write \("aeio".contains(expected.first ?? "x") ? "an" : "a") \(expected)"
    }
  }
}
