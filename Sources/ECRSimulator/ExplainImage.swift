import ECRLifecycle
import ECRModel

/// Finds the image whose story is to be told.
public enum ExplainImage {
  /// How well a name fits an image.
  public enum Match: Sendable, Hashable {
    /// It is the digest, or one of the tags.
    case exact
    /// The digest begins with it; it has at least six digits.
    case beginning
  }

  /// The images that a tag, a digest, or the beginning of a digest names.
  ///
  /// Exact ones win over beginnings, also over those in another repository.
  public static func images(
    named name: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(index: Int, match: Match)] {
    let order = repository.preview.order
    let images = repository.preview.repository.images
    let exact = order.filter { index in
      images.digests[index] == name || repository.tags(of: index).contains(name)
    }
    guard exact.isEmpty else { return exact.map { ($0, .exact) } }
    let digits = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
    guard digits.count >= 6, digits.allSatisfy(\.isHexDigit) else { return [] }
    return order.filter { images.digests[$0].hasPrefix("sha256:" + digits) }
      .map { ($0, .beginning) }
  }
}
