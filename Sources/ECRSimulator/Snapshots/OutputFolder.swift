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
