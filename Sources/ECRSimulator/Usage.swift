import ECRLifecycle
import ECRModel

/// Finds the images that running references name.
struct Usage {
  private let references: [ImageReference]
  private var matched: Set<Int> = []

  init(_ references: [ImageReference]) { self.references = references }

  /// The running images of one repository, each with the references that name it.
  ///
  /// A tag may have moved since something was started: a reference with a digest names the image of
  /// that digest. A manifest list is in use when one of its children is.
  mutating func images(of preview: LifecyclePolicyPreview) -> [Int: [String]] {
    guard !references.isEmpty else { return [:] }
    let repository = preview.repository
    let images = repository.images
    let digests = DigestIndex(images.digests)
    let tags = Self.tags(images)
    var found: [Int: Set<String>] = [:]
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
    return found.mapValues { $0.sorted() }
  }

  /// The references to repositories of the snapshot, or to none by name, that no image answers to.
  func unmatched(in snapshot: RegistrySnapshot) -> [ImageReference] {
    references.enumerated().filter { number, reference in
      !matched.contains(number)
        && snapshot.repositories.contains { Self.mayName(reference, $0.id) }
    }.map(\.element)
  }

  private static func mayName(_ reference: ImageReference, _ id: RepositoryID) -> Bool {
    guard reference.foreignRegistry == nil else { return false }
    if let name = reference.repositoryName, name != id.repositoryName { return false }
    guard let account = reference.registryID, let registry = id.registryID else { return true }
    return account == registry
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
