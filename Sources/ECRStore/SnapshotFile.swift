import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens the file of a snapshot, and refuses what is none.
enum SnapshotFile {
  /// A connection that only reads, inside one transaction, so that it sees one state.
  ///
  /// A file of an older version is migrated first. While a connection to the file is open, `isFirst`
  /// must be false: closing the file after a look at its header would give up that one's locks.
  static func openForReading(
    _ path: String, isFirst: Bool = true, migrations: [String] = Schema.migrations
  ) throws(SnapshotError) -> DatabaseQueue {
    if isFirst { try checkHeader(path) }
    return try SnapshotError.catching(path) {
      var queue = try anyReader(path)
      if try version(queue, path, migrations) < migrations.count {
        try queue.close()
        try openForWriting(path, migrations: migrations).close()
        queue = try anyReader(path)
      }
      try queue.inDatabase { try $0.execute(sql: "BEGIN; SELECT count(*) FROM registry") }
      return queue
    }
  }

  private static func version(
    _ queue: DatabaseQueue, _ path: String, _ migrations: [String]
  ) throws -> Int {
    try queue.inDatabase { database in
      try check(database, path, migrations)
      return try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }
  }

  private static func anyReader(_ path: String) throws -> DatabaseQueue {
    do {
      return try reader(plain(path))
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && !hasLog(path)
    {
      // In a folder that cannot be written there is no place for what WAL needs beside the file. What
      // was committed is all in the file, as long as no log stands beside it.
      return try reader(uri(path), isImmutable: true)
    }
  }

  /// Opened for writing where the file allows it, though nothing is written: who closes the file last
  /// puts what is in the log into it, and takes the log away.
  private static func reader(
    _ path: String, isImmutable: Bool = false
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isImmutable
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA query_only = ON; PRAGMA cache_size = -16000")
      // A file that cannot be read is found out here, and not in the middle of an answer.
      _ = try Int.fetchOne(database, sql: "PRAGMA schema_version")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// A path that SQLite takes for nothing else, such as a URI.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
  }

  private static func uri(_ path: String) -> String {
    var name = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        let digits = String(byte, radix: 16, uppercase: true)
        name += "%" + digits
      default: name.unicodeScalars.append(UnicodeScalar(byte))
      }
    }
    return "file:\(name)?immutable=1"
  }

  /// A connection that writes, to a file that is there.
  static func openForWriting(
    _ path: String, migrations: [String] = Schema.migrations
  ) throws(SnapshotError) -> DatabaseQueue {
    try checkHeader(path)
    return try SnapshotError.catching(path) {
      let queue = try writer(path, isNew: false)
      try queue.inDatabase { database in
        try check(database, path, migrations)
        try migrate(database, migrations)
        try database.execute(sql: "PRAGMA journal_mode = WAL")
      }
      return queue
    }
  }

  /// A new file, not yet in its place: nothing of it counts before it is finished.
  static func make(
    _ unfinished: String, for path: String
  ) throws(SnapshotError) -> DatabaseQueue {
    try SnapshotError.catching(path) {
      let queue = try writer(unfinished, isNew: true)
      try queue.inDatabase { database in
        try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try migrate(database, Schema.migrations)
      }
      return queue
    }
  }

  private static func writer(_ path: String, isNew: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(
        sql: isNew
          ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000"
          : "PRAGMA synchronous = FULL; PRAGMA cache_size = -64000")
    }
    return try DatabaseQueue(path: plain(path), configuration: configuration)
  }

  /// Runs what is missing to the newest version, whole or not at all.
  private static func migrate(_ database: Database, _ migrations: [String]) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version < migrations.count else { return }
    try database.inTransaction {
      for migration in migrations[version...] { try database.execute(sql: migration) }
      try database.execute(sql: "PRAGMA user_version = \(migrations.count)")
      return .commit
    }
  }

  // MARK: Names in the file system

  /// What SQLite puts beside a file.
  private static let logs = ["-journal", "-wal", "-shm"]

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a log stands beside the file, which may know more than the file.
  private static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// Where a new file grows, beside its place.
  static func unfinished(_ path: String) -> String { path + ".drydock-unfinished" }

  /// Takes the place where a new file grows, and removes what a stopped import has left there.
  ///
  /// - Returns: the descriptor that holds it, to be closed when it is not needed any more.
  static func reserve(_ unfinished: String, for path: String) throws(SnapshotError) -> Int32 {
    let descriptor = open(unfinished, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SnapshotError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw SnapshotError("\(path) is being made by another program; try again later")
    }
    ftruncate(descriptor, 0)
    for suffix in logs { unlink(unfinished + suffix) }
    return descriptor
  }

  /// Gives such a place up.
  static func release(_ descriptor: Int32) { close(descriptor) }

  static func remove(_ path: String) {
    for suffix in [""] + logs { unlink(path + suffix) }
  }

  /// Writes a finished file to the disk and gives it its name, unless something has it by now.
  static func putInPlace(_ finished: String, _ path: String) throws(SnapshotError) {
    let descriptor = open(finished, O_RDONLY)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw SnapshotError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    // What stands beside a file that is gone is not this one's.
    for suffix in logs where !exists(path) { unlink(path + suffix) }
    // A hard link, unlike a rename, does not push aside what has the name already.
    guard link(finished, path) == 0 || (errno != EEXIST && rename(finished, path) == 0) else {
      throw SnapshotError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    unlink(finished)
  }

  // MARK: What is no snapshot

  private static func check(
    _ database: Database, _ path: String, _ migrations: [String]
  ) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard application == Schema.applicationID else {
      throw SnapshotError("\(path) is a database of another program, and no snapshot of Drydock's")
    }
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version > 0 else {
      throw SnapshotError("\(path) is damaged: its version is \(version), and the first one was 1")
    }
    guard version <= migrations.count else {
      throw SnapshotError(
        "\(path) was written by a newer Drydock (version \(version) of the file; this program knows "
          + "\(migrations.count)): use that one")
    }
  }

  /// What the first bytes of the file tell, before SQLite is asked.
  private static func checkHeader(_ path: String) throws(SnapshotError) {
    guard let file = fopen(path, "rb") else {
      throw SnapshotError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var header = [UInt8](repeating: 0, count: 100)
    if fread(&header, 1, 1, file) < 1, ferror(file) != 0 {
      throw SnapshotError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    rewind(file)
    guard fread(&header, 1, 100, file) == 100,
      header.starts(with: Array("SQLite format 3\0".utf8))
    else { throw SnapshotError("\(path) is no SQLite database, so no snapshot") }
    func number(_ offset: Int, _ count: Int) -> Int {
      header[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }
    let pageSize = number(16, 2) == 1 ? 65_536 : number(16, 2)
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    // With a log beside it the file may well be shorter than it says.
    if size < number(28, 4) * pageSize, !hasLog(path) {
      throw SnapshotError(
        "\(path) is truncated: it says that it has \(number(28, 4) * pageSize) bytes, and has "
          + "\(size)")
    }
  }
}
