import ECRModel
import ECRPolicy

/// A pattern of repositories: of their names, of their ARNs where it begins with `arn:`, or of their
/// names in the registry that an address names, `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME`.
///
/// `*` matches any characters, as in a `tagPatternList`.
struct RepositoryPattern {
  private let pattern: TagPattern
  private let isOfARNs: Bool
  /// The pattern of the names, and the registry, where the text is an address.
  private var address: (pattern: TagPattern, registry: RepositoryID)?

  init(_ text: String) {
    pattern = TagPattern(pattern: text)
    isOfARNs = text.hasPrefix("arn:")
    guard !isOfARNs, case .repository(let id) = RepositoryAddress(text), id.repositoryName != text
    else { return }
    address = (TagPattern(pattern: id.repositoryName), id)
  }

  func matches(_ id: RepositoryID) -> Bool {
    if pattern.matches(isOfARNs ? id.arn?.description ?? "" : id.repositoryName) { return true }
    guard let address, address.pattern.matches(id.repositoryName) else { return false }
    return (address.registry.registryID ?? id.registryID) == id.registryID
      && (address.registry.region ?? id.region) == id.region
  }
}
