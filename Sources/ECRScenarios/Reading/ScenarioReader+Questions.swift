import ECRAccess
import ECRPolicy
import ECRSimulator
import Texts

/// Questions.
extension ScenarioReader {
  mutating func question(_ node: YAMLNode) -> Question? {
    let keys = ["question", "policy", "children", "as", "belief", "answer"] + Self.questions
    guard let fields = yaml.fields(node, "a question", keys) else { return nil }
    let text = required("question", fields)
    let kinds = Self.questions.filter { fields[$0] != nil }
    guard kinds.count == 1 else {
      guard fields.misspelled.isDisjoint(with: Self.questions) else { return nil }
      yaml.error(
        "NOT_ONE_QUESTION",
        kinds.isEmpty
          ? "this question has no `preview`, `access` or `validate`"
          : "this question is \(kinds.map { "`\($0)`" }.joined(separator: " and ")) at once",
        help: "a question has one of `preview`, `access`, `validate`", at: node.span)
      return nil
    }
    refuse(["policy", "children"], in: fields, unless: "preview")
    refuse(["as"], in: fields, unless: "validate")
    guard let answer = requiredNode("answer", fields) else { return nil }
    let content: Question.Content?
    var belief: Question.Belief?
    switch kinds[0] {
    case "preview":
      let asked = previewQuestion(fields)
      let expected = previewExpectation(answer, "answer")
      content = asked.flatMap { asked in expected.map { .preview(asked, $0) } }
      belief = self.belief(fields) { reader, node in
        let expected = reader.previewExpectation(node, "belief")
        return asked.flatMap { asked in expected.map { .preview(asked, $0) } }
      }
    case "access":
      let asked = accessQuestion(fields)
      let expected = accessExpectation(answer, "answer")
      content = asked.flatMap { asked in expected.map { .access(asked, $0) } }
      belief = self.belief(fields) { reader, node in
        let expected = reader.accessExpectation(node, "belief")
        return asked.flatMap { asked in expected.map { .access(asked, $0) } }
      }
    default:
      let asked = validationQuestion(fields)
      let expected = validationExpectation(answer, "answer")
      content = asked.flatMap { asked in expected.map { .validate(asked, $0) } }
      belief = self.belief(fields) { reader, node in
        let expected = reader.validationExpectation(node, "belief")
        return asked.flatMap { asked in expected.map { .validate(asked, $0) } }
      }
    }
    guard let text, let content else { return nil }
    return Question(text: text, content: content, belief: belief)
  }

  private mutating func refuse(_ keys: [String], in fields: Fields, unless kind: String) {
    for key in keys where fields[key] != nil && fields[kind] == nil {
      yaml.error(
        "UNKNOWN_KEY", "`\(key)` goes with `\(kind)` only", at: fields.place(key))
    }
  }

  private mutating func belief(
    _ fields: Fields, _ content: (inout ScenarioReader, YAMLNode) -> Question.Content?
  ) -> Question.Belief? {
    guard let node = fields["belief"] else { return nil }
    guard let members = node.members else {
      yaml.wrongType(node, "belief", "a map with `says` and the expected answer")
      return nil
    }
    guard let says = members.first(where: { $0.key.value == "says" }) else {
      yaml.error(
        "MISSING_KEY", "`belief` has no `says`", help: "add `says: …`, the belief as a sentence",
        at: node.span)
      return nil
    }
    guard let text = yaml.text(says.value, "says") else { return nil }
    let rest = members.filter { $0.key.value != "says" }
    refuseReasons(in: node)
    var expectation = node
    expectation.value = .mapping(rest)
    return content(&self, expectation).map {
      Question.Belief(span: fields.place("belief"), says: text.value, content: $0)
    }
  }

  /// A belief with a reason of its own would be refuted by any word in it.
  private mutating func refuseReasons(in node: YAMLNode) {
    for member in node.members ?? [] {
      if member.key.value == "because" || member.key.value == "awsSays" {
        yaml.error(
          "UNKNOWN_KEY",
          "a belief cannot have `\(member.key.value)`",
          help: "put the reason into `says`", at: member.key.span)
      }
      refuseReasons(in: member.value)
    }
    for element in node.elements ?? [] { refuseReasons(in: element) }
  }

  // MARK: What is asked

  private mutating func previewQuestion(_ fields: Fields) -> Question.Preview? {
    guard let node = fields["preview"], let name = yaml.text(node, "preview"), isRepository(name)
    else { return nil }
    if clock == nil {
      noClock(
        "a lifecycle policy depends on the time, but the scenario has no `clock`", at: name.span)
    }
    var question = Question.Preview(repository: name)
    question.policy = fields["policy"].flatMap { policy($0, "policy") }
    if let node = fields["children"] {
      question.countsChildren =
        yaml.word(node, "children", ["counted", "excluded"])?.value
        != "excluded"
    }
    return question
  }

  private mutating func accessQuestion(_ fields: Fields) -> Question.Access? {
    let keys = [
      "principal", "action", "actions", "repository", "resource", "context", "requestTags",
      "vpcEndpointPolicies",
    ]
    guard let node = fields["access"], let asked = yaml.fields(node, "access", keys) else {
      return nil
    }
    let operation = operation(asked)
    guard let principalNode = requiredNode("principal", asked),
      let principal = yaml.text(principalNode, "principal")
    else { return nil }
    let isNamed = situation.principals.contains { $0.name == principal.value }
    if !isNamed, Caller(principal.value) == nil {
      unknownPrincipal(principal)
      return nil
    }
    guard let operation else { return nil }
    if asked["repository"] == nil, asked["resource"] == nil, needsResource(operation) {
      yaml.error(
        "MISSING_KEY", "the question has no resource",
        help: "add `repository: NAME`, or `resource: ARN`", at: fields.place("access"))
    }
    var question = Question.Access(
      span: fields.place("access"), principal: principal, operation: operation)
    question.repository = asked["repository"].flatMap { yaml.text($0, "repository") }
    question.resource = asked["resource"].flatMap { yaml.text($0, "resource") }.map {
      self.text($0)
    }
    if let node = asked["resource"], asked["repository"] != nil {
      yaml.error("UNKNOWN_KEY", "give either `repository` or `resource`", at: node.span)
    }
    if let node = asked["context"] { question.context = context(node) }
    question.requestTags = asked["requestTags"].flatMap { yaml.textMap($0, "requestTags") }
    if let node = asked["vpcEndpointPolicies"] {
      question.vpcEndpointPolicies = policies(node, "vpcEndpointPolicies")
    }
    return question
  }

  private mutating func operation(_ asked: Fields) -> AskAccess.Operation? {
    guard (asked["action"] == nil) != (asked["actions"] == nil) else {
      yaml.error("MISSING_KEY", "give either `action` or `actions`", at: asked.span)
      return nil
    }
    if let node = asked["action"] {
      guard let name = yaml.text(node, "action") else { return nil }
      guard AccessRecipe(rawValue: name.value) == nil else {
        yaml.error(
          "INVALID_ACTION", "`\(name.value)` is not one action, but several",
          help: Spelling.didYouMean("actions: \(name.value)"), at: name.span)
        return nil
      }
      let action = text(name)
      return isAction(action) ? .actions([action]) : nil
    }
    guard let node = asked["actions"] else { return nil }
    let texts = yaml.texts(node, "actions").map { text($0) }
    if node.elements?.isEmpty == true {
      yaml.error(
        "EMPTY_VALUE", "`actions` is empty", help: "name at least one action", at: node.span)
    }
    if node.elements == nil, let name = texts.first?.value, !name.contains(":") {
      return yaml.word(node, "actions", AccessRecipe.allCases.map(\.rawValue))
        .flatMap { AccessRecipe(rawValue: $0.value) }.map { .recipe($0) }
    }
    return texts.isEmpty || !texts.allSatisfy({ isAction($0) }) ? nil : .actions(texts)
  }

  /// A text of the story, with its place, for a question.
  private func text(_ located: Located<String>) -> QuestionText {
    QuestionText(located.value, at: yaml.source.location(of: located.span))
  }

  private mutating func isAction(_ text: QuestionText) -> Bool {
    guard let finding = QuestionChecks.action(text) else { return true }
    yaml.findings.append(finding)
    return false
  }

  /// Whether an operation is about some resource.
  private func needsResource(_ operation: AskAccess.Operation) -> Bool {
    switch operation {
    case .actions(let actions):
      actions.contains { ECRAction.named($0.value)?.resourceType != .registry }
    case .recipe: true
    }
  }

  private mutating func context(_ node: YAMLNode) -> [(name: String, values: [String])] {
    guard let members = node.members else {
      yaml.wrongType(node, "context", "a map of context keys and values")
      return []
    }
    var names: Set<String> = []
    for member in members where !names.insert(member.key.value.lowercased()).inserted {
      yaml.error(
        "CONTRADICTION",
        "duplicate context key `\(member.key.value)`: context keys ignore case",
        help: "give several values as a list", at: member.key.span)
    }
    return members.map { member in
      let values: [String] =
        member.value.elements.map { $0.compactMap { yaml.text($0, member.key.value)?.value } }
        ?? member.value.text.map { [$0] } ?? []
      if member.value.members != nil { yaml.wrongType(member.value, member.key.value, "a string") }
      return (member.key.value, values)
    }
  }

  private mutating func validationQuestion(_ fields: Fields) -> Question.Validation? {
    guard let node = fields["validate"], let document = policy(node, "validate") else {
      return nil
    }
    var question = Question.Validation(document: document)
    if let node = fields["as"] {
      let words = ["lifecyclePolicy"] + PolicyKind.allCases.map(\.rawValue)
      question.kind = yaml.word(node, "as", words).flatMap { PolicyKind(rawValue: $0.value) }
    }
    return question
  }
}
