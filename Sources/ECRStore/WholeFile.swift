import Foundation

/// A file that has all of some bytes, or is as it was.
package enum WholeFile {
  /// Writes a file, and makes the folders above it; what it had before is replaced at once.
  ///
  /// - Throws: ``SnapshotError`` when it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String) throws(SnapshotError) {
    guard NewFolder.makeFolder(of: path) else { throw SnapshotError(cannot: "write", path) }
    let place = try UnfinishedPlace(.file, for: path, UnfinishedPlaces(), mayReplace: true)
    do throws(SnapshotError) {
      let code = place.append(bytes)
      guard code == 0 else { throw SnapshotError(cannot: "write", path, code) }
      try place.putInPlace()
    } catch {
      place.remove()
      throw error
    }
  }
}
