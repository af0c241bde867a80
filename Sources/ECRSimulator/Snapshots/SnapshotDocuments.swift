import ECRModel
import ECRStore
import Texts

/// The documents of a snapshot as the AWS CLI printed them, a folder a registry.
///
/// This is what `snapshot export` writes, and where policies are read from when a snapshot replaces
/// files: the positions in findings are those in the exported files.
///
/// A note `{"drydock": {…}}` precedes each document that does not name its account or region.
struct SnapshotDocuments {
  let store: SnapshotStore
  /// The prefix of the names: the snapshot's own, or nothing.
  let prefix: String

  init(_ store: SnapshotStore, prefix: String = "") {
    self.store = store
    self.prefix = prefix.isEmpty ? "" : prefix + "/"
  }

  func document(
    _ path: String, _ note: SnapshotNote, _ body: (inout ByteBuffer) -> Void
  ) -> SourceText {
    var json = ByteBuffer()
    json.note(note)
    body(&json)
    json.newLine(0)
    return SourceText(name: prefix + path, bytes: json.bytes)
  }

  // MARK: Registries

  private static func place(_ account: String?, _ region: String?) -> String {
    "\(safe(account ?? "unknown"))/\(safe(region ?? "unknown"))"
  }

  static func folder(of registry: StoredRegistry) -> String {
    place(registry.account, registry.region)
  }

  func registryPolicy(of registry: StoredRegistry) throws -> SourceText? {
    try store.documents(of: registry).policy.map { policy in
      document("\(Self.folder(of: registry))/get-registry-policy.json", SnapshotNote(registry)) {
        $0.policy(policy, "policyText", registry: registry.account)
      }
    }
  }

  func describeRepositories(_ registry: StoredRegistry, _ repositories: [StoredRepository]) throws
    -> SourceText?
  {
    let descriptions = try repositories.compactMap { try store.documents(of: $0).description }
    guard !descriptions.isEmpty else { return nil }
    return document(
      "\(Self.folder(of: registry))/describe-repositories.json", SnapshotNote(registry)
    ) { $0.list("repositories", descriptions) }
  }

  /// The repositories of a registry by their ARNs, including those without a description.
  func listing(
    _ registry: StoredRegistry, _ repositories: [StoredRepository]
  ) throws -> SourceText? {
    let elements = try repositories.compactMap { repository in
      try store.documents(of: repository).description
        ?? repository.id.arn.map { "{\"repositoryArn\":\"\($0)\"}" }
    }
    guard !elements.isEmpty else { return nil }
    return document(
      "\(Self.folder(of: registry))/describe-repositories.json", SnapshotNote(registry)
    ) { $0.list("repositories", elements) }
  }

  /// Everything of a registry that is not of one of its repositories.
  func documents(of registry: StoredRegistry) throws -> [SourceText] {
    let stored = try store.documents(of: registry)
    let note = SnapshotNote(registry)
    let folder = Self.folder(of: registry)
    var documents: [SourceText] = []
    if let description = stored.description {
      documents.append(document("\(folder)/describe-registry.json", note) { $0.text(description) })
    }
    if let configuration = stored.scanningConfiguration {
      documents.append(
        document("\(folder)/get-registry-scanning-configuration.json", note) {
          $0.text(configuration)
        })
    }
    if !stored.pullThroughCacheRules.isEmpty {
      documents.append(
        document("\(folder)/describe-pull-through-cache-rules.json", note) {
          $0.list("pullThroughCacheRules", stored.pullThroughCacheRules)
        })
    }
    if !stored.repositoryCreationTemplates.isEmpty {
      documents.append(
        document("\(folder)/describe-repository-creation-templates.json", note) {
          $0.list(
            "repositoryCreationTemplates", stored.repositoryCreationTemplates,
            registry: registry.account)
        })
    }
    return documents + (try registryPolicy(of: registry).map { [$0] } ?? [])
  }

  // MARK: Repositories

  /// The folder of a repository: no name of one has a `+`, so that no two share a folder.
  static func folder(of id: RepositoryID) -> String {
    place(id.registryID, id.region) + "/repositories/"
      + short(safe(id.repositoryName.replacing("/", with: "+")))
  }

  /// A name of at most 255 bytes, the limit of file systems; a number replaces what is cut off.
  private static func short(_ name: String) -> String {
    guard name.utf8.count > 200 else { return name }
    return name.prefix(200) + "~" + String(FNV1a.hash(name.utf8), radix: 16)
  }

  /// A name as a part of a path; what AWS would not name anything is written so that it leads nowhere
  /// else.
  static func safe(_ name: String) -> String {
    name.unicodeScalars.enumerated().map { place, scalar in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || "+-_".unicodeScalars.contains(scalar) || scalar == "." && place > 0
        ? String(scalar)
        : String(scalar).utf8.map { "%" + String($0, radix: 16) }.joined()
    }.joined()
  }

  func lifecyclePolicy(_ text: String, evaluatedAt: Timestamp? = nil, of id: RepositoryID)
    -> SourceText
  {
    document("\(Self.folder(of: id))/get-lifecycle-policy.json", SnapshotNote(id)) {
      $0.policy(
        text, "lifecyclePolicyText", registry: id.registryID, repository: id.repositoryName,
        evaluatedAt: evaluatedAt)
    }
  }

  func repositoryPolicy(_ text: String, of id: RepositoryID) -> SourceText {
    document("\(Self.folder(of: id))/get-repository-policy.json", SnapshotNote(id)) {
      $0.policy(text, "policyText", registry: id.registryID, repository: id.repositoryName)
    }
  }

  func tags(_ tags: [(key: String, value: String)], of id: RepositoryID) -> SourceText {
    document(
      "\(Self.folder(of: id))/list-tags-for-resource.json", SnapshotNote(id, withARN: true)
    ) { json in
      json.open("{")
      json.member("tags")
      json.array(tags) { json, tag in
        json.open("{")
        json.member("Key")
        json.string(tag.key)
        json.member("Value")
        json.string(tag.value)
        json.close("}")
      }
      json.close("}")
    }
  }

  /// The documents of a repository other than its images.
  func documents(of repository: StoredRepository) throws -> [SourceText] {
    let stored = try store.documents(of: repository)
    let id = repository.id
    var documents: [SourceText] = []
    if let text = stored.lifecyclePolicy {
      documents.append(
        lifecyclePolicy(text, evaluatedAt: stored.lifecyclePolicyEvaluatedAt, of: id))
    }
    if let text = stored.policy { documents.append(repositoryPolicy(text, of: id)) }
    if let tags = stored.tags { documents.append(self.tags(tags, of: id)) }
    let manifests = try store.manifestTexts(of: repository)
    if !manifests.isEmpty {
      documents.append(
        document("\(Self.folder(of: id))/batch-get-image.json", SnapshotNote(id)) {
          $0.list("images", manifests, alsoEmpty: "failures")
        })
    }
    return documents
  }
}
