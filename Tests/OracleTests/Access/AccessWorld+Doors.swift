/// Worlds as the ways of asking take them.

extension AccessWorld {
  /// The same world with an action that ECR has: one that it does not have is refused.
  var asAskedAtDoors: AccessWorld {
    var world = self
    if world.question.action.lowercased() == "ecr:comingsoon" {
      world.question.action = "ecr:PutImage"
    }
    return world
  }

  /// The same world with RCPFullAWSAccess at every level of RCPs that allows nothing.
  var withFullAccess: AccessWorld {
    var world = self
    world.resourceControlPolicies = resourceControlPolicies.map { level in
      let allows = level.contains { $0.statements.contains(where: \.isAllow) }
      return allows ? level : level + [AccessWorldGenerator.fullAccess]
    }
    return world
  }
}
