public import Texts

/// What a document is, told from the names of its members and never from its file's name.
public enum DocumentKind: Sendable, Hashable {
  /// `aws ecr describe-images`
  case describeImages
  /// `aws ecr batch-get-image`
  case batchGetImage
  /// `aws ecr get-lifecycle-policy`, and what else carries the policy as a JSON string
  case getLifecyclePolicy
  /// A lifecycle policy by itself
  case lifecyclePolicy
  /// A policy of IAM's language by itself
  case accessPolicy
  /// `aws ecr get-repository-policy`
  case getRepositoryPolicy
  /// `aws ecr get-registry-policy`
  case getRegistryPolicy
  /// `aws iam get-policy-version`
  case getPolicyVersion
  /// `aws iam get-role-policy` and its like
  case getInlinePolicy
  /// `aws ecr describe-repositories`
  case describeRepositories
  /// `aws iam get-account-authorization-details`
  case authorizationDetails
  /// `aws ecr describe-registry`
  case describeRegistry
  /// `aws ecr list-tags-for-resource`
  case listTagsForResource
  /// `aws ecr describe-pull-through-cache-rules`
  case describePullThroughCacheRules
  /// `aws ecr get-registry-scanning-configuration`
  case getRegistryScanningConfiguration
  /// `aws ecr describe-repository-creation-templates`
  case describeRepositoryCreationTemplates
  /// `aws organizations describe-policy`
  case describeOrganizationPolicy
  /// `aws organizations list-targets-for-policy`
  case listTargetsForPolicy
  /// `aws organizations describe-organization`
  case describeOrganization
  /// `aws organizations list-parents`
  case listParents
  /// What stands in front of a document that does not say whose it is: `{"drydock": {…}}`
  case context
  /// A document of another kind that can be named
  case other(String)
  /// Anything else
  case unknown

  /// Recognises a document by the names of its outermost members.
  public init(memberNames names: some Collection<String>) {
    if names.contains("imageDetails") {
      self = .describeImages
    } else if names.contains("images") {
      self = .batchGetImage
    } else if names.contains("lifecyclePolicyText") {
      self = .getLifecyclePolicy
    } else if names.contains("rules") {
      self = .lifecyclePolicy
    } else if names.contains("Statement") {
      self = .accessPolicy
    } else if names.contains("policyText") {
      self = names.contains("repositoryName") ? .getRepositoryPolicy : .getRegistryPolicy
    } else if names.contains("PolicyVersion") {
      self = .getPolicyVersion
    } else if names.contains("PolicyDocument") {
      self = .getInlinePolicy
    } else if names.contains("repositories") {
      self = .describeRepositories
    } else if let kind = Self.kinds.first(where: { names.contains($0.member) }) {
      self = kind.kind
    } else if Self.listsOfDetails.contains(where: names.contains) {
      self = .authorizationDetails
    } else if names.contains(where: Self.isOfAccessPolicy) || Self.isStatement(names),
      !names.contains("Rules")
    {
      self = .accessPolicy
    } else {
      let known = Self.others.first { names.contains($0.member) }
      self = known.map { .other($0.name) } ?? .unknown
    }
  }

  /// Recognises the document of a text that holds one, whatever note stands in front of it.
  ///
  /// Of a broken text the names that can be made out decide.
  public init(of source: SourceText) {
    let root = NotedDocument(source).root
    if let root {
      self.init(root)
    } else {
      self.init(memberNames: OutermostNames(source).names)
    }
  }

  /// Recognises a document by its value: an object, or a list of a policy's statements.
  init(_ root: JSONNode) {
    let object = root.elements?.first ?? root
    let names = object.members?.map(\.name) ?? []
    if Self.isStatement(names) {
      self = .accessPolicy
    } else {
      self.init(memberNames: root.members == nil ? [] : names)
    }
  }

  /// Whether an object with these members is a statement by itself, without its policy.
  ///
  /// The case of the names is the reader's matter. A lifecycle rule has an action too, and nothing else
  /// of a statement.
  private static func isStatement(_ names: some Collection<String>) -> Bool {
    let names = Set(names.map { $0.lowercased() })
    guard !names.contains("statement"), !names.contains("statements") else { return false }
    let hasAction = !names.isDisjoint(with: ["action", "notaction"])
    let hasOthers = !names.isDisjoint(with: [
      "resource", "notresource", "principal", "notprincipal",
    ])
    return names.contains("effect") ? hasAction || hasOthers : hasAction && hasOthers
  }

  /// What a policy of IAM's language has beside, or in place of, a `Statement` spelt right.
  private static func isOfAccessPolicy(_ name: String) -> Bool {
    name == "Version" || ["statement", "statements"].contains(name.lowercased())
  }

  private static let listsOfDetails = [
    "UserDetailList", "RoleDetailList", "GroupDetailList",
  ]

  private static let kinds: [(member: String, kind: DocumentKind)] = [
    ("replicationConfiguration", .describeRegistry), ("tags", .listTagsForResource),
    ("pullThroughCacheRules", .describePullThroughCacheRules),
    ("scanningConfiguration", .getRegistryScanningConfiguration),
    ("repositoryCreationTemplates", .describeRepositoryCreationTemplates),
    ("Policy", .describeOrganizationPolicy), ("Targets", .listTargetsForPolicy),
    ("Organization", .describeOrganization), ("Parents", .listParents),
    ("drydock", .context),
  ]

  private static let others: [(member: String, name: String)] = [
    ("imageIds", "`aws ecr list-images` output"),
    ("previewResults", "`aws ecr get-lifecycle-policy-preview` output"),
    ("tasks", "`aws ecs describe-tasks` output"),
    ("items", "`kubectl get -o json` output"),
  ]

  /// What to call the document in a message.
  public var name: String {
    switch self {
    case .describeImages: "`aws ecr describe-images` output"
    case .batchGetImage: "`aws ecr batch-get-image` output"
    case .getLifecyclePolicy: "`aws ecr get-lifecycle-policy` output"
    case .lifecyclePolicy: "a lifecycle policy"
    case .accessPolicy: "an IAM, repository or registry policy"
    case .getRepositoryPolicy: "`aws ecr get-repository-policy` output"
    case .getRegistryPolicy: "`aws ecr get-registry-policy` output"
    case .getPolicyVersion: "`aws iam get-policy-version` output"
    case .getInlinePolicy: "`aws iam get-role-policy` output"
    case .describeRepositories: "`aws ecr describe-repositories` output"
    case .authorizationDetails: "`aws iam get-account-authorization-details` output"
    case .describeRegistry: "`aws ecr describe-registry` output"
    case .listTagsForResource: "`aws ecr list-tags-for-resource` output"
    case .describePullThroughCacheRules: "`aws ecr describe-pull-through-cache-rules` output"
    case .getRegistryScanningConfiguration: "`aws ecr get-registry-scanning-configuration` output"
    case .describeRepositoryCreationTemplates:
      "`aws ecr describe-repository-creation-templates` output"
    case .describeOrganizationPolicy: "`aws organizations describe-policy` output"
    case .listTargetsForPolicy: "`aws organizations list-targets-for-policy` output"
    case .describeOrganization: "`aws organizations describe-organization` output"
    case .listParents: "`aws organizations list-parents` output"
    case .context: "a note of Drydock's on the document behind it"
    case .other(let name): name
    case .unknown: "a document of a kind that Drydock does not know"
    }
  }
}
