/// Makes a failing world of access small enough to read.

/// The world left when nothing more can be taken away without the failure going too.
func smallest(_ world: AccessWorld, where fails: (AccessWorld) -> Bool) -> AccessWorld {
  var best = world
  while let smaller = oneStepSmaller(best).first(where: fails) {
    best = smaller
  }
  return best
}

/// Every world with one thing less, the biggest things first.
private func oneStepSmaller(_ world: AccessWorld) -> [AccessWorld] {
  var worlds: [AccessWorld] = []
  for change in lessPolicies(world) + lessOfQuestion(world) {
    var smaller = world
    change(&smaller)
    worlds.append(smaller)
  }
  for (place, policy) in world.allPolicies.enumerated() {
    for smallerPolicy in smallerPolicies(policy) {
      var smaller = world
      smaller.allPolicies[place] = smallerPolicy
      worlds.append(smaller)
    }
  }
  return worlds.filter { $0 != world }
}

// MARK: - Whole policies and levels

private typealias Change = (inout AccessWorld) -> Void

private func lessPolicies(_ world: AccessWorld) -> [Change] {
  var changes: [Change] = [
    { $0.identityPolicies = [] }, { $0.permissionsBoundary = nil }, { $0.sessionPolicies = [] },
    { $0.serviceControlPolicies = [] }, { $0.resourceControlPolicies = [] },
    { $0.resourcePolicy = nil }, { $0.registryPolicy = nil }, { $0.registryPolicyScope = nil },
    { $0.vpcEndpointPolicies = [] }, { $0.managementAccount = nil },
  ]
  for index in world.identityPolicies.indices {
    changes.append { $0.identityPolicies.remove(at: index) }
  }
  for index in world.sessionPolicies.indices {
    changes.append { $0.sessionPolicies.remove(at: index) }
  }
  for index in world.vpcEndpointPolicies.indices {
    changes.append { $0.vpcEndpointPolicies.remove(at: index) }
  }
  for levels in [\AccessWorld.serviceControlPolicies, \AccessWorld.resourceControlPolicies] {
    for level in world[keyPath: levels].indices {
      changes.append { $0[keyPath: levels].remove(at: level) }
      for index in world[keyPath: levels][level].indices {
        changes.append { $0[keyPath: levels][level].remove(at: index) }
      }
    }
  }
  return changes
}

private func lessOfQuestion(_ world: AccessWorld) -> [Change] {
  var changes: [Change] = [
    { $0.question.resourceAccount = nil }, { $0.question.resourceTags = nil },
    { $0.question.requestTags = nil }, { $0.question.principalTags = nil },
  ]
  for (index, key) in world.question.context.enumerated() {
    changes.append { $0.question.context.remove(at: index) }
    for value in key.values.indices {
      changes.append { $0.question.context[index].values.remove(at: value) }
    }
  }
  return changes
}

// MARK: - Inside policies

private func smallerPolicies(_ policy: WorldPolicy) -> [WorldPolicy] {
  var policies: [WorldPolicy] = []
  for index in policy.statements.indices {
    if policy.statements.count > 1 {
      var smaller = policy
      smaller.statements.remove(at: index)
      policies.append(smaller)
    }
    for statement in smallerStatements(policy.statements[index]) {
      var smaller = policy
      smaller.statements[index] = statement
      policies.append(smaller)
    }
  }
  return policies
}

private func smallerStatements(_ statement: WorldStatement) -> [WorldStatement] {
  var statements: [WorldStatement] = []
  func add(_ change: (inout WorldStatement) -> Void) {
    var smaller = statement
    change(&smaller)
    statements.append(smaller)
  }
  for (index, condition) in statement.conditions.enumerated() {
    add { $0.conditions.remove(at: index) }
    for value in condition.values.indices where condition.values.count > 1 {
      add { $0.conditions[index].values.remove(at: value) }
    }
  }
  add { $0.action = WorldPatterns(patterns: ["*"]) }
  for index in statement.action.patterns.indices where statement.action.patterns.count > 1 {
    add { $0.action.patterns.remove(at: index) }
  }
  if let resource = statement.resource {
    add { $0.resource = WorldPatterns(patterns: ["*"]) }
    for index in resource.patterns.indices where resource.patterns.count > 1 {
      add { $0.resource?.patterns.remove(at: index) }
    }
  }
  if let principal = statement.principal {
    add { $0.principal = WorldPrincipals(names: [WorldPrincipal(value: "*")]) }
    for index in principal.names.indices where principal.names.count > 1 {
      add { $0.principal?.names.remove(at: index) }
    }
  }
  return statements
}
