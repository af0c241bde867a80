/// What IAM knows of one action of Amazon ECR.
package struct ECRAction: Sendable, Hashable {
  /// The name, without the service's prefix.
  package let name: String
  /// What kind of thing it does, in the words of the Service Authorization Reference.
  package let accessLevel: AccessLevel
  /// What it acts on.
  package let resourceType: ResourceType
  /// The context keys of requests for this action, in addition to the global ones; a tag's key is
  /// written `${TagKey}`.
  package let conditionKeys: [String]
  /// The actions whose permission the caller needs as well, with their services' prefixes.
  package let dependentActions: [String]

  /// The access levels of the Service Authorization Reference.
  package enum AccessLevel: String, Sendable, Hashable, CaseIterable {
    /// It shows that something is there.
    case list = "List"
    /// It shows what something contains.
    case read = "Read"
    /// It makes, changes or deletes something.
    case write = "Write"
    /// It changes tags of resources.
    case tagging = "Tagging"
    /// It changes who may do what.
    case permissionsManagement = "Permissions management"
  }

  /// What an action acts on.
  package enum ResourceType: String, Sendable, Hashable, CaseIterable {
    /// A repository, whose ARN a policy may name.
    case repository
    /// The registry: only the resource `*` allows it.
    case registry
  }

  init(
    _ name: String, _ accessLevel: AccessLevel, _ resourceType: ResourceType,
    keys: [String] = [], dependsOn: [String] = []
  ) {
    self.name = name
    self.accessLevel = accessLevel
    self.resourceType = resourceType
    conditionKeys = keys
    dependentActions = dependsOn
  }

  /// The action as a policy writes it.
  package var text: String { "ecr:" + name }

  /// The context keys of the repository that an action acts on.
  package static let repositoryConditionKeys = [
    "aws:ResourceTag/${TagKey}", "ecr:ResourceTag/${TagKey}",
  ]

  /// Whether no resource-based policy gives it: the login, new cache rules, and all about
  /// creation templates.
  package var isGivenByIdentityPoliciesOnly: Bool {
    name == "GetAuthorizationToken" || name == "CreatePullThroughCacheRule"
      || name.contains("RepositoryCreationTemplate")
  }

  /// Whether a repository policy can affect it.
  ///
  /// The repository that `CreateRepository` makes has no policy yet.
  package var isSubjectToRepositoryPolicy: Bool {
    resourceType == .repository && name != "CreateRepository"
  }

  /// The place in ``all`` of an action as a policy or a question writes it, whatever its case.
  package static func index(of text: String) -> Int? {
    index(ofLower: Array(text.lowercased().utf8))
  }

  /// The place in ``all`` of an action whose bytes are given in lower case.
  static func index(ofLower bytes: [UInt8]) -> Int? { indices[bytes] }

  /// Every action as a policy writes it, in lower case.
  static let lowerTexts: [[UInt8]] = all.map { Array($0.text.lowercased().utf8) }

  private static let indices: [[UInt8]: Int] = Dictionary(
    uniqueKeysWithValues: lowerTexts.enumerated().map { ($1, $0) })

  /// The operations whose permission is another action's, in lower case, with that action (S-50).
  ///
  /// AWS's API reference asks for `ecr:BatchGetImage` to list referrers; the Service Authorization
  /// Reference has no action of the operation's name.
  private static let actionsOfOperations: [[UInt8]: [UInt8]] = [
    Array("ecr:listimagereferrers".utf8): Array("ecr:batchgetimage".utf8)
  ]

  /// The place in ``all`` of the action whose permission an operation needs: mostly the action of the
  /// operation's own name.
  ///
  /// A policy's patterns mean actions, not operations.
  package static func index(authorizing operation: String) -> Int? {
    let bytes = Array(operation.lowercased().utf8)
    return index(ofLower: bytes) ?? actionsOfOperations[bytes].flatMap { index(ofLower: $0) }
  }

  /// The action whose permission an operation needs; nil when ECR has neither.
  package static func authorizing(_ operation: String) -> ECRAction? {
    index(authorizing: operation).map { all[$0] }
  }

  /// The action that a text names; nil when ECR has no such action.
  package static func named(_ text: String) -> ECRAction? { index(of: text).map { all[$0] } }
}
