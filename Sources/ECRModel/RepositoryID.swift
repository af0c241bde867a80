/// Which repository: its name, and the registry it is in.
package struct RepositoryID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The twelve digits of the account; nil when a document does not give them.
  package var registryID: String?
  /// The region; nil when no document names it, as `describe-images` output does not.
  package var region: String?
  /// The name with its namespaces, such as `payments/web`.
  package var repositoryName: String

  /// Makes an identity.
  package init(registryID: String?, region: String? = nil, repositoryName: String) {
    self.registryID = registryID
    self.region = region
    self.repositoryName = repositoryName
  }

  /// The repository that an ARN names; nil when it names something else.
  package init?(_ arn: ARN) {
    guard let name = arn.repositoryName, !name.isEmpty else { return nil }
    registryID = arn.account.isEmpty ? nil : arn.account
    region = arn.region.isEmpty ? nil : arn.region
    repositoryName = name
  }

  /// The repository's ARN; nil where its account or its region is not known.
  package var arn: ARN? {
    guard let registryID, let region else { return nil }
    return ARN.repository(
      repositoryName, account: registryID, region: region, partition: ARN.partition(of: region))
  }

  /// The repository without its region.
  package var inAnyRegion: RepositoryID {
    RepositoryID(registryID: registryID, repositoryName: repositoryName)
  }

  /// Whether both can be the same repository: an unknown part matches any value.
  package func mayBe(_ other: RepositoryID) -> Bool {
    repositoryName == other.repositoryName
      && (registryID == nil || other.registryID == nil || registryID == other.registryID)
      && (region == nil || other.region == nil || region == other.region)
  }

  /// Orders by account, then by name, then by region.
  package static func < (a: RepositoryID, b: RepositoryID) -> Bool {
    (a.registryID ?? "", a.repositoryName, a.region ?? "")
      < (b.registryID ?? "", b.repositoryName, b.region ?? "")
  }

  /// The account, the name and the region, as far as they are known.
  package var description: String {
    (registryID.map { "\($0)/" } ?? "") + repositoryName + (region.map { " (\($0))" } ?? "")
  }
}
