import ECRModel
import Foundation
import GRDB

/// The rows of images and tags: millions of them, so they are read and written without detours.
enum ImageRows {
  /// The first number of a repository's images, and the first of the next one's.
  static func numbers(of repository: Int64) -> Range<Int64> {
    repository << 32..<(repository + 1) << 32
  }

  // MARK: Reading

  private static let selectImages = """
    SELECT image_id, digest, status, size, pushed_at, pulled_at, archived_at, activated_at,
      manifest_media_type_id, artifact_media_type_id, subject
    FROM image WHERE image_id >= ? AND image_id < ? ORDER BY image_id
    """
  private static let selectTags = """
    SELECT image_id, tag FROM image_tag WHERE image_id >= ? AND image_id < ?
    ORDER BY image_id, position
    """

  /// All images of a repository, in the order in which they were given.
  static func read(_ database: Database, repository: Int64) throws -> ImageTable {
    try read(database, numbers(of: repository))
  }

  private static func read(_ database: Database, _ range: Range<Int64>) throws -> ImageTable {
    var mediaTypes = MediaTypeNumbers(try mediaTypes(database))
    let images = try HotStatement(database, sql: selectImages)
    let tags = try HotStatement(database, sql: selectTags)
    for statement in [images, tags] {
      statement.bind(1, range.lowerBound)
      statement.bind(2, range.upperBound)
    }
    var table = ImageTable()
    var digest: [UInt8] = []
    var subject: [UInt8] = []
    var hasTag = try tags.next()
    while try images.next() {
      let number = images.int(0)
      while hasTag, tags.int(0) == number {
        table.appendTag(tags.bytes(1).bindMemory(to: UInt8.self))
        hasTag = try tags.next()
      }
      digest.removeAll(keepingCapacity: true)
      DigestBlob.append(text: images.bytes(1), to: &digest)
      subject.removeAll(keepingCapacity: true)
      let hasSubject = !images.isNull(10)
      if hasSubject { DigestBlob.append(text: images.bytes(10), to: &subject) }
      let status = Self.status(images.bytes(2))
      digest.withUnsafeBufferPointer { digest in
        subject.withUnsafeBufferPointer { subject in
          var image = ImageTable.RawImage(
            digest: digest, pushedAt: Timestamp(microseconds: images.int(4)))
          image.status = status
          image.size = optional(images, 3)
          image.pulledAt = optional(images, 5).map { Timestamp(microseconds: $0) }
          image.archivedAt = optional(images, 6).map { Timestamp(microseconds: $0) }
          image.activatedAt = optional(images, 7).map { Timestamp(microseconds: $0) }
          image.manifestMediaTypeNumber = mediaTypes.number(images, 8, in: &table)
          image.artifactMediaTypeNumber = mediaTypes.number(images, 9, in: &table)
          image.subject = hasSubject ? subject : nil
          table.append(image)
        }
      }
    }
    return table
  }

  private static func optional(_ row: HotStatement, _ column: Int32) -> Int64? {
    let number = row.int(column)
    return number == 0 && row.isNull(column) ? nil : number
  }

  private static func status(_ bytes: UnsafeRawBufferPointer) -> ImageStatus {
    // ACTIVE, ARCHIVED and ACTIVATING differ in their lengths.
    switch bytes.count {
    case 6: .active
    case 8: .archived
    default: .activating
    }
  }

  /// The names of media types by their numbers in the file.
  private static func mediaTypes(_ database: Database) throws -> [Int64: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT media_type_id, name FROM media_type")
    return Dictionary(
      rows.map { ($0[0] as Int64, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Turns the numbers of media types in a file into those of a table, by the few that there are.
private struct MediaTypeNumbers {
  private let names: [Int64: String]
  private var known: [(stored: Int64, number: UInt16)] = []

  init(_ names: [Int64: String]) { self.names = names }

  mutating func number(
    _ row: HotStatement, _ column: Int32, in table: inout ImageTable
  ) -> UInt16 {
    let stored = row.int(column)
    if stored == 0, row.isNull(column) { return table.mediaTypeNumber(of: nil) }
    if let number = known.first(where: { $0.stored == stored })?.number { return number }
    let number = table.mediaTypeNumber(of: names[stored])
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
    let image = try HotStatement(database, sql: insertImage)
    let tag = try HotStatement(database, sql: insertTag)
    let active = Array(ImageStatus.active.rawValue.utf8)
    var duplicates: [(index: Int, differs: Bool)] = []
    var number = numbers(of: repository).lowerBound + Int64(place)
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
    of index: Int, _ table: ImageTable, _ number: Int64, _ tag: HotStatement
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
    of index: Int, _ table: ImageTable, _ types: [String: Int64], _ image: HotStatement
  ) {
    image.bind(6, table.pushedAt[index])
    bind(image, 5, table.sizes[index])
    bind(image, 7, table.pulledAt[index])
    bind(image, 8, table.archivedAt[index])
    bind(image, 9, table.activatedAt[index])
    bind(image, 10, table.manifestMediaType(of: index).flatMap { types[$0] } ?? ImageTable.absent)
    bind(image, 11, table.artifactMediaType(of: index).flatMap { types[$0] } ?? ImageTable.absent)
  }

  private static func bind(_ statement: HotStatement, _ index: Int32, _ value: Int64) {
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

  /// Whether an image says something else than the one of its digest that is there already.
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
    let range = numbers(of: repository)
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
    let range = numbers(of: repository)
    var others: [Int: [UInt8]] = [:]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT image_id, other FROM image WHERE image_id >= ? AND image_id < ?
        AND other IS NOT NULL
        """, arguments: [range.lowerBound, range.upperBound])
    while let row = try rows.next() {
      others[Int(row[0] as Int64 - range.lowerBound)] = Array((row[1] as String).utf8)
    }
    return others
  }
}
