/// What the made-up worlds of access are like: a test over worlds that are all alike proves little.
import Testing

struct AccessWorldTests {
  private static let worlds = (0..<3_000).map { AccessWorldGenerator.world(seed: $0) }
  private static let answers = worlds.map(accessOracle)

  @Test func `every decision comes out of enough worlds`() {
    var counts: [String: Int] = [:]
    for answer in Self.answers { counts[answer, default: 0] += 1 }
    for decision in ["allowed", "explicitDeny", "implicitDeny"] {
      let share = 100 * counts[decision, default: 0] / Self.worlds.count
      #expect(share >= 15, "\(decision): \(share) %")
    }
  }

  @Test(arguments: [
    "identity policies", "permissions boundary", "session policies", "SCPs", "RCPs",
    "resource policy", "registry policy", "scope", "endpoint policies", "management account",
  ])
  func `every kind of policy decides in some worlds`(kind: String) {
    let decided = zip(Self.worlds, Self.answers).filter { world, answer in
      let less = without(kind, world)
      return less != world && accessOracle(less) != answer
    }.count
    #expect(decided >= 15, "\(kind): \(decided)")
  }

  @Test(arguments: OracleCaller.Kind.allCases)
  func `every kind of caller asks`(kind: OracleCaller.Kind) {
    let callers = Self.worlds.filter { OracleCaller($0.question.principal).kind == kind }
    #expect(callers.count >= 60)
  }

  @Test func `every operator stands in some condition, with every prefix and suffix`() {
    var seen: Set<String> = []
    for world in Self.worlds {
      for statement in world.allPolicies.flatMap(\.statements) {
        seen.formUnion(statement.conditions.map(\.comparison))
      }
    }
    // 26 operators, plain or IfExists, with no set prefix or one of two; and Null.
    #expect(seen.count == 26 * 6 + 1)
  }

  @Test(arguments: ["aws:ResourceTag/", "ecr:ResourceTag/", "aws:RequestTag/", "aws:TagKeys"])
  func `tags are given and asked about where the action carries them, and where not (A-76)`(
    family: String
  ) {
    var counts: [Bool: Int] = [:]
    for world in Self.worlds {
      let isOfResource = family.contains("Resource")
      let tags = isOfResource ? world.question.resourceTags : world.question.requestTags
      guard tags?.isEmpty == false,
        world.allPolicies.flatMap(\.statements).flatMap(\.conditions).contains(where: {
          $0.key.lowercased().hasPrefix(family.lowercased())
        })
      else { continue }
      let action = world.question.action.lowercased()
      let isCarried =
        isOfResource
        ? actsOnTaggedResource(action)
        : givesTags(action) || family == "aws:TagKeys" && action == "ecr:untagresource"
      counts[isCarried, default: 0] += 1
    }
    #expect(counts[true, default: 0] >= 20)
    #expect(counts[false, default: 0] >= 20)
  }

  @Test func `a seed names the same world every time`() {
    #expect(AccessWorldGenerator.world(seed: 7) == AccessWorldGenerator.world(seed: 7))
  }

  private func without(_ kind: String, _ world: AccessWorld) -> AccessWorld {
    var less = world
    switch kind {
    case "identity policies": less.identityPolicies = []
    case "permissions boundary": less.permissionsBoundary = nil
    case "session policies": less.sessionPolicies = []
    case "SCPs": less.serviceControlPolicies = []
    case "RCPs": less.resourceControlPolicies = []
    case "resource policy": less.resourcePolicy = nil
    case "registry policy": less.registryPolicy = nil
    case "scope": less.registryPolicyScope = world.registryPolicyScope == "V1" ? "V2" : "V1"
    case "endpoint policies": less.vpcEndpointPolicies = []
    default: less.managementAccount = nil
    }
    return less
  }
}
