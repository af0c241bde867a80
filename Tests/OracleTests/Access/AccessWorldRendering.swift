/// A world of access as one line of JSON, in the shape of a batch's line.

/// The line.
func accessJSON(_ world: AccessWorld) -> String {
  var members = [("request", requestJSON(world.question))]
  func add(_ name: String, _ policies: [WorldPolicy]) {
    if !policies.isEmpty { members.append((name, array(policies.map(accessPolicyJSON)))) }
  }
  func add(_ name: String, _ levels: [[WorldPolicy]]) {
    if !levels.isEmpty {
      members.append((name, array(levels.map { array($0.map(accessPolicyJSON)) })))
    }
  }
  func add(_ name: String, _ policy: WorldPolicy?) {
    if let policy { members.append((name, accessPolicyJSON(policy))) }
  }
  add("identityPolicies", world.identityPolicies)
  add("permissionsBoundary", world.permissionsBoundary)
  add("sessionPolicies", world.sessionPolicies)
  add("serviceControlPolicies", world.serviceControlPolicies)
  add("resourceControlPolicies", world.resourceControlPolicies)
  add("resourcePolicy", world.resourcePolicy)
  add("registryPolicy", world.registryPolicy)
  if let scope = world.registryPolicyScope {
    members.append(("registryPolicyScope", quoted(scope)))
  }
  add("vpcEndpointPolicies", world.vpcEndpointPolicies)
  if let account = world.managementAccount {
    members.append(("managementAccount", quoted(account)))
  }
  return object(members)
}

private func requestJSON(_ question: WorldQuestion) -> String {
  var members = [
    ("principal", quoted(question.principal)), ("action", quoted(question.action)),
    ("resource", quoted(question.resource)),
  ]
  if let account = question.resourceAccount { members.append(("resourceAccount", quoted(account))) }
  if !question.context.isEmpty {
    members.append(("context", object(question.context.map { ($0.name, oneOrMany($0.values)) })))
  }
  for (name, tags) in [
    ("resourceTags", question.resourceTags), ("requestTags", question.requestTags),
    ("principalTags", question.principalTags),
  ] {
    if let tags { members.append((name, object(tags.map { ($0.key, quoted($0.value)) }))) }
  }
  return object(members)
}

/// A policy by itself.
func accessPolicyJSON(_ policy: WorldPolicy) -> String {
  let statements = ("Statement", array(policy.statements.map(statementJSON)))
  guard let version = policy.version else { return object([statements]) }
  return object([("Version", quoted(version)), statements])
}

private func statementJSON(_ statement: WorldStatement) -> String {
  var members = [("Effect", quoted(statement.isAllow ? "Allow" : "Deny"))]
  if let principal = statement.principal {
    members.append((principal.isNegated ? "NotPrincipal" : "Principal", principalJSON(principal)))
  }
  let action = statement.action
  members.append((action.isNegated ? "NotAction" : "Action", oneOrMany(action.patterns)))
  if let resource = statement.resource {
    members.append((resource.isNegated ? "NotResource" : "Resource", oneOrMany(resource.patterns)))
  }
  if !statement.conditions.isEmpty {
    members.append(("Condition", conditionsJSON(statement.conditions)))
  }
  return object(members)
}

/// `"*"` by itself, else an object of the types, each once.
private func principalJSON(_ principal: WorldPrincipals) -> String {
  if principal.names == [WorldPrincipal(value: "*")] { return quoted("*") }
  let types = inOrderOfAppearance(principal.names.map(\.type))
  return object(
    types.map { type in
      (type, oneOrMany(principal.names.filter { $0.type == type }.map(\.value)))
    })
}

/// Operators, each once, with their keys.
private func conditionsJSON(_ conditions: [WorldCondition]) -> String {
  object(
    inOrderOfAppearance(conditions.map(\.comparison)).map { comparison in
      let keys = conditions.filter { $0.comparison == comparison }
      return (comparison, object(keys.map { ($0.key, oneOrMany($0.values)) }))
    })
}

/// A single value stands without brackets.
private func oneOrMany(_ values: [String]) -> String {
  values.count == 1 ? quoted(values[0]) : array(values.map(quoted))
}

private func inOrderOfAppearance(_ names: [String]) -> [String] {
  var result: [String] = []
  for name in names where !result.contains(name) { result.append(name) }
  return result
}
