import ECRModel
import ECRSimulator
import Foundation
import GRDB
import Texts

/// A small snapshot that the bytes of an input damage, row by row and page by page.
///
/// The first byte chooses between the tables as they are and tables without types. Each step is a
/// byte: 3 modulo 4 changes bytes of the file (three bytes of place, one of count, the bytes), others
/// set one column of one row (a byte each for table, column, row and type, then the value).
enum DamagedSnapshot {
  private static let mostSteps = 24

  /// Writes the snapshot of an input; false when SQLite itself refuses the damage.
  static func write(_ input: [UInt8], to path: String) throws -> Bool {
    var reader = ByteReader(input)
    let base = reader.byte() & 1 == 0 ? strict : loose
    var edits: [Edit] = []
    var patches: [(place: Int, bytes: [UInt8])] = []
    for _ in 0..<mostSteps where !reader.isAtEnd {
      if reader.byte() % 4 == 3 {
        let place = Int(reader.byte()) << 16 | Int(reader.byte()) << 8 | Int(reader.byte())
        patches.append((place, reader.bytes(Int(reader.byte() % 8) + 1)))
      } else {
        edits.append(Edit(&reader))
      }
    }
    var file = base
    if !edits.isEmpty {
      try Data(file).write(to: URL(filePath: path))
      do { try apply(edits, path) } catch is DatabaseError { return false }
      file = Array(try Data(contentsOf: URL(filePath: path)))
    }
    for patch in patches {
      for (offset, byte) in patch.bytes.enumerated() {
        file[(patch.place + offset) % file.count] = byte
      }
    }
    try Data(file).write(to: URL(filePath: path))
    return true
  }

  // MARK: Rows

  /// One column of one row gets a value.
  private struct Edit {
    var table: Int
    var column: Int
    var row: Int
    var value: DatabaseValue

    init(_ reader: inout ByteReader) {
      table = Int(reader.byte())
      column = Int(reader.byte())
      row = Int(reader.byte())
      let type = reader.byte()
      switch type % 7 {
      case 0: value = .null
      case 1: value = Int64(Int8(bitPattern: reader.byte())).databaseValue
      case 2:
        value = reader.bytes(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }.databaseValue
      case 3: value = (Double(Int8(bitPattern: reader.byte())) * 1e18).databaseValue
      case 4:
        value = String(decoding: reader.bytes(Int(reader.byte())), as: UTF8.self).databaseValue
      case 5: value = Data(reader.bytes(Int(reader.byte()))).databaseValue
      default: value = Data(reader.bytes(32)).databaseValue
      }
    }
  }

  private static func apply(_ edits: [Edit], _ path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;
          PRAGMA journal_mode = MEMORY
          """)
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      for edit in edits {
        let table = tables[edit.table % tables.count]
        let columns = try Row.fetchAll(
          database, sql: "SELECT name, pk FROM pragma_table_info(?)", arguments: [table])
        let keys = columns.filter { ($0[1] as Int) > 0 }.map { "\"\($0[0] as String)\"" }
        let key = keys.isEmpty ? "rowid" : keys.joined(separator: ", ")
        let column: String = columns[edit.column % columns.count][0]
        try database.execute(
          sql: """
            UPDATE OR IGNORE "\(table)" SET "\(column)" = ? WHERE (\(key)) =
              (SELECT \(key) FROM "\(table)" LIMIT 1 OFFSET \(edit.row)
                % max(1, (SELECT count(*) FROM "\(table)")))
            """, arguments: [edit.value])
      }
    }
    try queue.close()
  }

  // MARK: The snapshot

  /// The names of the files of a small company.
  private static let files: [String] = {
    let company = "Fixtures/company/"
    let names = FileManager.default.enumerator(
      atPath: SmallWorld.root.appending(path: company).path)
    return (names?.compactMap { $0 as? String } ?? []).sorted()
      .filter {
        $0.hasSuffix(".json") && !$0.contains("data+etl")
          && !$0.contains("eu-central-1/repositories/payments")
      }
      .map { company + $0 }
  }()

  /// The snapshot as an import makes it.
  private static let strict: [UInt8] = {
    do {
      let folder = try Scratch()
      _ = try ImportSnapshot.run(
        ImportSnapshot.Request(into: folder.path("base.sqlite"), files: files),
        read: { name, limit in
          let bytes = SmallWorld.bytes(name)
          return SourceText(name: name, bytes: limit.map { Array(bytes.prefix($0)) } ?? bytes)
        })
      return Array(try Data(contentsOf: URL(filePath: folder.path("base.sqlite"))))
    } catch {
      preconditionFailure("the fixtures can be imported: \(error)")
    }
  }()

  /// The same rows in tables that take every value, as only somebody else can have made them.
  private static let loose: [UInt8] = {
    do {
      let folder = try Scratch()
      let path = folder.path("base.sqlite")
      try Data(strict).write(to: URL(filePath: path))
      let queue = try DatabaseQueue(path: path)
      try queue.inDatabase { database in
        try database.execute(
          sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(replace(replace(sql, 'STRICT, WITHOUT', 'WITHOUT'),
              ') STRICT', ')'), ' NOT NULL', '') WHERE type = 'table' AND name NOT LIKE 'grdb%';
            PRAGMA writable_schema = RESET
            """)
      }
      try queue.close()
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      preconditionFailure("the tables can be loosened: \(error)")
    }
  }()
}

/// Takes bytes one after the other; behind the last one come zeros.
private struct ByteReader {
  private let all: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { all = bytes }

  var isAtEnd: Bool { offset >= all.count }

  mutating func byte() -> UInt8 {
    defer { offset += 1 }
    return offset < all.count ? all[offset] : 0
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in byte() } }
}
