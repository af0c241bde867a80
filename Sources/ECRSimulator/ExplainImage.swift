import ECRLifecycle
import ECRModel

/// Finds the image whose story is to be told.
public enum ExplainImage {
  /// Where an image is in the outcome of a preview.
  public struct Place: Sendable, Hashable {
    /// The repository's place in the outcome.
    public var repository: Int
    /// The image's place in the repository.
    public var image: Int
  }

  /// The images that a tag, a digest, or the beginning of a digest names.
  ///
  /// An exact tag or digest wins over beginnings; a beginning has at least six digits.
  public static func places(
    of name: String, in outcome: PreviewLifecyclePolicy.Outcome
  ) -> [Place] {
    let exact = places(in: outcome) { repository, index in
      repository.preview.repository.images.digests[index] == name
        || repository.tags(of: index).contains(name)
    }
    guard exact.isEmpty else { return exact }
    let digits = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
    guard digits.count >= 6, digits.allSatisfy(\.isHexDigit) else { return [] }
    return places(in: outcome) { repository, index in
      repository.preview.repository.images.digests[index].hasPrefix("sha256:" + digits)
    }
  }

  private static func places(
    in outcome: PreviewLifecyclePolicy.Outcome,
    where isIt: (PreviewLifecyclePolicy.RepositoryOutcome, Int) -> Bool
  ) -> [Place] {
    outcome.repositories.enumerated().flatMap { number, repository in
      repository.preview.order.filter { isIt(repository, $0) }
        .map { Place(repository: number, image: $0) }
    }
  }
}
