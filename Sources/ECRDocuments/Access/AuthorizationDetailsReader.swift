import Texts

/// Reads a page of `aws iam get-account-authorization-details`.
///
/// Members that say nothing of access are passed over, as AWS adds to them.
struct AuthorizationDetailsReader {
  typealias Identity = AuthorizationDetails.Identity
  typealias PolicyReference = AuthorizationDetails.PolicyReference

  let source: SourceText
  var findings: [Finding] = []

  init(source: SourceText) { self.source = source }

  mutating func details(_ root: JSONNode) -> AuthorizationDetails {
    var details = AuthorizationDetails()
    for user in list("UserDetailList", root) {
      identity(user, "UserName", "UserId", "UserPolicyList").map { details.users.append($0) }
    }
    for role in list("RoleDetailList", root) {
      identity(role, "RoleName", "RoleId", "RolePolicyList").map { details.roles.append($0) }
    }
    for group in list("GroupDetailList", root) {
      guard let arn = string("Arn", group), let name = string("GroupName", group) else { continue }
      let account = AuthorizationDetails.account(arn.value)
      details.groups[AuthorizationDetails.key(name.value, account: account)] =
        AuthorizationDetails.Group(
          inlinePolicies: inline("GroupPolicyList", group, of: name.value),
          attachedPolicies: attached(group))
    }
    for policy in list("Policies", root) {
      managed(policy).map { details.managedPolicies[$0.name] = $0 }
    }
    if case .bool(true) = root["IsTruncated"]?.value, let node = root["IsTruncated"] {
      details.truncated.append(source.location(of: node.span))
    } else {
      details.lastPageCount = 1
    }
    return details
  }

  private mutating func identity(
    _ node: JSONNode, _ nameMember: String, _ idMember: String, _ policiesMember: String
  ) -> Identity? {
    guard let arn = string("Arn", node), let name = string(nameMember, node) else { return nil }
    var identity = Identity(
      arn: arn, location: source.location(of: arn.span), name: name.value,
      uniqueID: optional(idMember, node)?.value)
    identity.inlinePolicies = inline(policiesMember, node, of: name.value)
    identity.attachedPolicies = attached(node)
    if let boundary = node["PermissionsBoundary"], boundary.value != .null {
      identity.permissionsBoundary = reference("PermissionsBoundaryArn", boundary)
    }
    for group in list("GroupList", node, of: "strings") {
      if let text = group.string {
        identity.groupNames.append(Located(value: text, span: group.span))
      } else {
        wrongType(group, "a group of `GroupList`", "a string")
      }
    }
    for tag in list("Tags", node) {
      if let key = string("Key", tag), let value = string("Value", tag) {
        identity.tags[key.value] = value.value
      }
    }
    if let trust = node["AssumeRolePolicyDocument"], trust.value != .null {
      identity.trustPolicy = NamedPolicy(
        name: "trust policy of \(name.value)", policy: JSONFragment(source: source, node: trust))
    }
    return identity
  }

  private mutating func inline(
    _ member: String, _ node: JSONNode, of owner: String
  ) -> [NamedPolicy] {
    list(member, node).compactMap { entry in
      guard let name = string("PolicyName", entry) else { return nil }
      guard let document = entry["PolicyDocument"] else {
        missing("PolicyDocument", in: entry)
        return nil
      }
      return NamedPolicy(
        name: "\(owner)/\(name.value)", policy: JSONFragment(source: source, node: document))
    }
  }

  private mutating func attached(_ node: JSONNode) -> [PolicyReference] {
    list("AttachedManagedPolicies", node).compactMap { reference("PolicyArn", $0) }
  }

  private mutating func reference(_ member: String, _ node: JSONNode) -> PolicyReference? {
    string(member, node).map {
      PolicyReference(arn: $0.value, location: source.location(of: $0.span))
    }
  }

  /// A managed policy in the version that counts: its default one.
  private mutating func managed(_ node: JSONNode) -> NamedPolicy? {
    guard let arn = string("Arn", node) else { return nil }
    let isDefault: (JSONNode) -> Bool = { version in
      if case .bool(true) = version["IsDefaultVersion"]?.value { return true }
      guard let id = version["VersionId"]?.string else { return false }
      return id == node["DefaultVersionId"]?.string
    }
    guard let version = list("PolicyVersionList", node).first(where: isDefault),
      let document = version["Document"]
    else {
      findings.append(
        Finding(
          .error, "MISSING_PROPERTY",
          "the policy `\(arn.value)` has no default version with a `Document`",
          help: "give the output of `aws iam get-account-authorization-details` as it is",
          at: source.location(of: arn.span)))
      return nil
    }
    return NamedPolicy(
      name: arn.value, policy: JSONFragment(source: source, node: document))
  }

  // MARK: Values

  private mutating func list(
    _ name: String, _ node: JSONNode, of what: String = "objects"
  ) -> [JSONNode] {
    guard let value = node[name], value.value != .null else { return [] }
    guard let elements = value.elements else {
      wrongType(value, "`\(name)`", "an array of \(what)")
      return []
    }
    guard what == "objects" else { return elements }
    return elements.filter { element in
      if element.members == nil { wrongType(element, "an element of `\(name)`", "an object") }
      return element.members != nil
    }
  }

  private mutating func string(_ name: String, _ node: JSONNode) -> Located<String>? {
    guard node[name] != nil else {
      missing(name, in: node)
      return nil
    }
    return optional(name, node)
  }

  private mutating func optional(_ name: String, _ node: JSONNode) -> Located<String>? {
    guard let value = node[name] else { return nil }
    guard let text = value.string else {
      wrongType(value, "`\(name)`", "a string")
      return nil
    }
    return Located(value: text, span: value.span)
  }

  private mutating func missing(_ name: String, in node: JSONNode) {
    findings.append(
      Finding(
        .error, "MISSING_PROPERTY", "`\(name)` is missing",
        help: "give the output of `aws iam get-account-authorization-details` as it is",
        at: source.location(of: Span(node.span.start, node.span.start + 1))))
  }

  private mutating func wrongType(_ node: JSONNode, _ what: String, _ expected: String) {
    guard node.value != .invalid else { return }
    findings.append(
      Finding(
        .error, "WRONG_TYPE",
        "\(what) is of type \(node.typeName) where \(expected) belongs",
        help: "write \(expected)", at: source.location(of: node.span)))
  }
}
