import ECRStore

/// The unfinished files of a run, to be removed when it is interrupted.
package struct UnfinishedWork: Sendable {
  let places = UnfinishedPlaces()

  /// Nothing is unfinished yet.
  package init() {}

  /// Removes what is not whole, and then ends the program; the run does not go on meanwhile.
  package func removeAll(then end: () -> Never) -> Never { places.removeAll(then: end) }
}

/// A folder that is there whole, or not at all.
package enum OutputFolder {
  /// Makes a folder of the files that `body` writes, whose pieces come one after the other.
  ///
  /// - Throws: `SnapshotError` when something has its name, or it cannot be written; whatever `body`
  ///   throws.
  package static func make(
    _ path: String, _ work: UnfinishedWork = UnfinishedWork(),
    _ body: (_ write: (_ file: String, _ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    try NewFolder.make(path, work.places, body)
  }
}

/// Folders and files of the system, as the snapshot store reads and writes them.
package enum SystemFiles {
  /// The names in a folder except `.` and `..`, whatever bytes they are.
  ///
  /// - Throws: `SnapshotError` when it cannot be read.
  package static func names(in folder: String) throws -> [String] {
    try Folder.names(in: folder)
  }

  /// Writes a file that is there whole or as it was, with the folders above it.
  ///
  /// - Throws: `SnapshotError` when that is not possible.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try WholeFile.write(bytes, to: path)
  }
}
