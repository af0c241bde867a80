import ECRDocuments
import ECRModel
import ECRStore
import Texts

/// Transfers the content of documents into a snapshot.
struct SnapshotImporter {
  var context = DocumentContext()
  var findings: [Finding] = []
  var passedOver: [(kind: String, location: Location)] = []
  var progress = ImportSnapshot.Progress()
  /// What the collections of the documents report.
  private(set) var failedCalls: [FailedCalls] = []
  /// The place where a page of a repository's images announces more; nil where some page ends them.
  private var moreToCome: [RepositoryID: Location?] = [:]
  /// Where the complete lists of a repository's images start.
  private var wholeLists: [RepositoryID: [Location]] = [:]
  /// Repositories with an image that is in two lists, which is reported by itself.
  private var overlapping: Set<RepositoryID> = []
  private var owners = PolicyOwners()
  /// The first mention of a repository, or of an account's registry, without its region.
  private var regionless: [RepositoryID: Location] = [:]
  private var regionlessAccounts: [String: Location] = [:]
  /// Where the images of each repository stand, page by page in the order of their places; by the number
  /// of the repository, which documents may name with its region or without.
  private var pages: [Int64: [ImagePlaces]] = [:]

  /// Where the images of a page stand.
  ///
  /// The text itself is not kept: it may be large.
  private struct ImagePlaces {
    var id: RepositoryID
    var file: String
    var offsets: [Int]
  }

  /// Ends the import; `read` gives a file again.
  mutating func finish(
    in writer: SnapshotWriter, _ read: (_ file: String) throws -> SourceText
  ) throws {
    if !findings.containsErrors { try checkTags(in: writer, read) }
    for (id, place) in moreToCome.sorted(by: { $0.key < $1.key }) {
      guard let place else { continue }
      findings.append(
        Finding(
          .warning, "MORE_PAGES",
          "the output reports more images of \(id), but no page has them",
          help: MissingPages.help,
          at: place))
    }
    for (id, places) in wholeLists.sorted(by: { $0.key < $1.key })
    where !overlapping.contains(id) {
      if let finding = SnapshotReader.severalWholeLists(of: id, at: places) {
        findings.append(finding)
      }
    }
    if !findings.containsErrors { try keepFailedCalls(in: writer) }
    if !findings.containsErrors, writer.log.isEmpty, !writer.hasImages, failedCalls.isEmpty,
      let first = passedOver.first
    {
      findings.append(
        Finding(
          .error, "NOTHING_TO_IMPORT", "this is \(first.kind), which a snapshot does not store",
          help: "give AWS CLI output; `drydock snapshot script` prints a script that "
            + "collects it", at: first.location))
    }
    do {
      if !findings.containsErrors { try writer.finish() }
    } catch let error as SnapshotWriter.AmbiguousRepository {
      guard let place = regionless[error.id] else {
        throw InvalidInput(
          "the snapshot has \(error.id) without a region, but now it is in "
            + error.regions.joined(separator: ", ")
            + ": import its documents again with their region, together with these")
      }
      refuse(error, place)
    } catch let error as SnapshotWriter.AmbiguousRegistry {
      if let place = regionlessAccounts[error.account] { refuse(error, place) }
    }
    if findings.containsErrors { throw InvalidInput(findings: findings.inReadingOrder()) }
  }

  private mutating func note(
    _ kind: String, _ text: String, of id: RepositoryID, _ document: StorableDocument
  ) {
    owners.note(text, "the \(kind) of \(id)", at: document.location).map { findings.append($0) }
  }

  private mutating func noteRegionless(_ id: RepositoryID, _ location: Location) {
    guard id.region == nil, regionless[id] == nil else { return }
    regionless[id] = location
  }

  // MARK: Images

  /// Refuses a tag on two images of one repository, where its images come in several pages: one page by
  /// itself has been looked at.
  private mutating func checkTags(
    in writer: SnapshotWriter, _ read: (String) throws -> SourceText
  ) throws {
    for (number, pages) in pages.sorted(by: { $0.key < $1.key }) where pages.count > 1 {
      guard let found = try writer.tagOnTwoImages(ofRepository: number) else { continue }
      func location(_ place: Int) throws -> Location {
        var offset = place
        for page in pages {
          if offset < page.offsets.count {
            let start = page.offsets[offset]
            return try read(page.file).location(of: Span(start, start + 1))
          }
          offset -= page.offsets.count
        }
        preconditionFailure("every image of the import is on one of its pages")
      }
      let clash = TagClash(
        tag: found.tag, first: found.first, second: found.second, moreCount: found.moreCount)
      findings.append(
        clash.finding(
          pages[0].id, at: try location(clash.second), first: try location(clash.first)))
    }
  }

  mutating func keep(
    _ file: ImageFile, othersToo: Bool, in writer: SnapshotWriter
  ) throws {
    let (source, pages) = (file.source, file.pages)
    findings += pages.findings
    guard !findings.containsErrors else { return }
    if othersToo, pages.hasOtherDocuments { _ = try keep(source, in: writer) }
    for repository in pages.repositories {
      do {
        try keep(repository, file.name, source, in: writer)
      } catch let error as SnapshotWriter.AmbiguousRepository {
        refuse(error, Self.start(of: repository, source))
      } catch let error as InvalidName {
        refuse(error, Self.start(of: repository, source))
      }
    }
  }

  private mutating func keep(
    _ repository: ImagePages.Repository, _ file: String, _ source: SourceText,
    in writer: SnapshotWriter
  ) throws {
    let id = repository.id
    noteRegionless(id, Self.start(of: repository, source))
    if repository.isListed {
      try settle("describe-images", id, in: writer)
      // The order of pages does not matter: one that nothing follows is the last.
      let isEnded = !repository.lacksPages || moreToCome[id] == .some(nil)
      moreToCome[id] = .some(isEnded ? nil : repository.moreToCome)
      wholeLists[id, default: []] += repository.wholeLists.map {
        source.location(of: Span($0, $0 + 1))
      }
      let duplicates = try writer.add(
        repository.images, others: repository.others, lacksPages: !isEnded, to: id)
      progress.imageCount += repository.images.count
      let skipped = Set(duplicates.map(\.index))
      let kept = repository.offsets.enumerated().filter { !skipped.contains($0.offset) }
      pages[try writer.repository(id), default: []].append(
        ImagePlaces(id: id, file: file, offsets: kept.map(\.element)))
      if !duplicates.isEmpty { overlapping.insert(id) }
      tell(duplicates, repository, source)
    }
    if !repository.manifests.isEmpty { try settle("batch-get-image", id, in: writer) }
    for (digest, manifest) in repository.manifests.sorted(by: { $0.key < $1.key }) {
      try writer.add(
        manifest, digest: digest, description: repository.manifestTexts[digest] ?? [], to: id)
    }
  }

  private static func start(of repository: ImagePages.Repository, _ source: SourceText) -> Location
  {
    let offset = repository.offsets.first ?? 0
    return source.location(of: Span(offset, offset + 1))
  }

  private mutating func tell(
    _ duplicates: [(index: Int, differs: Bool)], _ repository: ImagePages.Repository,
    _ source: SourceText
  ) {
    func place(_ index: Int) -> Location {
      let offset = repository.offsets[index]
      return source.location(of: Span(offset, offset + 1))
    }
    for duplicate in duplicates.filter(\.differs).prefix(SnapshotReader.mostMistakes) {
      findings.append(
        Finding(
          .error, "IMAGE_CHANGED_BETWEEN_PAGES",
          "image \(repository.images.digests[duplicate.index]) of \(repository.id) is described "
            + "twice, with differences",
          help: SnapshotReader.helpForTwoLists, at: place(duplicate.index)))
    }
    if let first = duplicates.first {
      findings.append(
        Finding(
          .warning, "IMAGE_GIVEN_TWICE",
          duplicates.count == 1
            ? "an image of \(repository.id) appears twice; it counts once"
            : "\(duplicates.count) images of \(repository.id) appear twice; they count once",
          at: place(first.index)))
    }
  }

  // MARK: Everything else

  /// Keeps the documents of a file that are not of images; returns whether it also has images.
  mutating func keep(_ source: SourceText, in writer: SnapshotWriter) throws -> Bool {
    let reading = StorableDocumentReader.read(source, context)
    findings += reading.findings
    passedOver += reading.passedOver
    guard !reading.findings.containsErrors else { return false }
    for document in reading.documents {
      do {
        try keep(document, in: writer)
        try settle(document, in: writer)
      } catch let error as SnapshotWriter.AmbiguousRepository {
        refuse(error, document.location)
      } catch let error as SnapshotWriter.AmbiguousRegistry {
        refuse(error, document.location)
      } catch let error as InvalidName {
        refuse(error, document.location)
      }
    }
    return reading.hasImages
  }

  /// Remembers what does not name its region, to try again once all documents are known.
  private mutating func noteRegionless(_ document: StorableDocument) {
    let (account, region) = (document.context.account, document.context.region)
    switch document.content {
    case .lifecyclePolicy(let name, _, _), .repositoryPolicy(let name, _):
      noteRegionless(
        RepositoryID(registryID: account, region: region, repositoryName: name), document.location)
    case .registry, .registryPolicy, .pullThroughCacheRules, .scanningConfiguration,
      .repositoryCreationTemplates:
      if region == nil, regionlessAccounts[account ?? ""] == nil {
        regionlessAccounts[account ?? ""] = document.location
      }
    case .repositories, .tags, .entities, .organizationPolicy, .targets, .organization, .parent,
      .failedCalls:
      break
    }
  }

  private mutating func keep(_ document: StorableDocument, in writer: SnapshotWriter) throws {
    noteRegionless(document)
    let (account, region) = (document.context.account, document.context.region)
    func repository(_ name: String) -> RepositoryID {
      RepositoryID(registryID: account, region: region, repositoryName: name)
    }
    switch document.content {
    case .registry(let description):
      try writer.describe(registry: description, account: account, region: region)
    case .repositories(let repositories):
      for element in repositories {
        try writer.describe(
          repository: element.description, try repositoryID(element.key, document))
      }
    case .lifecyclePolicy(let name, let text, let evaluatedAt):
      note("lifecycle policy", text, of: repository(name), document)
      try writer.set(lifecyclePolicy: text, evaluatedAt: evaluatedAt, of: repository(name))
    case .repositoryPolicy(let name, let text):
      note("repository policy", text, of: repository(name), document)
      try writer.set(repositoryPolicy: text, of: repository(name))
    case .registryPolicy(let text):
      let owner = PolicyOwners.registryPolicy(account: account, region: region)
      owners.note(text, owner, at: document.location).map { findings.append($0) }
      try writer.set(registryPolicy: text, account: account, region: region)
    case .tags(let tags):
      try writer.set(
        tags: tags, of: try repositoryID(document.context.resourceARN ?? "", document))
    case .pullThroughCacheRules(let rules):
      guard account != nil || !rules.isEmpty else { return }
      try writer.set(pullThroughCacheRules: Self.elements(rules), account: account, region: region)
    case .scanningConfiguration(let description):
      try writer.set(scanningConfiguration: description, account: account, region: region)
    case .repositoryCreationTemplates(let templates):
      try writer.set(
        repositoryCreationTemplates: Self.elements(templates), account: account, region: region)
    case .failedCalls(let list): failedCalls.append(list)
    case .entities, .organizationPolicy, .targets, .organization, .parent:
      try keepWhoAndWhere(document, in: writer)
    }
  }

  /// Keeps the principals of an account, and the policies of an organization.
  private mutating func keepWhoAndWhere(_ document: StorableDocument, in writer: SnapshotWriter)
    throws
  {
    switch document.content {
    case .entities(let users, let groups, let roles, let policies, let isTruncated):
      for entity in users + groups + roles + policies {
        owners.note(entity: entity.description, entity.key, at: document.location)
          .map { findings.append($0) }
      }
      let owner =
        Self.owner(of: users + groups + roles + policies) ?? document.context.account ?? ""
      try writer.beginEntities(of: owner, isTruncated: isTruncated)
      try writer.add(.user, Self.elements(users), account: owner)
      try writer.add(.group, Self.elements(groups), account: owner)
      try writer.add(.role, Self.elements(roles), account: owner)
      try writer.add(.policy, Self.elements(policies), account: owner)
    case .organizationPolicy(let policy, let type):
      try writer.set(organizationPolicy: Self.element(policy), type: type)
    case .targets(let targets):
      try writer.set(targets: Self.elements(targets), of: document.context.policyID ?? "")
    case .organization(let organization, let managementAccount):
      try writer.set(
        organization: Self.element(organization), managementAccount: managementAccount)
    case .parent(let parent):
      try writer.set(parent: Self.element(parent), of: document.context.childID ?? "")
    case .registry, .repositories, .lifecyclePolicy, .repositoryPolicy, .registryPolicy, .tags,
      .pullThroughCacheRules, .scanningConfiguration, .repositoryCreationTemplates, .failedCalls:
      break
    }
  }

  private static func element(_ element: StorableDocument.Element) -> SnapshotWriter.Element {
    SnapshotWriter.Element(key: element.key, description: element.description)
  }

  private static func elements(_ all: [StorableDocument.Element]) -> [SnapshotWriter.Element] {
    all.map(element)
  }

  private func repositoryID(
    _ text: String, _ document: StorableDocument
  ) throws(InvalidInput) -> RepositoryID {
    if let id = ARN(text).flatMap({ RepositoryID($0) }) { return id }
    let invalid = InvalidName.repositoryARN(text)
    let finding = Finding(
      .error, "INVALID_RESOURCE", invalid.message, help: invalid.help, at: document.location,
      facts: ["A-33"])
    throw InvalidInput(findings: findings + [finding])
  }

  private static let regionHelp =
    "give --region, or put `{\"drydock\": {\"region\": \"REGION\"}}` before it, as `drydock "
    + "snapshot script` does"

  private mutating func refuse(
    _ error: SnapshotWriter.AmbiguousRepository, _ location: Location
  ) {
    findings.append(
      Finding(
        .error, "REGION_UNKNOWN",
        "the document does not name the region of \(error.id), which is in "
          + error.regions.joined(separator: ", "), help: Self.regionHelp, at: location))
  }

  private mutating func refuse(_ error: InvalidName, _ location: Location) {
    findings.append(
      Finding(.error, "INVALID_NAME", error.message, help: error.help, at: location))
  }

  private mutating func refuse(_ error: SnapshotWriter.AmbiguousRegistry, _ location: Location) {
    findings.append(
      Finding(
        .error, "REGION_UNKNOWN",
        "the document does not name its region, and account \(error.account) has registries in "
          + error.regions.joined(separator: ", "), help: Self.regionHelp, at: location))
  }
}
