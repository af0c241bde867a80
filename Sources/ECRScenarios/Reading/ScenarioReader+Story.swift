import ECRAccess
import ECRModel
import Texts

/// What happens and what is asked.
extension ScenarioReader {
  static let events = [
    "wait", "push", "pull", "tag", "untag", "delete", "archive", "restore", "apply", "put",
  ]
  static let questions = ["preview", "access", "validate"]

  mutating func story(_ fields: Fields) -> [Step] {
    guard let node = requiredNode("story", fields) else { return [] }
    guard let elements = node.elements else {
      yaml.wrongType(node, "story", "a list of questions and events")
      return []
    }
    let steps = elements.compactMap { step($0) }
    // A question with mistakes is one too.
    let asks = elements.contains(where: Self.isQuestion)
    if !asks {
      yaml.error(
        "NO_QUESTION", "the story has no question",
        help:
          "add an entry with three keys: `question`, `answer`, and `preview`, `access` or `validate`",
        at: node.span)
    }
    return steps
  }

  private static func isQuestion(_ node: YAMLNode) -> Bool {
    node.members?.contains { member in
      ["question", "answer"].contains(member.key.value) || questions.contains(member.key.value)
    } ?? false
  }

  private mutating func step(_ node: YAMLNode) -> Step? {
    if Self.isQuestion(node) {
      return question(node).map { Step(span: node.span, content: .question($0)) }
    }
    guard
      let fields = yaml.fields(
        node, "an entry of the story", Self.events + ["tell", "question"] + Self.questions)
    else { return nil }
    let kinds = Self.events.filter { fields[$0] != nil }
    guard kinds.count == 1, let value = fields[kinds[0]] else {
      yaml.error(
        "NOT_ONE_EVENT",
        kinds.isEmpty
          ? "this entry has no question and no event"
          : "this entry is \(kinds.map { "`\($0)`" }.joined(separator: " and ")) at once",
        help: "an entry is a `question`, or one of "
          + Self.events.map { "`\($0)`" }.joined(separator: ", "), at: node.span)
      return nil
    }
    guard let event = event(kinds[0], value) else { return nil }
    let tell = fields["tell"].flatMap { yaml.text($0, "tell")?.value }
    return Step(span: node.span, tell: tell, content: .event(event))
  }

  private mutating func event(_ kind: String, _ node: YAMLNode) -> Event? {
    switch kind {
    case "wait": return wait(node)
    case "apply":
      guard let name = yaml.text(node, "apply"), isRepository(name) else { return nil }
      return .applyLifecyclePolicy(of: name.value)
    case "put": return put(node)
    case "push": return push(node)
    case "untag":
      guard let fields = yaml.fields(node, kind, ["repository", "tags"]),
        let repository = repository(of: fields), let tags = requiredNode("tags", fields)
      else { return nil }
      return .untag(yaml.texts(tags, "tags"), in: repository)
    case "tag":
      guard let fields = yaml.fields(node, kind, ["repository", "image", "tags"]),
        let repository = repository(of: fields), let name = imageName(fields),
        let tags = requiredNode("tags", fields)
      else { return nil }
      return .tag(name, with: yaml.texts(tags, "tags").filter { isTag($0) }, in: repository)
    case "delete":
      guard let fields = yaml.fields(node, kind, ["repository", "image", "images"]),
        let repository = repository(of: fields)
      else { return nil }
      if let several = fields["images"] {
        return .delete(yaml.texts(several, "images"), in: repository)
      }
      return imageName(fields).map { .delete([$0], in: repository) }
    default:
      guard let fields = yaml.fields(node, kind, ["repository", "image"]),
        let repository = repository(of: fields), let name = imageName(fields)
      else { return nil }
      switch kind {
      case "pull": return .pull(name, in: repository)
      case "archive": return .archive(name, in: repository)
      default: return .restore(name, in: repository)
      }
    }
  }

  private mutating func imageName(_ fields: Fields) -> Located<String>? {
    guard let node = requiredNode("image", fields) else { return nil }
    return yaml.text(node, "image")
  }

  /// The repository that an entry is about: the one it names, or the only one.
  mutating func repository(of fields: Fields) -> String? {
    guard let node = fields["repository"] else {
      if situation.repositories.count == 1 { return situation.repositories[0].name }
      yaml.error(
        "MISSING_KEY", "\(fields.name) has no `repository`",
        help: "add `repository: NAME`", at: fields.span)
      return nil
    }
    guard let name = yaml.text(node, "repository"), isRepository(name) else { return nil }
    return name.value
  }

  mutating func isRepository(_ name: Located<String>) -> Bool {
    let names = situation.repositories.map(\.name)
    if names.contains(name.value) { return true }
    let meant = Spelling.nearest(to: name.value, among: names)
    yaml.error(
      "UNKNOWN_REPOSITORY", "the story has no repository `\(name.value)`",
      help: meant.map { Spelling.didYouMean($0) }
        ?? "its repositories are those under `repositories`", at: name.span)
    return false
  }

  // MARK: Single events

  private mutating func wait(_ node: YAMLNode) -> Event? {
    guard let text = yaml.text(node, "wait") else { return nil }
    guard let now = clock else {
      noClock("time cannot pass: the scenario has no `clock`", at: text.span)
      return nil
    }
    var until: Timestamp?
    if text.value.hasPrefix("until ") {
      until = TimePhrase.absolute(String(text.value.dropFirst(6)).trimmed)
    } else if let span = TimePhrase.span(text.value) {
      let (sum, overflow) = now.microseconds.addingReportingOverflow(span)
      until = overflow ? nil : Timestamp(microseconds: sum)
    }
    guard let until else {
      yaml.error(
        "INVALID_TIME", "`\(text.value)` is not a duration",
        help: TimePhrase.spanHelp + ", or `until 2026-03-01T00:00:00Z`", at: text.span)
      return nil
    }
    guard until >= now else {
      yaml.error(
        "IMPOSSIBLE_TIME", "time cannot go back: the clock is at \(now)", at: text.span)
      return nil
    }
    clock = until
    return .wait(until: until)
  }

  private mutating func push(_ node: YAMLNode) -> Event? {
    guard let fields = yaml.fields(node, "push", ["repository"] + Self.imageKeys),
      let repository = repository(of: fields), let draft = named(fields)
    else { return nil }
    let image = image(draft.name.value, fields, isPushedNow: true)
    checkReferences([draft], [])
    return image.map { .push($0, to: repository) }
  }

  private mutating func put(_ node: YAMLNode) -> Event? {
    let names = node.members?.map(\.key.value) ?? []
    if names.contains("principal") { return putPrincipal(node) }
    if names.contains("account") { return putAccount(node) }
    let keys = ["lifecyclePolicy", "repositoryPolicy", "tags"]
    guard let fields = yaml.fields(node, "put", ["repository"] + keys),
      let repository = repository(of: fields), puts(keys, fields, of: node)
    else { return nil }
    var change = RepositoryChange()
    change.lifecyclePolicy = policyChange("lifecyclePolicy", fields)
    change.repositoryPolicy = policyChange("repositoryPolicy", fields)
    change.tags = tagsChange(fields)
    return .changeRepository(repository, change)
  }

  private mutating func putPrincipal(_ node: YAMLNode) -> Event? {
    let keys = Self.principalKeys.filter { $0 != "arn" }
    guard let fields = yaml.fields(node, "put", ["principal"] + keys),
      puts(keys, fields, of: node), let named = fields["principal"],
      let name = yaml.text(named, "principal")
    else { return nil }
    let known = situation.principals.map(\.name)
    guard known.contains(name.value) else {
      unknownPrincipal(name)
      return nil
    }
    var change = PrincipalChange()
    change.identityPolicies = policiesChange("identityPolicies", fields)
    change.permissionsBoundary = policyChange("permissionsBoundary", fields)
    change.sessionPolicies = policiesChange("sessionPolicies", fields)
    change.tags = tagsChange(fields)
    return .changePrincipal(name.value, change)
  }

  private mutating func putAccount(_ node: YAMLNode) -> Event? {
    let keys = [
      "registryPolicy", "registryPolicyScope", "serviceControlPolicies", "resourceControlPolicies",
    ]
    guard let fields = yaml.fields(node, "put", ["account"] + keys), puts(keys, fields, of: node),
      let named = fields["account"], let number = accountID(named, "account")
    else { return nil }
    var change = AccountChange()
    change.registryPolicy = policyChange("registryPolicy", fields)
    change.registryPolicyScope = scope(fields)?.rawValue
    change.serviceControlPolicies = levelsChange("serviceControlPolicies", fields)
    change.resourceControlPolicies = levelsChange("resourceControlPolicies", fields)
    return .changeAccount(number, change)
  }

  /// Whether an entry names what it puts.
  private mutating func puts(_ keys: [String], _ fields: Fields, of node: YAMLNode) -> Bool {
    if keys.contains(where: { fields[$0] != nil }) { return true }
    // An unknown key has been reported, and was meant as one of these.
    guard node.members?.count == fields.members.count else { return false }
    yaml.error(
      "MISSING_KEY", "`put` is empty",
      help: "add one of \(keys.map { "`\($0)`" }.joined(separator: ", "))", at: fields.span)
    return false
  }

  /// `none` takes all tags away.
  private mutating func tagsChange(_ fields: Fields) -> [String: String]? {
    guard let node = fields["tags"] else { return nil }
    return node.text == "none" ? [:] : yaml.textMap(node, "tags")
  }

  private mutating func policyChange(_ key: String, _ fields: Fields) -> PolicyChange? {
    guard let node = fields[key] else { return nil }
    if node.text == "none" { return .remove }
    return policy(node, key).map { .put($0) }
  }

  private mutating func policiesChange(_ key: String, _ fields: Fields) -> [StoryPolicy]? {
    guard let node = fields[key] else { return nil }
    return node.text == "none" ? [] : policies(node, key)
  }

  private mutating func levelsChange(_ key: String, _ fields: Fields) -> [[StoryPolicy]]? {
    guard let node = fields[key] else { return nil }
    return node.text == "none" ? [] : levels(node, key)
  }

  mutating func unknownPrincipal(_ name: Located<String>) {
    let known = situation.principals.map(\.name)
    let meant = Spelling.nearest(to: name.value, among: known)
    yaml.error(
      "UNKNOWN_PRINCIPAL", "the story has no principal `\(name.value)`",
      help: meant.map { Spelling.didYouMean($0) }
        ?? "name one of `principals`, or write an ARN, a service's name or `anonymous`",
      at: name.span)
  }
}
