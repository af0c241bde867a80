package import ECRAccess
package import ECRModel
import ECRPolicy
package import Texts

/// The documents and the context of a question about access.
package struct AccessInputs: Sendable {
  /// Documents whose types are detected: policies, and output of `aws ecr get-repository-policy`,
  /// `get-registry-policy`, `describe-repositories` and `aws iam
  /// get-account-authorization-details`.
  package var documents: [SourceText] = []
  /// Whether documents that are known and not about access, such as lists of images, are ignored with a
  /// notice; otherwise they are errors.
  package var ignoresOtherDocuments = true
  /// Policies of the caller.
  package var identityPolicies: [SourceText] = []
  /// Whether the caller is known to have no other identity-based policies.
  package var identityPoliciesAreComplete = false
  /// Permissions boundary of the caller.
  package var permissionsBoundary: SourceText?
  /// Policies of the session.
  package var sessionPolicies: [SourceText] = []
  /// The SCPs of each level, from the organization's root to the caller's account.
  package var serviceControlPolicies: [[SourceText]] = []
  /// The RCPs of each level, from the organization's root to the resource's account.
  package var resourceControlPolicies: [[SourceText]] = []
  /// The policy of the repository that is asked about.
  package var repositoryPolicy: SourceText?
  /// The policy of its registry.
  package var registryPolicy: SourceText?
  /// For which actions the registry's policy counts.
  package var registryPolicyScope = RegistryPolicyScope.v2
  /// The policies of the VPC endpoint.
  package var vpcEndpointPolicies: [SourceText] = []
  /// Account ID of the organization's management account.
  package var managementAccount: String?
  /// The account of the resource, where nothing else names it.
  package var resourceAccount: String?
  /// Region of repositories given by name.
  package var region: String?
  /// The context keys that are given, each with its values.
  package var context: [(name: String, values: [String])] = []
  /// The tags of the resource, when they are known.
  package var resourceTags: [String: String]?
  /// The tags that the request would give.
  package var requestTags: [String: String]?
  /// The tags of the caller, when they are known.
  package var principalTags: [String: String]?
  /// The instant of the request, if it matters.
  package var at: Timestamp?

  /// Whether to report likely mistakes in policies.
  package var wantsAdvice = true

  /// Makes inputs without anything in them.
  package init() {}

  /// The scope of registry policies by its name, `V1` or `V2`; nil for another word.
  package static func registryPolicyScope(named text: String) -> RegistryPolicyScope? {
    RegistryPolicyScope(rawValue: text)
  }

  /// A policy that AWS keeps for ECR, by its ARN or its name.
  package static func managedPolicy(named text: String) -> SourceText? {
    AWSManagedPolicy.named(text)?.source
  }

  /// The ARN of a policy that AWS keeps for ECR and that has nearly the name in an ARN, whatever its
  /// path; nil where none has.
  package static func managedPolicy(meantBy arn: String) -> String? {
    func name(_ arn: String) -> String { arn.split(separator: "/").last.map(String.init) ?? arn }
    let meant = Spelling.nearest(to: name(arn), among: managedPolicies.map(name))
    return managedPolicies.first { name($0) == meant }
  }

  /// The ARNs of the policies that AWS keeps for ECR.
  package static let managedPolicies = AWSManagedPolicy.all.map(\.arn)
}
