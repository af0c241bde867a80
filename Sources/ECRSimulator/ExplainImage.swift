import ECRLifecycle
import ECRModel
import Texts

/// Finds the image to explain.
package enum ExplainImage {
  /// How well a name fits an image.
  package enum Match: Sendable, Hashable {
    /// It is the digest, or one of the tags.
    case exact
    /// The digest begins with it; it has at least six digits.
    case beginning
  }

  /// The images that a tag, a digest, the beginning of a digest, or an image reference names, such as
  /// `team/app:prod` or `123456789012.dkr.ecr.eu-west-2.amazonaws.com/team/app@sha256:…`.
  ///
  /// Exact ones win over beginnings, also over those in another repository.
  package static func images(
    named text: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(index: Int, match: Match)] {
    // `@sha256:…` is how a digest follows a repository.
    let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
    let order = repository.preview.order
    let images = repository.preview.repository.images
    let exact = order.filter { index in
      images.digests[index] == name || repository.tags(of: index).contains(name)
    }
    guard exact.isEmpty else { return exact.map { ($0, .exact) } }
    let referenced = referenced(by: name, in: repository)
    guard referenced.isEmpty else { return referenced.map { ($0, .exact) } }
    let digits = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
    guard digits.count >= 6, digits.allSatisfy(\.isHexDigit) else { return [] }
    return order.filter { images.digests[$0].hasPrefix("sha256:" + digits) }
      .map { ($0, .beginning) }
  }

  /// Whether a name is that of the repository, and so of none of its images.
  package static func isName(
    _ name: String, of repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> Bool {
    repository.preview.repository.id.repositoryName == name
  }

  /// The tag that is most likely meant by a name that no image has: the same in other letters, the tag of
  /// a reference, or a similar one.
  package static func nearestTag(
    to text: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> String? {
    let packed = repository.preview.repository.images.tags
    let tags = (0..<packed.count).map { packed[$0] }
    let last = text.split(separator: ":").last.map(String.init) ?? text
    let lower = last.lowercased()
    let same = tags.contains(last) ? last : tags.first { $0.lowercased() == lower }
    return same ?? Spelling.nearest(to: last, among: tags)
  }

  /// The images that a whole reference names; of a tag and a digest the digest decides.
  private static func referenced(
    by name: String, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [Int] {
    guard let reference = ImageReference(name), let repositoryName = reference.repositoryName,
      reference.foreignRegistry == nil, reference.bareName == nil
    else { return [] }
    var ids = [
      RepositoryID(
        registryID: reference.registryID, region: reference.region, repositoryName: repositoryName)
    ]
    // Reports print `ACCOUNT/NAME`.
    if case .repository(let id) = RepositoryAddress(name) { ids.append(id) }
    guard ids.contains(where: { $0.mayBe(repository.preview.repository.id) }) else { return [] }
    let images = repository.preview.repository.images
    return repository.preview.order.filter { index in
      if let digest = reference.digest { return images.digests[index] == digest }
      return reference.tag.map { repository.tags(of: index).contains($0) } ?? false
    }
  }
}
