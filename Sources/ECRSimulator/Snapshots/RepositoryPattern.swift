import ECRModel
import ECRPolicy

/// A pattern of repositories: of their names, or of their ARNs where it begins with `arn:`.
///
/// `*` stands for any characters, as in a `tagPatternList`.
struct RepositoryPattern {
  private let pattern: TagPattern
  private let isOfARNs: Bool

  init(_ text: String) {
    pattern = TagPattern(pattern: text)
    isOfARNs = text.hasPrefix("arn:")
  }

  func matches(_ id: RepositoryID) -> Bool {
    pattern.matches(isOfARNs ? id.arn?.description ?? "" : id.repositoryName)
  }
}
