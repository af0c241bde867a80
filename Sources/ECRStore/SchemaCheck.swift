import GRDB

/// Whether the tables of a file are those that the migrations of this program make.
///
/// A user's own tables, indexes and views may be in the file too; triggers on Drydock's tables may
/// not.
struct SchemaCheck: Sendable {
  /// The columns of each table, as SQLite describes them.
  private var tables: [String: [String]] = [:]

  /// The tables of a database.
  init(_ database: Database) throws {
    for table in try database.rows(of: "sqlite_schema", Self.selectTables, [], { try $0.text(0) }) {
      tables[table] = try database.rows(of: table, Self.selectColumns, [table]) { row in
        try (0...6).map { try row.text($0) }.filter { !$0.isEmpty }.joined(separator: " ")
      }
    }
  }

  private init(_ migrator: DatabaseMigrator) throws {
    let queue = try DatabaseQueue()
    try migrator.migrate(queue)
    self = try queue.inDatabase { try SchemaCheck($0) }
  }

  private static let current = Result { try SchemaCheck(Schema.migrator) }

  /// What a file has when some migrations have run.
  static func made(by migrator: DatabaseMigrator) throws -> SchemaCheck {
    migrator.migrations == Schema.migrator.migrations
      ? try current.get() : try SchemaCheck(migrator)
  }

  /// Refuses a file whose tables are others.
  func check(_ database: Database) throws {
    let found = try SchemaCheck(database)
    for (table, columns) in tables.sorted(by: { $0.key < $1.key }) {
      guard let others = found.tables[table] else {
        throw SnapshotDamage(description: "it has no table `\(table)`")
      }
      guard others != columns else { continue }
      throw SnapshotDamage(
        description: "table `\(table)` is not as Drydock creates it: expected `"
          + (zip(columns, others).first { $0 != $1 }?.0 ?? columns.last ?? "") + "`")
    }
    let triggers = try database.rows(
      of: "sqlite_schema", "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'"
    ) { (name: try $0.text(0), table: try $0.text(1)) }
    if let trigger = triggers.first(where: { tables[$0.table] != nil }) {
      throw SnapshotDamage(
        description: "table `\(trigger.table)` has the trigger `\(trigger.name)`, which Drydock "
          + "does not create")
    }
  }

  private static let selectTables = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name <> 'grdb_migrations'
    """
  /// Each column with what its table is.
  private static let selectColumns = """
    SELECT l.type, iif(l.strict, 'STRICT', ''), c.name, c.type, iif(c."notnull", 'NOT NULL', ''),
      iif(c.pk, 'PRIMARY KEY', ''), iif(c.hidden, 'GENERATED', '')
    FROM pragma_table_list(?1) AS l, pragma_table_xinfo(?1) AS c WHERE l.schema = 'main'
    """
}
