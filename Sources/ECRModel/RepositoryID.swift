/// Which repository: its name, and the registry it is in.
public struct RepositoryID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The twelve digits of the account; nil when a document does not give them.
  public var registryID: String?
  /// The name with its namespaces, such as `payments/web`.
  public var repositoryName: String

  /// Makes an identity.
  public init(registryID: String?, repositoryName: String) {
    self.registryID = registryID
    self.repositoryName = repositoryName
  }

  /// Orders by registry, then by name.
  public static func < (a: RepositoryID, b: RepositoryID) -> Bool {
    (a.registryID ?? "", a.repositoryName) < (b.registryID ?? "", b.repositoryName)
  }

  /// The registry and the name, as a person would write them.
  public var description: String {
    registryID.map { "\($0)/\(repositoryName)" } ?? repositoryName
  }
}
