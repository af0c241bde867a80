import ECRPolicy

/// The actions of one evaluation, one bit each.
///
/// ECR's actions have their places in ``ECRAction/all``, so that many are evaluated at once; an action
/// of another service is evaluated alone, as bit 0.
struct AskedActions: Sendable {
  /// The bits of the actions in question.
  let mask: UInt64
  /// The action in lower case, when it is not in ECR's table.
  let other: [UInt8]?
  /// Whether it is ECR that is asked.
  let isECR: Bool
  /// Whether anybody with credentials can do it, whatever policies say.
  let needNoPermission: Bool

  /// One action or operation, as a question writes it.
  init(_ action: String) {
    if let index = ECRAction.index(authorizing: action) {
      self.init(ecrActions: 1 << UInt64(index))
    } else {
      let lower = action.lowercased()
      self.init(mask: 1, other: Array(lower.utf8), isECR: lower.hasPrefix("ecr:"))
    }
  }

  /// Several of ECR's actions.
  init(ecrActions mask: UInt64) {
    self.init(mask: mask, other: nil, isECR: true)
  }

  private init(mask: UInt64, other: [UInt8]?, isECR: Bool) {
    self.mask = mask
    self.other = other
    self.isECR = isECR
    needNoPermission = other == Self.callerIdentity
  }

  private static let callerIdentity = Array("sts:getcalleridentity".utf8)
}

/// Sets of ECR's actions that the rules name.
enum ActionMasks {
  /// Asked of the registry, for the resource `*`.
  static let registryLevel = mask { $0.resourceType == .registry }
  /// Those that a repository policy applies to.
  static let subjectToRepositoryPolicy = mask(\.isSubjectToRepositoryPolicy)
  /// Those for which the registry's policy counts in scope V1.
  static let registryPolicyScope1 = mask {
    ["ReplicateImage", "BatchImportUpstreamImage", "CreateRepository"].contains($0.name)
  }
  /// The login.
  static let authorizationToken = mask { $0.name == "GetAuthorizationToken" }
  /// Those that no resource-based policy gives: the login, new cache rules, and all about
  /// creation templates.
  static let givenByIdentityPolicies = mask(\.isGivenByIdentityPoliciesOnly)

  /// Those that act on a repository that is there, and so has tags (A-76, T-A17).
  static let carryingResourceTags = subjectToRepositoryPolicy
  /// Those that make a repository, which has no tags yet (T-A17).
  static let creatingRepositories = mask { $0.name == "CreateRepository" }
  /// Those whose requests give tags.
  static let carryingRequestTags = mask(carrying: "aws:RequestTag/${TagKey}")
  /// Those whose requests name the keys of tags.
  static let carryingTagKeys = mask(carrying: "aws:TagKeys")
  /// All actions, in groups whose actions all have the same tags.
  static let byTagKeys: [UInt64] = {
    var groups: [UInt64: UInt64] = [:]
    for index in ECRAction.all.indices {
      let action: UInt64 = 1 << UInt64(index)
      let keys = AskedActions(ecrActions: action).tagKeys
      groups[UInt64(keys.rawValue), default: 0] |= action
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }()

  private static func mask(carrying key: String) -> UInt64 {
    mask { $0.conditionKeys.contains(key) }
  }

  private static func mask(_ isIncluded: (ECRAction) -> Bool) -> UInt64 {
    ECRAction.all.enumerated().reduce(0) {
      isIncluded($1.element) ? $0 | 1 << UInt64($1.offset) : $0
    }
  }
}
