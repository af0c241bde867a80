/// Who makes a request, read from an ARN, a service's name or `anonymous` (A-20 to A-27).

struct OracleCaller {
  enum Kind: CaseIterable { case anonymous, service, root, user, role, session, federated }

  var kind: Kind
  /// As the question writes it.
  var text: String
  var account: String?
  /// The user's, role's or federated user's name, without path.
  var name = ""
  /// What stands before the colon of a given `aws:userid` (A-10).
  var uniqueID: String?
  /// The ARN of a session's role with its path, where the question tells it (A-23).
  var roleOfSession: String?

  init(_ text: String) {
    self.text = text
    let arn = parts(text, 6)
    guard arn.count == 6 else {
      kind = text == "anonymous" ? .anonymous : .service
      return
    }
    account = arn[4]
    let path = arn[5].split(separator: "/").map(String.init)
    switch path[0] {
    case "root": kind = .root
    case "user": (kind, name) = (.user, path[path.count - 1])
    case "role": (kind, name) = (.role, path[path.count - 1])
    case "assumed-role": (kind, name) = (.session, path[1])
    default: (kind, name) = (.federated, path[path.count - 1])
    }
  }

  /// Whether identity policies, boundaries and session policies exist for it.
  var hasPolicies: Bool {
    kind == .user || kind == .role || kind == .session || kind == .federated
  }

  /// A-51, A-52: a role that a service keeps for itself.
  var isServiceLinked: Bool {
    switch kind {
    case .role: parts(text, 6)[5].hasPrefix("role/aws-service-role/")
    case .session:
      roleOfSession.map { parts($0, 6)[5].hasPrefix("role/aws-service-role/") }
        ?? name.hasPrefix("AWSServiceRoleFor")
    case .anonymous, .service, .root, .user, .federated: false
    }
  }

  /// The value of `aws:PrincipalArn`: of a session, its role's ARN (A-49).
  var principalARN: String? {
    switch kind {
    case .anonymous, .service: nil
    case .session: "arn:aws:iam::\(account ?? ""):role/\(name)"
    case .root, .user, .role, .federated: text
    }
  }
}

extension OracleCaller {
  /// A-23, A-49: `aws:PrincipalArn` of a session is its role, if it is a role that this session can
  /// be of: of its account, under its name.
  mutating func learn(_ context: [WorldKey]) {
    guard kind == .session,
      let given = context.last(where: { $0.name.lowercased() == "aws:principalarn" }),
      given.values.count == 1
    else { return }
    let arn = parts(given.values[0], 6)
    guard arn.count == 6, arn[0] == "arn", arn[2] == "iam", arn[4] == account else { return }
    let path = arn[5].split(separator: "/")
    if path.first == "role", path.count > 1, path.last.map(String.init) == name {
      roleOfSession = given.values[0]
    }
  }
}

/// The context of a request: what the simulator knows itself, and over it what is given (A-49).
func oracleContext(
  _ question: WorldQuestion, _ caller: OracleCaller, resourceAccount: String?
) -> [String: [String]] {
  var context: [String: [String]] = [:]
  func fill(_ key: String, _ value: String?) {
    if let value { context[key.lowercased()] = [value] }
  }
  /// The key is there, with a value that no policy has.
  func fillUnknown(_ key: String) { fill(key, "\u{0}" + key) }
  fill("aws:SecureTransport", "true")
  fill("aws:ViaAWSService", "false")
  for key in ["aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion"] { fillUnknown(key) }
  let arn = parts(question.resource, 6)
  if arn.count == 6, !arn[3].isEmpty { fill("aws:RequestedRegion", arn[3]) }
  fill("aws:PrincipalArn", caller.principalARN)
  fill("aws:PrincipalAccount", caller.account)
  fill("aws:ResourceAccount", resourceAccount)
  switch caller.kind {
  case .anonymous: fill("aws:PrincipalType", "Anonymous")
  case .service: fill("aws:PrincipalServiceName", caller.text)
  case .root:
    fill("aws:PrincipalType", "Account")
    fill("aws:userid", caller.account)
  case .user:
    fill("aws:PrincipalType", "User")
    fill("aws:username", caller.name)
    fillUnknown("aws:userid")
  case .role, .session:
    fill("aws:PrincipalType", "AssumedRole")
    fillUnknown("aws:userid")
  case .federated:
    fill("aws:PrincipalType", "FederatedUser")
    fill("aws:userid", "\(caller.account ?? ""):\(caller.name)")
  }
  // Who has used MFA has temporary credentials.
  let hasMFA = question.context.contains { key in
    key.name.lowercased().hasPrefix("aws:multifactorauth") && !key.values.isEmpty
  }
  switch caller.kind {
  case .role, .session, .federated: fillUnknown("aws:TokenIssueTime")
  case .user, .root: if hasMFA { fillUnknown("aws:TokenIssueTime") }
  case .anonymous, .service: break
  }
  if caller.kind != .anonymous {
    fill("aws:PrincipalIsAWSService", caller.kind == .service ? "true" : "false")
  }
  // A-48, A-76: tags are keys too.
  let action = question.action.lowercased()
  if actsOnTaggedResource(action) {
    for tag in question.resourceTags ?? [] {
      fill("aws:ResourceTag/" + tag.key, tag.value)
      fill("ecr:ResourceTag/" + tag.key, tag.value)
    }
  }
  if givesTags(action) {
    for tag in question.requestTags ?? [] { fill("aws:RequestTag/" + tag.key, tag.value) }
  }
  if let tags = question.requestTags, givesTags(action) || action == "ecr:untagresource" {
    context["aws:tagkeys"] = tags.map(\.key)
  }
  for tag in question.principalTags ?? [] { fill("aws:PrincipalTag/" + tag.key, tag.value) }
  for key in question.context { context[key.name.lowercased()] = key.values }
  return context
}
