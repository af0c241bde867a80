import ECRModel

/// Which images of a repository refer to which others.
struct ManifestGraph: Sendable {
  /// For each child the manifest lists that refer to it, whatever their storage class.
  private(set) var listsOfChild: [Int: [Int]] = [:]
  /// The manifest lists whose manifests are not known (M-10).
  private(set) var unknownLists: [Int] = []
  /// For each reference artifact the image that it refers to.
  private(set) var subjectOf: [Int: Int] = [:]

  /// The manifest lists whose size is that of a child in the repository, which counts it (P-09).
  private(set) var listsSizedByChildren: Set<Int> = []

  private let statuses: [ImageStatus]

  init(_ repository: Repository) {
    let images = repository.images
    statuses = images.statuses
    let isList = images.manifestListFlags()
    let hasList = isList.contains(true)
    guard hasList || images.hasSubjects || !repository.manifests.isEmpty else { return }
    let index = DigestIndex(images.digests)
    for (digest, manifest) in repository.manifests {
      guard let list = index.index(of: digest, in: images.digests) else { continue }
      let digests = Set(manifest.children)
      let children = digests.compactMap { index.index(of: $0, in: images.digests) }
        .filter { $0 != list }
      for child in children { listsOfChild[child, default: []].append(list) }
      guard let largest = children.map({ images.sizes[$0] }).max() else { continue }
      // The child whose size the list repeats may be missing from a list of tagged images only.
      if children.count == digests.count || largest >= images.sizes[list] {
        listsSizedByChildren.insert(list)
      }
    }
    // The order of the dictionary is arbitrary; results never depend on it.
    for child in listsOfChild.keys {
      listsOfChild[child]?.sort { images.digests[$0] < images.digests[$1] }
    }
    if hasList {
      unknownLists = images.indices.filter {
        isList[$0] && repository.manifests[images.digests[$0]] == nil
      }
    }
    readSubjects(repository, index)
  }

  private mutating func readSubjects(_ repository: Repository, _ index: DigestIndex) {
    let images = repository.images
    guard images.hasSubjects || repository.manifests.values.contains(where: { $0.subject != nil })
    else { return }
    for image in images.indices {
      let written =
        images.subject(of: image)
        ?? (repository.manifests.isEmpty
          ? nil : repository.manifests[images.digests[image]]?.subject)
      guard let written, let subject = index.index(of: written, in: images.digests),
        subject != image
      else { continue }
      subjectOf[image] = subject
    }
    // A digest cannot contain itself, so no chain of subjects comes round; a made-up one may.
    for image in cyclicImages() { subjectOf[image] = nil }
  }

  /// The images that are their own subject's subject, however far round.
  private func cyclicImages() -> [Int] {
    var cyclic: [Int] = []
    var walked: [Int: Int] = [:]
    for start in subjectOf.keys {
      var image = start
      while walked[image] == nil, let subject = subjectOf[image] {
        walked[image] = start
        image = subject
      }
      guard walked[image] == start, subjectOf[image] != nil else { continue }
      let entry = image
      repeat {
        cyclic.append(image)
        image = subjectOf[image] ?? entry
      } while image != entry
    }
    return cyclic
  }

  /// The manifest lists that hold an image back: those in standard storage (M-01, Q-17).
  func holders(of image: Int) -> [Int] {
    guard let lists = listsOfChild[image] else { return [] }
    return lists.filter { statuses[$0] == .active }
  }

  /// The manifest lists that refer to an image and do not hold it back.
  func absentHolders(of image: Int) -> [Int] {
    guard let lists = listsOfChild[image] else { return [] }
    return lists.filter { statuses[$0] != .active }
  }

  /// Whether a manifest list with unknown children might protect an image.
  func mayBeHeldByUnknownList(_ image: Int) -> Bool {
    unknownLists.contains { $0 != image && statuses[$0] != .archived }
  }
}
