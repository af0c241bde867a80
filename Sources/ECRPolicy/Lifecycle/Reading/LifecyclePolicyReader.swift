import Texts

/// Reads the tree of a policy into drafts and reports where its shape is wrong.
struct LifecyclePolicyReader {
  /// How many rules a policy has at most (J-02).
  static let mostRules = 50

  var json: ObjectReader
  /// Whether AWS itself gave the policy back: then an entry that means nothing is passed over.
  let isInForce: Bool

  init(_ findings: FindingCollector, isInForce: Bool) {
    json = ObjectReader(findings, .lifecyclePolicy)
    self.isInForce = isInForce
  }

  /// J-03, J-04, J-06: the root and its rules.
  mutating func policy(_ root: JSONNode) -> [RuleDraft] {
    if let rules = Self.bareRules(root) { return bare(rules, root) }
    if let policy = root.onlyElement(with: "rules") {
      json.error(
        "ROOT_NOT_OBJECT", "this is a list with a policy in it; ECR expects the policy itself",
        help: "remove the brackets `[` and `]` around it", at: root.span.firstByte,
        facts: ["J-03", "X-01"], answer: ServiceAnswers.notJSON)
      return self.policy(policy)
    }
    guard let members = root.members else {
      if root.value != .invalid {
        json.error(
          "ROOT_NOT_OBJECT", "a lifecycle policy is an object; this is of type \(root.typeName)",
          help: "write `{\"rules\": [ … ]}`", at: root.span, facts: ["J-03", "X-01"],
          answer: ServiceAnswers.notJSON)
      }
      return []
    }
    json.reportUnknown(members, of: "the policy", allowed: ["rules"], facts: ["J-04"])
    guard let rules = root["rules"] else {
      json.missing(["rules"], of: "the policy", in: root, facts: ["J-03", "X-02"])
      return []
    }
    guard let elements = rules.elements else {
      if rules.value != .invalid {
        json.error(
          "WRONG_TYPE", "`rules` is an array of rules; this is of type \(rules.typeName)",
          help: "put the rules in brackets: `\"rules\": [ … ]`", at: rules.span,
          facts: ["J-03", "X-02"], answer: ServiceAnswers.missing(["rules"]))
      }
      return []
    }
    if elements.isEmpty {
      json.error(
        "NO_RULES", "the policy has no rules", help: "to have no policy, delete it instead",
        at: rules.span, facts: ["J-04", "Q-13"])
    }
    if elements.count > Self.mostRules {
      json.error(
        "TOO_MANY_RULES",
        "the policy has \(elements.count) rules; ECR accepts no more than \(Self.mostRules)",
        help:
          "remove rules, or write one wider prefix or pattern for several rules, which then share "
          + "one limit; do not put their prefixes into one list: an image must match every entry",
        at: elements[Self.mostRules].span, facts: ["J-02", "V-07"])
    }
    return elements.compactMap { rule($0) }
  }

  /// The rules of a text that has no policy around them; nil for other texts.
  private static func bareRules(_ root: JSONNode) -> [JSONNode]? {
    let nodes = root.elements ?? [root]
    let isRule: (JSONNode) -> Bool = { node in
      node["rules"] == nil
        && (node["rulePriority"] != nil || node["selection"] != nil && node["action"] != nil)
    }
    return !nodes.isEmpty && nodes.allSatisfy(isRule) ? nodes : nil
  }

  /// Rules without a policy around them are rejected; their own mistakes are reported too.
  private mutating func bare(_ rules: [JSONNode], _ root: JSONNode) -> [RuleDraft] {
    if root.elements == nil {
      json.error(
        "MISSING_PROPERTY", "this is a rule without the policy around it",
        help: "write `{\"rules\": [ … ]}` around it", at: root.span.firstByte,
        facts: ["J-03", "X-02"], answer: ServiceAnswers.missing(["rules"]))
    } else {
      json.error(
        "ROOT_NOT_OBJECT",
        "this is a list of rules without the policy around it",
        help: "write `{\"rules\": … }` around it", at: root.span.firstByte,
        facts: ["J-03", "X-01"],
        answer: ServiceAnswers.notJSON)
    }
    return rules.compactMap { rule($0) }
  }

  /// J-06 to J-08: one rule.
  private mutating func rule(_ node: JSONNode) -> RuleDraft? {
    guard let members = object(node, "a rule") else { return nil }
    var draft = RuleDraft(span: node.span)
    draft.priority = node["rulePriority"].flatMap { number($0, "rulePriority", fact: "J-07") }
    draft.description = node["description"].flatMap {
      json.string($0, "`description`", facts: ["J-08", "X-12"])
    }
    draft.selection = node["selection"].flatMap { selection($0) }
    draft.action = node["action"].flatMap { action($0) }
    checkMembers(
      members, of: draft.name, node, required: ["action", "rulePriority", "selection"],
      optional: ["description"], fact: "J-06")
    return draft
  }

  // MARK: Members and values

  mutating func object(_ node: JSONNode, _ what: String) -> [JSONMember]? {
    json.object(node, what, facts: ["J-06", "X-12"])
  }

  /// Reports the members that an object lacks and those that it cannot have.
  mutating func checkMembers(
    _ members: [JSONMember], of owner: String, _ node: JSONNode, required: [String],
    optional: [String], fact: String
  ) {
    let missing = required.filter { node[$0] == nil }
    if !missing.isEmpty { json.missing(missing, of: owner, in: node, facts: [fact, "X-03"]) }
    json.reportUnknown(members, of: owner, allowed: required + optional, facts: [fact, "X-04"])
  }

  /// A whole number from 1.
  mutating func number(_ node: JSONNode, _ name: String, fact: String) -> Located<Int>? {
    guard let number = json.integer(node, "`\(name)`", facts: [fact, "J-19", "X-12"]) else {
      // `"3"` has one meaning.
      guard isInForce, case .string(let text) = node.value, let number = Int(text),
        (1...Int(Int32.max)).contains(number)
      else { return nil }
      return Located(value: number, span: node.span)
    }
    if number.value < 1 {
      json.error(
        "NUMBER_TOO_SMALL", "`\(name)` is \(number.value); the smallest allowed is 1",
        help: "write a whole number of at least 1", at: node.span, facts: [fact, "X-06"],
        answer: ServiceAnswers.belowMinimum(1, found: number.value))
      return nil
    }
    if number.value > Int(Int32.max) {
      json.error(
        "NUMBER_TOO_LARGE", "`\(name)` is \(number.value), more than \(Int32.max)",
        help: "write a smaller number; ECR's own limit is not public", at: node.span,
        facts: [fact, "Q-11"])
      return nil
    }
    return number
  }

  /// One of a few words; `help` is for any other word, and `answer` is ECR's error message, with
  /// the fact that documents it, if that is not X-05.
  mutating func choice<Choice: CaseIterable & Hashable>(
    _ node: JSONNode, _ name: String, _ spelling: (Choice) -> String, fact: String,
    typeFact: String = "X-12", help: String? = nil,
    answer: (text: String, fact: String)? = nil
  ) -> Located<Choice>? {
    guard let word = json.string(node, "`\(name)`", facts: [fact, typeFact]) else { return nil }
    if let choice = Choice.allCases.first(where: { spelling($0) == word.value }) {
      return Located(value: choice, span: node.span)
    }
    let allowed = Choice.allCases.map(spelling)
    json.error(
      "NOT_IN_ENUM", "`\(word.value)` is not a value of `\(name)`",
      help: help ?? Spelling.suggestion(for: word.value, among: allowed)
        ?? "write one of \(allowed.inBackticks())",
      at: node.span, facts: [fact, "J-19", answer?.fact ?? "X-05"],
      answer: answer?.text ?? ServiceAnswers.notInEnum("\"\(word.value)\"", allowed))
    return nil
  }
}
