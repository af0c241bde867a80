/// The answer to a request, in the words of IAM's policy simulator.
///
/// Source: "EvaluationResult", https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
package enum Decision: String, Sendable, Hashable, CaseIterable {
  /// It may pass.
  case allowed
  /// Some statement denies it.
  case explicitDeny
  /// Nothing denies it, and something that would have to allow it does not.
  case implicitDeny
}

/// A kind of policy that can apply to a request, in the order of AWS's evaluation.
package enum PolicyType: String, Sendable, Hashable, CaseIterable, Comparable {
  /// No policy at all: what AWS itself allows, to the root user in its own account and where an
  /// action needs no permission.
  case builtIn
  /// The organization's RCPs.
  case resourceControlPolicy
  /// The organization's SCPs.
  case serviceControlPolicy
  /// The policy of the resource: for ECR, of the repository.
  case resourcePolicy
  /// The policy of the ECR registry.
  case registryPolicy
  /// Policies of the user, its groups, or the role.
  case identityPolicy
  /// The permissions boundary of the user or role.
  case permissionsBoundary
  /// The policies of the session.
  case sessionPolicy
  /// The policy of the VPC endpoint.
  case vpcEndpointPolicy

  /// Whether one kind is asked before another.
  package static func < (a: PolicyType, b: PolicyType) -> Bool { a.order < b.order }

  /// Whether a policy of this kind names its principals; others apply to their holders.
  var namesPrincipals: Bool {
    switch self {
    case .resourcePolicy, .registryPolicy, .vpcEndpointPolicy: true
    case .builtIn, .resourceControlPolicy, .serviceControlPolicy, .identityPolicy,
      .permissionsBoundary, .sessionPolicy:
      false
    }
  }

  /// All kinds in AWS's order, in a list that is made once.
  static let inOrder = allCases

  private var order: Int { Self.inOrder.firstIndex(of: self) ?? 0 }
}
