import ECRModel
import Foundation
import GRDB
import Testing

@testable import ECRStore

/// What happens to files of other versions.
extension SnapshotFileTests {
  /// A migrator of a later program.
  private static func migrator(_ name: String, _ sql: String) -> DatabaseMigrator {
    var migrator = Schema.migrator
    migrator.registerMigration(name) { try $0.execute(sql: sql) }
    return migrator
  }

  private static let next = migrator("version2", "ALTER TABLE registry ADD COLUMN note TEXT")

  /// A file as Drydock wrote it before migrations had names, with one repository of three images.
  private func makeLegacy() throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: Schema.version1)
      try database.execute(sql: "PRAGMA application_id = \(0x4452_5944); PRAGMA user_version = 1")
      try database.execute(
        sql: """
          INSERT INTO registry (account, region) VALUES ('111122223333', 'eu-central-1');
          INSERT INTO repository (registry_id, name, has_images) VALUES (1, 'a/b', 1);
          INSERT INTO image (image_id, repository_id, digest, status, pushed_at)
          SELECT (1 << 32) + value, 1, CAST(printf('%032d', value) AS BLOB), 'ACTIVE', 1700000000000000
          FROM json_each('[0, 1, 2]');
          """)
    }
    try queue.close()
  }

  /// Makes SQLite take the file for one that it cannot write, whoever runs the test.
  private func forbidWriting() throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    // The file format's write version; SQLite writes up to 2.
    bytes[18] = 3
    try bytes.write(to: URL(filePath: path))
  }

  private func names() throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    return try queue.inDatabase { database in
      guard try database.tableExists("grdb_migrations") else { return [] }
      return try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations")
    }
  }

  // MARK: Before migrations had names

  @Test func `a legacy file is read as it is`() throws {
    try makeLegacy()
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(try counts() == [3])
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    try forbidWriting()
    #expect(try counts() == [3])
  }

  @Test func `a legacy file is adopted with its data by the first import`() throws {
    try makeLegacy()
    let other = RepositoryID(
      registryID: "111122223333", region: "eu-central-1", repositoryName: "c/d")
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: other) }
    #expect(try names() == ["version1"])
    #expect(try counts() == [3, 2])
    try make { _ = try $0.add(Self.images(5), others: [:], lacksPages: false, to: Self.id) }
    #expect(try names() == ["version1"])
    #expect(try counts() == [5, 2])
  }

  // MARK: Older and newer files

  @Test(arguments: [false, true])
  func `an older file is migrated, by reading and by writing, and keeps what it has`(
    isLegacy: Bool
  ) throws {
    for open in [
      { try SnapshotFile.openForReading($0, migrator: Self.next) },
      { try SnapshotFile.openForWriting($0, migrator: Self.next) },
    ] as [(String) throws -> DatabaseQueue] {
      try? FileManager.default.removeItem(atPath: path)
      try makeLegacy()
      // The first import gives the migration its name.
      if !isLegacy { try make() }
      let queue = try open(path)
      #expect(try ask(queue, "SELECT count(*) - count(note) FROM registry") == 1)
      #expect(try ask(queue, "SELECT count(*) FROM image") == 3)
      try queue.close()
      #expect(try names() == ["version1", "version2"])
    }
  }

  @Test(arguments: [false, true])
  func `a file that lacks a migration and cannot be written is refused`(isLegacy: Bool) throws {
    try isLegacy ? makeLegacy() : make()
    try forbidWriting()
    #expect(openMessage() == "no error")
    #expect(
      message { _ = try SnapshotFile.openForReading(path, migrator: Self.next) }
        == "registry.sqlite was written by an older Drydock and cannot be upgraded: the "
        + "file or its folder is read-only; copy it to a folder that you can write to, and use the "
        + "copy")
    #expect(
      message { try make() }
        == "registry.sqlite cannot be written: the file or its folder is read-only")
  }

  @Test func `a newer file is refused, read or written, and stays as it is`() throws {
    let refusal = "registry.sqlite was written by a newer Drydock: use that version or a later one"
    try make()
    try SnapshotFile.openForWriting(path, migrator: Self.next).close()
    #expect(openMessage() == refusal)
    #expect(message { try make() } == refusal)
    #expect(try names() == ["version1", "version2"])

    try FileManager.default.removeItem(atPath: path)
    try makeLegacy()
    try set(version: 2)
    #expect(openMessage() == refusal)
    #expect(message { try make() } == refusal)
    #expect(try names() == [])
  }

  @Test func `a migration that fails changes nothing`() throws {
    let broken = Self.migrator("broken", "DELETE FROM image; CREATE TABLE extra (x) STRICT")
    for isLegacy in [false, true] {
      try? FileManager.default.removeItem(atPath: path)
      try makeLegacy()
      if !isLegacy { try make() }
      #expect(throws: SnapshotError.self) {
        try SnapshotFile.openForWriting(path, migrator: broken)
      }
      #expect(try counts() == [3])
      try make()
      #expect(try counts() == [3])
    }
  }

  private func set(version: Int) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = \(version)") }
    try queue.close()
  }

  @Test func `a version that never was is not a version`() throws {
    let damaged = "registry.sqlite is damaged: it does not record the version of its tables"
    for version in [-1, 0] {
      try? FileManager.default.removeItem(atPath: path)
      try makeLegacy()
      try set(version: version)
      #expect(openMessage() == damaged)
      #expect(message { try make() } == damaged)
    }
  }
}
