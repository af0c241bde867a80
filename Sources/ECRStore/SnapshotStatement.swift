import GRDB
import GRDBSQLite

/// A statement on the tables of a snapshot: SQLite's own functions, so that millions of rows pass
/// without a value being wrapped on the way.
///
/// What comes out is checked value by value (`SnapshotStatement+Columns.swift`): the file may be
/// damaged, or of another program.
struct SnapshotStatement {
  private let statement: Statement
  let pointer: OpaquePointer
  private let connection: OpaquePointer?
  private let sql: String
  /// The table that the rows are of, for messages.
  let table: String
  /// The number of first columns that identify the row.
  let keyCount: Int32

  /// Prepares a statement, whose first `keyCount` columns identify a row of `table`.
  init(
    _ database: Database, _ table: String, key keyCount: Int32 = 1, sql: String,
    arguments: StatementArguments = []
  ) throws {
    statement = try database.cachedStatement(sql: sql)
    pointer = statement.sqliteStatement
    connection = database.sqliteConnection
    self.sql = sql
    self.table = table
    self.keyCount = keyCount
    sqlite3_reset(pointer)
    sqlite3_clear_bindings(pointer)
    if !arguments.isEmpty { try statement.setArguments(arguments) }
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

  // MARK: What comes out

  /// Moves to the next row; false when there is none.
  func next() throws -> Bool {
    let code = sqlite3_step(pointer)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(pointer)
    if code == SQLITE_DONE { return false }
    throw error(code)
  }

  /// Ends the reading before the last row.
  func reset() { sqlite3_reset(pointer) }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: connection.map { String(cString: sqlite3_errmsg($0)) }, sql: sql)
  }
}

extension Database {
  /// The results for each row; its first `key` columns identify it in `table`.
  func rows<Value>(
    of table: String, key: Int32 = 1, _ sql: String, _ arguments: StatementArguments = [],
    _ make: (SnapshotStatement) throws -> Value
  ) throws -> [Value] {
    let statement = try SnapshotStatement(
      self, table, key: key, sql: sql, arguments: arguments)
    defer { statement.reset() }
    var values: [Value] = []
    while try statement.next() { values.append(try make(statement)) }
    return values
  }
}
