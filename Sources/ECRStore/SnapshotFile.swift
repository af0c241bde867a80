import Foundation
import GRDB
import Texts

/// Opens the file of a snapshot, and refuses what is not one.
enum SnapshotFile {
  /// A read-only connection, inside one transaction, so that it sees one state.
  ///
  /// A file that lacks a migration is migrated first.
  static func openForReading(
    _ path: String, migrator: DatabaseMigrator = Schema.migrator
  ) throws(SnapshotError) -> DatabaseQueue {
    try checkPlace(path)
    return try SnapshotError.catching(path) {
      var queue = try anyReader(path)
      if try queue.inDatabase({ try lacksMigrations($0, path, migrator) }) {
        try queue.close()
        try migrate(path, migrator)
        queue = try anyReader(path)
      }
      try queue.inDatabase { database in
        try database.execute(sql: "BEGIN")
        try SchemaCheck.made(by: migrator).check(database)
      }
      return queue
    }
  }

  private static func migrate(_ path: String, _ migrator: DatabaseMigrator) throws {
    do {
      try migratedWriter(path, migrator).close()
    } catch let error as DatabaseError where unwritable.contains(error.resultCode) {
      throw SnapshotError(
        "\(path) was written by an older Drydock and cannot be upgraded: the file or its "
          + "folder is read-only; copy it to a folder that you can write to, and use the copy")
    }
  }

  /// What SQLite answers where the file or its folder cannot be written.
  private static let unwritable: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY]

  private static func anyReader(_ path: String) throws -> DatabaseQueue {
    let known = logs(of: path)
    do {
      return try reader(plain(path))
    } catch let error as DatabaseError
      where (unwritable + [.SQLITE_IOERR, .SQLITE_FULL]).contains(error.resultCode)
      && !hasLog(path)
    {
      // In a read-only or full folder, WAL has no place for its files. Everything committed is in
      // the file, as long as there is no log next to it.
      removeUnused(logs(of: path).subtracting(known), of: path)
      return try reader(uri(path, "?immutable=1"), isImmutable: true)
    }
  }

  /// Removes files that SQLite began to write next to a file without room for them, unless in use.
  private static func removeUnused(_ logs: Set<String>, of path: String) {
    guard !logs.isEmpty else { return }
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // An exclusive connection needs no other files, and removes the log at the end.
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; \(distrust)")
    }
    guard let queue = try? DatabaseQueue(path: plain(path), configuration: configuration) else {
      return
    }
    try? queue.inDatabase { database in
      try database.execute(sql: "SELECT count(*) FROM sqlite_schema")
      for log in logs where log.hasSuffix("-shm") { remove(log) }
    }
    try? queue.close()
  }

  /// Opened for writing where the file allows it, though nothing is written: who closes the file last
  /// puts what is in the log into it, and takes the log away.
  private static func reader(
    _ path: String, isImmutable: Bool = false
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isImmutable
    // The first reader to open a file, and the last to close it, locks it for a moment.
    configuration.busyMode = .timeout(patience)
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA query_only = ON; PRAGMA cache_size = -16000; \(distrust)")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    do {
      // Only the first reading finds out whether WAL has its place.
      try queue.inDatabase { try $0.execute(sql: "SELECT count(*) FROM sqlite_schema") }
      return queue
    } catch {
      try? queue.close()
      throw error
    }
  }

  /// How many seconds SQLite waits for another program.
  private static let patience: TimeInterval = 10

  /// Foreign parts of the schema have no effect, and damaged pages are detected.
  private static let distrust = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON"

  /// A path that SQLite takes for nothing else, such as a URI; only a URI can have any byte.
  private static func plain(_ path: String) -> String {
    guard FileName.isUTF8(path) else { return uri(path) }
    return path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
  }

  private static func uri(_ path: String, _ parameters: String = "") -> String {
    let escaped = FileName.bytes(path).map { byte in
      let isPlain = byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + String(format: "%02X", byte)
    }
    return "file:\(escaped.joined())\(parameters)"
  }

  /// A connection that writes, to a file that is there.
  static func openForWriting(
    _ path: String, migrator: DatabaseMigrator = Schema.migrator
  ) throws(SnapshotError) -> DatabaseQueue {
    try checkPlace(path)
    return try SnapshotError.catching(path) { try migratedWriter(path, migrator) }
  }

  private static func migratedWriter(
    _ path: String, _ migrator: DatabaseMigrator
  ) throws -> DatabaseQueue {
    let queue = try writer(path, isNew: false)
    _ = try queue.inDatabase { try lacksMigrations($0, path, migrator) }
    try migrator.migrate(queue)
    try queue.inDatabase { database in
      try SchemaCheck.made(by: migrator).check(database)
      try database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    return queue
  }

  /// A new file, not yet in its place: nothing of it counts before it is finished.
  static func make(
    _ unfinished: String, for path: String
  ) throws(SnapshotError) -> DatabaseQueue {
    try SnapshotError.catching(path) {
      let queue = try writer(unfinished, isNew: true)
      try Schema.migrator.migrate(queue)
      return queue
    }
  }

  private static func writer(_ path: String, isNew: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: isNew
          ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000"
          : "PRAGMA synchronous = FULL; PRAGMA cache_size = -64000; \(distrust)")
    }
    return try DatabaseQueue(path: plain(path), configuration: configuration)
  }

  // MARK: What is not a snapshot

  /// Refuses what is not a snapshot, is not whole, or is of a newer Drydock.
  ///
  /// - Returns: whether migrations have to run before its tables are those of this program.
  private static func lacksMigrations(
    _ database: Database, _ path: String, _ migrator: DatabaseMigrator
  ) throws -> Bool {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard application == Schema.applicationID else {
      throw SnapshotError("\(path) is a database of another program, not a snapshot of Drydock")
    }
    try checkLength(database, path)
    let encoding = try String.fetchOne(database, sql: "PRAGMA encoding")
    guard encoding == "UTF-8" else {
      throw SnapshotDamage(description: "its text is in \(encoding ?? "an unknown encoding")")
    }
    try checkMigrationNames(database)
    // Before migrations had names, `user_version` counted them, and there was one.
    let hasNames = try !migrator.appliedIdentifiers(database).isEmpty
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard hasNames || version > 0 else {
      throw SnapshotError("\(path) is damaged: it does not record the version of its tables")
    }
    guard try hasNames ? !migrator.hasBeenSuperseded(database) : version == 1 else {
      throw SnapshotError("\(path) was written by a newer Drydock: use that version or a later one")
    }
    return try hasNames
      ? !migrator.hasCompletedMigrations(database) : migrator.migrations.count > 1
  }

  /// Refuses names of migrations that GRDB would not read.
  private static func checkMigrationNames(_ database: Database) throws {
    let types = try database.rows(
      of: "sqlite_schema", "SELECT type FROM sqlite_schema WHERE name = 'grdb_migrations'"
    ) { try $0.text(0) }
    guard let type = types.first else { return }
    guard type == "table" else {
      throw SnapshotDamage(description: "`grdb_migrations` is a \(type), not a table")
    }
    _ = try database.rows(of: "grdb_migrations", "SELECT identifier FROM grdb_migrations") {
      try $0.text(0)
    }
  }

  /// SQLite itself finds out that whole pages are missing, but not that the last one is cut.
  private static func checkLength(_ database: Database, _ path: String) throws {
    let length = try Int.fetchOne(
      database, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    // With a log next to it, the file may be shorter than its pages.
    guard let length, !hasLog(path), let size = status(path)?.st_size, size < length else { return }
    throw SnapshotError("\(path) is truncated: it should have \(length) bytes, and has \(size)")
  }
}
