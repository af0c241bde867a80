/// The policies under which one caller asks for one resource.
package struct PolicySet: Sendable {
  /// What goes with the caller.
  package var caller = CallerPolicies()
  /// What goes with the resource.
  package var resource = ResourcePolicies()
  /// The policies of the VPC endpoint through which the request comes; none, or AWS's default, let
  /// everything pass.
  package var vpcEndpointPolicies: [CompiledPolicy] = []
  /// The organization's management account, which SCPs and RCPs leave alone.
  package var managementAccount: String?

  /// Makes a set without policies.
  package init() {}

  /// Whether any policy asks for a context key, or leaves open which resources it means.
  var mayLeaveDoubt: Bool {
    let single = [
      caller.permissionsBoundary, resource.resourcePolicy, resource.registryPolicy,
    ].compactMap(\.self)
    let levels = caller.serviceControlPolicies + resource.resourceControlPolicies
    return
      ([caller.identityPolicies, caller.sessionPolicies, vpcEndpointPolicies, single] + levels)
      .contains { $0.contains(where: \.mayLeaveDoubt) }
  }
}

/// The policies that go with a caller.
package struct CallerPolicies: Sendable {
  /// Managed and inline policies of the user, its groups, or the role.
  package var identityPolicies: [CompiledPolicy] = [] {
    didSet { identityStatements = StatementTable(identityPolicies) }
  }
  /// Their statements.
  private(set) var identityStatements = StatementTable([])
  /// Whether the caller is known to have no other identity-based policies than these.
  package var areIdentityPoliciesComplete = false
  /// The boundary of what they may give.
  package var permissionsBoundary: CompiledPolicy?
  /// The session policies; one of them has to allow.
  package var sessionPolicies: [CompiledPolicy] = []
  /// The SCPs of each level, from the organization's root to the caller's account; no level means
  /// no organization.
  package var serviceControlPolicies: [[CompiledPolicy]] = []

  /// Makes a set without policies.
  package init() {}
}

/// The policies that go with a resource.
package struct ResourcePolicies: Sendable {
  /// The resource's own policy: for ECR, the repository's.
  package var resourcePolicy: CompiledPolicy?
  /// The policy of the ECR registry.
  package var registryPolicy: CompiledPolicy?
  /// For which actions the registry's policy counts.
  package var registryPolicyScope = RegistryPolicyScope.v2
  /// The RCPs of each level, from the organization's root to the resource's account; no level means
  /// no organization.
  package var resourceControlPolicies: [[CompiledPolicy]] = []

  /// Makes a set without policies.
  package init() {}
}

/// The account setting `REGISTRY_POLICY_SCOPE`.
///
/// Source: "Private registry permissions in Amazon ECR",
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
package enum RegistryPolicyScope: String, Sendable, Hashable, CaseIterable {
  /// The policy counts for ReplicateImage, BatchImportUpstreamImage and CreateRepository only.
  case v1 = "V1"
  /// The policy counts for every action of ECR; what new registries have.
  case v2 = "V2"
}
