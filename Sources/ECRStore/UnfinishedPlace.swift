import ECRModel
import Foundation
import Texts

/// A file or folder that is written next to its place, under a name that no other run has, and is
/// renamed when it is complete.
///
/// Its lock shows that a run is using it. The next run that creates the same thing removes what a
/// killed run has left behind.
final class UnfinishedPlace {
  /// The place, as the user names it.
  let target: String
  /// Where it grows.
  let path: String
  let kind: Kind
  /// Whether it takes the place of a file that is there.
  private let mayReplace: Bool
  private let places: UnfinishedPlaces
  private var descriptor: Int32

  enum Kind {
    case file, folder
  }

  /// Starts something new, readable by its owner only; with `mayReplace`, a file may take the place of
  /// one that is there.
  ///
  /// - Throws: ``SnapshotError`` when its place exists, another run is creating it, or it cannot be
  /// created.
  init(
    _ kind: Kind, for target: String, _ places: UnfinishedPlaces, mayReplace: Bool = false
  ) throws(SnapshotError) {
    (self.kind, self.target, self.places, self.mayReplace) = (kind, target, places, mayReplace)
    if !mayReplace { try UnfinishedPlace.checkIsFree(target, kind) }
    let name = UnfinishedName(target)
    guard !UnfinishedPlace.sweep(name) else {
      throw SnapshotError("\(target) is being created by another program; try again later")
    }
    var code = EEXIST
    let made = places.change { paths -> (path: String, descriptor: Int32)? in
      for _ in 0..<UnfinishedPlace.mostNames {
        let path = name.unique()
        if let descriptor = UnfinishedPlace.make(kind, path) {
          paths.insert(path)
          return (path, descriptor)
        }
        code = errno
        guard code == EEXIST else { return nil }
      }
      return nil
    }
    guard let made else {
      // ENOENT is about the folder: what is to be created is missing anyway.
      throw code == ENOENT
        ? SnapshotError(
          "cannot create \(target): there is no folder \(name.shownFolder); create it first")
        : SnapshotError(cannot: "create", target, code)
    }
    (path, descriptor) = made
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static let mostNames = 100

  private static func checkIsFree(_ target: String, _ kind: Kind) throws(SnapshotError) {
    guard let status = SnapshotFile.ownStatus(target) else { return }
    guard status.st_mode & S_IFMT == S_IFLNK, !SnapshotFile.exists(target) else {
      throw SnapshotError(
        "\(target) already exists: name a \(kind == .folder ? "folder" : "file") that does not")
    }
    throw SnapshotError(
      "\(target) is a link to nothing: remove it, or choose another "
        + "place")
  }

  /// Makes it and takes its lock; nil, with the reason in `errno`, when that is not possible.
  private static func make(_ kind: Kind, _ path: String) -> Int32? {
    let descriptor: Int32
    switch kind {
    case .file:
      descriptor = path.withFileName {
        open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      }
    case .folder:
      guard path.withFileName({ mkdir($0, 0o700) }) == 0 else { return nil }
      descriptor = path.withFileName {
        open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      }
      // As below: swept before it was open.
      if descriptor < 0, errno == ENOENT { errno = EEXIST }
    }
    guard descriptor >= 0 else { return nil }
    // Where the file system has no locks, no other run gets one either, and nothing is removed.
    let isRefused = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    // A run that sweeps may have come in between.
    guard !isRefused, isSame(descriptor, path) else {
      close(descriptor)
      errno = EEXIST
      return nil
    }
    return descriptor
  }

  /// Whether a path, itself no link, leads to what is open.
  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0, let named = SnapshotFile.ownStatus(path) else {
      return false
    }
    return status.st_dev == named.st_dev && status.st_ino == named.st_ino
  }

  /// Writes bytes behind what the file has; returns the error's code, or 0.
  func append(_ bytes: [UInt8]) -> Int32 { Self.append(bytes, to: descriptor) }

  /// Writes bytes behind what an open file has; returns the error's code, or 0.
  static func append(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = rest.dropFirst(count)
      }
      return 0
    }
  }

  /// Fails if something else has been put into its place.
  func check() throws(SnapshotError) {
    guard Self.isSame(descriptor, path) else {
      throw SnapshotError("cannot write \(target): \(path) was replaced by another program")
    }
  }

  // MARK: The end

  /// Gives it its place, unless something has that by now.
  func putInPlace() throws(SnapshotError) {
    try check()
    if kind == .file, fsync(descriptor) != 0 { throw SnapshotError(cannot: "write", target) }
    let code = places.change { paths -> Int32 in
      guard isMoved() else { return errno }
      paths.remove(path)
      return 0
    }
    switch code {
    case 0: break
    case EEXIST, ENOTEMPTY, ENOTDIR, EISDIR:
      throw SnapshotError(
        "\(target) was created by another program meanwhile, and is unchanged: try again")
    default: throw SnapshotError(cannot: "write", target, code)
    }
    close(descriptor)
    descriptor = -1
  }

  private func isMoved() -> Bool {
    switch kind {
    case .folder:
      // It takes the place of nothing but an empty folder.
      return isRenamed()
    case .file where mayReplace: return isRenamed()
    case .file:
      // A hard link, unlike a rename, does not push aside what has the name already.
      let isLinked = path.withFileName { path in target.withFileName { link(path, $0) } } == 0
      if isLinked {
        SnapshotFile.remove(path)
        return true
      }
      guard errno != EEXIST else { return false }
      guard SnapshotFile.ownStatus(target) == nil else {
        errno = EEXIST
        return false
      }
      return isRenamed()
    }
  }

  private func isRenamed() -> Bool {
    path.withFileName { path in target.withFileName { rename(path, $0) } } == 0
  }

  /// Removes it.
  func remove() {
    places.change { paths in
      Self.delete(path)
      paths.remove(path)
    }
  }

  /// Removes a file with SQLite's files next to it, or a folder with its content.
  static func delete(_ path: String) {
    guard let status = SnapshotFile.ownStatus(path) else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? Folder.names(in: path)) ?? [] { delete(path + "/" + name) }
      _ = path.withFileName { rmdir($0) }
    } else {
      for suffix in SnapshotFile.logs { SnapshotFile.remove(path + suffix) }
      SnapshotFile.remove(path)
    }
  }

  // MARK: What killed runs have left

  /// Removes what ended runs have left behind; returns whether one is still at work.
  static func sweep(_ name: UnfinishedName) -> Bool {
    var isBusy = false
    for other in (try? Folder.names(in: name.folder)) ?? []
    where name.isOne(other) {
      let path = name.folder + "/" + other
      guard let status = SnapshotFile.ownStatus(path), status.st_uid == geteuid() else { continue }
      switch status.st_mode & S_IFMT {
      // It is in its place already, and only its other name is left.
      case S_IFREG where status.st_nlink > 1: SnapshotFile.remove(path)
      case S_IFREG, S_IFDIR:
        let descriptor = path.withFileName {
          open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        }
        guard descriptor >= 0 else { continue }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
          isBusy = isBusy || errno == EWOULDBLOCK
        } else if isSame(descriptor, path) {
          delete(path)
        }
      default: continue
      }
    }
    return isBusy
  }
}

/// The names of unfinished files next to their places: the final name, and a number with a check
/// number, so that none of the user's files is mistaken for one.
struct UnfinishedName {
  /// The folder of the place.
  let folder: String
  private let start: String

  /// The folder as the user named it.
  var shownFolder: String { folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder }

  private static let mark = ".drydock-unfinished-"
  /// File names have at most 255 bytes, and SQLite puts more behind them.
  private static let longest = 180

  init(_ target: String) {
    let parts = target.split(separator: "/", omittingEmptySubsequences: true)
    let parent = parts.dropLast().joined(separator: "/")
    folder = target.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : "./" + parent
    var base = parts.last ?? ""
    while base.utf8.count > Self.longest { base.removeLast() }
    start = String(base) + Self.mark
  }

  /// A path that nothing has yet.
  func unique() -> String {
    let number = Self.digits(UInt32.random(in: 0 ... .max))
    return folder + "/" + start + number + check(number)
  }

  /// Whether a file's name is one of these.
  func isOne(_ name: String) -> Bool {
    guard name.hasPrefix(start), name.utf8.count == start.utf8.count + 16 else { return false }
    let digits = name.suffix(16)
    return String(digits.suffix(8)) == check(String(digits.prefix(8)))
  }

  private func check(_ number: String) -> String {
    Self.digits(UInt32(truncatingIfNeeded: FNV1a.hash((start + number).utf8)))
  }

  private static func digits(_ number: UInt32) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }
}
