/// A repository and all of its images, as they were at one time.
public struct Repository: Sendable, Hashable {
  /// Which repository.
  public var id: RepositoryID
  /// Its images, in no order that means anything.
  public var images: ImageTable
  /// The manifests that are known, by digest.
  ///
  /// DescribeImages does not return which images a manifest list refers to; only manifests have
  /// that (M-10).
  public var manifests: [String: Manifest]
  /// Whether `images` are all of its images; false where AWS reported that more follow.
  public var isComplete: Bool

  /// Makes a repository.
  public init(
    id: RepositoryID, images: ImageTable = ImageTable(), manifests: [String: Manifest] = [:],
    isComplete: Bool = true
  ) {
    self.id = id
    self.images = images
    self.manifests = manifests
    self.isComplete = isComplete
  }
}

/// The repositories of one or more registries, ordered by registry and name.
public struct RegistrySnapshot: Sendable, Hashable {
  /// The repositories, ordered by registry and name.
  public var repositories: [Repository]

  /// Makes a snapshot.
  public init(repositories: [Repository]) {
    self.repositories = repositories.sorted { $0.id < $1.id }
  }
}
