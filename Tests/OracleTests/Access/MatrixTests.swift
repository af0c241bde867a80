/// A matrix against its questions asked one by one, on the policies of made-up worlds.
///
/// A matrix asks each distinct policy as seldom as it can; what it takes for the same must be the same.
import ECRAccess
import ECRModel
import ECRPolicy
import TestSupport
import Testing

struct MatrixTests {
  @Test(arguments: 0..<4)
  func `every cell of a matrix is the answer to its question`(shard: Int) {
    for seed in Seeds.part(shard, of: 4, quick: 4, full: 160) {
      let world = MatrixWorld(seed: seed)
      let matrix = AccessMatrix(
        principals: world.principals, targets: world.targets, circumstances: world.circumstances)
      for row in world.principals.indices {
        for column in world.targets.indices where !isRight(matrix, world, row, column, seed) {
          return
        }
      }
    }
  }

  private func isRight(
    _ matrix: AccessMatrix, _ world: MatrixWorld, _ row: Int, _ column: Int, _ seed: UInt64
  ) -> Bool {
    let cell = matrix[row, column]
    for (place, action) in ECRAction.all.enumerated() {
      let (request, policies) = world.question(row, column, action)
      let decision = EvaluateAccess.decide(PreparedRequest(request), policies)
      let answer =
        cell.denied & 1 << UInt64(place) != 0
        ? Decision.explicitDeny : cell.allows(place) ? .allowed : .implicitDeny
      let isPossible = cell.mayAllow(place)
      let bit: UInt64 = 1 << UInt64(place)
      let mayChange = EvaluateAccess.run(request, policies).decisionMayChange
      // Only what a key that nobody knows may change can be possible and not allowed, or the other way.
      guard answer == decision, isPossible || decision != .allowed,
        (cell.undecided & bit != 0) == mayChange,
        mayChange || isPossible == (decision == .allowed),
        mayChange || (cell.certain & bit != 0) == (decision == .allowed),
        cell.certain & ~cell.allowed == 0
      else {
        Issue.record(
          """
          seed \(seed): \(request.principal.text) \(action.text) \(request.resource): the matrix has \
          \(answer.rawValue)\(isPossible ? ", possible" : ""), the question \(decision.rawValue)
          """)
        return false
      }
    }
    return true
  }
}

/// Some callers and some repositories with the policies of made-up worlds.
private struct MatrixWorld {
  var principals: [AccessMatrix.Principal] = []
  var targets: [AccessMatrix.Target] = []
  var circumstances = AccessMatrix.Circumstances()

  init(seed: UInt64) {
    let worlds = (0..<6).map { AccessWorldGenerator.world(seed: seed &* 6 &+ $0) }
    for world in worlds {
      guard let caller = Caller(world.question.principal) else { continue }
      let policies = AccessEngine.policies(world).caller
      var principal = AccessMatrix.Principal(caller: caller, policies: policies)
      if let tags = world.question.principalTags {
        for tag in tags { principal.tags[tag.key] = tag.value }
        principal.hasAllTags = true
      }
      principals.append(principal)
      // The same policies with somebody else, and somebody else's with none: what is shared shows.
      if let other = Caller(worlds[0].question.principal) {
        principals.append(AccessMatrix.Principal(caller: other, policies: policies))
      }
    }
    // A registry has one policy, and its account is under one set of RCPs.
    var registries: [String: ResourcePolicies] = [:]
    for (world, arn) in zip(worlds, AccessVocabulary.repositories) where arn != "*" {
      let account = ARN(arn)?.account ?? ""
      var asked = world
      asked.question.action = "ecr:PutImage"
      let own = Self.withoutResources(asked)
      var policies = registries[account] ?? AccessEngine.policies(own).resource
      registries[account] = policies
      policies.resourcePolicy = AccessEngine.policies(own).resource.resourcePolicy
      var target = AccessMatrix.Target(resource: arn, policies: policies)
      if let tags = world.question.resourceTags {
        target.tags = Dictionary(tags.map { ($0.key, $0.value) }) { first, _ in first }
      }
      targets.append(target)
    }
    for key in worlds[0].question.context where !key.name.lowercased().hasPrefix("aws:userid") {
      circumstances.context.set(key.name, key.values)
    }
    if let tags = worlds[0].question.requestTags {
      circumstances.requestTags = Dictionary(tags.map { ($0.key, $0.value) }) { first, _ in first }
    }
    addRegistries()
    circumstances.vpcEndpointPolicies = AccessEngine.policies(worlds[0]).vpcEndpointPolicies
    circumstances.managementAccount = worlds[1].managementAccount
  }

  /// The registries of which callers of other accounts ask their logins (A-62).
  private mutating func addRegistries() {
    for account in principals.compactMap(\.caller.account) {
      let own = targets.filter { ARN($0.resource)?.account == account }
      for region in targets.map({ ARN($0.resource)?.region }) {
        guard let home = own.first(where: { ARN($0.resource)?.region == region }) ?? own.first
        else { continue }
        circumstances.registries[
          AccessMatrix.RegistryPlace(account: account, region: region)] =
          AccessMatrix.Registry(policies: home.policies, organization: home.organization)
      }
    }
  }

  /// A repository's policy has no resources (A-07).
  private static func withoutResources(_ world: AccessWorld) -> AccessWorld {
    var world = world
    guard var policy = world.resourcePolicy else { return world }
    for index in policy.statements.indices { policy.statements[index].resource = nil }
    world.resourcePolicy = policy
    return world
  }

  /// The question of a cell, as it would be asked by itself.
  func question(
    _ row: Int, _ column: Int, _ action: ECRAction
  ) -> (AccessRequest, PolicySet) {
    let (principal, target) = (principals[row], targets[column])
    let isLogin = action.name == "GetAuthorizationToken"
    let isRegistryLevel = action.resourceType == .registry
    var request = AccessRequest(
      principal: principal.caller, action: action.text,
      resource: isRegistryLevel ? "*" : target.resource)
    request.context = circumstances.context
    request.requestTags = circumstances.requestTags
    request.resourceTags = target.tags
    if principal.hasAllTags { request.principalTags = principal.tags }
    var policies = PolicySet()
    policies.caller = principal.policies
    policies.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    policies.managementAccount = circumstances.managementAccount
    // A-62: a login is asked of the caller's own registry, in the region of the repository (A-49).
    request.region = ARN(target.resource)?.region
    let home = principal.caller.account
    let own = targets.filter { ARN($0.resource)?.account == home ?? ARN(target.resource)?.account }
    let asked =
      isLogin ? own.first { ARN($0.resource)?.region == request.region } ?? own.first : target
    request.resourceAccount = asked.flatMap { ARN($0.resource)?.account }
    if let asked { policies.resource = asked.policies }
    return (request, policies)
  }
}
