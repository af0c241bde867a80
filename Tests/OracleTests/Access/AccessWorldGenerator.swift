import TestSupport

/// Random questions about access with random policies, made so that statements match often.

/// Each policy is written with the question in mind: what it names is often what is asked.
struct AccessWorldGenerator {
  var random: SplitMix64
  var question = WorldQuestion(principal: "", action: "", resource: "")

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The world a seed names.
  static func world(seed: UInt64) -> AccessWorld {
    var generator = AccessWorldGenerator(seed: seed)
    return generator.world()
  }

  /// A question, and others that differ from it in one thing or two.
  static func questions(
    seed: UInt64, like question: WorldQuestion, count: Int
  ) -> [WorldQuestion] {
    var generator = AccessWorldGenerator(seed: seed ^ 0xACCE_5500_0000_0000)
    return [question] + (1..<count).map { _ in generator.variation(of: question) }
  }

  mutating func world() -> AccessWorld {
    question = randomQuestion()
    var world = AccessWorld(question: question)
    if random.chance(80) { world.identityPolicies = policies(.identity, 1...3) }
    if random.chance(30) { world.permissionsBoundary = policy(.boundary) }
    if random.chance(25) { world.sessionPolicies = policies(.session, 1...2) }
    if random.chance(30) { world.serviceControlPolicies = levels(.serviceControl) }
    if random.chance(30) { world.resourceControlPolicies = levels(.resourceControl) }
    if random.chance(65) { world.resourcePolicy = policy(.resource) }
    if random.chance(45) { world.registryPolicy = policy(.registry) }
    if random.chance(60) { world.registryPolicyScope = random.pick(["V1", "V2"]) }
    if random.chance(25) { world.vpcEndpointPolicies = policies(.endpoint, 1...2) }
    if random.chance(25) { world.managementAccount = random.pick(AccessVocabulary.accounts) }
    return world
  }

  // MARK: Policies

  /// The kinds of policies, as far as their statements differ.
  enum Kind {
    case identity, boundary, session, serviceControl, resourceControl, resource, registry, endpoint

    /// who names principals.
    var hasPrincipal: Bool {
      switch self {
      case .resource, .registry, .endpoint, .resourceControl: true
      case .identity, .boundary, .session, .serviceControl: false
      }
    }

    /// Those whose Allow is needed allow nearly everything, so that other gates decide too.
    var isBound: Bool {
      switch self {
      case .boundary, .session, .serviceControl, .resourceControl, .endpoint: true
      case .identity, .resource, .registry: false
      }
    }
  }

  private mutating func policies(_ kind: Kind, _ count: ClosedRange<Int>) -> [WorldPolicy] {
    (0..<random.within(count)).map { _ in policy(kind) }
  }

  /// Up to three levels; now and then one is empty, and allows nothing.
  private mutating func levels(_ kind: Kind) -> [[WorldPolicy]] {
    (0..<random.within(1...3)).map { _ in
      random.chance(5) ? [] : policies(kind, 1...2)
    }
  }

  mutating func policy(_ kind: Kind) -> WorldPolicy {
    // of RCPs only AWS's own allows.
    if kind == .resourceControl, random.chance(80) { return Self.fullAccess }
    let version = random.pick(["2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", nil])
    var policy = WorldPolicy(version: version, statements: [])
    for _ in 0..<random.within(1...3) { policy.statements.append(statement(kind)) }
    if kind.isBound, kind != .resourceControl, random.chance(65) {
      var all = Self.fullAccess.statements[0]
      if !kind.hasPrincipal { all.principal = nil }
      policy.statements.append(all)
    }
    return policy
  }

  static let fullAccess = WorldPolicy(
    version: "2012-10-17",
    statements: [
      WorldStatement(
        isAllow: true, principal: WorldPrincipals(names: [WorldPrincipal(value: "*")]),
        action: WorldPatterns(patterns: ["*"]), resource: WorldPatterns(patterns: ["*"]))
    ])

  // MARK: Statements

  mutating func statement(_ kind: Kind) -> WorldStatement {
    let isAllow = kind == .resourceControl ? false : random.chance(kind.isBound ? 72 : 80)
    return statement(kind, isAllow: isAllow)
  }

  mutating func statement(_ kind: Kind, isAllow: Bool) -> WorldStatement {
    // A Deny that is for all would leave nothing else to decide.
    let aim = isAllow ? 85 : 55
    var statement = WorldStatement(isAllow: isAllow, action: actions(aim))
    if kind == .resourceControl {
      statement.principal = WorldPrincipals(names: [WorldPrincipal(value: "*")])
    } else if kind.hasPrincipal {
      statement.principal = principals(aim)
    }
    if kind != .resource || !question.action.lowercased().hasPrefix("ecr:") {
      statement.resource = resources(aim)
    }
    let most = isAllow ? random.pick([0, 0, 0, 1, 2]) : random.pick([0, 1, 1, 2])
    for _ in 0..<most {
      let condition = condition(aim)
      // a key stands once under an operator.
      let isNew = statement.conditions.allSatisfy {
        $0.comparison != condition.comparison
          || $0.key.lowercased() != condition.key.lowercased()
      }
      if isNew { statement.conditions.append(condition) }
    }
    return statement
  }

  private mutating func actions(_ aim: Int) -> WorldPatterns {
    var element = WorldPatterns(isNegated: random.chance(12), patterns: [])
    for _ in 0..<random.within(1...3) {
      let isAimed = random.chance(element.isNegated ? 100 - aim : aim)
      let pattern =
        isAimed ? near(action: question.action) : random.pick(AccessVocabulary.actionPatterns)
      element.patterns.append(pattern)
    }
    return element
  }

  /// A pattern that the action matches.
  private mutating func near(action: String) -> String {
    let fields = parts(action, 2)
    let (service, name) = (fields[0], fields[1])
    switch random.below(6) {
    case 0: return "*"
    case 1: return service + ":*"
    case 2: return service + ":" + name.prefix(3) + "*"
    case 3: return service + ":*" + name.suffix(4)
    case 4: return oddCase(service + ":?" + name.dropFirst())
    default: return random.chance(30) ? oddCase(action) : action
    }
  }

  private mutating func resources(_ aim: Int) -> WorldPatterns {
    var element = WorldPatterns(isNegated: random.chance(12), patterns: [])
    for _ in 0..<random.within(1...2) {
      let isAimed = random.chance(element.isNegated ? 100 - aim : aim)
      element.patterns.append(
        isAimed ? near(resource: question.resource) : random.pick(AccessVocabulary.resourcePatterns)
      )
    }
    return element
  }

  /// A pattern that the resource matches, mostly.
  private mutating func near(resource: String) -> String {
    let fields = parts(resource, 6)
    guard fields.count == 6 else { return "*" }
    switch random.below(7) {
    case 0, 1: return "*"
    case 2: return fields[..<5].joined(separator: ":") + ":*"
    case 3: return fields[..<4].joined(separator: ":") + ":*:" + fields[5]
    case 4: return fields[..<3].joined(separator: ":") + ":*"
    case 5: return String(resource.dropLast()) + "?"
    default: return resource
    }
  }
}
