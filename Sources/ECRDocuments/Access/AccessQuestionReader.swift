import Texts

/// Reads the members of a question about access.
struct AccessQuestionReader {
  var json: ObjectReader

  init(_ source: SourceText) { json = ObjectReader(FindingCollector(source), Self.dialect) }

  private static let dialect = ObjectDialect { mistake in
    guard case .missing(let names) = mistake else { return (nil, [], nil) }
    return ("add `\"\(names[0])\": …`", [], nil)
  }

  private static let members = [
    "id", "identityPolicies", "managementAccount", "permissionsBoundary", "registryPolicy",
    "registryPolicyScope", "request", "resourceControlPolicies", "resourcePolicy",
    "serviceControlPolicies", "sessionPolicies", "vpcEndpointPolicies",
  ]
  private static let requestMembers = [
    "action", "context", "principal", "principalTags", "requestTags", "resource",
    "resourceAccount", "resourceTags",
  ]
  private static let namedPolicyMembers = ["name", "policy"]

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
      // Written again: the line's own text may lack an escape, or not be UTF-8.
      var json = ByteBuffer()
      json.string(text)
      return String(decoding: json.bytes, as: UTF8.self)
    case .number(let number): return number.literal
    case .null, .bool, .array, .object, .invalid: return nil
    }
  }

  mutating func question(_ root: JSONNode) -> AccessQuestionDocument? {
    guard let members = json.object(root, "a question") else { return nil }
    json.reportUnknown(members, of: "a question", allowed: Self.members)
    if let id = root.present("id"), Self.id(root, json.source) == nil {
      json.wrongType(id, "`id`", "a string or a number")
    }
    guard let request = json.required("request", in: root),
      let requestMembers = json.object(request, "`request`")
    else { return nil }
    json.reportUnknown(requestMembers, of: "`request`", allowed: Self.requestMembers)
    guard let principal = required("principal", request), let action = required("action", request),
      let resource = required("resource", request)
    else { return nil }
    var question = AccessQuestionDocument(principal: principal, action: action, resource: resource)
    question.resourceAccount = json.optionalString("resourceAccount", in: request)
    question.context = context(request)
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
    question.registryPolicyScope = json.optionalString("registryPolicyScope", in: root)
    question.vpcEndpointPolicies = list("vpcEndpointPolicies", root)
    question.managementAccount = json.optionalString("managementAccount", in: root)
  }

  // MARK: Policies

  private mutating func single(_ name: String, _ root: JSONNode) -> NamedPolicy? {
    root.present(name).flatMap { policy($0, name) }
  }

  private mutating func list(_ name: String, _ root: JSONNode) -> [NamedPolicy] {
    json.optionalArray(name, in: root, "an array of policies").enumerated()
      .compactMap { policy($1, "\(name)[\($0)]") }
  }

  private mutating func levels(_ name: String, _ root: JSONNode) -> [[NamedPolicy]] {
    json.optionalArray(name, in: root, "an array of levels, each an array of policies")
      .enumerated().map { level, node in
        let policies = json.array(node, "a level of `\(name)`", "an array of policies") ?? []
        return policies.enumerated().compactMap { policy($1, "\(name)[\(level)][\($0)]") }
      }
  }

  /// A policy by itself, or with its name: `{"name": …, "policy": …}`.
  private mutating func policy(_ node: JSONNode, _ place: String) -> NamedPolicy? {
    if let inner = node["policy"] {
      json.reportUnknown(
        node.members ?? [], of: "a named policy", allowed: Self.namedPolicyMembers)
      let name = node["name"].flatMap { json.string($0, "`name`") }
      return policy(inner, name?.value ?? place)
    }
    guard node.members != nil || node.string != nil else {
      json.wrongType(node, "`\(place)`", "a policy")
      return nil
    }
    return NamedPolicy(name: place, policy: JSONFragment(source: json.source, node: node))
  }

  // MARK: Values

  private mutating func context(_ request: JSONNode) -> [(name: String, values: [String])] {
    guard let node = request.present("context"),
      let members = json.object(node, "`context`", "an object of context keys")
    else { return [] }
    var seen: Set<String> = []
    return members.map { member in
      if !seen.insert(member.name.lowercased()).inserted {
        json.error(
          "DUPLICATE_CONTEXT_KEY",
          "duplicate context key `\(member.name)`: context keys ignore case",
          help: "give its values in one list", at: member.nameSpan, facts: ["A-41"])
      }
      // A key that is null is known to be absent, one that would be filled in too.
      let given = member.value.value == .null ? [] : member.value.elements ?? [member.value]
      let values = given.compactMap { json.scalar($0, "a value of `\(member.name)`")?.value }
      return (member.name, values)
    }
  }

  private mutating func tags(_ name: String, _ request: JSONNode) -> [String: String]? {
    guard let node = request.present(name),
      let members = json.object(node, "`\(name)`", "an object of tags")
    else { return nil }
    var tags: [String: String] = [:]
    for member in members {
      tags[member.name] = json.scalar(member.value, "a value of `\(member.name)`")?.value
    }
    return tags
  }

  private mutating func required(_ name: String, _ request: JSONNode) -> Located<String>? {
    guard let text = json.requiredString(name, in: request) else { return nil }
    guard !text.value.isEmpty else {
      json.error(
        "WRONG_TYPE", "`\(name)` is empty", help: "write a non-empty string", at: text.span)
      return nil
    }
    return text
  }
}
