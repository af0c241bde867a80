package import ECRModel
import Foundation
import GRDB

/// One import into a snapshot: all of it happens, or nothing.
package final class SnapshotWriter {
  let database: Database
  /// What the import did, repository by repository and thing by thing.
  package private(set) var log = ImportLog()
  /// Repositories whose images come from this import, with what they had before and have now.
  private var images: [Int64: ImageChange] = [:]
  private(set) var isFinished = false
  /// Lists that this import has a page of.
  private var begun: Set<String> = []
  /// Repositories that documents of this import, or before, named without their region.
  private var regionless: Set<RepositoryID> = []
  /// Accounts whose registry documents of this import named without its region.
  var regionlessAccounts: Set<String> = []
  private var mediaTypes: [String: Int64] = [:]

  private struct ImageChange {
    var id: RepositoryID
    var before: ImageFingerprint
    var after = ImageFingerprint()
  }

  init(_ database: Database) { self.database = database }

  /// Imports into a file; a new one takes its place only when it is finished.
  ///
  /// - Throws: ``SnapshotError`` when the file is not a snapshot or cannot be written, and whatever
  /// `body` throws; the file is then as it was before.
  package static func write(
    into path: String, _ places: UnfinishedPlaces = UnfinishedPlaces(),
    _ body: (SnapshotWriter) throws -> Void
  ) throws -> ImportLog {
    guard !SnapshotFile.exists(path) else {
      _ = UnfinishedPlace.sweep(UnfinishedName(path))
      let queue = try SnapshotFile.openForWriting(path)
      return try SnapshotError.passing(path) {
        let log = try run(body, in: queue, wasThere: true)
        try queue.close()
        return log
      }
    }
    try SnapshotFile.checkLogs(of: path)
    let place = try UnfinishedPlace(.file, for: path, places)
    do {
      let queue = try SnapshotFile.make(place.path, for: path)
      try place.check()
      let log = try SnapshotError.passing(path) {
        let log = try run(body, in: queue)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try queue.close()
        return log
      }
      SnapshotFile.removeLogs(of: path)
      try place.putInPlace()
      return log
    } catch {
      place.remove()
      throw error
    }
  }

  /// One transaction: all that `body` does, or nothing.
  private static func run(
    _ body: (SnapshotWriter) throws -> Void, in queue: DatabaseQueue, wasThere: Bool = false
  ) throws -> ImportLog {
    var log = ImportLog()
    try queue.inDatabase { database in
      try database.inTransaction(.immediate) {
        let before = wasThere ? try ImportChanges(database) : nil
        let writer = SnapshotWriter(database)
        try body(writer)
        if !writer.isFinished { try writer.finish() }
        log = writer.log
        if let before { try ImportChanges(database).note(in: &log, since: before) }
        return .commit
      }
    }
    return log
  }

  // MARK: Registries and repositories

  /// The number of a registry, which is made where it is not there.
  func registry(account: String?, region: String?) throws -> Int64 {
    try Self.check(account: account)
    try Self.check(region: region)
    let arguments: StatementArguments = [account ?? "", region ?? ""]
    let known = try Int64.fetchOne(
      try database.cachedStatement(
        sql: "SELECT registry_id FROM registry WHERE account = ? AND region = ?"),
      arguments: arguments)
    if let known { return known }
    try database.cachedStatement(
      sql: "INSERT INTO registry (account, region) VALUES (?, ?)"
    ).execute(arguments: arguments)
    return database.lastInsertedRowID
  }

  /// The number of a repository, which is made where it is not there.
  ///
  /// Without a region, it is the one registry of the account that has a repository of this name. If
  /// there are several, it is ambiguous.
  package func repository(_ id: RepositoryID) throws -> Int64 {
    let known = try database.rows(
      of: "repository",
      """
      SELECT repository_id, region FROM repository JOIN registry USING (registry_id)
      WHERE account = ? AND name = ? ORDER BY region
      """, [id.registryID ?? "", id.repositoryName]
    ) { (number: try $0.int(0), region: try $0.text(1)) }
    if let region = id.region {
      if let same = known.first(where: { $0.region == region }) { return same.number }
      // What was imported before its region was known belongs to the first region that is named.
      if let homeless = known.first(where: { $0.region.isEmpty }) {
        try database.execute(
          sql: "UPDATE repository SET registry_id = ? WHERE repository_id = ?",
          arguments: [try registry(account: id.registryID, region: region), homeless.number])
        regionless.insert(
          RepositoryID(registryID: id.registryID, repositoryName: id.repositoryName))
        return homeless.number
      }
    } else {
      regionless.insert(id)
      if known.count == 1 { return known[0].number }
      if known.count > 1 {
        throw AmbiguousRepository(id: id, regions: known.map(\.region).filter { !$0.isEmpty })
      }
    }
    try Self.check(repository: id.repositoryName)
    try database.execute(
      sql: "INSERT INTO repository (registry_id, name) VALUES (?, ?)",
      arguments: [try registry(account: id.registryID, region: id.region), id.repositoryName])
    return database.lastInsertedRowID
  }

  /// Which region a repository is in, of those that have one of its name, is not known.
  package struct AmbiguousRepository: Error {
    /// The repository, without its region.
    package var id: RepositoryID
    /// The regions.
    package var regions: [String]
  }

  // MARK: Images

  /// Adds images of a repository; what it had before this import is replaced.
  ///
  /// `others` are members of an image's description that have no column, as JSON.
  ///
  /// `lacksPages` means that more images follow, and replaces the value of earlier pages.
  ///
  /// - Returns: the places of images that the repository has already from this import, each with
  /// whether it differs.
  package func add(
    _ table: ImageTable, others: [Int: [UInt8]], lacksPages: Bool, to id: RepositoryID
  ) throws -> [(index: Int, differs: Bool)] {
    let number = try repository(id)
    var change = try images[number] ?? replace(number, id)
    let duplicates = try ImageRows.append(
      table, others: others, to: number, from: change.after.count, database, &mediaTypes)
    let skipped = Set(duplicates.map(\.index))
    change.after.add(table, others, except: skipped)
    images[number] = change
    try database.cachedStatement(
      sql: "UPDATE repository SET has_images = 1, lacks_pages = ? WHERE repository_id = ?"
    ).execute(arguments: [lacksPages, number])
    return duplicates
  }

  private func replace(_ number: Int64, _ id: RepositoryID) throws -> ImageChange {
    let before = try ImageRows.fingerprint(database, repository: number)
    try ImageRows.delete(database, repository: number)
    return ImageChange(id: id, before: before)
  }

  /// Adds the references of a manifest to other images.
  package func add(
    _ manifest: Manifest, digest: String, description: [UInt8], to id: RepositoryID
  ) throws {
    let number = try repository(id)
    let key = Data(DigestBlob.blob(digest))
    try database.cachedStatement(
      sql: "DELETE FROM manifest WHERE repository_id = ? AND digest = ?"
    ).execute(arguments: [number, key])
    try database.cachedStatement(
      sql: """
        INSERT INTO manifest (repository_id, digest, subject, description) VALUES (?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, key, manifest.subject.map { Data(DigestBlob.blob($0)) },
      String(decoding: description, as: UTF8.self),
    ])
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO manifest_child (repository_id, digest, position, child) VALUES (?, ?, ?, ?)
        """)
    for (position, child) in manifest.children.enumerated() {
      try insert.execute(arguments: [number, key, position, Data(DigestBlob.blob(child))])
    }
    log.manifests += 1
  }

  // MARK: The end

  /// What was named without its region has to be in one region only, once all documents are known: in
  /// whatever order they came.
  private func checkRegions() throws {
    for id in regionless.sorted() {
      let regions = try database.rows(
        of: "registry",
        """
        SELECT region FROM repository JOIN registry USING (registry_id)
        WHERE account = ? AND name = ? AND region <> '' ORDER BY region
        """, [id.registryID ?? "", id.repositoryName]
      ) { try $0.text(0) }
      if regions.count > 1 { throw AmbiguousRepository(id: id, regions: regions) }
    }
    for account in regionlessAccounts.sorted() {
      let regions = try database.rows(
        of: "registry",
        "SELECT region FROM registry WHERE account = ? AND region <> '' ORDER BY region", [account]
      ) { try $0.text(0) }
      if regions.count > 1 { throw AmbiguousRegistry(account: account, regions: regions) }
    }
  }

  /// Ends an import: what is left to be settled once all documents are known.
  ///
  /// - Throws: ``AmbiguousRepository`` and ``AmbiguousRegistry`` where the region of a document is
  /// unknown.
  package func finish() throws {
    isFinished = true
    try checkRegions()
    for (number, change) in images.sorted(by: { $0.value.id < $1.value.id }) {
      log.repositories.append(
        ImportLog.RepositoryImages(
          id: change.id, before: change.before.count, after: change.after.count,
          isUnchanged: change.before == change.after))
      // Manifests of deleted images have no meaning any more.
      try database.execute(
        sql: """
          DELETE FROM manifest WHERE repository_id = ?1 AND NOT EXISTS (
            SELECT 1 FROM image WHERE image.repository_id = ?1 AND image.digest = manifest.digest)
          """, arguments: [number])
    }
    try settleRegistries()
    // Registries of unknown region that nothing is in any more.
    let inside = ["repository", "pull_through_cache_rule", "repository_creation_template"].map {
      "AND NOT EXISTS (SELECT 1 FROM \($0) WHERE \($0).registry_id = registry.registry_id)"
    }
    try database.execute(
      sql: """
        DELETE FROM registry WHERE region = '' AND description IS NULL AND policy IS NULL
          AND scanning_configuration IS NULL \(inside.joined(separator: " "))
        """)
  }

  /// A tag that this import gave to two images of a repository, by the images' places.
  package struct TagOnTwoImages: Sendable {
    /// The first of such tags in the order of the repository's images.
    package var tag: String
    /// The image that had it first.
    package var first: (place: Int, digest: String)
    /// The second one.
    package var second: (place: Int, digest: String)
    /// How many more tags are on two images.
    package var moreCount: Int
  }

  /// Looks for a tag on two images of a repository, which documents by themselves may not show.
  package func tagOnTwoImages(ofRepository number: Int64) throws -> TagOnTwoImages? {
    try ImageRows.tagOnTwoImages(database, repository: number)
  }

  /// Whether images were given.
  package var hasImages: Bool { !images.isEmpty }

  /// Counts a thing that was imported.
  func count(_ kind: ImportLog.Kind) { log.others[kind, default: 0] += 1 }

  /// Notes that a document reports a failed call.
  func note(_ call: FailedCall) { log.failedCalls.append(call) }

  /// Whether this is the first page of a list in this import.
  func begin(_ list: String) -> Bool { begun.insert(list).inserted }
}
