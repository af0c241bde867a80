/// A hint that names missing policies is followed, and the question asked anew: it is allowed with all of
/// them, and denied without any one.
import ECRAccess
import ECRModel
import ECRPolicy
import TestSupport
import Testing

struct MissingPolicyLawTests {
  private static let parts = 4

  @Test(arguments: 0..<parts)
  func `policies that a hint names are enough, and none of them can be spared`(part: Int) {
    var counts: [Int: Int] = [:]
    for seed in Seeds.part(part, of: Self.parts, quick: 1_000, full: 40_000) {
      var world = AccessWorldGenerator.world(seed: seed)
      // Most worlds have every kind of policy; what is missing is what this is about.
      if seed % 2 == 0 { world.identityPolicies = [] }
      if seed % 3 == 0 { world.resourcePolicy = nil }
      if seed % 5 < 3 { world.registryPolicy = nil }
      guard let request = AccessEngine.request(world.question) else { continue }
      let result = EvaluateAccess.run(request, AccessEngine.policies(world))
      for types in result.missingPolicies {
        counts[types.count, default: 0] += 1
        guard follow(types, world) == "allowed" else {
          Issue.record("seed \(seed): \(types) are not enough\n\(accessJSON(world))")
          return
        }
        for type in types where follow(types.filter { $0 != type }, world) == "allowed" {
          Issue.record("seed \(seed): of \(types) \(type) is not needed\n\(accessJSON(world))")
          return
        }
      }
      // Whoever gives all that is missing is given a hint, if that is enough.
      let all = Self.kinds.filter { isMissing($0, world) && canGive($0, world) }
      if result.decision == .implicitDeny, result.missingPolicies.isEmpty,
        follow(all, world) == "allowed"
      {
        Issue.record("seed \(seed): no hint, and \(all) are enough\n\(accessJSON(world))")
        return
      }
    }
    #expect(counts[1] ?? 0 > 0)
    #expect(counts[2] ?? 0 > 0)
  }

  private static let kinds: [PolicyType] = [
    .identityPolicy, .resourcePolicy, .registryPolicy, .sessionPolicy,
  ]

  private func isMissing(_ type: PolicyType, _ world: AccessWorld) -> Bool {
    switch type {
    case .identityPolicy: world.identityPolicies.isEmpty
    case .resourcePolicy: world.resourcePolicy == nil
    case .registryPolicy: world.registryPolicy == nil
    default: world.sessionPolicies.isEmpty
    }
  }

  /// Whether such a policy can be written for the question at all.
  private func canGive(_ type: PolicyType, _ world: AccessWorld) -> Bool {
    guard let caller = Caller(world.question.principal) else { return false }
    switch type {
    case .sessionPolicy: return caller.needsSessionPolicy
    case .identityPolicy: return caller.hasPolicies
    default: return caller.kind != .anonymous
    }
  }

  /// The decision once a policy of each kind allows the action to the caller, as people name it.
  private func follow(_ types: [PolicyType], _ world: AccessWorld) -> String {
    var world = world
    for type in types {
      switch type {
      case .identityPolicy: world.identityPolicies.append(allowing(world, on: "*", nil))
      case .sessionPolicy: world.sessionPolicies.append(allowing(world, on: "*", nil))
      case .registryPolicy: world.registryPolicy = allowing(world, on: "*", caller(world))
      default:
        let isECR = world.question.action.lowercased().hasPrefix("ecr:")
        world.resourcePolicy = allowing(world, on: isECR ? nil : "*", caller(world))
      }
    }
    return AccessEngine.answer(world.question, AccessEngine.policies(world))
  }

  private func allowing(
    _ world: AccessWorld, on resource: String?, _ principal: WorldPrincipal?
  ) -> WorldPolicy {
    WorldPolicy(
      version: "2012-10-17",
      statements: [
        WorldStatement(
          isAllow: true, principal: principal.map { WorldPrincipals(names: [$0]) },
          action: WorldPatterns(patterns: [action(world)]),
          resource: resource.map { WorldPatterns(patterns: [$0]) })
      ])
  }

  /// The action whose permission AWS asks for (S-50).
  private func action(_ world: AccessWorld) -> String {
    ECRAction.authorizing(world.question.action)?.text ?? world.question.action
  }

  private func caller(_ world: AccessWorld) -> WorldPrincipal {
    let text = world.question.principal
    guard let request = AccessEngine.request(world.question) else {
      return WorldPrincipal(value: text)
    }
    switch request.principal.kind {
    case .service: return WorldPrincipal(type: "Service", value: text)
    case .roleSession:
      // What the question tells of the session's role counts.
      let arn = world.question.context.first { $0.name.lowercased() == "aws:principalarn" }
      var caller = request.principal
      if let role = arn?.values.first.flatMap({ ARN($0) }), arn?.values.count == 1 {
        caller.setRole(role)
      }
      return WorldPrincipal(value: caller.roleARN?.description ?? text)
    case .anonymous: return WorldPrincipal(value: "*")
    case .root, .user, .role, .federatedUser: return WorldPrincipal(value: text)
    }
  }
}
