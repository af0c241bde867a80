import ECRModel
import Foundation
import GRDB

@testable import ECRStore

/// A snapshot with a row in every table, and what another program may do to it.
struct FullSnapshot {
  let folder: TemporaryFolder
  let path: String

  static let id = RepositoryID(
    registryID: "111122223333", region: "eu-central-1", repositoryName: "a/b")
  private static let digest = "sha256:" + String(repeating: "1", count: 64)

  init() throws { try self.init(Self.template.get()) }

  private init(_ bytes: Data) throws {
    folder = try TemporaryFolder()
    path = folder.path("registry.sqlite")
    try bytes.write(to: URL(filePath: path))
  }

  /// Changes what is in the file, without the checks by which Drydock's tables refuse it.
  init(tampered sql: String) throws {
    let lax = try Self.lax.get()
    try self.init(lax.file)
    try edit { database in
      try database.execute(sql: "PRAGMA ignore_check_constraints = ON; " + sql)
      for table in lax.schema { try Self.set(table.sql, of: table.name, database) }
    }
  }

  private static let template = Result {
    let folder = try TemporaryFolder()
    let path = folder.path("template.sqlite")
    _ = try SnapshotWriter.write(into: path) { writer in
      try addRegistry(writer)
      try addAccounts(writer)
    }
    return try Data(contentsOf: URL(filePath: path))
  }

  private static func addRegistry(_ writer: SnapshotWriter) throws {
    let (account, region) = ("111122223333", "eu-central-1")
    try writer.describe(registry: "{}", account: account, region: region)
    try writer.set(registryPolicy: "{}", account: account, region: region)
    try writer.set(scanningConfiguration: "{}", account: account, region: region)
    let element = SnapshotWriter.Element(key: "k", description: "{}")
    try writer.set(pullThroughCacheRules: [element], account: account, region: region)
    try writer.set(repositoryCreationTemplates: [element], account: account, region: region)
    try writer.describe(repository: "{}", id)
    try writer.set(repositoryPolicy: "{}", of: id)
    let time = Timestamp(seconds: 1_700_000_000)
    try writer.set(lifecyclePolicy: "{}", evaluatedAt: time, of: id)
    try writer.set(tags: [("team", "x")], of: id)
    let images = (0..<3).map { number in
      ImageDetail(
        imageDigest: digest.dropLast() + "\(number)", imageTags: ["a\(number)", "b\(number)"],
        imagePushedAt: time, imageSizeInBytes: 10, imageManifestMediaType: "x/y",
        artifactMediaType: "x/z", lastRecordedPullTime: time, imageStatus: .active,
        lastArchivedAt: time, lastActivatedAt: time, subjectManifestDigest: digest)
    }
    let other = Array("\"a\":1".utf8)
    _ = try writer.add(
      ImageTable(images), others: [0: other, 1: other, 2: other], lacksPages: false, to: id)
    try writer.add(
      Manifest(children: [digest, digest], subject: digest), digest: digest.dropLast() + "0",
      description: Array("{}".utf8), to: id)
  }

  private static func addAccounts(_ writer: SnapshotWriter) throws {
    let element = SnapshotWriter.Element(key: "k", description: "{}")
    try writer.beginEntities(of: "111122223333", isTruncated: false)
    try writer.add(.role, [element], account: "111122223333")
    try writer.set(organizationPolicy: element, type: "SERVICE_CONTROL_POLICY")
    try writer.set(targets: [element], of: "k")
    try writer.set(organization: element, managementAccount: "111122223333")
    try writer.set(parent: element, of: "111122223333")
  }

  /// The file with tables that take everything, and what its own tables are.
  private static let lax = Result {
    let full = try FullSnapshot()
    let schema = try full.edit { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
      ).map { (name: $0[0] as String, sql: $0[1] as String) }
      for row in rows {
        let lax = row.sql.replacing("STRICT, WITHOUT", with: "WITHOUT").replacing(
          ") STRICT", with: ")"
        ).replacing(" NOT NULL", with: "")
        try set(lax, of: row.name, database)
      }
      return rows
    }
    return (file: try Data(contentsOf: URL(filePath: full.path)), schema: schema)
  }

  private static func set(_ sql: String, of table: String, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE sqlite_schema SET sql = ? WHERE name = ?", arguments: [sql, table])
  }

  /// Does something in another program's way.
  @discardableResult func edit<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let value = try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA writable_schema = ON; PRAGMA synchronous = OFF")
      return try body(database)
    }
    try queue.close()
    return value
  }

  /// All that can be asked of a snapshot.
  func readAll() throws -> String {
    let store = try SnapshotStore(path)
    defer { store.close() }
    var all: [Any] = [try store.registries(), try store.accountsWithDetails()]
    for registry in try store.registries() { all.append(try store.documents(of: registry)) }
    for repository in try store.repositories() {
      all += [try store.documents(of: repository), try store.manifestTexts(of: repository)]
      let read = try store.repository(repository)
      all.append(Array(read.images))
      for manifest in read.manifests.sorted(by: { $0.key < $1.key }) { all.append(manifest) }
      for other in try store.otherMembers(of: repository).sorted(by: { $0.key < $1.key }) {
        all.append(other)
      }
    }
    for account in try store.accountsWithDetails() {
      for kind in [SnapshotWriter.EntityKind.user, .group, .role, .policy] {
        all.append(try store.entities(kind, account: account.account))
      }
    }
    all += [try store.organizationPolicies(), try store.organizations()]
    all += [try store.organizationParents(), try store.contents()]
    return all.map { "\($0)" }.joined(separator: "\n")
  }

  /// Why it cannot be read, without the folder.
  func message() -> String {
    do {
      _ = try readAll()
      return "no error"
    } catch {
      return "\(error)".replacing(folder.url.path + "/", with: "")
    }
  }
}
