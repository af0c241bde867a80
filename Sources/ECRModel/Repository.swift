/// A repository and all of its images, as they were at one time.
package struct Repository: Sendable, Hashable {
  /// Which repository.
  package var id: RepositoryID
  /// Its images, in no order that means anything.
  package var images: ImageTable
  /// The manifests that are known, by digest.
  ///
  /// DescribeImages does not return which images a manifest list refers to; only manifests have
  /// that (M-10).
  package var manifests: [String: Manifest]
  /// Whether `images` are all of its images; false where AWS reported that more follow.
  package var isComplete: Bool

  /// Makes a repository.
  package init(
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
package struct RegistrySnapshot: Sendable, Hashable {
  /// The repositories, ordered by registry and name.
  package var repositories: [Repository]

  /// Makes a snapshot.
  package init(repositories: [Repository]) {
    self.repositories = repositories.sorted { $0.id < $1.id }
  }
}
