import ECRModel
import ECRStore
import Texts

/// Writes a snapshot as the documents of the AWS CLI that it was made of.
///
/// Imported again they make the same snapshot.
package enum ExportSnapshot {
  /// Writes every document; `sink` is given a file's path with the next piece of it.
  ///
  /// - Throws: `SnapshotError` when the snapshot cannot be read; whatever `sink` throws.
  package static func run(
    _ path: String, to sink: (_ file: String, _ bytes: [UInt8]) throws -> Void
  ) throws {
    let store = try SnapshotStore(path)
    let documents = SnapshotDocuments(store)
    func write(_ sources: [SourceText]) throws {
      for source in sources { try sink(source.name, source.bytes) }
    }
    let repositories = Dictionary(grouping: try store.repositories(), by: \.registry)
    for registry in try store.registries() {
      let inside = repositories[registry.number] ?? []
      WorkMeter.add(inside.count + 1)
      try write(try documents.documents(of: registry))
      if let list = try documents.describeRepositories(registry, inside) { try write([list]) }
      for repository in inside {
        try write(try documents.documents(of: repository))
        if repository.hasImages { try writeImages(of: repository, store, sink) }
      }
    }
    for (account, lacksPages) in try store.accountsWithDetails() {
      try write([try documents.authorizationDetails(of: account, lacksPages: lacksPages)])
    }
    try write(try documents.documents(ofOrganization: store.organizationPolicies()))
    try write(try documents.failedCalls().map { [$0] } ?? [])
  }

  private static let imagesAtOnce = 1000

  private static func writeImages(
    of repository: StoredRepository, _ store: SnapshotStore,
    _ sink: (String, [UInt8]) throws -> Void
  ) throws {
    let images = try store.repository(repository).images
    let others = try store.otherMembers(of: repository)
    let path = SnapshotDocuments.folder(of: repository.id) + "/describe-images.json"
    var json = ByteBuffer()
    // Without images the document would not name its repository.
    json.note(SnapshotNote(repository.id, withARN: images.isEmpty))
    json.open("{")
    json.member("imageDetails", indent: 2)
    json.open("[")
    for index in images.indices {
      json.element(indent: 4)
      json.detail(images[index], others[index], repository.id)
      if index % imagesAtOnce == imagesAtOnce - 1 {
        try sink(path, json.bytes)
        json.removeAll()
      }
    }
    if !images.isEmpty { json.newLine(2) }
    json.close("]")
    if repository.lacksPages {
      json.member("NextToken", indent: 2)
      json.string("more")
    }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    try sink(path, json.bytes)
  }
}

extension ByteBuffer {
  /// An element of describe-images.
  fileprivate mutating func detail(
    _ image: ImageDetail, _ others: [UInt8]?, _ id: RepositoryID
  ) {
    openOwned(by: id.registryID)
    member("repositoryName")
    string(id.repositoryName)
    member("imageDigest")
    string(image.imageDigest)
    if !image.imageTags.isEmpty {
      member("imageTags")
      array(image.imageTags) { $0.string($1) }
    }
    if let size = image.imageSizeInBytes {
      member("imageSizeInBytes")
      number(Int(size))
    }
    let texts: [(StaticString, String?)] = [
      ("imagePushedAt", image.imagePushedAt.description),
      ("lastRecordedPullTime", image.lastRecordedPullTime?.description),
      ("lastArchivedAt", image.lastArchivedAt?.description),
      ("lastActivatedAt", image.lastActivatedAt?.description),
      ("imageManifestMediaType", image.imageManifestMediaType),
      ("artifactMediaType", image.artifactMediaType), ("imageStatus", image.imageStatus.rawValue),
      ("subjectManifestDigest", image.subjectManifestDigest),
    ]
    for (name, text) in texts where text != nil {
      member(name)
      string(text)
    }
    if let others {
      element()
      text(others[...])
    }
    close("}")
  }
}
