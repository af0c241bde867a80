/// A question about access and its policies, in plain values that share no code with the product.

/// One question with every policy that has a say in it.
struct AccessWorld: Equatable, Sendable {
  var question: WorldQuestion
  var identityPolicies: [WorldPolicy] = []
  var permissionsBoundary: WorldPolicy?
  var sessionPolicies: [WorldPolicy] = []
  /// From the organization's root down; no levels at all mean no organization.
  var serviceControlPolicies: [[WorldPolicy]] = []
  var resourceControlPolicies: [[WorldPolicy]] = []
  /// The repository's policy, or that of another service's resource.
  var resourcePolicy: WorldPolicy?
  var registryPolicy: WorldPolicy?
  /// `V1`, `V2`, or nothing, which means `V2`.
  var registryPolicyScope: String?
  var vpcEndpointPolicies: [WorldPolicy] = []
  var managementAccount: String?
}

/// Who wants to do what with which resource.
struct WorldQuestion: Equatable, Sendable {
  /// An ARN, a service's name or `anonymous`.
  var principal: String
  var action: String
  var resource: String
  var resourceAccount: String?
  var context: [WorldKey] = []
  /// Tags are known when they are given, even if there are none.
  var resourceTags: [WorldTag]?
  var requestTags: [WorldTag]?
  var principalTags: [WorldTag]?
}

/// A context key of a request; one without values is there to say that the key is absent.
struct WorldKey: Equatable, Sendable {
  var name: String
  var values: [String]
}

struct WorldTag: Equatable, Sendable {
  var key: String
  var value: String
}

struct WorldPolicy: Equatable, Sendable {
  /// Nothing means `2008-10-17`.
  var version: String?
  var statements: [WorldStatement]
}

struct WorldStatement: Equatable, Sendable {
  var isAllow: Bool
  /// `Principal` or `NotPrincipal`; nothing where the kind of policy has none.
  var principal: WorldPrincipals?
  /// `Action` or `NotAction`.
  var action: WorldPatterns
  /// `Resource` or `NotResource`; nothing where the kind of policy has none.
  var resource: WorldPatterns?
  var conditions: [WorldCondition] = []
}

struct WorldPatterns: Equatable, Sendable {
  var isNegated = false
  var patterns: [String]
}

struct WorldPrincipals: Equatable, Sendable {
  var isNegated = false
  var names: [WorldPrincipal]
}

struct WorldPrincipal: Equatable, Sendable {
  /// `AWS`, `Service`, `Federated` or `CanonicalUser`.
  var type = "AWS"
  var value: String
}

/// One key under one operator; the operator is written out, such as `ForAnyValue:StringLikeIfExists`.
struct WorldCondition: Equatable, Sendable {
  var comparison: String
  var key: String
  var values: [String]
}
