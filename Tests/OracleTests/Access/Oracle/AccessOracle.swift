/// A naive evaluator of access, written from the documented facts alone.

/// `allowed`, `explicitDeny` or `implicitDeny`.
func accessOracle(_ world: AccessWorld) -> String {
  let request = OracleRequest(world)
  if isDenied(world, request) { return "explicitDeny" }
  let passes =
    resourceControlAllows(world, request) && serviceControlAllows(world, request)
    && endpointAllows(world, request) && isGranted(world, request)
  return passes ? "allowed" : "implicitDeny"
}

// MARK: - Which policies have a say

/// Users, roles and sessions have policies; root users, services and strangers have none.
private func identityPolicies(_ world: AccessWorld, _ request: OracleRequest) -> [WorldPolicy] {
  request.caller.hasPolicies ? world.identityPolicies : []
}

private func boundary(_ world: AccessWorld, _ request: OracleRequest) -> WorldPolicy? {
  request.caller.hasPolicies ? world.permissionsBoundary : nil
}

private func sessionPolicies(_ world: AccessWorld, _ request: OracleRequest) -> [WorldPolicy] {
  request.caller.hasPolicies ? world.sessionPolicies : []
}

/// not for services, strangers, service-linked roles and the management account's principals.
private func serviceControl(_ world: AccessWorld, _ request: OracleRequest) -> [[WorldPolicy]] {
  guard let account = request.caller.account, account != world.managementAccount,
    !request.caller.isServiceLinked
  else { return [] }
  return world.serviceControlPolicies
}

/// not for service-linked roles and not for the management account's resources; for the resources
/// that actions authorize, which registry-level actions have none of; A-62: nor those of a registry that
/// a login is not asked of.
private func resourceControl(_ world: AccessWorld, _ request: OracleRequest) -> [[WorldPolicy]] {
  if request.caller.isServiceLinked || request.isLoginElsewhere { return [] }
  if request.isRegistryLevel { return [] }
  if let owner = request.resourceAccount, owner == world.managementAccount { return [] }
  return world.resourceControlPolicies
}

/// a repository's policy has no say where there is no repository yet, or none at all.
private func repositoryPolicy(_ world: AccessWorld, _ request: OracleRequest) -> WorldPolicy? {
  let isAsked = !request.isRegistryLevel && request.action != "ecr:createrepository"
  return isAsked ? world.resourcePolicy : nil
}

/// scope V1 knows three actions only; A-62: a login is asked of the caller's own registry.
private func registryPolicy(_ world: AccessWorld, _ request: OracleRequest) -> WorldPolicy? {
  let first = ["ecr:replicateimage", "ecr:batchimportupstreamimage", "ecr:createrepository"]
  guard request.isECR, !request.isLoginElsewhere else { return nil }
  if world.registryPolicyScope == "V1", !first.contains(request.action) { return nil }
  return world.registryPolicy
}

// MARK: - Denies

private func isDenied(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  let ofCaller =
    identityPolicies(world, request) + sessionPolicies(world, request)
    + serviceControl(world, request).flatMap { $0 }
    + [boundary(world, request)].compactMap { $0 }
  let ofResource =
    resourceControl(world, request).flatMap { $0 }
    + [repositoryPolicy(world, request), registryPolicy(world, request)].compactMap { $0 }
  // with a boundary attached, NotPrincipal exempts nobody.
  let hasBoundary = boundary(world, request) != nil
  return ofCaller.contains { naming($0, isAllow: false, request) != nil }
    || ofResource.contains {
      naming($0, isAllow: false, request, exemptsNobody: hasBoundary) != nil
    }
    || world.vpcEndpointPolicies.contains { naming($0, isAllow: false, request) != nil }
}

// MARK: - Allows

private func allows(_ policies: [WorldPolicy], _ request: OracleRequest) -> Bool {
  policies.contains { naming($0, isAllow: true, request) != nil }
}

/// every level must allow.
private func resourceControlAllows(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  resourceControl(world, request).allSatisfy { allows($0, request) }
}

/// every level must allow.
private func serviceControlAllows(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  serviceControl(world, request).allSatisfy { allows($0, request) }
}

/// endpoint policies bind whoever comes through the endpoint.
private func endpointAllows(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  world.vpcEndpointPolicies.isEmpty || allows(world.vpcEndpointPolicies, request)
}

/// what boundary and session policies leave of the permissions.
private func boundsAllow(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  let boundary = boundary(world, request)
  let sessions = sessionPolicies(world, request)
  // a federated user without session policies has no permissions of its own.
  let needsSession = request.caller.kind == .federated
  return (boundary.map { allows([$0], request) } ?? true)
    && (sessions.isEmpty && !needsSession || allows(sessions, request))
}

/// The most direct way in which a policy of the resource allows the caller; nil when it does not.
private func grantOfResource(_ world: AccessWorld, _ request: OracleRequest) -> OracleNaming? {
  var grants: [OracleNaming?] = []
  if let policy = repositoryPolicy(world, request) {
    grants.append(naming(policy, isAllow: true, request))
  }
  // nothing but an identity policy gives a login, a cache rule or a template.
  if let policy = registryPolicy(world, request), !givenByIdentityOnly.contains(request.action) {
    grants.append(naming(policy, isAllow: true, request))
  }
  return grants.compactMap { $0 }.max()
}

/// what must come from an identity policy.
private let givenByIdentityOnly = [
  "ecr:getauthorizationtoken", "ecr:createpullthroughcacherule",
  "ecr:createrepositorycreationtemplate", "ecr:deleterepositorycreationtemplate",
  "ecr:describerepositorycreationtemplates", "ecr:updaterepositorycreationtemplate",
]

/// Whether somebody gives the permission, limits of the organization and the endpoint aside.
private func isGranted(_ world: AccessWorld, _ request: OracleRequest) -> Bool {
  let grant = grantOfResource(world, request)
  let hasIdentity = allows(identityPolicies(world, request), request)
  switch request.caller.kind {
  case .anonymous:
    // ECR refuses strangers whatever its policies say.
    return !request.isECR && grant == .direct
  case .service:
    return grant == .direct
  case .root:
    return request.isCrossAccount ? grant != nil : true
  case .user, .role, .session, .federated:
    if request.isCrossAccount {
      return grant != nil && hasIdentity && boundsAllow(world, request)
    }
    if grant == .direct { return true }
    return (grant == .role || hasIdentity) && boundsAllow(world, request)
  }
}
