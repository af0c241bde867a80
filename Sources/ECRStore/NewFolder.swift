import Foundation
import Texts

/// A folder that is written file by file and appears when all of it has been written.
package final class NewFolder {
  private let place: UnfinishedPlace
  private let places: UnfinishedPlaces
  private var current: (name: String, descriptor: Int32)?

  /// Makes a folder with the files that `body` writes; nothing of it is there when that fails.
  ///
  /// A file's pieces come one after the other. Others than the owner can read none of it.
  ///
  /// - Throws: ``SnapshotError`` when something has its name, or it cannot be written; whatever `body`
  ///   throws.
  package static func make(
    _ path: String, _ places: UnfinishedPlaces = UnfinishedPlaces(),
    _ body: (_ write: (_ file: String, _ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    var path = path
    // A slash at the end does not matter.
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let folder = try NewFolder(path, places)
    do {
      try body { try folder.add($1, to: $0) }
      try folder.closeFile()
      try folder.place.putInPlace()
    } catch {
      folder.remove()
      throw error
    }
  }

  private init(_ path: String, _ places: UnfinishedPlaces) throws(SnapshotError) {
    self.places = places
    place = try UnfinishedPlace(.folder, for: path, places)
  }

  /// Makes a folder unless it is there; false with the reason in `errno`.
  private static func hasMade(_ folder: String) -> Bool {
    folder.withFileName { mkdir($0, 0o700) } == 0 || errno == EEXIST
  }

  private func add(_ bytes: [UInt8], to name: String) throws(SnapshotError) {
    // Under the lock, so that who stops the run removes all of it.
    let code = places.change { _ in
      if current?.name != name {
        let code = closeOpenFile()
        guard code == 0 else { return code }
        let file = place.path + "/" + name
        guard Self.makeFolder(of: file) else { return errno }
        let descriptor = file.withFileName {
          open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        guard descriptor >= 0 else { return errno }
        current = (name, descriptor)
      }
      return current.map { UnfinishedPlace.append(bytes, to: $0.descriptor) } ?? EBADF
    }
    guard code == 0 else { throw SnapshotError(cannot: "write", "\(place.target)/\(name)", code) }
  }

  /// Makes the folders above a file; false with the reason in `errno`.
  static func makeFolder(of file: String) -> Bool {
    let folder = UnfinishedName(file).folder
    guard !SnapshotFile.exists(folder) else { return true }
    return makeFolder(of: folder) && hasMade(folder)
  }

  private func closeFile() throws(SnapshotError) {
    let name = current?.name ?? ""
    let code = closeOpenFile()
    guard code == 0 else { throw SnapshotError(cannot: "write", "\(place.target)/\(name)", code) }
  }

  private func closeOpenFile() -> Int32 {
    guard let descriptor = current?.descriptor else { return 0 }
    current = nil
    return close(descriptor) == 0 ? 0 : errno
  }

  private func remove() {
    _ = closeOpenFile()
    place.remove()
  }
}
