import ECRModel
import Foundation
import GRDB
import Testing

@testable import ECRStore

/// Files that are damaged, or that another program has written, are told from Drydock's by what is in
/// them: no value ends the program, and none becomes another one without a word.
struct ForeignSnapshotTests {
  private static let end =
    ". The file is damaged, or another program changed it: import its documents into a new file"

  // MARK: Values

  /// What no column of some type may have: integers where text is due, and the other way round; bytes
  /// that are no UTF-8; the ends of the range.
  private static let values = [
    "NULL", "'abc'", "x'ff00'", "CAST(x'66ff6f' AS TEXT)", "1.5", "-9223372036854775808",
    "9223372036854775807", "''", "x''",
  ]

  private static let columns: [(table: String, column: String)] = {
    let full = try? FullSnapshot()
    let rows = try? full?.edit { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
          WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
          """)
    }
    return (rows ?? []).map { ($0[0], $0[1]) }
  }()

  @Test func `every table has a row that is looked at`() throws {
    let full = try FullSnapshot()
    let tables = Set(Self.columns.map(\.table))
    #expect(tables.count == 17)
    try full.edit { database in
      for table in tables {
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
        #expect(count ?? 0 > 0, "\(table)")
      }
    }
    #expect(full.message() == "no error")
  }

  @Test(arguments: columns.indices)
  func `a value that Drydock does not write is an error that says where it is`(
    index: Int
  ) throws {
    let (table, column) = Self.columns[index]
    let whole = try FullSnapshot()
    let before = try whole.readAll()
    var refused = 0
    for value in Self.values {
      let full: FullSnapshot
      do {
        full = try FullSnapshot(tampered: "UPDATE OR IGNORE \(table) SET \(column) = \(value)")
      } catch is DatabaseError {
        // The key of a table takes integers only, whatever its schema says.
        continue
      }
      let message = full.message()
      guard message != "no error" else {
        // Nothing else than the value itself may have changed.
        let after = try full.readAll()
        #expect(
          after.count(where: { $0 == "\n" }) == before.count(where: { $0 == "\n" })
            || value == "NULL", "\(table).\(column) = \(value)")
        continue
      }
      refused += 1
      #expect(message.hasPrefix("registry.sqlite"), "\(table).\(column) = \(value): \(message)")
    }
    #expect(refused > 0, "\(table).\(column)")
  }

  private static let first = 1 << 32

  static let messages: [(String, String)] = [
    (
      "UPDATE image SET pushed_at = -9223372036854775807 WHERE image_id = \(first + 1)",
      "invalid `pushed_at` in table `image` (image_id \(first + 1)): expected microseconds since 1970, "
        + "no later than the year 9999, got -9223372036854775807"
    ),
    (
      "UPDATE image SET size = -1 WHERE image_id = \(first)",
      "invalid `size` in table `image` (image_id \(first)): expected a number of bytes up to "
        + "9007199254740992, or NULL, got -1"
    ),
    (
      "UPDATE image SET size = 9223372036854775807 WHERE image_id = \(first)",
      "invalid `size` in table `image` (image_id \(first)): expected a number of bytes up to "
        + "9007199254740992, or NULL, got 9223372036854775807"
    ),
    (
      "UPDATE image_tag SET tag = '' WHERE image_id = \(first) AND position = 1",
      "invalid `tag` in table `image_tag` (image_id \(first), position 1): expected a tag, got ``"
    ),
    (
      "UPDATE image SET digest = x'00' WHERE image_id = \(first)",
      "invalid `digest` in table `image` (image_id \(first)): expected a digest: 32 bytes, or a zero "
        + "and its text, got x'00'"
    ),
    // `sha256:12` as text: SHA-256 has 64 digits.
    (
      "UPDATE image SET digest = x'007368613235363a3132' WHERE image_id = \(first)",
      "invalid `digest` in table `image` (image_id \(first)): expected a digest: 32 bytes, or a zero "
        + "and its text, got x'007368613235363a3132'"
    ),
    (
      "UPDATE image SET other = '\"a\":' WHERE image_id = \(first)",
      "invalid `other` in table `image` (image_id \(first)): expected members of a JSON object, "
        + "got "
        + "`\"a\":`"
    ),
    (
      "UPDATE registry SET account = '12'",
      "invalid `account` in table `registry` (registry_id 1): expected 12 digits, or nothing "
        + "where the "
        + "account is not known, got `12`"
    ),
    (
      "UPDATE registry SET region = 'eu' || char(10) || 'x'",
      "invalid `region` in table `registry` (registry_id 1): expected the name of a region, or "
        + "nothing where it is not known, got the text x'65750a78'"
    ),
    (
      "UPDATE registry SET description = '{'",
      "invalid `description` in table `registry` (registry_id 1): expected one JSON value, got `{`"
    ),
    (
      "UPDATE registry SET scanning_configuration = ''",
      "invalid `scanning_configuration` in table `registry` (registry_id 1): expected one JSON "
        + "value, "
        + "got ``"
    ),
    (
      "UPDATE pull_through_cache_rule SET description = '{} {}'",
      "invalid `description` in table `pull_through_cache_rule` (ecr_repository_prefix `k`): "
        + "expected "
        + "one JSON value, got `{} {}`"
    ),
    (
      "UPDATE repository SET name = 'A//b'",
      "invalid `name` in table `repository` (repository_id 1): expected the name of a repository, "
        + "got "
        + "`A//b`"
    ),
    (
      "UPDATE repository SET description = 'x'",
      "invalid `description` in table `repository` (repository_id 1): expected one JSON value, "
        + "got `x`"
    ),
    (
      "UPDATE iam_account SET account = '12'; UPDATE iam_entity SET account = '12'",
      "invalid `account` in table `iam_account` (account `12`): expected 12 digits, or nothing "
        + "where "
        + "the account is not known, got `12`"
    ),
    (
      "UPDATE iam_entity SET description = '[1,]'",
      "invalid `description` in table `iam_entity` (account `111122223333`, kind `role`, arn `k`): "
        + "expected one JSON value, got `[1,]`"
    ),
    (
      "UPDATE organization SET management_account = 'x'",
      "invalid `management_account` in table `organization` (organization_id `k`): expected 12 "
        + "digits, "
        + "or nothing where the account is not known, got `x`"
    ),
    (
      "UPDATE image SET status = 'ACTIVATE' WHERE image_id = \(first)",
      "invalid `status` in table `image` (image_id \(first)): expected ACTIVE, ARCHIVED, ACTIVATING, "
        + "got `ACTIVATE`"
    ),
    (
      "UPDATE image SET digest = x'0102' WHERE image_id = \(first)",
      "invalid `digest` in table `image` (image_id \(first)): expected a digest: 32 bytes, or a zero "
        + "and its text, got x'0102'"
    ),
    (
      "UPDATE image SET manifest_media_type_id = 77 WHERE image_id = \(first)",
      "invalid `manifest_media_type_id` in table `image` (image_id \(first)): expected the number of a "
        + "row of `media_type`, got 77"
    ),
    (
      "UPDATE image SET repository_id = 2 WHERE image_id = \(first)",
      "invalid `repository_id` in table `image` (image_id \(first)): expected 1, as `image_id` says, "
        + "got 2"
    ),
    (
      "DELETE FROM image WHERE image_id = \(first + 1)",
      "invalid row in table `image` (image_id \(first + 2)): the image before it is missing"
    ),
    (
      "DELETE FROM image WHERE image_id = \(first + 2)",
      "invalid row in table `image_tag` (image_id \(first + 2), position 0): table `image` has no such "
        + "image"
    ),
    (
      "DELETE FROM image_tag WHERE image_id = \(first) AND position = 0",
      "invalid `position` in table `image_tag` (image_id \(first), position 1): expected 0, got 1"
    ),
    (
      "UPDATE image_tag SET tag = CAST(x'66ff1b' AS TEXT) WHERE image_id = \(first) AND position = 1",
      "invalid `tag` in table `image_tag` (image_id \(first), position 1): expected a tag, got the "
        + "text x'66ff1b'"
    ),
    (
      "UPDATE repository SET has_images = 'yes'",
      "invalid `has_images` in table `repository` (repository_id 1): expected 0 or 1, got `yes`"
    ),
    (
      "UPDATE repository SET description = x'7b7d'",
      "invalid `description` in table `repository` (repository_id 1): expected text in UTF-8, got x'7b7d'"
    ),
    (
      "UPDATE repository SET repository_id = 9223372036854775807",
      "invalid `repository_id` in table `repository`: expected 1 to 2147483646, got "
        + "9223372036854775807"
    ),
    (
      "DELETE FROM registry",
      "invalid `registry_id` in table `repository` (repository_id 1): expected the number of a row of "
        + "`registry`, got 1"
    ),
    ("DELETE FROM iam_account", "a row of table `iam_entity` refers to no row of `iam_account`"),
    (
      "DELETE FROM manifest",
      "invalid row in table `manifest_child` (digest x'\(String(repeating: "1", count: 40))…', "
        + "position 0): table `manifest` has no such manifest"
    ),
  ]

  @Test(arguments: messages)
  func `the message has the file, the table, the row, the column and the value`(
    sql: String, message: String
  ) throws {
    let full = try FullSnapshot(tampered: sql)
    let found = full.message()
    #expect(found.hasPrefix("registry.sqlite: "))
    #expect(found.hasSuffix(Self.end))
    #expect(found == "registry.sqlite: " + message + Self.end)
  }

  @Test func `an import into such a file refuses it, and changes nothing`() throws {
    let full = try FullSnapshot(tampered: "UPDATE image SET status = 'GONE'")
    let before = try Data(contentsOf: URL(filePath: full.path))
    #expect(throws: SnapshotError.self) {
      try SnapshotWriter.write(into: full.path) { writer in
        _ = try writer.add(ImageTable(), others: [:], lacksPages: false, to: FullSnapshot.id)
      }
    }
    #expect(try Data(contentsOf: URL(filePath: full.path)) == before)
  }

  @Test func `rows that an import meets and that belong to nothing are named by their table`()
    throws
  {
    let full = try FullSnapshot()
    try full.edit { try $0.execute(sql: "DELETE FROM manifest") }
    let digest = "sha256:" + String(repeating: "1", count: 63) + "0"
    do {
      _ = try SnapshotWriter.write(into: full.path) { writer in
        try writer.add(
          Manifest(children: [digest]), digest: digest, description: Array("{}".utf8),
          to: FullSnapshot.id)
      }
      Issue.record("it was written to")
    } catch {
      let message = "\(error)".replacing(full.folder.url.path + "/", with: "")
      #expect(
        message.hasPrefix(
          "registry.sqlite is damaged: the contents of table `manifest_child` contradict each other "
            + "(SQLite: UNIQUE constraint failed: manifest_child."), "\(message)")
      #expect(message.hasSuffix("Import its documents, and these, into a new file"))
    }
  }

  // MARK: Tables

  static let schemas: [(String, String)] = [
    ("DROP TABLE image_tag", "it has no table `image_tag`"),
    (
      "ALTER TABLE image ADD COLUMN note TEXT",
      "table `image` is not as Drydock creates it: expected `table STRICT other TEXT`"
    ),
    (
      "DROP TABLE media_type; CREATE TABLE media_type (media_type_id INTEGER PRIMARY KEY, name TEXT)",
      "table `media_type` is not as Drydock creates it: expected `table STRICT media_type_id "
        + "INTEGER "
        + "PRIMARY KEY`"
    ),
    (
      "DROP TABLE image; CREATE VIEW image AS SELECT 1 AS image_id", "it has no table `image`"
    ),
    (
      "CREATE TRIGGER t AFTER INSERT ON image BEGIN DELETE FROM registry; END",
      "table `image` has the trigger `t`, which Drydock does not create"
    ),
    (
      "DROP TABLE grdb_migrations; CREATE VIEW grdb_migrations AS SELECT 'version1' AS identifier",
      "`grdb_migrations` is a view, not a table"
    ),
  ]

  @Test(arguments: schemas)
  func `a file with other tables is not a snapshot, read or written`(
    sql: String, message: String
  ) throws {
    let full = try FullSnapshot()
    try full.edit { try $0.execute(sql: sql) }
    let expected = "registry.sqlite: " + message + Self.end
    #expect(full.message() == expected)
    do {
      _ = try SnapshotWriter.write(into: full.path) { _ in }
      Issue.record("it was written to")
    } catch {
      #expect("\(error)".replacing(full.folder.url.path + "/", with: "") == expected)
    }
  }

  @Test func `what a user adds for questions of his own stays, and harms nothing`() throws {
    let full = try FullSnapshot()
    let before = try full.readAll()
    try full.edit {
      try $0.execute(
        sql: """
          CREATE INDEX own_index ON image (size); CREATE TABLE own (x);
          CREATE VIEW own_view AS SELECT name FROM repository
          """)
    }
    #expect(try full.readAll() == before)
  }

  @Test func `names of migrations that are no text, and text in UTF-16, are refused`() throws {
    let full = try FullSnapshot()
    try full.edit { database in
      try database.execute(
        sql: """
          DROP TABLE grdb_migrations; CREATE TABLE grdb_migrations (identifier);
          INSERT INTO grdb_migrations VALUES (x'00ff')
          """)
    }
    #expect(full.message().contains("`identifier` in table `grdb_migrations`"), "\(full.message())")

    let folder = try TemporaryFolder()
    let path = folder.path("wide.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { database in
      try database.execute(
        sql: """
          PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = \(Schema.applicationID);
          PRAGMA user_version = 1; CREATE TABLE x (y)
          """)
    }
    try queue.close()
    do {
      _ = try SnapshotStore(path)
      Issue.record("it was opened")
    } catch {
      #expect("\(error)".contains("its text is in UTF-16le"))
    }
  }

  @Test func `new tables refuse what would not be read`() throws {
    // A file's tables never change, and their `CHECK` of sizes has no upper end.
    for (sql, _) in Self.messages
    where sql.hasPrefix("UPDATE image SET s") && !sql.contains("9223372036854775807") {
      let full = try FullSnapshot()
      #expect(throws: DatabaseError.self) { try full.edit { try $0.execute(sql: sql) } }
    }
  }

  // MARK: Damaged pages

  @Test func `bytes that are turned round anywhere end in an error or in an answer`() throws {
    let full = try FullSnapshot()
    let whole = try Data(contentsOf: URL(filePath: full.path))
    // Most of a small file is empty: one of 29 bytes of the rest meets pages of each kind.
    for place in stride(from: 0, to: whole.count, by: 29) where whole[place] != 0 {
      var bytes = whole
      bytes[place] ^= 0xFF
      try bytes.write(to: URL(filePath: full.path))
      let message = full.message()
      #expect(message == "no error" || message.hasPrefix("registry.sqlite"), "\(place): \(message)")
    }
  }
}
