import GRDB
import GRDBSQLite

/// A statement that is run once for each of millions of rows: SQLite's own functions, without a value
/// being wrapped on the way.
struct HotStatement {
  private let statement: Statement
  private let pointer: OpaquePointer
  private let connection: OpaquePointer?
  private let sql: String

  init(_ database: Database, sql: String) throws {
    statement = try database.cachedStatement(sql: sql)
    pointer = statement.sqliteStatement
    connection = database.sqliteConnection
    self.sql = sql
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
  }

  // MARK: What goes in, by the number of the parameter, from 1

  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, index, value) }

  func bindNull(_ index: Int32) { sqlite3_bind_null(pointer, index) }

  /// The bytes must stay where they are until the statement has been run.
  func bind(_ index: Int32, blob bytes: UnsafeRawBufferPointer) {
    sqlite3_bind_blob(pointer, index, bytes.baseAddress, Int32(bytes.count), nil)
  }

  /// The bytes must stay where they are until the statement has been run.
  func bind(_ index: Int32, text bytes: UnsafeRawBufferPointer) {
    sqlite3_bind_text(
      pointer, index, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      nil)
  }

  /// Runs the statement for what is bound; false when a key is there already.
  func insert() throws -> Bool {
    let code = sqlite3_step(pointer)
    sqlite3_reset(pointer)
    if code == SQLITE_DONE { return true }
    if sqlite3_extended_errcode(connection) == ResultCode.SQLITE_CONSTRAINT_UNIQUE.rawValue {
      return false
    }
    throw error(code)
  }

  // MARK: What comes out, by the number of the column, from 0

  /// Goes to the next row; false when there is none.
  func next() throws -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(pointer)
    if code == SQLITE_DONE { return false }
    throw error(code)
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }

  /// Valid until the next row.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(pointer, column)
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(pointer, column)))
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: connection.map { String(cString: sqlite3_errmsg($0)) }, sql: sql)
  }
}
