import ECRModel
import Foundation
import GRDB

/// The rows of images and tags: millions of them, so they are read and written without detours.
enum ImageRows {
  /// The first number of a repository's images, and the first of the next one's.
  static func numbers(of repository: Int64) throws(SnapshotDamage) -> Range<Int64> {
    guard (1...mostRepositories).contains(repository) else {
      throw SnapshotDamage(
        description: "invalid `repository_id` in table `repository`: expected 1 to "
          + "\(mostRepositories), got \(repository)")
    }
    return repository << 32..<(repository + 1) << 32
  }

  private static let mostRepositories = Int64(Int32.max) - 1

  // MARK: Reading

  private static let selectImages = """
    SELECT image_id, digest, status, size, pushed_at, pulled_at, archived_at, activated_at,
      manifest_media_type_id, artifact_media_type_id, subject, repository_id
    FROM image WHERE image_id >= ? AND image_id < ? ORDER BY image_id
    """
  private static let selectTags = """
    SELECT image_id, position, tag FROM image_tag WHERE image_id >= ? AND image_id < ?
    ORDER BY image_id, position
    """

  /// All images of a repository, in the order in which they were given.
  static func read(_ database: Database, repository: Int64) throws -> ImageTable {
    let table = try read(database, numbers(of: repository))
    // WHY: the rows and the index of digests are redundant, so that lost pages are detected.
    let count =
      try Int.fetchOne(
        try database.cachedStatement(sql: "SELECT count(*) FROM image WHERE repository_id = ?"),
        arguments: [repository]) ?? 0
    guard count == table.count else {
      throw SnapshotDamage(
        description: "table `image` has \(table.count) images of repository_id \(repository), and "
          + "its index has \(count)")
    }
    return table
  }

  /// The images of some numbers, which follow each other without a gap.
  static func read(_ database: Database, _ range: Range<Int64>) throws -> ImageTable {
    var parts = Parts(mediaTypes: MediaTypeNumbers(try mediaTypes(database)))
    let images = try SnapshotStatement(database, "image", sql: selectImages)
    let tags = try SnapshotStatement(database, "image_tag", key: 2, sql: selectTags)
    for statement in [images, tags] {
      statement.bind(1, range.lowerBound)
      statement.bind(2, range.upperBound)
    }
    defer {
      images.reset()
      tags.reset()
    }
    var table = ImageTable()
    var hasTag = try tags.next()
    while try images.next() {
      let number = try images.int(0)
      guard number == range.lowerBound + Int64(table.count) else {
        throw images.damage("the image before it is missing")
      }
      guard try images.int(11) == number >> 32 else {
        throw images.damage(11, "\(number >> 32), as `image_id` says")
      }
      var position: Int64 = 0
      while hasTag, try tags.int(0) == number {
        guard try tags.int(1) == position else { throw tags.damage(1, "\(position)") }
        table.appendTag(try tags.filled(2, "a tag").bindMemory(to: UInt8.self))
        position += 1
        hasTag = try tags.next()
      }
      try append(images, to: &table, &parts)
    }
    guard !hasTag else { throw tags.damage("table `image` has no such image") }
    return table
  }

  /// What is used again for each row.
  private struct Parts {
    var mediaTypes: MediaTypeNumbers
    var digest: [UInt8] = []
    var subject: [UInt8] = []
  }

  private static func append(
    _ row: SnapshotStatement, to table: inout ImageTable, _ parts: inout Parts
  ) throws(SnapshotDamage) {
    let status = try status(row)
    let (size, pushedAt) = (try row.size(3), try row.time(4))
    let (pulledAt, archivedAt) = (try row.optionalTime(5), try row.optionalTime(6))
    let activatedAt = try row.optionalTime(7)
    let manifestType = try parts.mediaTypes.number(row, 8, in: &table)
    let artifactType = try parts.mediaTypes.number(row, 9, in: &table)
    let hasSubject = !row.isNull(10)
    parts.digest.removeAll(keepingCapacity: true)
    DigestBlob.append(text: try row.ownDigest(1), to: &parts.digest)
    parts.subject.removeAll(keepingCapacity: true)
    if hasSubject { DigestBlob.append(text: try row.digest(10), to: &parts.subject) }
    parts.digest.withUnsafeBufferPointer { digest in
      parts.subject.withUnsafeBufferPointer { subject in
        var image = ImageTable.RawImage(digest: digest, pushedAt: pushedAt)
        image.status = status
        image.size = size
        image.pulledAt = pulledAt
        image.archivedAt = archivedAt
        image.activatedAt = activatedAt
        image.manifestMediaTypeNumber = manifestType
        image.artifactMediaTypeNumber = artifactType
        image.subject = hasSubject ? subject : nil
        table.append(image)
      }
    }
  }

  private static func status(_ row: SnapshotStatement) throws(SnapshotDamage) -> ImageStatus {
    let bytes = try row.utf8(2, expectedStatus)
    // Nearly all are ACTIVE.
    if bytes.elementsEqual(active) { return .active }
    guard let status = ImageStatus(rawValue: String(decoding: bytes, as: UTF8.self)) else {
      throw row.damage(2, expectedStatus)
    }
    return status
  }

  private static let active = Array(ImageStatus.active.rawValue.utf8)
  private static let expectedStatus = ImageStatus.allCases.map(\.rawValue)
    .joined(separator: ", ")

  /// The names of media types by their numbers in the file.
  private static func mediaTypes(_ database: Database) throws -> [Int64: String] {
    let rows = try database.rows(
      of: "media_type", "SELECT media_type_id, name FROM media_type"
    ) { (try $0.int(0), try $0.text(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}

/// Turns the numbers of media types in a file into those of a table, by the few that there are.
private struct MediaTypeNumbers {
  private let names: [Int64: String]
  private var known: [(stored: Int64, number: UInt16)] = []

  init(_ names: [Int64: String]) { self.names = names }

  mutating func number(
    _ row: SnapshotStatement, _ column: Int32, in table: inout ImageTable
  ) throws(SnapshotDamage) -> UInt16 {
    if row.isNull(column) { return table.mediaTypeNumber(of: nil) }
    let stored = try row.int(column)
    if let number = known.first(where: { $0.stored == stored })?.number { return number }
    guard let name = names[stored] else {
      throw row.damage(column, "the number of a row of `media_type`")
    }
    let number = table.mediaTypeNumber(of: name)
    known.append((stored, number))
    return number
  }
}

extension ImageRows {
  // MARK: Writing

  private static let insertImage = """
    INSERT INTO image (image_id, repository_id, digest, status, size, pushed_at, pulled_at,
      archived_at, activated_at, manifest_media_type_id, artifact_media_type_id, subject, other)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  private static let statuses = Dictionary(
    uniqueKeysWithValues: ImageStatus.allCases.map { ($0, Array($0.rawValue.utf8)) })
  private static let insertTag = "INSERT INTO image_tag (image_id, position, tag) VALUES (?, ?, ?)"

  /// Appends images behind those that a repository has; one whose digest is there is left out.
  static func append(
    _ table: ImageTable, others: [Int: [UInt8]], to repository: Int64, from place: Int,
    _ database: Database, _ mediaTypes: inout [String: Int64]
  ) throws -> [(index: Int, differs: Bool)] {
    let types = try numbers(table, database, &mediaTypes)
    let image = try SnapshotStatement(database, "image", sql: insertImage)
    let tag = try SnapshotStatement(database, "image_tag", sql: insertTag)
    var duplicates: [(index: Int, differs: Bool)] = []
    var number = try numbers(of: repository).lowerBound + Int64(place)
    var blob: [UInt8] = []
    image.bind(2, repository)
    for index in table.indices {
      blob.removeAll(keepingCapacity: true)
      table.digests.bytes.withUnsafeBufferPointer { bytes in
        let digest = UnsafeBufferPointer(rebasing: bytes[table.digests.range(of: index)])
        DigestBlob.append(digest, to: &blob)
      }
      let length = blob.count
      if let subject = table.subject(of: index) {
        blob += DigestBlob.blob(subject)
      }
      let status = table.statuses[index] == .active ? active : statuses[table.statuses[index]] ?? []
      image.bind(1, number)
      bindNumbers(of: index, table, types, image)
      let other = others[index] ?? []
      let isNew = try blob.withUnsafeBytes { blob in
        try status.withUnsafeBytes { status in
          try other.withUnsafeBytes { other in
            image.bind(3, blob: UnsafeRawBufferPointer(rebasing: blob[..<length]))
            image.bind(4, text: status)
            if blob.count > length {
              image.bind(12, blob: UnsafeRawBufferPointer(rebasing: blob[length...]))
            } else {
              image.bindNull(12)
            }
            other.isEmpty ? image.bindNull(13) : image.bind(13, text: other)
            return try image.insert()
          }
        }
      }
      guard isNew else {
        duplicates.append((index, try differs(table, index, repository, blob[..<length], database)))
        continue
      }
      try insertTags(of: index, table, number, tag)
      number += 1
    }
    return duplicates
  }

  private static func insertTags(
    of index: Int, _ table: ImageTable, _ number: Int64, _ tag: SnapshotStatement
  ) throws {
    tag.bind(1, number)
    for (position, name) in (table.tagStarts[index]..<table.tagStarts[index + 1]).enumerated() {
      tag.bind(2, Int64(position))
      _ = try table.tags.bytes.withUnsafeBytes { bytes in
        tag.bind(3, text: UnsafeRawBufferPointer(rebasing: bytes[table.tags.range(of: name)]))
        return try tag.insert()
      }
    }
  }

  private static func bindNumbers(
    of index: Int, _ table: ImageTable, _ types: [String: Int64], _ image: SnapshotStatement
  ) {
    image.bind(6, table.pushedAt[index])
    bind(image, 5, table.sizes[index])
    bind(image, 7, table.pulledAt[index])
    bind(image, 8, table.archivedAt[index])
    bind(image, 9, table.activatedAt[index])
    bind(image, 10, table.manifestMediaType(of: index).flatMap { types[$0] } ?? ImageTable.absent)
    bind(image, 11, table.artifactMediaType(of: index).flatMap { types[$0] } ?? ImageTable.absent)
  }

  private static func bind(_ statement: SnapshotStatement, _ index: Int32, _ value: Int64) {
    value == ImageTable.absent ? statement.bindNull(index) : statement.bind(index, value)
  }

  /// The numbers of the media types that a table has.
  private static func numbers(
    _ table: ImageTable, _ database: Database, _ known: inout [String: Int64]
  ) throws -> [String: Int64] {
    for name in table.mediaTypeNames where known[name] == nil {
      let number = try Int64.fetchOne(
        database, sql: "SELECT media_type_id FROM media_type WHERE name = ?", arguments: [name])
      if let number {
        known[name] = number
      } else {
        try database.execute(
          sql: "INSERT INTO media_type (name) VALUES (?)", arguments: [name])
        known[name] = database.lastInsertedRowID
      }
    }
    return known
  }

  /// Whether an image differs from the one with its digest that exists already.
  private static func differs(
    _ table: ImageTable, _ index: Int, _ repository: Int64, _ digest: ArraySlice<UInt8>,
    _ database: Database
  ) throws -> Bool {
    let number = try Int64.fetchOne(
      try database.cachedStatement(
        sql: "SELECT image_id FROM image WHERE repository_id = ? AND digest = ?"),
      arguments: [repository, Data(digest)])
    guard let number, var there = try read(database, number..<number + 1).first else { return true }
    var new = table[index]
    there.imageTags.sort()
    new.imageTags.sort()
    return there != new
  }

  static func delete(_ database: Database, repository: Int64) throws {
    let range = try numbers(of: repository)
    for table in ["image_tag", "image"] {
      try database.execute(
        sql: "DELETE FROM \(table) WHERE image_id >= ? AND image_id < ?",
        arguments: [range.lowerBound, range.upperBound])
    }
  }

  static func fingerprint(
    _ database: Database, repository: Int64
  ) throws -> ImageFingerprint {
    var fingerprint = ImageFingerprint()
    fingerprint.add(
      try read(database, repository: repository), try others(database, repository: repository))
    return fingerprint
  }

  /// The members of images' descriptions that have no column, by the images' places.
  static func others(_ database: Database, repository: Int64) throws -> [Int: [UInt8]] {
    let range = try numbers(of: repository)
    let rows = try database.rows(
      of: "image",
      """
      SELECT image_id, other FROM image WHERE image_id >= ? AND image_id < ?
      AND other IS NOT NULL
      """, [range.lowerBound, range.upperBound]
    ) { (Int(try $0.int(0) - range.lowerBound), try $0.jsonMembers(1)) }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The first tag on two images, by the place of the second one; nil when there is none.
  static func tagOnTwoImages(
    _ database: Database, repository: Int64
  ) throws -> SnapshotWriter.TagOnTwoImages? {
    let range = try numbers(of: repository)
    let rows = try SnapshotStatement(
      database, "image_tag", key: 1,
      sql: """
        SELECT min(image_id), max(image_id), tag FROM image_tag WHERE image_id >= ? AND image_id < ?
        GROUP BY tag HAVING min(image_id) < max(image_id) ORDER BY 2, 1, 3
        """, arguments: [range.lowerBound, range.upperBound])
    defer { rows.reset() }
    guard try rows.next() else { return nil }
    let (first, second) = (try rows.int(0), try rows.int(1))
    let tag = try rows.text(2)
    var moreCount = 0
    while try rows.next() { moreCount += 1 }
    func image(_ number: Int64) throws -> (place: Int, digest: String) {
      let digests = try database.rows(
        of: "image", "SELECT image_id, digest FROM image WHERE image_id = ?", [number]
      ) { try $0.digestText(1) }
      return (Int(number - range.lowerBound), digests.first ?? "")
    }
    return SnapshotWriter.TagOnTwoImages(
      tag: tag, first: try image(first), second: try image(second), moreCount: moreCount)
  }
}
