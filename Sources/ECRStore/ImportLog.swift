package import ECRModel

/// What an import did.
package struct ImportLog: Sendable {
  /// The repositories whose images were given, ordered by account, name and region.
  package var repositories: [RepositoryImages] = []
  /// How many manifests were given.
  package var manifests = 0
  /// How many things of other kinds were given.
  package var others: [Kind: Int] = [:]
  /// The calls that the collections of the documents report as failed.
  package var failedCalls: [FailedCall] = []

  /// Whether the snapshot was there before.
  package var wasThere = false
  /// How many manifests differ from those that it had.
  package var changedManifests = 0
  /// The number of repositories and accounts whose lists have become complete, or incomplete.
  package var changedCompleteness = 0
  /// How many things of other kinds differ from what it had.
  package var changed: [Kind: Int] = [:]
  /// How many failed calls are new, are gone, or have another message.
  package var changedFailedCalls = 0

  /// Whether the snapshot holds what it held before.
  package var changesNothing: Bool {
    wasThere && changedManifests == 0 && changedCompleteness == 0 && changed.isEmpty
      && changedFailedCalls == 0 && repositories.allSatisfy(\.isUnchanged)
  }

  /// Whether nothing was given.
  package var isEmpty: Bool { repositories.isEmpty && manifests == 0 && others.isEmpty }

  /// The images of a repository, before and after.
  package struct RepositoryImages: Sendable, Hashable {
    /// The repository.
    package var id: RepositoryID
    /// How many images it had.
    package var before: Int
    /// How many it has.
    package var after: Int
    /// Whether they are the same.
    package var isUnchanged: Bool
  }

  /// What else an import takes.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Registries, by describe-registry.
    case registry
    /// Repositories, by describe-repositories.
    case repository
    /// Lifecycle policies.
    case lifecyclePolicy
    /// Repository policies.
    case repositoryPolicy
    /// Registry policies.
    case registryPolicy
    /// The tags of a repository.
    case repositoryTags
    /// Pull through cache rules.
    case pullThroughCacheRule
    /// Scanning configurations of registries.
    case scanningConfiguration
    /// Repository creation templates.
    case repositoryCreationTemplate
    /// Users, groups, roles and managed policies of an account.
    case iamEntity
    /// Policies of an organization.
    case organizationPolicy
    /// What a policy of an organization is attached to.
    case organizationPolicyTarget
    /// Organizations.
    case organization
    /// Where an account or an organizational unit is in its organization.
    case organizationParent
  }
}
