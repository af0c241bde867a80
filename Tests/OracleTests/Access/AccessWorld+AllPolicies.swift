/// All policies of a world in one row, for changes that may be made to any of them.

extension AccessWorld {
  /// The policies in a fixed order; what is written back has to have as many.
  var allPolicies: [WorldPolicy] {
    get {
      identityPolicies + sessionPolicies + vpcEndpointPolicies
        + serviceControlPolicies.flatMap { $0 } + resourceControlPolicies.flatMap { $0 }
        + [permissionsBoundary, resourcePolicy, registryPolicy].compactMap { $0 }
    }
    set {
      var rest = newValue[...]
      func renewed(_ policies: [WorldPolicy]) -> [WorldPolicy] {
        policies.compactMap { _ in rest.popFirst() }
      }
      identityPolicies = renewed(identityPolicies)
      sessionPolicies = renewed(sessionPolicies)
      vpcEndpointPolicies = renewed(vpcEndpointPolicies)
      serviceControlPolicies = serviceControlPolicies.map(renewed)
      resourceControlPolicies = resourceControlPolicies.map(renewed)
      permissionsBoundary = permissionsBoundary.flatMap { _ in rest.popFirst() }
      resourcePolicy = resourcePolicy.flatMap { _ in rest.popFirst() }
      registryPolicy = registryPolicy.flatMap { _ in rest.popFirst() }
    }
  }
}
