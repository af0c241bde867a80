import Foundation

/// What a snapshot is to the file system.
extension SnapshotFile {
  /// What SQLite puts beside a file.
  static let logs = ["-journal", "-wal", "-shm"]

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a log stands beside the file, which may know more than the file.
  static func hasLog(_ path: String) -> Bool { (status(path + "-wal")?.st_size ?? 0) > 0 }

  /// nil where there is no such file.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Refuses what SQLite must not be asked for: it makes a file that is missing, and removes the log
  /// of one that is empty.
  static func checkPlace(_ path: String) throws(SnapshotError) {
    // WHY: nothing is opened here. Closing the file would give up the locks that SQLite holds on it
    // for other connections of this process.
    guard access(path, R_OK) == 0, let status = status(path) else {
      throw SnapshotError(cannot: "read", path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw SnapshotError(cannot: "read", path, EISDIR)
    }
    guard status.st_size > 0 else { throw SnapshotError("\(path) is empty, so not a snapshot") }
  }

  /// Where a new file grows, beside its place.
  static func unfinished(_ path: String) -> String { path + ".drydock-unfinished" }

  /// Takes the place where a new file grows, and removes what a stopped import has left there.
  ///
  /// - Returns: the descriptor that holds it, to be closed when it is not needed any more.
  static func reserve(_ unfinished: String, for path: String) throws(SnapshotError) -> Int32 {
    let descriptor = open(unfinished, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SnapshotError(cannot: "write", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw SnapshotError("\(path) is being made by another program; try again later")
    }
    ftruncate(descriptor, 0)
    for suffix in logs { unlink(unfinished + suffix) }
    return descriptor
  }

  static func remove(_ path: String) {
    for suffix in [""] + logs { unlink(path + suffix) }
  }

  /// Writes a finished file to the disk and gives it its name, unless something has it by now.
  static func putInPlace(_ finished: String, _ path: String) throws(SnapshotError) {
    let descriptor = open(finished, O_RDONLY)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw SnapshotError(cannot: "write", path)
    }
    // What stands beside a file that is gone is not this one's.
    for suffix in logs where !exists(path) { unlink(path + suffix) }
    // A hard link, unlike a rename, does not push aside what has the name already.
    guard link(finished, path) == 0 || (errno != EEXIST && rename(finished, path) == 0) else {
      throw SnapshotError(cannot: "write", path)
    }
    unlink(finished)
  }
}
