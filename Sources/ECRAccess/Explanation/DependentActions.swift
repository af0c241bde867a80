import ECRPolicy

/// The other permissions that the Service Authorization Reference lists with an action.
enum DependentActions {
  /// Those that AWS requires for this request, each with its answer where the question contains
  /// enough.
  static func find(_ request: AccessRequest, _ policies: PolicySet) -> [DependentAction] {
    guard let action = ECRAction.named(request.action) else { return [] }
    // A repository that is made without tags needs no leave to be tagged.
    if action.name == "CreateRepository", !request.givesTags { return [] }
    return action.dependentActions.map { name in
      DependentAction(action: name, decision: decision(name, action, request, policies))
    }
  }

  /// The answer, where the other action is on the same repository.
  private static func decision(
    _ name: String, _ action: ECRAction, _ request: AccessRequest, _ policies: PolicySet
  ) -> Decision? {
    guard action.resourceType == .repository, ECRAction.named(name)?.resourceType == .repository
    else { return nil }
    var request = request
    request.action = name
    var policies = policies
    if !action.isSubjectToRepositoryPolicy {
      // The new repository has no tags and no policy yet (A-34, T-A17).
      request.resourceTags = [:]
      policies.resource.resourcePolicy = nil
    }
    return EvaluateAccess.decide(PreparedRequest(request), policies)
  }
}

extension AccessRequest {
  /// Whether the request has tags, as far as the question shows.
  fileprivate var givesTags: Bool {
    if requestTags?.isEmpty == false { return true }
    let families: TagKeys = [.requestTags, .tagKeys]
    return context.entries.contains { entry in
      !entry.key.tags.isDisjoint(with: families) && !entry.values.isEmpty
    }
  }
}
