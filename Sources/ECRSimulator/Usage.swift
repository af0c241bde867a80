import ECRDocuments
import ECRLifecycle
import ECRModel
import Texts

/// Finds the images that running references name.
struct Usage: Sendable {
  /// The references, each once.
  let references: [ImageReference]
  /// The number of digests that come from Lambda's `CodeSha256`.
  let codeDigestCount: Int
  /// Whether they name everything that runs, according to their documents.
  let isComplete: Bool
  /// The documents without an image, even one of several.
  let emptyDocuments: [String]
  /// How many tasks and other things ECS did not describe, by its reasons.
  let notDescribed: [String: Int]

  /// The references that concern one repository, by their places, and the images that they name.
  struct Matches: Sendable {
    /// The running images, each with the references that name it.
    var inUse: [Int: [String]] = [:]
    /// The references that name the repository, or an image of it.
    var named: Set<Int> = []
    /// Those that name an image of it.
    var matched: Set<Int> = []
  }

  /// Gathers what some documents name; what is wrong with them goes to the findings.
  init(_ sources: [SourceText], _ findings: inout [Finding]) {
    var references: [ImageReference] = []
    var seen: Set<ImageReference> = []
    var codeDigestCount = 0
    var isComplete = true
    var emptyDocuments: [String] = []
    var notDescribed: [String: Int] = [:]
    for source in sources {
      let reading = InUseReader.read(source)
      references += reading.references.filter { seen.insert($0).inserted }
      codeDigestCount += reading.codeDigestCount
      isComplete = isComplete && reading.isComplete
      if reading.hasEmptyDocument { emptyDocuments.append(source.name) }
      notDescribed.merge(reading.notDescribed) { $0 + $1 }
      findings += reading.findings
    }
    self.references = references
    self.codeDigestCount = codeDigestCount
    self.isComplete = isComplete
    self.emptyDocuments = emptyDocuments
    self.notDescribed = notDescribed
  }

  /// The running images of one repository, and the references that name each of them.
  ///
  /// A tag may have moved since something was started: a reference with a digest names the image of
  /// that digest. A manifest list is in use when one of its children is. A single word is read both
  /// as the name of a repository and as a tag.
  func matches(in preview: LifecyclePolicyPreview) -> Matches {
    let id = preview.repository.id
    guard references.contains(where: { Self.mayName($0, id) || $0.bareName != nil }) else {
      return Matches()
    }
    let images = preview.repository.images
    let digests = DigestIndex(images.digests)
    let tags = Self.tags(images)
    var found: [Int: Set<String>] = [:]
    var matches = Matches()
    for (number, reference) in references.enumerated() {
      let isNamed = Self.mayName(reference, id)
      if isNamed, reference.repositoryName != nil { matches.named.insert(number) }
      var named: Set<Int> = []
      if let digest = reference.digest {
        if isNamed, let image = digests.index(of: digest, in: images.digests) {
          named.insert(image)
        }
      } else {
        if isNamed, let image = reference.tag.flatMap({ tags[$0] }) { named.insert(image) }
        if let name = reference.bareName {
          if let image = tags[name] {
            named.insert(image)
          } else if name.utf8.count == 12, name.allSatisfy(\.isHexDigit) {
            // Docker and Drydock's own reports name an image by the first digits of its digest.
            named.formUnion(
              images.indices.filter { images.digests[$0].hasPrefix("sha256:" + name.lowercased()) })
          }
        }
      }
      guard !named.isEmpty else { continue }
      matches.named.insert(number)
      matches.matched.insert(number)
      for image in named {
        found[image, default: []].insert(reference.text)
        for list in preview.manifestLists(referringTo: image) {
          found[list, default: []].insert(reference.text)
        }
      }
    }
    matches.inUse = found.mapValues { $0.sorted() }
    return matches
  }

  /// The references of some places.
  func references(at places: Set<Int>) -> [ImageReference] {
    places.sorted().map { references[$0] }
  }

  private static func mayName(_ reference: ImageReference, _ id: RepositoryID) -> Bool {
    guard reference.foreignRegistry == nil else { return false }
    let isNamed = reference.repositoryName.map { name in
      RepositoryID(
        registryID: reference.registryID, region: reference.region, repositoryName: name
      ).mayBe(id)
    }
    // A bare digest has no registry.
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
