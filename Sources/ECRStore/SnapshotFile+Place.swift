import Foundation
import Texts

/// What a snapshot is to the file system.
extension SnapshotFile {
  /// The files that SQLite puts next to a file.
  static let logs = ["-journal", "-wal", "-shm"]

  static func exists(_ path: String) -> Bool {
    path.withFileName { access($0, F_OK) } == 0
  }

  /// SQLite's files next to the file.
  static func logs(of path: String) -> Set<String> {
    let real = real(path)
    return Set(logs.map { real + $0 }.filter(exists))
  }

  /// Whether there is a log next to the file, which may have data that the file lacks.
  static func hasLog(_ path: String) -> Bool { (status(real(path) + "-wal")?.st_size ?? 0) > 0 }

  /// The target of links: SQLite puts its logs next to the file itself.
  private static func real(_ path: String) -> String {
    guard let real = path.withFileName({ realpath($0, nil) }) else { return path }
    defer { free(real) }
    return FileName.text(real)
  }

  /// nil if the file does not exist.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return path.withFileName { stat($0, &status) } == 0 ? status : nil
  }

  /// Likewise of a link itself.
  static func ownStatus(_ path: String) -> stat? {
    var status = stat()
    return path.withFileName { lstat($0, &status) } == 0 ? status : nil
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) { _ = path.withFileName { unlink($0) } }

  /// Rejects what SQLite must not be asked to open: it creates a missing file, and removes the log
  /// of an empty one.
  static func checkPlace(_ path: String) throws(SnapshotError) {
    // WHY: nothing is opened here. Closing the file would give up the locks that SQLite holds on it
    // for other connections of this process.
    guard path.withFileName({ access($0, R_OK) }) == 0, let status = status(path) else {
      throw SnapshotError(cannot: "read", path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw SnapshotError(cannot: "read", path, EISDIR)
    }
    guard status.st_size > 0 else {
      throw SnapshotError("\(path) is not a snapshot: the file is empty")
    }
    try checkLogs(of: real(path))
  }

  // MARK: Logs

  /// Refuses a file of the user's where SQLite would write its logs.
  static func checkLogs(of path: String) throws(SnapshotError) {
    for (suffix, starts) in [("-journal", journals), ("-wal", writeAheadLogs)] {
      let log = path + suffix
      guard let status = ownStatus(log), !isLog(log, status, starts) else { continue }
      throw SnapshotError(
        "\(log) is not a log of SQLite, which would overwrite it: move it, or choose another place")
    }
  }

  /// Removes the logs of a file that is gone: they are not those of the file that takes its place.
  static func removeLogs(of path: String) {
    for suffix in logs where !exists(path) { remove(path + suffix) }
  }

  private static let journals: [[UInt8]] = [
    [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7], [0, 0, 0, 0, 0, 0, 0, 0],
  ]
  private static let writeAheadLogs: [[UInt8]] = [
    [0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83], [0, 0, 0, 0],
  ]

  private static func isLog(_ path: String, _ status: stat, _ starts: [[UInt8]]) -> Bool {
    guard status.st_mode & S_IFMT == S_IFREG else { return false }
    guard status.st_size > 0 else { return true }
    let descriptor = path.withFileName { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
    // SQLite cannot overwrite an unreadable file, and reports it.
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 8)
    let count = read(descriptor, &bytes, bytes.count)
    return starts.contains { $0.count <= count && bytes.starts(with: $0) }
  }
}

/// A folder of the system.
package enum Folder {
  /// The names in a folder except `.` and `..`, whatever bytes they are.
  ///
  /// - Throws: ``SnapshotError`` when it cannot be read.
  package static func names(in folder: String) throws(SnapshotError) -> [String] {
    guard let stream = folder.withFileName({ opendir($0) }) else {
      throw SnapshotError(cannot: "read", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { FileName.text($0.prefix { $0 != 0 }) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// What changes when a program writes to a file or to its log.
struct FileStamp: Equatable {
  private var numbers: [Int] = []

  init(_ path: String) {
    guard let status = SnapshotFile.status(path) else { return }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    numbers = [
      Int(status.st_dev), Int(status.st_ino), Int(status.st_size), time.tv_sec, time.tv_nsec,
      SnapshotFile.hasLog(path) ? 1 : 0,
    ]
  }
}
