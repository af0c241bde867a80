import ECRModel
import GRDBSQLite
import Texts

/// What is wrong with the contents of a snapshot, as only a damaged file or another program can have it.
struct SnapshotDamage: Error {
  /// What is wrong and where, and what is expected.
  var description: String
}

/// The values of a row, by the number of the column, from 0: each is what Drydock would have written,
/// or an error that names the place.
extension SnapshotStatement {
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

  func int(
    _ column: Int32, _ range: ClosedRange<Int64> = .min ... .max,
    _ expected: @autoclosure () -> String = "a whole number"
  ) throws(SnapshotDamage) -> Int64 {
    guard sqlite3_column_type(pointer, column) == SQLITE_INTEGER,
      case let number = sqlite3_column_int64(pointer, column), range.contains(number)
    else { throw damage(column, expected()) }
    return number
  }

  func count(_ column: Int32) throws(SnapshotDamage) -> Int {
    Int(try int(column, 0 ... .max, "a count"))
  }

  func flag(_ column: Int32) throws(SnapshotDamage) -> Bool {
    try int(column, 0...1, "0 or 1") == 1
  }

  func size(_ column: Int32) throws(SnapshotDamage) -> Int64? {
    isNull(column)
      ? nil
      : try int(
        column, ImageDetail.sizes,
        "a number of bytes up to \(ImageDetail.sizes.upperBound), or NULL")
  }

  func time(_ column: Int32) throws(SnapshotDamage) -> Timestamp {
    Timestamp(microseconds: try int(column, Timestamp.stored, Self.expectedTime))
  }

  func optionalTime(_ column: Int32) throws(SnapshotDamage) -> Timestamp? {
    isNull(column) ? nil : try time(column)
  }

  private static let expectedTime = "microseconds since 1970, no later than the year 9999"

  /// Text as bytes; valid until the next row.
  func utf8(
    _ column: Int32, _ expected: @autoclosure () -> String = "text in UTF-8"
  ) throws(SnapshotDamage) -> UnsafeRawBufferPointer {
    guard sqlite3_column_type(pointer, column) == SQLITE_TEXT,
      case let bytes = bytes(column), UTF8Check.isValid(bytes)
    else { throw damage(column, expected()) }
    return bytes
  }

  func text(_ column: Int32) throws(SnapshotDamage) -> String {
    String(decoding: try utf8(column), as: UTF8.self)
  }

  func optionalText(_ column: Int32) throws(SnapshotDamage) -> String? {
    isNull(column) ? nil : try text(column)
  }

  /// A text of one character at least; valid until the next row.
  func filled(
    _ column: Int32, _ expected: @autoclosure () -> String
  ) throws(SnapshotDamage) -> UnsafeRawBufferPointer {
    let bytes = try utf8(column, expected())
    guard !bytes.isEmpty else { throw damage(column, expected()) }
    return bytes
  }

  /// What AWS printed of a thing: one JSON value.
  func json(_ column: Int32) throws(SnapshotDamage) -> String {
    let bytes = try utf8(column)
    guard JSONCursor.isValue(bytes.bindMemory(to: UInt8.self)) else {
      throw damage(column, "one JSON value")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func optionalJSON(_ column: Int32) throws(SnapshotDamage) -> String? {
    isNull(column) ? nil : try json(column)
  }

  /// Members of a JSON object, without the braces around them.
  func jsonMembers(_ column: Int32) throws(SnapshotDamage) -> [UInt8] {
    let members = Array(try utf8(column))
    let object = [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")]
    guard !members.isEmpty, object.withUnsafeBufferPointer({ JSONCursor.isValue($0) }) else {
      throw damage(column, "members of a JSON object")
    }
    return members
  }

  /// An account; nil where unknown.
  func account(_ column: Int32) throws(SnapshotDamage) -> String? {
    let text = try text(column)
    guard StoredName.isAccount(text) else { throw damage(column, StoredName.expectedAccount) }
    return text.isEmpty ? nil : text
  }

  /// A Region; nil where unknown.
  func region(_ column: Int32) throws(SnapshotDamage) -> String? {
    let text = try text(column)
    guard StoredName.isRegion(text) else { throw damage(column, StoredName.expectedRegion) }
    return text.isEmpty ? nil : text
  }

  func repositoryName(_ column: Int32) throws(SnapshotDamage) -> String {
    let text = try text(column)
    guard StoredName.isRepository(text) else {
      throw damage(column, StoredName.expectedRepository)
    }
    return text
  }

  /// A digest as ``DigestBlob`` keeps it; valid until the next row.
  func digest(_ column: Int32) throws(SnapshotDamage) -> UnsafeRawBufferPointer {
    guard sqlite3_column_type(pointer, column) == SQLITE_BLOB,
      case let bytes = bytes(column), DigestBlob.isValid(bytes)
    else { throw damage(column, "a digest: 32 bytes, or a zero and its text") }
    return bytes
  }

  /// The digest of an image, not of something that an image refers to.
  func ownDigest(_ column: Int32) throws(SnapshotDamage) -> UnsafeRawBufferPointer {
    let bytes = try digest(column)
    guard
      bytes.count == 32
        || Self.text(ofDigest: bytes).withUnsafeBufferPointer({ ImageDetail.isDigest($0) })
    else {
      throw damage(column, "a digest: 32 bytes, or a zero and its text")
    }
    return bytes
  }

  private static func text(ofDigest bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    DigestBlob.append(text: bytes, to: &text)
    return text
  }

  func digestText(_ column: Int32) throws(SnapshotDamage) -> String {
    DigestBlob.text(Array(try digest(column)))
  }

  private func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(pointer, column)
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  // MARK: What is wrong

  /// An error about a value of this row.
  func damage(_ column: Int32, _ expected: String) -> SnapshotDamage {
    SnapshotDamage(
      description: "invalid `\(name(column))` in table `\(table)` (\(row)): expected \(expected), "
        + "got \(value(column))")
  }

  /// An error about this row as a whole.
  func damage(_ what: String) -> SnapshotDamage {
    SnapshotDamage(description: "invalid row in table `\(table)` (\(row)): \(what)")
  }

  private func name(_ column: Int32) -> String {
    sqlite3_column_name(pointer, column).map { String(cString: $0) } ?? "\(column)"
  }

  /// Which row it is.
  private var row: String {
    (0..<keyCount).map { "\(name($0)) \(value($0))" }.joined(separator: ", ")
  }

  private static let mostShown = 40

  /// A value as SQL writes it, without what a terminal would obey.
  private func value(_ column: Int32) -> String {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return "\(sqlite3_column_int64(pointer, column))"
    case SQLITE_FLOAT: return "\(sqlite3_column_double(pointer, column))"
    case SQLITE_NULL: return "NULL"
    case SQLITE_TEXT:
      let bytes = bytes(column)
      if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) {
        let text = String(decoding: bytes.prefix(Self.mostShown), as: UTF8.self)
        return "`\(text)\(bytes.count > Self.mostShown ? "…" : "")`"
      }
      return "the text \(hexadecimal(bytes))"
    default: return hexadecimal(bytes(column))
    }
  }

  private func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = bytes.prefix(Self.mostShown / 2).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "x'\(digits.joined())\(2 * bytes.count > Self.mostShown ? "…" : "")'"
  }
}

extension Timestamp {
  /// What documents can state: the years 1 to 9999.
  static let stored = first.microseconds...last.microseconds
}
