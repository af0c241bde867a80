import ECRStore

/// The unfinished files of a run, to be removed when it is interrupted.
public struct UnfinishedWork: Sendable {
  let places = UnfinishedPlaces()

  /// Nothing is unfinished yet.
  public init() {}

  /// Removes what is not whole, and then ends the program; the run does not go on meanwhile.
  public func removeAll(then end: () -> Never) -> Never { places.removeAll(then: end) }
}

/// A folder that is there whole, or not at all.
public enum OutputFolder {
  /// Makes a folder of the files that `body` writes, whose pieces come one after the other.
  ///
  /// - Throws: `SnapshotError` when something has its name, or it cannot be written; whatever `body`
  ///   throws.
  public static func make(
    _ path: String, _ work: UnfinishedWork = UnfinishedWork(),
    _ body: (_ write: (_ file: String, _ bytes: [UInt8]) throws -> Void) throws -> Void
  ) throws {
    try NewFolder.make(path, work.places, body)
  }
}
