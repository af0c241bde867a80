import Texts

/// Reads the members of a question about access.
struct AccessQuestionReader {
  let source: SourceText
  var findings: [Finding] = []

  init(source: SourceText) { self.source = source }

  private static let members = [
    "id", "identityPolicies", "managementAccount", "permissionsBoundary", "registryPolicy",
    "registryPolicyScope", "request", "resourceControlPolicies", "resourcePolicy",
    "serviceControlPolicies", "sessionPolicies", "vpcEndpointPolicies",
  ]
  private static let requestMembers = [
    "action", "context", "principal", "principalTags", "requestTags", "resource",
    "resourceAccount", "resourceTags",
  ]

  /// The id as JSON, when it is one that can be given back: a string or a number in which nothing is
  /// wrong.
  static func id(
    _ root: JSONNode, _ source: SourceText, findings: [Finding] = []
  ) -> String? {
    guard let node = root["id"] else { return nil }
    let place = source.location(of: node.span)
    let isBroken = findings.contains { finding in
      finding.location.startOffset < place.endOffset
        && finding.location.endOffset > place.startOffset
    }
    if isBroken { return nil }
    switch node.value {
    case .string(let text):
      // Written anew: what the line has may lack an escape, or be no UTF-8.
      var json = ByteBuffer()
      json.string(text)
      return String(decoding: json.bytes, as: UTF8.self)
    case .number(let number): return number.literal
    case .null, .bool, .array, .object, .invalid: return nil
    }
  }

  mutating func question(_ root: JSONNode) -> AccessQuestionDocument? {
    guard let members = root.members else {
      wrongType(root, "a question", "an object")
      return nil
    }
    unknown(members, of: "a question", allowed: Self.members)
    if let id = root["id"], Self.id(root, source) == nil, id.value != .null {
      wrongType(id, "`id`", "a string or a number")
    }
    guard let request = root["request"] else {
      missing("request", in: root)
      return nil
    }
    guard let requestMembers = request.members else {
      wrongType(request, "`request`", "an object")
      return nil
    }
    unknown(requestMembers, of: "`request`", allowed: Self.requestMembers)
    guard let principal = required("principal", request), let action = required("action", request),
      let resource = required("resource", request)
    else { return nil }
    var question = AccessQuestionDocument(principal: principal, action: action, resource: resource)
    question.resourceAccount = optional("resourceAccount", request)
    question.context = context(request["context"])
    question.resourceTags = tags("resourceTags", request)
    question.requestTags = tags("requestTags", request)
    question.principalTags = tags("principalTags", request)
    policies(root, &question)
    return question
  }

  private mutating func policies(_ root: JSONNode, _ question: inout AccessQuestionDocument) {
    question.identityPolicies = list("identityPolicies", root)
    question.permissionsBoundary = single("permissionsBoundary", root)
    question.serviceControlPolicies = levels("serviceControlPolicies", root)
    question.resourceControlPolicies = levels("resourceControlPolicies", root)
    question.sessionPolicies = list("sessionPolicies", root)
    question.resourcePolicy = single("resourcePolicy", root)
    question.registryPolicy = single("registryPolicy", root)
    question.registryPolicyScope = optional("registryPolicyScope", root)
    question.vpcEndpointPolicies = list("vpcEndpointPolicies", root)
    question.managementAccount = optional("managementAccount", root)
  }

  // MARK: Policies

  private mutating func single(_ name: String, _ root: JSONNode) -> NamedPolicy? {
    guard let node = present(name, root) else { return nil }
    return policy(node, name)
  }

  private mutating func list(_ name: String, _ root: JSONNode) -> [NamedPolicy] {
    guard let node = present(name, root) else { return [] }
    guard let elements = node.elements else {
      wrongType(node, "`\(name)`", "an array of policies")
      return []
    }
    return elements.enumerated().compactMap { policy($1, "\(name)[\($0)]") }
  }

  private mutating func levels(_ name: String, _ root: JSONNode) -> [[NamedPolicy]] {
    guard let node = present(name, root) else { return [] }
    guard let elements = node.elements else {
      wrongType(node, "`\(name)`", "an array of levels, each an array of policies")
      return []
    }
    return elements.enumerated().map { level, node in
      guard let policies = node.elements else {
        wrongType(node, "a level of `\(name)`", "an array of policies")
        return []
      }
      return policies.enumerated().compactMap { policy($1, "\(name)[\(level)][\($0)]") }
    }
  }

  /// A policy by itself, or with its name: `{"name": …, "policy": …}`.
  private mutating func policy(_ node: JSONNode, _ place: String) -> NamedPolicy? {
    if let inner = node["policy"] {
      unknown(node.members ?? [], of: "a named policy", allowed: ["name", "policy"])
      let name = node["name"].flatMap { string($0, "name") }
      return policy(inner, name?.value ?? place)
    }
    guard node.members != nil || node.string != nil else {
      wrongType(node, "`\(place)`", "a policy")
      return nil
    }
    return NamedPolicy(name: place, policy: JSONFragment(source: source, node: node))
  }

  // MARK: Values

  private mutating func context(_ node: JSONNode?) -> [(name: String, values: [String])] {
    guard let node, node.value != .null else { return [] }
    guard let members = node.members else {
      wrongType(node, "`context`", "an object of context keys")
      return []
    }
    var seen: Set<String> = []
    return members.map { member in
      if !seen.insert(member.name.lowercased()).inserted {
        findings.append(
          Finding(
            .error, "DUPLICATE_CONTEXT_KEY",
            "`\(member.name)` is given twice: the case of context keys means nothing",
            help: "give its values in one list", at: source.location(of: member.nameSpan),
            facts: ["A-41"]))
      }
      // A key that is null is known to be absent, one that would be filled in too.
      let given = member.value.value == .null ? [] : member.value.elements ?? [member.value]
      let values = given.compactMap { scalar($0, member.name) }
      return (member.name, values)
    }
  }

  private mutating func scalar(_ node: JSONNode, _ name: String) -> String? {
    switch node.value {
    case .string(let text): return text
    case .number(let number): return number.literal
    case .bool(let bool): return bool ? "true" : "false"
    case .null, .array, .object, .invalid:
      wrongType(node, "a value of `\(name)`", "a string")
      return nil
    }
  }

  private mutating func tags(_ name: String, _ request: JSONNode) -> [String: String]? {
    guard let node = present(name, request) else { return nil }
    guard let members = node.members else {
      wrongType(node, "`\(name)`", "an object of tags")
      return nil
    }
    var tags: [String: String] = [:]
    for member in members { tags[member.name] = scalar(member.value, member.name) }
    return tags
  }

  private func present(_ name: String, _ node: JSONNode) -> JSONNode? {
    guard let value = node[name], value.value != .null else { return nil }
    return value
  }

  private mutating func required(_ name: String, _ node: JSONNode) -> Located<String>? {
    guard let value = node[name] else {
      missing(name, in: node)
      return nil
    }
    guard let text = string(value, name) else { return nil }
    guard !text.value.isEmpty else {
      wrongType(value, "`\(name)`", "a string that is not empty")
      return nil
    }
    return text
  }

  private mutating func optional(_ name: String, _ node: JSONNode) -> Located<String>? {
    present(name, node).flatMap { string($0, name) }
  }

  private mutating func string(_ node: JSONNode, _ name: String) -> Located<String>? {
    guard let string = node.string else {
      wrongType(node, "`\(name)`", "a string")
      return nil
    }
    return Located(value: string, span: node.span)
  }

  // MARK: Mistakes

  private mutating func missing(_ name: String, in node: JSONNode) {
    findings.append(
      Finding(
        .error, "MISSING_PROPERTY", "`\(name)` is missing", help: "add `\"\(name)\": …`",
        at: source.location(of: Span(node.span.start, node.span.start + 1))))
  }

  private mutating func wrongType(_ node: JSONNode, _ what: String, _ expected: String) {
    guard node.value != .invalid else { return }
    let isEmptyString = node.string?.isEmpty == true
    findings.append(
      Finding(
        .error, "WRONG_TYPE",
        isEmptyString
          ? "\(what) is empty" : "\(what) is of type \(node.typeName) where \(expected) belongs",
        help: "write \(expected)", at: source.location(of: node.span)))
  }

  private mutating func unknown(_ members: [JSONMember], of owner: String, allowed: [String]) {
    for member in members where !allowed.contains(member.name) {
      let meant = Spelling.nearest(to: member.name, among: allowed)
      findings.append(
        Finding(
          .error, "UNKNOWN_PROPERTY", "\(owner) cannot have `\(member.name)`",
          help: meant.map { "did you mean `\($0)`?" }
            ?? "remove it; allowed here: " + allowed.map { "`\($0)`" }.joined(separator: ", "),
          at: source.location(of: member.nameSpan)))
    }
  }
}
