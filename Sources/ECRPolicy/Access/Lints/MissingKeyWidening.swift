import Texts

/// What a condition with `ForAllValues:` lets pass because a request lacks its key (A-45, T-A07).
enum MissingKeyWidening {
  /// Requests of others, or of other actions, than its values mean.
  case others
  /// The creation of something without tags: AWS's own policies mean that, since they only name the
  /// tags that may be given.
  case withoutTags
}

extension PolicyDocument.Condition {
  /// What requests without the key the condition lets pass in a statement; nil where there are none, or
  /// where nothing is known of the services that the statement is about.
  func widening(_ statement: PolicyDocument.Statement) -> MissingKeyWidening? {
    let key = lowerKey
    guard !statement.needsKey(key), KeyPresence(key) != .always else { return nil }
    guard key == "aws:tagkeys" else {
      let isLimit =
        switch CallerTrait(key) {
        case .identifier, .organizationPath, .arn, .uniqueID, .address, .isService, .owner: true
        case .anybodys, .unknown: key == "aws:calledvia" || key.hasPrefix("aws:principaltag/")
        }
      return isLimit || !statement.ecrActions.isEmpty ? .others : nil
    }
    let actions = statement.ecrActions
    // a request with a tag has the tag's key.
    guard !actions.isEmpty, !statement.needsRequestTag else { return nil }
    if actions.contains(where: { !$0.conditionKeys.contains("aws:TagKeys") }) { return .others }
    return actions.contains { $0.name == "CreateRepository" } ? .withoutTags : nil
  }
}

extension PolicyDocument.Statement {
  /// ECR's actions that the statement is about.
  fileprivate var ecrActions: [ECRAction] {
    let named = action.patterns.reduce(0) { $0 | ActionPattern($1.value).ecrActions }
    let mask = action.isNegated ? ~named : named
    return ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }.map { ECRAction.all[$0] }
  }

  /// Whether the statement cannot match a request without tags.
  fileprivate var needsRequestTag: Bool {
    conditions.contains {
      $0.lowerKey.hasPrefix("aws:requesttag/") && !$0.holdsWithoutKey(in: effect)
    }
  }
}
