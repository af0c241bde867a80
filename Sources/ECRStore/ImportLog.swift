public import ECRModel

/// What an import did.
public struct ImportLog: Sendable {
  /// The repositories whose images were given, ordered by account, name and region.
  public var repositories: [RepositoryImages] = []
  /// How many manifests were given.
  public var manifests = 0
  /// How many things of other kinds were given.
  public var others: [Kind: Int] = [:]

  /// Whether the snapshot was there before.
  public var wasThere = false
  /// How many manifests differ from those that it had.
  public var changedManifests = 0
  /// The number of repositories and accounts whose lists have become complete, or incomplete.
  public var changedCompleteness = 0
  /// How many things of other kinds differ from what it had.
  public var changed: [Kind: Int] = [:]

  /// Whether the snapshot holds what it held before.
  public var changesNothing: Bool {
    wasThere && changedManifests == 0 && changedCompleteness == 0 && changed.isEmpty
      && repositories.allSatisfy(\.isUnchanged)
  }

  /// Whether nothing was given.
  public var isEmpty: Bool { repositories.isEmpty && manifests == 0 && others.isEmpty }

  /// The images of a repository, before and after.
  public struct RepositoryImages: Sendable, Hashable {
    /// The repository.
    public var id: RepositoryID
    /// How many images it had.
    public var before: Int
    /// How many it has.
    public var after: Int
    /// Whether they are the same.
    public var isUnchanged: Bool
  }

  /// What else an import takes.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
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
