public import ECRModel
import Foundation
import GRDB

/// A snapshot that is read: whole registries in one SQLite file, in the state that they had when it was
/// opened.
public final class SnapshotStore: Sendable {
  /// The file.
  public let path: String
  let queue: DatabaseQueue

  /// Opens a snapshot.
  ///
  /// - Throws: ``SnapshotError`` when the file is none, or cannot be read.
  public convenience init(_ path: String) throws(SnapshotError) {
    self.init(path, try SnapshotFile.openForReading(path))
  }

  private init(_ path: String, _ queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  /// Opens a snapshot several times, for as many readers at once, all of which see the same state.
  ///
  /// - Throws: ``SnapshotError`` when the file is none, or cannot be read.
  public static func open(
    _ path: String, readers: Int
  ) throws(SnapshotError) -> [SnapshotStore] {
    let probe = try SnapshotFile.openForReading(path)
    while true {
      let before = try dataVersion(probe, path)
      var stores: [SnapshotStore] = []
      for _ in 0..<max(1, readers) {
        stores.append(try SnapshotStore(path))
      }
      // Nothing was committed while they were opened, so they see one state.
      if try dataVersion(probe, path) == before { return stores }
    }
  }

  /// A number that changes when somebody else has committed.
  private static func dataVersion(
    _ probe: DatabaseQueue, _ path: String
  ) throws(SnapshotError) -> Int {
    try SnapshotError.catching(path) {
      try probe.inDatabase { database in
        try database.execute(sql: "COMMIT")
        let version = try Int.fetchOne(database, sql: "PRAGMA data_version") ?? 0
        try database.execute(sql: "BEGIN")
        return version
      }
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(SnapshotError) -> Value {
    try SnapshotError.catching(path) { try queue.inDatabase(body) }
  }
}

/// A registry of a snapshot.
public struct StoredRegistry: Sendable, Hashable {
  /// Its number in the file.
  public var number: Int64
  /// The account, where a document tells.
  public var account: String?
  /// The region, where a document tells.
  public var region: String?
}

/// A repository of a snapshot, without its images.
public struct StoredRepository: Sendable, Hashable {
  /// Its number in the file.
  public var number: Int64
  /// The number of its registry.
  public var registry: Int64
  /// Its identity.
  public var id: RepositoryID
  /// Its lifecycle policy, if a document has one.
  public var lifecyclePolicy: String?
  /// When AWS evaluated it last, if its document says so.
  public var lifecyclePolicyEvaluatedAt: Timestamp?
  /// Whether its images were imported; without them nothing can be said of it.
  public var hasImages: Bool
  /// Whether the last page of them said that more follow.
  public var lacksPages: Bool
}

extension SnapshotStore {
  /// The registries, ordered by account and region.
  public func registries() throws(SnapshotError) -> [StoredRegistry] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT registry_id, account, region FROM registry ORDER BY account, region"
      ).map { row in
        StoredRegistry(number: row[0], account: Self.known(row[1]), region: Self.known(row[2]))
      }
    }
  }

  /// The repositories, ordered by account, name and region.
  public func repositories() throws(SnapshotError) -> [StoredRepository] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT repository_id, registry_id, account, region, name, lifecycle_policy, has_images,
            lacks_pages, lifecycle_policy_evaluated_at
          FROM repository JOIN registry USING (registry_id) ORDER BY account, name, region
          """
      ).map { row in
        StoredRepository(
          number: row[0], registry: row[1],
          id: RepositoryID(
            registryID: Self.known(row[2]), region: Self.known(row[3]), repositoryName: row[4]),
          lifecyclePolicy: row[5],
          lifecyclePolicyEvaluatedAt: (row[8] as Int64?).map { Timestamp(microseconds: $0) },
          hasImages: row[6], lacksPages: row[7])
      }
    }
  }

  static func known(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// A repository with its images and what is known of their manifests.
  public func repository(_ stored: StoredRepository) throws(SnapshotError) -> Repository {
    try read { database in
      Repository(
        id: stored.id, images: try ImageRows.read(database, repository: stored.number),
        manifests: try Self.manifests(database, repository: stored.number),
        isComplete: !stored.lacksPages)
    }
  }

  private static func manifests(
    _ database: Database, repository: Int64
  ) throws -> [String: Manifest] {
    var manifests: [String: Manifest] = [:]
    let statement = try database.cachedStatement(
      sql: "SELECT digest, subject FROM manifest WHERE repository_id = ?")
    for row in try Row.fetchAll(statement, arguments: [repository]) {
      let subject: [UInt8]? = (row[1] as Data?).map { Array($0) }
      manifests[DigestBlob.text(Array(row[0] as Data))] = Manifest(
        subject: subject.map(DigestBlob.text))
    }
    guard !manifests.isEmpty else { return [:] }
    let children = try database.cachedStatement(
      sql: """
        SELECT digest, child FROM manifest_child WHERE repository_id = ?
        ORDER BY digest, position
        """)
    for row in try Row.fetchAll(children, arguments: [repository]) {
      let list = DigestBlob.text(Array(row[0] as Data))
      manifests[list]?.children.append(DigestBlob.text(Array(row[1] as Data)))
    }
    return manifests
  }
}
