/// Which statements match a request, and how they name the caller.

/// How directly a statement names the caller.
enum OracleNaming: Int, Comparable {
  /// The caller's account.
  case account
  /// The caller's role, or the user who federated.
  case role
  /// The caller itself, or everybody.
  case direct

  static func < (one: OracleNaming, other: OracleNaming) -> Bool { one.rawValue < other.rawValue }
}

/// How a policy's matching statements of one effect name the caller; nil when none matches.
func naming(
  _ policy: WorldPolicy, isAllow: Bool, _ request: OracleRequest, exemptsNobody: Bool = false
) -> OracleNaming? {
  var namings: [OracleNaming] = []
  for statement in policy.statements where statement.isAllow == isAllow {
    guard let naming = naming(statement, request, exemptsNobody: exemptsNobody),
      matchesAction(statement.action, request),
      matchesResource(
        statement.resource, request, isAllow: isAllow, hasVariables: hasVariables(policy)),
      statement.conditions.allSatisfy({
        holds($0, request, isAllow: isAllow, hasVariables: hasVariables(policy))
      })
    else { continue }
    namings.append(naming)
  }
  return namings.max()
}

/// only the newer version of the language has variables.
private func hasVariables(_ policy: WorldPolicy) -> Bool { policy.version == "2012-10-17" }

/// without case; `NotAction` is every action not listed.
private func matchesAction(_ element: WorldPatterns, _ request: OracleRequest) -> Bool {
  let isListed = element.patterns.contains {
    globMatches(glob($0.lowercased()), request.action)
  }
  return isListed != element.isNegated
}

/// a policy without the element is for its own resource.
private func matchesResource(
  _ element: WorldPatterns?, _ request: OracleRequest, isAllow: Bool, hasVariables: Bool
) -> Bool {
  guard let element else { return true }
  func isListed(_ pattern: String) -> Bool {
    if hasVariables, hasVariableBeforeFifthColon(pattern) { return false }
    let glob = hasVariables ? substituted(pattern, request) : glob(pattern)
    return glob.map { resourceMatches($0, request.resource) } ?? false
  }
  let (open, certain) = element.patterns.reduce(into: ([String](), [String]())) {
    if hasWildcardInService($1) { $0.0.append($1) } else { $0.1.append($1) }
  }
  if certain.contains(where: isListed) { return !element.isNegated }
  // QA-27: where AWS leaves it open, an Allow is for the resource and a Deny is not.
  if open.contains(where: isListed) { return isAllow }
  return element.isNegated
}

// MARK: - Principals

private func naming(
  _ statement: WorldStatement, _ request: OracleRequest, exemptsNobody: Bool
) -> OracleNaming? {
  // Policies of the caller name nobody: they are for whoever has them.
  guard let element = statement.principal else { return .direct }
  if !element.isNegated {
    return element.names.compactMap {
      naming($0, request.caller, isAllow: statement.isAllow)
    }.max()
  }
  if exemptsNobody, !statement.isAllow { return .direct }
  return isExempt(element.names, request.caller) ? nil : .direct
}

/// how one name names the caller.
private func naming(
  _ name: WorldPrincipal, _ caller: OracleCaller, isAllow: Bool
) -> OracleNaming? {
  switch name.type {
  case "AWS":
    if name.value == "*" { return .direct }
    if namesAccount(name, caller) { return caller.kind == .root ? .direct : .account }
    if namesItself(name, caller) { return .direct }
    if namesRole(name, caller) { return .role }
    if isAllow, mayNameFederatingUser(name, caller) { return .role }
    return nil
  case "Service":
    return caller.kind == .service && name.value == caller.text ? .direct : nil
  default:
    return nil
  }
}

/// the number of the account, or its root user's ARN.
private func namesAccount(_ name: WorldPrincipal, _ caller: OracleCaller) -> Bool {
  guard name.type == "AWS", let account = caller.account else { return false }
  return name.value == account || name.value == "arn:aws:iam::\(account):root"
}

/// users, sessions and federated users by their ARNs; users also by their ids.
private func namesItself(_ name: WorldPrincipal, _ caller: OracleCaller) -> Bool {
  guard name.type == "AWS" else { return false }
  switch caller.kind {
  case .user: return name.value == caller.text || isUniqueID(name.value, caller)
  case .session, .federated: return name.value == caller.text
  case .anonymous, .service, .root, .role: return false
  }
}

/// a role by its ARN; of a session often only the role's name is known, not its path.
private func namesRole(_ name: WorldPrincipal, _ caller: OracleCaller) -> Bool {
  guard name.type == "AWS" else { return false }
  switch caller.kind {
  case .role: return name.value == caller.text || isUniqueID(name.value, caller)
  case .session:
    let isItsRole =
      caller.roleOfSession.map { name.value == $0 } ?? isNamed(name.value, kind: "role", caller)
    return isItsRole || isUniqueID(name.value, caller)
  case .anonymous, .service, .root, .user, .federated: return false
  }
}

/// A-53, QA-3: a federated user's session under the name of the user who federated, who may be any
/// user of the account.
private func mayNameFederatingUser(_ name: WorldPrincipal, _ caller: OracleCaller) -> Bool {
  let fields = parts(name.value, 6)
  return caller.kind == .federated && fields.count == 6 && fields[2] == "iam"
    && fields[4] == caller.account && fields[5].hasPrefix("user/")
}

/// Whether an ARN is of that kind, of the caller's account, and ends with the caller's name.
private func isNamed(_ arn: String, kind: String, _ caller: OracleCaller) -> Bool {
  let fields = parts(arn, 6)
  guard fields.count == 6, fields[2] == "iam", fields[4] == caller.account else { return false }
  let path = fields[5].split(separator: "/")
  return path.count >= 2 && path[0] == kind && path[path.count - 1] == caller.name
}

/// ids match by `aws:userid` only.
private func isUniqueID(_ name: String, _ caller: OracleCaller) -> Bool {
  (name.hasPrefix("AIDA") || name.hasPrefix("AROA")) && name == caller.uniqueID
}

/// to exempt a session one must name its account, its role and the session.
private func isExempt(_ names: [WorldPrincipal], _ caller: OracleCaller) -> Bool {
  if names.contains(WorldPrincipal(value: "*")) { return true }
  let account = names.contains { namesAccount($0, caller) }
  let role = names.contains { namesRole($0, caller) }
  let itself = names.contains { namesItself($0, caller) }
  switch caller.kind {
  case .anonymous: return false
  case .service: return names.contains { naming($0, caller, isAllow: true) != nil }
  case .root: return account
  case .user, .federated: return account && itself
  case .role: return account && role
  case .session: return account && role && itself
  }
}
