package import ECRModel
package import Texts

/// Gathers the output of `aws ecr describe-images` and `aws ecr batch-get-image`, page by page,
/// into a snapshot.
package struct SnapshotReader: Sendable {
  var repositories: [RepositoryID: RepositoryPages] = [:]
  var findings: [Finding] = []
  private var sources: [SourceText] = []
  /// The place where a page without images announces more.
  private var moreToCome: Location?

  /// The number of mistakes in a file after which the reader stops.
  package static let mostMistakes = 50
  static let mostFindings = mostMistakes

  /// The images of one repository as they come in.
  struct RepositoryPages: Sendable {
    var images = ImageTable()
    /// The place of each image: the number of the file, and the offset in it.
    var places: [(file: Int, offset: Int)] = []
    /// The members of images that lifecycle rules do not use, as JSON, by the images' places.
    var others: [Int: [UInt8]] = [:]
    var manifests: [String: Manifest] = [:]
    /// The elements of `images` that contain the manifests.
    var manifestTexts: [String: [UInt8]] = [:]
    /// Where each answer with images starts that no page follows.
    var wholeLists: [(file: Int, offset: Int)] = []
    /// Whether a page of images was given, be it an empty one.
    var isListed = false
    /// Whether a page was given that no other follows.
    var hasLastPage = false
    /// The place where a page announces more images.
    var moreToCome: Location?
    /// The place of the first manifest.
    var manifestPlace: (file: Int, offset: Int)?
  }

  /// Makes a reader that has read nothing.
  package init() {}

  /// Reads one file: any number of documents, one after the other.
  package mutating func read(_ source: SourceText) {
    sources.append(source)
    let before = findings.count
    do throws(JSONCursor.Malformed) {
      try source.bytes.withUnsafeBufferPointer { bytes throws(JSONCursor.Malformed) in
        var pages = PageReader(JSONCursor(bytes), source, file: sources.count - 1)
        swap(&pages.repositories, &repositories)
        defer {
          swap(&pages.repositories, &repositories)
          findings += pages.findings
          moreToCome = pages.moreToCome ?? moreToCome
        }
        try pages.readAll()
      }
      findings += source.formFindings
    } catch {
      findings += Self.mistakes(error, source)
    }
    findings[before...].sort { $0.location.startOffset < $1.location.startOffset }
  }

  /// What is wrong with a text in which the cursor could not go on.
  static func mistakes(_ error: JSONCursor.Malformed, _ source: SourceText) -> [Finding] {
    let mistakes = JSONReader.read(source, several: true).findings
    guard !mistakes.containsErrors else { return mistakes }
    return mistakes + [
      Finding(
        .error, "JSON_SYNTAX", "this is not JSON, or has one member in two spellings",
        at: source.location(of: Span(error.offset, error.offset + 1)), facts: ["Q-12"])
    ]
  }

  /// What all files together hold, and everything that was found in them.
  package mutating func finish() -> (snapshot: RegistrySnapshot?, findings: [Finding]) {
    var complete: [Repository] = []
    placeManifests()
    for (id, pages) in repositories.sorted(by: { $0.key < $1.key }) {
      let mistakes = findings.count
      let images = merged(id, pages)
      if findings.count == mistakes { tellWholeLists(id, pages) }
      complete.append(
        Repository(
          id: id, images: images, manifests: pages.manifests,
          isComplete: pages.hasLastPage || pages.moreToCome == nil))
    }
    let missing = repositories.sorted { $0.key < $1.key }
      .compactMap { $0.value.hasLastPage ? nil : $0.value.moreToCome }
    for place in missing + [moreToCome].compactMap(\.self) {
      findings.append(
        Finding(
          .warning, "MORE_PAGES", "the output reports more images, but no page has them",
          help: MissingPages.help,
          at: place))
    }
    guard !findings.containsErrors else { return (nil, findings) }
    return (RegistrySnapshot(repositories: complete), findings)
  }

  /// Matches manifests with their images where only one of the two names the registry, and reports
  /// manifests without images: they change nothing.
  private mutating func placeManifests() {
    let hasImages = repositories.values.contains { $0.isListed || !$0.images.isEmpty }
    // A dictionary has another order in every run, and findings have one.
    let all = repositories.sorted { $0.key < $1.key }
    for (id, pages) in all where !pages.isListed && pages.images.isEmpty {
      repositories[id] = nil
      let owners = repositories.keys.filter { other in
        other.mayBe(id)
          && (repositories[other]?.isListed == true || repositories[other]?.images.isEmpty == false)
      }
      if owners.count == 1 {
        repositories[owners[0]]?.manifests.merge(pages.manifests) { known, _ in known }
      } else if let place = pages.manifestPlace {
        findings.append(
          Finding(
            hasImages ? .warning : .error, "MANIFESTS_WITHOUT_IMAGES",
            "these are manifests of \(id), but its images are missing",
            help: "give the `aws ecr describe-images` output of that repository too",
            at: location(place)))
      }
    }
  }

  /// The images of all pages; one that is in two pages counts once.
  private mutating func merged(_ id: RepositoryID, _ pages: RepositoryPages) -> ImageTable {
    let duplicates = DigestIndex(pages.images.digests).duplicates
    guard !duplicates.isEmpty else {
      checkTags(pages.images, id, pages.places)
      return pages.images
    }
    let changed = duplicates.filter { index, earlier in
      var (a, b) = (pages.images[index], pages.images[earlier])
      a.imageTags.sort()
      b.imageTags.sort()
      return a != b
    }
    if let first = changed.first {
      findings.append(
        Finding(
          .error, "IMAGE_CHANGED_BETWEEN_PAGES",
          "image \(pages.images.digests[first.index]) of \(id) is described twice, with differences"
            + Self.andMore(changed.count - 1, "image"),
          help: Self.helpForTwoLists, at: location(pages.places[first.index]),
          related: [.init(message: "first here", location: location(pages.places[first.earlier]))]))
    }
    tellRepeats(duplicates, id, pages)
    let extra = Set(duplicates.map(\.index))
    let kept = pages.images.indices.filter { !extra.contains($0) }
    let table = ImageTable(kept.map { pages.images[$0] })
    checkTags(table, id, kept.map { pages.places[$0] })
    return table
  }

  /// Reports that several complete answers are combined: they may be lists of two regions without
  /// common images, which would be two repositories.
  private mutating func tellWholeLists(_ id: RepositoryID, _ pages: RepositoryPages) {
    if let finding = Self.severalWholeLists(of: id, at: pages.wholeLists.map(location)) {
      findings.append(finding)
    }
  }

  /// What to report on the places of complete answers about one repository; nil for one.
  package static func severalWholeLists(
    of id: RepositoryID, at places: [Location]
  ) -> Finding? {
    guard places.count > 1 else { return nil }
    return Finding(
      .warning, "SEVERAL_WHOLE_LISTS",
      "\(places.count) complete lists of \(id) are given; they count as one repository",
      help: "if they are lists of several regions, put "
        + "`{\"drydock\": {\"region\": \"REGION\"}}` before each region's list",
      at: places[1], related: [.init(message: "first here", location: places[0])])
  }

  private mutating func tellRepeats(
    _ duplicates: [(index: Int, earlier: Int)], _ id: RepositoryID, _ pages: RepositoryPages
  ) {
    let first = duplicates[0]
    findings.append(
      Finding(
        .warning, "IMAGE_GIVEN_TWICE",
        duplicates.count == 1
          ? "an image of \(id) appears twice; it counts once"
          : "\(duplicates.count) images of \(id) appear twice; they count once",
        at: location(pages.places[first.index]),
        related: [.init(message: "first here", location: location(pages.places[first.earlier]))]))
  }

  /// Two answers about one repository that cannot both be true, in the words of ``finish()`` and of
  /// the import into snapshots.
  package static let helpForTwoLists =
    "the lists are probably from two regions or two points in time: for two regions, put "
    + "`{\"drydock\": {\"region\": \"REGION\"}}` before each list; otherwise, run `aws ecr "
    + "describe-images` again"

  /// A tag names one image of a repository: where it is on two, lists of two repositories, or of two
  /// moments, are mixed, be it in one document or in several.
  private mutating func checkTags(
    _ images: ImageTable, _ id: RepositoryID, _ places: [(file: Int, offset: Int)]
  ) {
    guard let clash = TagClash(in: images) else { return }
    findings.append(
      clash.finding(id, at: location(places[clash.second]), first: location(places[clash.first])))
  }

  /// `, as are 3 more of its tags`; nothing for no more.
  static func andMore(_ count: Int, _ noun: String) -> String {
    count == 0 ? "" : ", as \(count == 1 ? "is" : "are") \(count) more of its \(noun)s"
  }

  private func location(_ place: (file: Int, offset: Int)) -> Location {
    sources[place.file].location(of: Span(place.offset, place.offset + 1))
  }
}
