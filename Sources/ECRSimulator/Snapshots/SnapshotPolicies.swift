import ECRModel
import ECRStore
package import Texts

/// The policies of a snapshot, each as the AWS CLI prints it, for commands that read policies from
/// files.
package enum SnapshotPolicies {
  /// Everything about access: repositories with their tags and policies, registries' policies,
  /// users, groups, roles and managed policies of accounts, and the organization.
  ///
  /// - Throws: `SnapshotError` when the snapshot cannot be read.
  package static func access(_ path: String) throws -> [SourceText] {
    let store = try SnapshotStore(path)
    let documents = SnapshotDocuments(store, prefix: path)
    let repositories = Dictionary(grouping: try store.repositories(), by: \.registry)
    var all: [SourceText] = []
    for registry in try store.registries() {
      let inside = repositories[registry.number] ?? []
      if let policy = try documents.registryPolicy(of: registry) { all.append(policy) }
      if let list = try documents.listing(registry, inside) { all.append(list) }
      for repository in inside {
        let stored = try store.documents(of: repository)
        if let text = stored.policy {
          all.append(documents.repositoryPolicy(text, of: repository.id))
        }
        if let tags = stored.tags { all.append(documents.tags(tags, of: repository.id)) }
      }
    }
    return all + (try accounts(store, documents)) + (try organization(store, documents))
      + (try documents.failedCalls().map { [$0] } ?? [])
  }

  /// Every document with policies, the lifecycle policies included.
  ///
  /// - Throws: `SnapshotError` when the snapshot cannot be read.
  package static func all(_ path: String) throws -> [SourceText] {
    let store = try SnapshotStore(path)
    let documents = SnapshotDocuments(store, prefix: path)
    var all = try store.registries().compactMap { try documents.registryPolicy(of: $0) }
    for repository in try store.repositories() {
      let stored = try store.documents(of: repository)
      if let text = stored.lifecyclePolicy {
        all.append(
          documents.lifecyclePolicy(
            text, evaluatedAt: stored.lifecyclePolicyEvaluatedAt, of: repository.id))
      }
      if let text = stored.policy {
        all.append(documents.repositoryPolicy(text, of: repository.id))
      }
    }
    all += try accounts(store, documents)
    return all
      + (try organization(store, documents).filter { $0.name.hasSuffix("/describe-policy.json") })
  }

  private static func accounts(
    _ store: SnapshotStore, _ documents: SnapshotDocuments
  ) throws -> [SourceText] {
    try store.accountsWithDetails().map {
      try documents.authorizationDetails(of: $0.account, lacksPages: $0.lacksPages)
    }
  }

  private static func organization(
    _ store: SnapshotStore, _ documents: SnapshotDocuments
  ) throws -> [SourceText] {
    try documents.documents(ofOrganization: try store.organizationPolicies())
  }
}
