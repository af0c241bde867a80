package import ECRModel
import GRDB

/// A snapshot that is read: whole registries in one SQLite file, in the state that they had when it was
/// opened.
package final class SnapshotStore: Sendable {
  /// The file.
  package let path: String
  let queue: DatabaseQueue
  /// The state that the file must keep to the end, where SQLite does not notice other writers.
  private let stamp: FileStamp?

  /// Opens a snapshot.
  ///
  /// - Throws: ``SnapshotError`` when the file is not a snapshot, or cannot be read.
  package init(_ path: String) throws(SnapshotError) {
    self.path = path
    let stamp = FileStamp(path)
    queue = try SnapshotFile.openForReading(path)
    self.stamp = queue.configuration.readonly ? stamp : nil
  }

  /// Opens a snapshot several times, for several readers that all see the same state.
  ///
  /// There are fewer where the system cannot guarantee that they see the same.
  ///
  /// - Throws: ``SnapshotError`` when the file is not a snapshot, or cannot be read.
  package static func open(
    _ path: String, readers: Int
  ) throws(SnapshotError) -> [SnapshotStore] {
    let first = try SnapshotStore(path)
    guard readers > 1 else { return [first] }
    let probe = try SnapshotFile.openForReading(path)
    defer { try? probe.close() }
    for _ in 0..<mostAttempts {
      let before = try dataVersion(probe, path)
      var stores: [SnapshotStore] = []
      for _ in 0..<readers { stores.append(try SnapshotStore(path)) }
      // Nothing was committed while they were opened, so they see one state.
      if try dataVersion(probe, path) == before {
        first.close()
        return stores
      }
      for store in stores { store.close() }
    }
    // WHY: another program commits all the time; or SQLite cannot write next to the file and so
    // cannot detect it. One reader still sees one state, only more slowly.
    return [first]
  }

  private static let mostAttempts = 10

  /// A number that changes when another connection has committed.
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

  /// Ends the reading: removes SQLite's files next to the file, unless another program uses it.
  ///
  /// A store without references is closed as well.
  package func close() { try? queue.close() }

  func read<Value>(_ body: (Database) throws -> Value) throws(SnapshotError) -> Value {
    let value = try SnapshotError.catching(path) { try queue.inDatabase(body) }
    guard stamp == nil || stamp == FileStamp(path) else {
      throw SnapshotError("\(path) was changed while it was read; try again")
    }
    return value
  }
}

/// A registry of a snapshot.
package struct StoredRegistry: Sendable, Hashable {
  /// Its number in the file.
  package var number: Int64
  /// The account, if a document names it.
  package var account: String?
  /// The region, if a document names it.
  package var region: String?
}

/// A repository of a snapshot, without its images.
package struct StoredRepository: Sendable, Hashable {
  /// Its number in the file.
  package var number: Int64
  /// The number of its registry.
  package var registry: Int64
  /// Its identity.
  package var id: RepositoryID
  /// Its lifecycle policy, if a document has one.
  package var lifecyclePolicy: String?
  /// The time of AWS's last evaluation, if the document has it.
  package var lifecyclePolicyEvaluatedAt: Timestamp?
  /// Whether its images were imported; without them it cannot be evaluated.
  package var hasImages: Bool
  /// Whether the last page of them announced more.
  package var lacksPages: Bool
}

extension SnapshotStore {
  /// The registries, ordered by account and region.
  package func registries() throws(SnapshotError) -> [StoredRegistry] {
    try read(Self.allRegistries)
  }

  private static func allRegistries(_ database: Database) throws -> [StoredRegistry] {
    try database.rows(
      of: "registry",
      """
      SELECT registry_id, account, region, description, policy, scanning_configuration
      FROM registry ORDER BY account, region
      """
    ) { row in
      // Columns that are not needed here are read too, to report their place.
      _ = (try row.optionalJSON(3), try row.optionalText(4), try row.optionalJSON(5))
      return StoredRegistry(
        number: try row.int(0), account: try row.account(1), region: try row.region(2))
    }
  }

  /// The repositories, ordered by account, name and region.
  package func repositories() throws(SnapshotError) -> [StoredRepository] {
    try read { database in
      _ = try Self.allRegistries(database)
      // LEFT: a repository of a registry that is missing must not be passed over.
      let repositories = try database.rows(
        of: "repository",
        """
        SELECT repository_id, registry_id, account, region, name, lifecycle_policy, has_images,
          lacks_pages, lifecycle_policy_evaluated_at, repository.description, repository.policy,
          has_tags
        FROM repository LEFT JOIN registry USING (registry_id) ORDER BY account, name, region
        """
      ) { row in
        guard !row.isNull(2) else { throw row.damage(1, "the number of a row of `registry`") }
        let number = try row.int(0)
        _ = try ImageRows.numbers(of: number)
        // Columns that are not needed here are read too, to report their place.
        _ = (try row.optionalJSON(9), try row.optionalText(10), try row.flag(11))
        return StoredRepository(
          number: number, registry: try row.int(1),
          id: RepositoryID(
            registryID: Self.known(try row.text(2)), region: try row.region(3),
            repositoryName: try row.repositoryName(4)),
          lifecyclePolicy: try row.optionalText(5),
          lifecyclePolicyEvaluatedAt: try row.optionalTime(8), hasImages: try row.flag(6),
          lacksPages: try row.flag(7))
      }
      try Self.verify(database, "registry", "repository")
      return repositories
    }
  }

  /// Asks SQLite whether some small tables are intact: lost rows would go unnoticed.
  static func verify(_ database: Database, _ tables: String...) throws {
    for table in tables {
      let answers = try database.rows(
        of: table, key: 0, "PRAGMA integrity_check('\(table)')"
      ) { try $0.text(0) }
      guard answers == ["ok"] else {
        throw SnapshotDamage(
          description: "table `\(table)` is damaged (SQLite: \(answers.first ?? "no answer"))")
      }
      try checkReferences(database, table)
    }
  }

  /// Refuses rows that refer to none, which would be passed over.
  static func checkReferences(_ database: Database, _ tables: String...) throws {
    for table in tables {
      _ = try database.rows(of: table, key: 0, "PRAGMA foreign_key_check('\(table)')") {
        (row) -> Void in
        throw SnapshotDamage(
          description: "a row of table `\(table)` refers to no row of `\(try row.text(2))`")
      }
    }
  }

  static func known(_ text: String) -> String? { text.isEmpty ? nil : text }

  /// A repository with its images and what is known of their manifests.
  package func repository(_ stored: StoredRepository) throws(SnapshotError) -> Repository {
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
    let rows = try database.rows(
      of: "manifest", "SELECT digest, subject FROM manifest WHERE repository_id = ?", [repository]
    ) { row in
      (
        DigestBlob.text(Array(try row.ownDigest(0))),
        Manifest(subject: row.isNull(1) ? nil : try row.digestText(1))
      )
    }
    for (digest, manifest) in rows { manifests[digest] = manifest }
    _ = try database.rows(
      of: "manifest_child", key: 2,
      """
      SELECT digest, position, child FROM manifest_child WHERE repository_id = ?
      ORDER BY digest, position
      """, [repository]
    ) { row in
      let digest = try row.digestText(0)
      guard let known = manifests[digest]?.children.count else {
        throw row.damage("table `manifest` has no such manifest")
      }
      guard try row.int(1) == Int64(known) else { throw row.damage(1, "\(known)") }
      manifests[digest]?.children.append(try row.digestText(2))
    }
    return manifests
  }
}
