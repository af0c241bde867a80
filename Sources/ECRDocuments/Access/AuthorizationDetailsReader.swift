import Texts

/// Reads a page of `aws iam get-account-authorization-details`.
///
/// Members that do not matter to access are skipped, as AWS adds new ones.
struct AuthorizationDetailsReader {
  typealias Identity = AuthorizationDetails.Identity
  typealias PolicyReference = AuthorizationDetails.PolicyReference

  var json: ObjectReader

  init(_ json: ObjectReader) { self.json = json }

  mutating func details(_ root: JSONNode) -> AuthorizationDetails {
    var details = AuthorizationDetails()
    for user in list("UserDetailList", root) {
      identity(user, "UserName", "UserId", "UserPolicyList").map { details.users.append($0) }
    }
    for role in list("RoleDetailList", root) {
      identity(role, "RoleName", "RoleId", "RolePolicyList").map { details.roles.append($0) }
    }
    for group in list("GroupDetailList", root) {
      guard let arn = json.requiredString("Arn", in: group),
        let name = json.requiredString("GroupName", in: group)
      else { continue }
      let account = AuthorizationDetails.account(arn.value)
      details.groups[AuthorizationDetails.key(name.value, account: account)] =
        AuthorizationDetails.Group(
          fragment: JSONFragment(source: json.source, node: group),
          inlinePolicies: inline("GroupPolicyList", group, of: name.value),
          attachedPolicies: attached(group))
    }
    for policy in list("Policies", root) {
      managed(policy).map { details.managedPolicies[$0.name] = $0 }
    }
    details.pages = [
      AuthorizationDetails.Page(
        account: details.account,
        more: root.morePages.map { json.source.location(of: $0.span) })
    ]
    return details
  }

  private mutating func identity(
    _ node: JSONNode, _ nameMember: String, _ idMember: String, _ policiesMember: String
  ) -> Identity? {
    guard let arn = json.requiredString("Arn", in: node),
      let name = json.requiredString(nameMember, in: node)
    else { return nil }
    var identity = Identity(
      arn: arn, location: json.source.location(of: arn.span),
      fragment: JSONFragment(source: json.source, node: node), name: name.value,
      uniqueID: node[idMember].flatMap { json.string($0, "`\(idMember)`") }?.value)
    identity.inlinePolicies = inline(policiesMember, node, of: name.value)
    identity.attachedPolicies = attached(node)
    if let boundary = node.present("PermissionsBoundary") {
      identity.permissionsBoundary = reference("PermissionsBoundaryArn", boundary)
    }
    identity.groupNames = json.optionalArray("GroupList", in: node, "an array of strings")
      .compactMap { json.string($0, "a group of `GroupList`") }
    for tag in list("Tags", node) {
      if let key = json.requiredString("Key", in: tag),
        let value = json.requiredString("Value", in: tag)
      {
        identity.tags[key.value] = value.value
      }
    }
    identity.trustPolicy = node.present("AssumeRolePolicyDocument").map {
      policy("trust policy of \(name.value)", $0)
    }
    return identity
  }

  private mutating func inline(
    _ member: String, _ node: JSONNode, of owner: String
  ) -> [NamedPolicy] {
    list(member, node).compactMap { entry in
      guard let name = json.requiredString("PolicyName", in: entry),
        let document = json.required("PolicyDocument", in: entry)
      else { return nil }
      return policy("\(owner)/\(name.value)", document)
    }
  }

  private mutating func attached(_ node: JSONNode) -> [PolicyReference] {
    list("AttachedManagedPolicies", node).compactMap { reference("PolicyArn", $0) }
  }

  private mutating func reference(_ member: String, _ node: JSONNode) -> PolicyReference? {
    json.requiredString(member, in: node).map {
      PolicyReference(arn: $0.value, location: json.source.location(of: $0.span))
    }
  }

  /// A managed policy in the version that counts: its default one.
  private mutating func managed(_ node: JSONNode) -> NamedPolicy? {
    guard let arn = json.requiredString("Arn", in: node) else { return nil }
    let isDefault: (JSONNode) -> Bool = { version in
      if version["IsDefaultVersion"]?.value == .bool(true) { return true }
      guard let id = version["VersionId"]?.string else { return false }
      return id == node["DefaultVersionId"]?.string
    }
    guard let version = list("PolicyVersionList", node).first(where: isDefault),
      let document = version["Document"]
    else {
      json.error(
        "MISSING_PROPERTY", "the policy `\(arn.value)` has no default version with a `Document`",
        help: ObjectReader.helpForAWSOutput, at: arn.span)
      return nil
    }
    return policy(arn.value, document)
  }

  private func policy(_ name: String, _ document: JSONNode) -> NamedPolicy {
    NamedPolicy(name: name, policy: JSONFragment(source: json.source, node: document))
  }

  /// The objects of a list that may be left out.
  private mutating func list(_ name: String, _ node: JSONNode) -> [JSONNode] {
    json.optionalArray(name, in: node, "an array of objects").filter {
      json.object($0, "an element of `\(name)`") != nil
    }
  }
}
