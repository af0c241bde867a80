import ECRLifecycle
import ECRModel

/// Finds the images that running references name.
struct Usage: Sendable {
  private let references: [ImageReference]

  init(_ references: [ImageReference]) { self.references = references }

  /// The running images of one repository, each with the references that name it, and which
  /// references have one there.
  ///
  /// A tag may have moved since something was started: a reference with a digest names the image of
  /// that digest. A manifest list is in use when one of its children is.
  func images(
    of preview: LifecyclePolicyPreview
  ) -> (inUse: [Int: [String]], matched: Set<Int>) {
    guard references.contains(where: { Self.mayName($0, preview.repository.id) }) else {
      return ([:], [])
    }
    let repository = preview.repository
    let images = repository.images
    let digests = DigestIndex(images.digests)
    let tags = Self.tags(images)
    var found: [Int: Set<String>] = [:]
    var matched: Set<Int> = []
    for (number, reference) in references.enumerated() {
      guard Self.mayName(reference, repository.id) else { continue }
      let image =
        if let digest = reference.digest {
          digests.index(of: digest, in: images.digests)
        } else {
          reference.tag.flatMap { tags[$0] }
        }
      guard let image else { continue }
      matched.insert(number)
      found[image, default: []].insert(reference.text)
      for list in preview.manifestLists(referringTo: image) {
        found[list, default: []].insert(reference.text)
      }
    }
    return (found.mapValues { $0.sorted() }, matched)
  }

  /// The references to some repositories, or to none by name, that no image answers to.
  func unmatched(_ matched: Set<Int>, in repositories: [RepositoryID]) -> [ImageReference] {
    references.enumerated().filter { number, reference in
      !matched.contains(number)
        && repositories.contains { Self.mayName(reference, $0) }
    }.map(\.element)
  }

  private static func mayName(_ reference: ImageReference, _ id: RepositoryID) -> Bool {
    guard reference.foreignRegistry == nil else { return false }
    let isNamed = reference.repositoryName.map { name in
      RepositoryID(
        registryID: reference.registryID, region: reference.region, repositoryName: name
      ).mayBe(id)
    }
    // A bare digest names no registry.
    return isNamed ?? true
  }

  private static func tags(_ images: ImageTable) -> [String: Int] {
    var tags: [String: Int] = [:]
    for image in images.indices {
      for tag in images.tagStarts[image]..<images.tagStarts[image + 1] {
        tags[images.tags[tag]] = image
      }
    }
    return tags
  }
}
