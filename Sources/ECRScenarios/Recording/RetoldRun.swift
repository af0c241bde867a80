import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import SourceText

/// A run under the names that its scenario uses.
struct RetoldRun {
  let outcome: PreviewLifecyclePolicy.RepositoryOutcome
  let isAnonymous: Bool
  /// The repository, under the name that the story uses.
  let id: RepositoryID
  /// The policy's text, under the story's words.
  let policyText: [UInt8]
  /// The images from the youngest to the oldest, with their names and tags in the story.
  let images: [Image]
  let names: ImageNames

  /// An image under its name in the story.
  struct Image {
    var index: Int
    var name: String
    var tags: [String]
    var detail: ImageDetail
    /// The names of what it is an index of; nil for images that are none.
    var children: [String]?
    /// Whether it is an index of which nobody knows what it refers to.
    var isUnknownIndex = false
    var subject: String?
  }

  init(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ policy: SourceText, isAnonymous: Bool
  ) throws(InvalidInput) {
    self.outcome = outcome
    self.isAnonymous = isAnonymous
    let preview = outcome.preview
    let repository = preview.repository
    let later = repository.images.count { $0.imagePushedAt > preview.at }
    guard later == 0 else {
      throw InvalidInput(
        "\(later) images were pushed after \(preview.at), and a story does not tell of what is to "
          + "come: give a later --at")
    }
    id =
      isAnonymous
      ? RepositoryID(
        registryID: "111122223333", region: repository.id.region, repositoryName: "repository")
      : repository.id
    var pseudonyms = Pseudonyms(
      tags: repository.images.flatMap(\.imageTags), entries: RecordedPolicy.entries(preview.policy))
    policyText =
      isAnonymous ? RecordedPolicy.anonymised(policy, &pseudonyms) : policy.bytes
    // Youngest first, equal ones as AWS's order is taken to be: the story derives digests in order.
    var images: [Image] = []
    var taken: Set<String> = []
    var nameOf: [String: String] = [:]
    for index in preview.order.reversed() {
      let detail = repository.images[index]
      let tags =
        isAnonymous ? detail.imageTags.map { pseudonyms.pseudonym(of: $0) } : detail.imageTags
      var name = tags.first ?? "untagged-\(images.count + 1)"
      while !taken.insert(name).inserted { name += "'" }
      nameOf[detail.imageDigest] = name
      images.append(Image(index: index, name: name, tags: tags, detail: detail))
    }
    for place in images.indices {
      let detail = images[place].detail
      let manifest = repository.manifests[detail.imageDigest]
      images[place].subject = (detail.subjectManifestDigest ?? manifest?.subject)
        .flatMap { nameOf[$0] }
      let isList = detail.imageManifestMediaType.map(MediaTypes.isManifestList) ?? false
      images[place].isUnknownIndex = isList && manifest == nil
      if isList || manifest?.children.isEmpty == false {
        images[place].children = manifest?.children.compactMap { nameOf[$0] }
      }
    }
    self.images = images
    var names = ImageNames()
    for image in images {
      names.add(StoryImage(name: image.name, detail: image.detail, manifest: nil))
    }
    self.names = names
  }
}
