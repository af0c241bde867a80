import ECRLifecycle
import ECRModel
import ECRPolicy
import ECRReport
import ECRSimulator
import Texts

/// A run under the names that its scenario uses.
struct RecordedRun {
  let outcome: PreviewLifecyclePolicy.RepositoryOutcome
  let isAnonymous: Bool
  /// The repository, under the name that the story uses.
  let id: RepositoryID
  /// The policy's text, under the story's words.
  let policyText: [UInt8]
  /// The images from the youngest to the oldest, with their names and tags in the story.
  let images: [Image]
  let names: ImageNames
  /// The letters and numbers of tags that stay as they are where other words become others.
  let keptWords: [String]

  /// An image under its name in the story.
  struct Image {
    var index: Int
    var name: String
    var tags: [String]
    var detail: ImageDetail
    /// The names of what it is an index of; nil for images that are none.
    var children: [String]?
    /// Whether it is an index with unknown children.
    var isUnknownIndex = false
    var subject: String?
  }

  init(
    _ original: PreviewLifecyclePolicy.RepositoryOutcome, _ policy: SourceText, isAnonymous: Bool
  ) throws(InvalidInput) {
    self.isAnonymous = isAnonymous
    let preview = original.preview
    let repository = preview.repository
    try Self.check(repository, at: preview.at)
    id =
      isAnonymous
      ? RepositoryID(
        registryID: "111122223333", region: repository.id.region, repositoryName: "repository")
      : repository.id
    // Youngest first, equal ones as AWS's order is taken to be: the story derives digests in order.
    let order = Array(preview.order.reversed())
    let pseudonyms =
      isAnonymous
      ? try Self.pseudonyms(order.map { repository.images[$0] }, preview.policy) : nil
    policyText = pseudonyms.map { RecordedPolicy.anonymized(policy, $0) } ?? policy.bytes
    keptWords = pseudonyms?.kept ?? []
    var images: [Image] = []
    var taken: Set<String> = []
    var nameOf: [String: String] = [:]
    for (place, index) in order.enumerated() {
      var detail = repository.images[index]
      if let pseudonyms { detail.anonymize(pseudonyms) }
      var name = detail.imageTags.first ?? "untagged-\(place + 1)"
      while !taken.insert(name).inserted { name += "'" }
      nameOf[detail.imageDigest] = name
      if isAnonymous { detail.imageDigest = ScenarioReader.digest(place + 1) }
      images.append(Image(index: place, name: name, tags: detail.imageTags, detail: detail))
    }
    for (place, index) in order.enumerated() {
      images[place].relate(repository.images[index], repository, nameOf)
    }
    self.images = images
    var names = ImageNames()
    for image in images {
      names.add(StoryImage(name: image.name, detail: image.detail, manifest: nil))
    }
    self.names = names
    // Evaluated again: sentences name images in the order of the story, and digests differ.
    outcome = try Self.ask(id, images, policyText, preview)
    for (place, index) in order.enumerated() {
      guard outcome.preview.outcome(of: place) == preview.outcome(of: index) else {
        throw InvalidInput("`\(images[place].name)` would have another outcome in the scenario")
      }
    }
  }

  /// What no scenario can express.
  private static func check(_ repository: Repository, at instant: Timestamp) throws(InvalidInput) {
    let later = repository.images.map(\.imagePushedAt).filter { $0 > instant }
    guard let newest = later.max() else { return }
    throw InvalidInput(
      "\(Prose.count(later.count, "image was", "images were")) pushed after \(instant); a scenario cannot "
        + "have images from its future: leave out --at, or give one after \(newest)")
  }

  /// The answer to the question that the story asks.
  private static func ask(
    _ id: RepositoryID, _ images: [Image], _ policy: [UInt8], _ preview: LifecyclePolicyPreview
  ) throws(InvalidInput) -> PreviewLifecyclePolicy.RepositoryOutcome {
    let digests = Dictionary(images.map { ($0.name, $0.detail.imageDigest) }) { first, _ in first }
    var manifests: [String: Manifest] = [:]
    let details = images.map { image in
      var detail = image.detail
      detail.subjectManifestDigest = image.subject.flatMap { digests[$0] }
      if !image.isUnknownIndex {
        var manifest = Manifest(subject: detail.subjectManifestDigest)
        manifest.children = (image.children ?? []).compactMap { digests[$0] }
        manifests[detail.imageDigest] = manifest
      }
      return detail
    }
    var settings = PreviewSettings(at: preview.at)
    settings.manifestListChildren = preview.manifestListChildren
    let repository = Repository(id: id, images: ImageTable(details), manifests: manifests)
    return try PreviewLifecyclePolicy.run(
      on: repository, policy: SourceText(name: RecordScenario.policyName, bytes: policy),
      settings: settings
    ).repositories[0]
  }
}

extension RecordedRun {
  private static func pseudonyms(
    _ images: [ImageDetail], _ policy: LifecyclePolicy
  ) throws(InvalidInput) -> Pseudonyms {
    do throws(Pseudonyms.Unkept) {
      return try Pseudonyms(
        tags: images.flatMap(\.imageTags), entries: RecordedPolicy.entries(policy))
    } catch {
      throw InvalidInput(
        "`\(error.entry)` of the policy ends inside words so that Drydock finds no other words "
          + "that it matches in the same way: record it without --anonymize")
    }
  }
}

extension ImageDetail {
  /// Media types that the formats of containers define, and that reveal nothing about the owner.
  private static let publicTypes = [
    "application/vnd.oci.", "application/vnd.docker.", "application/vnd.dev.cosign.",
    "application/vnd.dev.sigstore.", "application/vnd.in-toto", "application/vnd.cncf.",
    "application/vnd.cyclonedx", "application/spdx",
  ]

  /// Removes what reveals the owner of the image.
  fileprivate mutating func anonymize(_ pseudonyms: Pseudonyms) {
    imageTags = imageTags.map { pseudonyms.pseudonym(ofTag: $0) }
    imageManifestMediaType = imageManifestMediaType.map(Self.anonymized)
    artifactMediaType = artifactMediaType.map(Self.anonymized)
  }

  private static func anonymized(_ type: String) -> String {
    publicTypes.contains(where: type.hasPrefix) ? type : "application/vnd.example.other"
  }
}

extension RecordedRun.Image {
  /// Adds what the image refers to, by the names of the story.
  fileprivate mutating func relate(
    _ detail: ImageDetail, _ repository: Repository, _ nameOf: [String: String]
  ) {
    let manifest = repository.manifests[detail.imageDigest]
    subject = (detail.subjectManifestDigest ?? manifest?.subject).flatMap { nameOf[$0] }
    let isList = detail.imageManifestMediaType.map(MediaTypes.isManifestList) ?? false
    isUnknownIndex = isList && manifest == nil
    if isList || manifest?.children.isEmpty == false {
      children = manifest?.children.compactMap { nameOf[$0] }
    }
  }
}
