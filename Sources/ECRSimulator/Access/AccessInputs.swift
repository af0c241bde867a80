public import ECRAccess
public import ECRModel
import ECRPolicy
public import Texts

/// The documents and the context of a question about access.
public struct AccessInputs: Sendable {
  /// Documents whose types are detected: policies, and output of `aws ecr get-repository-policy`,
  /// `get-registry-policy`, `describe-repositories` and `aws iam
  /// get-account-authorization-details`.
  public var documents: [SourceText] = []
  /// Policies of the caller.
  public var identityPolicies: [SourceText] = []
  /// Permissions boundary of the caller.
  public var permissionsBoundary: SourceText?
  /// Policies of the session.
  public var sessionPolicies: [SourceText] = []
  /// The SCPs of each level, from the organization's root to the caller's account.
  public var serviceControlPolicies: [[SourceText]] = []
  /// The RCPs of each level, from the organization's root to the resource's account.
  public var resourceControlPolicies: [[SourceText]] = []
  /// The policy of the repository that is asked about.
  public var repositoryPolicy: SourceText?
  /// The policy of its registry.
  public var registryPolicy: SourceText?
  /// For which actions the registry's policy counts.
  public var registryPolicyScope = RegistryPolicyScope.v2
  /// The policies of the VPC endpoint.
  public var vpcEndpointPolicies: [SourceText] = []
  /// Account ID of the organization's management account.
  public var managementAccount: String?
  /// The account of the resource, where nothing else names it.
  public var resourceAccount: String?
  /// Region of repositories given by name.
  public var region: String?
  /// The context keys that are given, each with its values.
  public var context: [(name: String, values: [String])] = []
  /// The tags of the resource, when they are known.
  public var resourceTags: [String: String]?
  /// The tags that the request would give.
  public var requestTags: [String: String]?
  /// The tags of the caller, when they are known.
  public var principalTags: [String: String]?
  /// The instant of the request, if it matters.
  public var at: Timestamp?

  /// Whether to report likely mistakes in policies.
  public var wantsAdvice = true

  /// Makes inputs without anything in them.
  public init() {}

  /// The scope of registry policies by its name, `V1` or `V2`; nil for another word.
  public static func registryPolicyScope(named text: String) -> RegistryPolicyScope? {
    RegistryPolicyScope(rawValue: text)
  }

  /// A policy that AWS keeps for ECR, by its ARN or its name.
  public static func managedPolicy(named text: String) -> SourceText? {
    AWSManagedPolicy.named(text)?.source
  }

  /// The ARNs of the policies that AWS keeps for ECR.
  public static let managedPolicies = AWSManagedPolicy.all.map(\.arn)
}
