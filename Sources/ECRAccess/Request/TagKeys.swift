/// The families of context keys that are about tags.
///
/// Which of them a request to ECR has depends on its action: any other is absent, whatever tags the
/// repository has or the question gives.
struct TagKeys: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// The tags of the resource: `aws:ResourceTag/…` and `ecr:ResourceTag/…`.
  static let resourceTags = TagKeys(rawValue: 1)
  /// The tags that the request gives: `aws:RequestTag/…`.
  static let requestTags = TagKeys(rawValue: 2)
  /// The keys of the tags that it gives or takes away: `aws:TagKeys`.
  static let tagKeys = TagKeys(rawValue: 4)
  /// The tags of a resource that the request creates: whether ECR has them under `aws:ResourceTag/…`
  /// is not documented (T-A17).
  static let tagsOfNewResource = TagKeys(rawValue: 8)
  /// All of them: the assumption for actions that ECR's table does not have.
  static let all: TagKeys = [.resourceTags, .requestTags, .tagKeys]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The family of a key, whose name is given in lower case; none for keys that are not about tags.
  init(key lower: String) {
    switch true {
    case lower.hasPrefix("aws:resourcetag/"), lower.hasPrefix("ecr:resourcetag/"):
      self = .resourceTags
    case lower.hasPrefix("aws:requesttag/"): self = .requestTags
    case lower == "aws:tagkeys": self = .tagKeys
    default: self = []
    }
  }
}

extension AskedActions {
  /// The tags that requests of these actions carry; of several actions, those that any carries.
  var tagKeys: TagKeys {
    guard other == nil else { return .all }
    var keys: TagKeys = []
    if mask & ActionMasks.carryingResourceTags != 0 { keys.insert(.resourceTags) }
    if mask & ActionMasks.carryingRequestTags != 0 { keys.insert(.requestTags) }
    if mask & ActionMasks.carryingTagKeys != 0 { keys.insert(.tagKeys) }
    if mask & ActionMasks.creatingRepositories != 0 { keys.insert(.tagsOfNewResource) }
    return keys
  }

  /// The same actions in groups whose actions all have the same tags.
  func byTagKeys() -> [AskedActions] {
    guard other == nil else { return [self] }
    return ActionMasks.byTagKeys.compactMap { group in
      mask & group == 0 ? nil : AskedActions(ecrActions: mask & group)
    }
  }
}
