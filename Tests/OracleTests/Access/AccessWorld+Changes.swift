import TestSupport

/// Changes to worlds of access whose effect is known without knowing the right answer.

extension AccessWorldGenerator {
  /// Where a statement may be added.
  mutating func addedKind(to world: AccessWorld) -> Kind {
    let kinds: [Kind] = [
      .identity, .boundary, .session, .serviceControl, .resourceControl, .resource, .registry,
      .endpoint,
    ]
    let there = kinds.filter(world.has)
    return there.isEmpty || random.chance(10) ? random.pick(kinds) : random.pick(there)
  }
}

extension AccessWorld {
  /// Whether there is a policy of the kind.
  func has(_ kind: AccessWorldGenerator.Kind) -> Bool {
    switch kind {
    case .identity: !identityPolicies.isEmpty
    case .boundary: permissionsBoundary != nil
    case .session: !sessionPolicies.isEmpty
    case .serviceControl: serviceControlPolicies.contains { !$0.isEmpty }
    case .resourceControl: resourceControlPolicies.contains { !$0.isEmpty }
    case .resource: resourcePolicy != nil
    case .registry: registryPolicy != nil
    case .endpoint: !vpcEndpointPolicies.isEmpty
    }
  }

  /// Adds a statement to a policy of the kind, or a policy of it where there is none.
  mutating func add(
    _ statement: WorldStatement, to kind: AccessWorldGenerator.Kind, _ random: inout SplitMix64
  ) {
    func add(to policy: inout WorldPolicy?) {
      var changed = policy ?? WorldPolicy(version: "2012-10-17", statements: [])
      changed.statements.insert(statement, at: random.below(changed.statements.count + 1))
      policy = changed
    }
    func add(to policies: inout [WorldPolicy]) {
      let place = policies.isEmpty ? nil : random.below(policies.count)
      var policy = place.map { policies[$0] }
      add(to: &policy)
      guard let policy else { return }
      if let place { policies[place] = policy } else { policies.append(policy) }
    }
    func add(to levels: inout [[WorldPolicy]]) {
      if levels.isEmpty { levels = [[]] }
      // A level that is empty stays so unless there is no other.
      let filled = levels.indices.filter { !levels[$0].isEmpty }
      add(to: &levels[random.pick(filled.isEmpty ? Array(levels.indices) : filled)])
    }
    switch kind {
    case .identity: add(to: &identityPolicies)
    case .boundary: add(to: &permissionsBoundary)
    case .session: add(to: &sessionPolicies)
    case .serviceControl: add(to: &serviceControlPolicies)
    case .resourceControl: add(to: &resourceControlPolicies)
    case .resource: add(to: &resourcePolicy)
    case .registry: add(to: &registryPolicy)
    case .endpoint: add(to: &vpcEndpointPolicies)
    }
  }

  /// Writes the keys of the context, of conditions and of variables in other cases (A-41, A-48).
  mutating func changeCaseOfKeys(_ generator: inout AccessWorldGenerator) {
    for index in question.context.indices {
      question.context[index].name = generator.oddCase(question.context[index].name)
    }
    question.resourceTags = question.resourceTags?.map {
      WorldTag(key: generator.oddCase($0.key), value: $0.value)
    }
    question.principalTags = question.principalTags?.map {
      WorldTag(key: generator.oddCase($0.key), value: $0.value)
    }
    for policy in allPolicies.indices {
      let hasVariables = allPolicies[policy].version == "2012-10-17"
      for statement in allPolicies[policy].statements.indices {
        var changed = allPolicies[policy].statements[statement]
        for index in changed.conditions.indices {
          changed.conditions[index].key = generator.oddCase(changed.conditions[index].key)
        }
        if hasVariables { changed.changeCaseOfVariables(&generator) }
        allPolicies[policy].statements[statement] = changed
      }
    }
  }

  /// Puts everything that is a list into another order.
  mutating func shuffle(_ random: inout SplitMix64) {
    for policy in allPolicies.indices {
      for index in allPolicies[policy].statements.indices {
        var statement = allPolicies[policy].statements[index]
        statement.action.patterns = random.shuffled(statement.action.patterns)
        if let resource = statement.resource {
          statement.resource?.patterns = random.shuffled(resource.patterns)
        }
        if let principal = statement.principal {
          statement.principal?.names = random.shuffled(principal.names)
        }
        statement.conditions = random.shuffled(statement.conditions)
        for place in statement.conditions.indices {
          let values = statement.conditions[place].values
          statement.conditions[place].values = random.shuffled(values)
        }
        allPolicies[policy].statements[index] = statement
      }
      allPolicies[policy].statements = random.shuffled(allPolicies[policy].statements)
    }
    identityPolicies = random.shuffled(identityPolicies)
    sessionPolicies = random.shuffled(sessionPolicies)
    vpcEndpointPolicies = random.shuffled(vpcEndpointPolicies)
    serviceControlPolicies = random.shuffled(serviceControlPolicies.map { random.shuffled($0) })
    resourceControlPolicies = random.shuffled(resourceControlPolicies.map { random.shuffled($0) })
    question.context = random.shuffled(question.context)
    for index in question.context.indices {
      question.context[index].values = random.shuffled(question.context[index].values)
    }
  }
}

extension WorldStatement {
  /// Writes the keys of variables in other cases; under the older version they are plain text (A-02).
  fileprivate mutating func changeCaseOfVariables(_ generator: inout AccessWorldGenerator) {
    func changed(_ text: String) -> String {
      let keys = ["aws:PrincipalTag/team", "aws:username", "aws:TagKeys", "app:Place"]
      return keys.reduce(text) {
        $0.replacing("${" + $1, with: "${" + generator.oddCase($1))
      }
    }
    if let patterns = resource?.patterns { resource?.patterns = patterns.map(changed) }
    for index in conditions.indices {
      conditions[index].values = conditions[index].values.map(changed)
    }
  }
}
