import ECRModel
import Foundation
import GRDB
import Testing

@testable import ECRStore

/// What is a snapshot, what is not one, and what an import leaves behind.
struct SnapshotFileTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("registry.sqlite")
  }

  func make(_ body: (SnapshotWriter) throws -> Void = { _ in }) throws {
    _ = try SnapshotWriter.write(into: path) { try body($0) }
  }

  static let id = RepositoryID(
    registryID: "111122223333", region: "eu-central-1", repositoryName: "a/b")

  static func images(_ count: Int, _ seed: Int = 0) -> ImageTable {
    ImageTable(
      (0..<count).map { number in
        let digits = String(number + seed * 1_000_000, radix: 16)
        return ImageDetail(
          imageDigest: "sha256:" + String(repeating: "0", count: 64 - digits.count) + digits,
          imageTags: ["t\(number)"], imagePushedAt: Timestamp(seconds: 1_700_000_000 + number))
      })
  }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)".replacing(folder.url.path + "/", with: "")
    }
  }

  func ask<Value: DatabaseValueConvertible>(
    _ queue: DatabaseQueue, _ sql: String
  ) throws -> Value? {
    try queue.inDatabase { try Value.fetchOne($0, sql: sql) }
  }

  func openMessage() -> String { message { _ = try SnapshotStore(path) } }

  // MARK: What a snapshot is

  @Test func `a snapshot says what it is, and its version`() throws {
    try make()
    let queue = try DatabaseQueue(path: path)
    #expect(try ask(queue, "PRAGMA application_id") == 0x4452_5944)
    #expect(try ask(queue, "SELECT group_concat(identifier) FROM grdb_migrations") == "version1")
    // A Drydock from before migrations had names looks for this.
    #expect(try ask(queue, "PRAGMA user_version") == 1)
    #expect(try ask(queue, "PRAGMA journal_mode") == "wal")
  }

  @Test func `every table is strict, and every reference is to a row that is there`() throws {
    try make { writer in
      _ = try writer.add(Self.images(3), others: [:], lacksPages: false, to: Self.id)
      try writer.set(tags: [("team", "x")], of: Self.id)
      try writer.set(
        pullThroughCacheRules: [.init(key: "p", description: "{}")], account: "111122223333",
        region: "eu-central-1")
    }
    let queue = try DatabaseQueue(path: path)
    let tables = try queue.inDatabase { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name, strict FROM pragma_table_list
          WHERE name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
          """)
    }
    #expect(tables.count > 10)
    for table in tables { #expect(table[1] as Int == 1, "\(table[0] as String)") }
    #expect(try ask(queue, "SELECT count(*) FROM pragma_foreign_key_check") == 0)
    #expect(try ask(queue, "PRAGMA integrity_check") == "ok")
  }

  // MARK: What is not a snapshot

  @Test
  func `a file that is not there, that is not a database, or is another program's, is refused`()
    throws
  {
    #expect(openMessage() == "cannot read registry.sqlite: no such file or folder")

    try Data("{\"imageDetails\": []}".utf8).write(to: URL(filePath: path))
    #expect(openMessage() == "registry.sqlite is not a SQLite database, so not a snapshot")

    try FileManager.default.removeItem(atPath: path)
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { try $0.execute(sql: "CREATE TABLE x (y)") }
    try other.close()
    let foreign = "registry.sqlite is a database of another program, not a snapshot of Drydock"
    #expect(openMessage() == foreign)
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(message { try make() } == foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `a truncated file is refused when it is opened`() throws {
    try make()
    let whole = try Data(contentsOf: URL(filePath: path))
    let message =
      "registry.sqlite is truncated: it should have \(whole.count) bytes, and has "
    for (length, expected) in [
      (whole.count / 2, "registry.sqlite is damaged or truncated (SQLite: "),
      (2_000, "registry.sqlite is damaged or truncated (SQLite: "),
      (50, "registry.sqlite is damaged or truncated (SQLite: "),
      // Within the last page.
      (whole.count - 1, "\(message)\(whole.count - 1)"),
      (whole.count - 4_000, "\(message)\(whole.count - 4_000)"),
      (10, "registry.sqlite is not a SQLite database"),
      (0, "registry.sqlite is not a snapshot: the file is empty"),
    ] {
      try whole.prefix(length).write(to: URL(filePath: path))
      #expect(openMessage().hasPrefix(expected), "\(length): \(openMessage())")
      #expect(self.message { try make() }.hasPrefix(expected), "\(length)")
      #expect(try Data(contentsOf: URL(filePath: path)) == whole.prefix(length))
    }
  }

  @Test func `the log of an empty file stays`() throws {
    let log = URL(filePath: path + "-wal")
    try Data().write(to: URL(filePath: path))
    try Data("log".utf8).write(to: log)
    #expect(openMessage() == "registry.sqlite is not a snapshot: the file is empty")
    #expect(try Data(contentsOf: log) == Data("log".utf8))
  }

  @Test func `a damaged file is told as such`() throws {
    try make { _ = try $0.add(Self.images(2_000), others: [:], lacksPages: false, to: Self.id) }
    var bytes = try Data(contentsOf: URL(filePath: path))
    for place in stride(from: 4_096, to: bytes.count, by: 64) { bytes[place] = 0xFF }
    try bytes.write(to: URL(filePath: path))
    let message = message {
      let store = try SnapshotStore(path)
      for repository in try store.repositories() { _ = try store.repository(repository) }
    }
    #expect(message.hasPrefix("registry.sqlite is damaged or truncated (SQLite: "), "\(message)")
  }

  // MARK: Writing

  @Test func `what fails in the middle leaves the file as it was, and nothing else`() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try make { writer in
        _ = try writer.add(Self.images(10), others: [:], lacksPages: false, to: Self.id)
        throw Stop()
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: Self.id) }
    #expect(throws: Stop.self) {
      try make { writer in
        _ = try writer.add(Self.images(10), others: [:], lacksPages: false, to: Self.id)
        throw Stop()
      }
    }
    #expect(try counts() == [2])
  }

  func counts() throws -> [Int] {
    let store = try SnapshotStore(path)
    return try store.repositories().map { try store.repository($0).images.count }
  }

  @Test func `a full disk is told, and nothing is lost`() throws {
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: Self.id) }
    let message = message {
      try make { writer in
        // SQLite's own limit gives the error that a full disk gives.
        let pages = try Int.fetchOne(writer.database, sql: "PRAGMA page_count") ?? 0
        try writer.database.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        _ = try writer.add(Self.images(5_000, 1), others: [:], lacksPages: false, to: Self.id)
      }
    }
    #expect(
      message == "registry.sqlite cannot grow: the disk is full; nothing was changed")
    #expect(try counts() == [2])
  }

  @Test func `a reader sees one state while somebody writes, and does not wait`() throws {
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: Self.id) }
    let reader = try SnapshotStore(path)
    try make { writer in
      _ = try writer.add(Self.images(7), others: [:], lacksPages: false, to: Self.id)
      // Not committed: neither the old reader nor a new one sees any of it.
      #expect(try counts() == [2])
    }
    #expect(try counts() == [7])
    let old = try reader.repositories()
    #expect(try reader.repository(old[0]).images.count == 2)
  }

  @Test func `two imports into a new file do not mix`() throws {
    let message = message {
      try make { _ in
        let other = self.message { try make() }
        #expect(other == "registry.sqlite is being created by another program; try again later")
      }
    }
    #expect(message == "no error")
  }

  // MARK: What stands beside the file

  private var namesInFolder: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
  }

  @Test func `an import is in the file alone once nobody reads it any more`() throws {
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: Self.id) }
    do {
      let reader = try SnapshotStore(path)
      #expect(try reader.registries().count == 1)
      // The log cannot be put into the file while somebody reads what was there before.
      try make { _ = try $0.add(Self.images(7), others: [:], lacksPages: false, to: Self.id) }
      #expect(try reader.registries().count == 1)
    }
    #expect(namesInFolder == ["registry.sqlite"])
    let copy = folder.path("copy.sqlite")
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    let store = try SnapshotStore(copy)
    #expect(try store.repository(store.repositories()[0]).images.count == 7)
  }

  @Test func `a log of a file that is gone does not become part of a new one`() throws {
    try make { _ = try $0.add(Self.images(2), others: [:], lacksPages: false, to: Self.id) }
    let queue = try SnapshotFile.openForWriting(path)
    try queue.inDatabase { try $0.execute(sql: "UPDATE repository SET name = 'old/one'") }
    // As after a kill: the log stays, and somebody removes the file alone.
    let log = try Data(contentsOf: URL(filePath: path + "-wal"))
    try queue.close()
    try FileManager.default.removeItem(atPath: path)
    try log.write(to: URL(filePath: path + "-wal"))
    try make { _ = try $0.add(Self.images(5), others: [:], lacksPages: false, to: Self.id) }
    let store = try SnapshotStore(path)
    #expect(try store.repositories().map(\.id.repositoryName) == ["a/b"])
    #expect(try store.repository(store.repositories()[0]).images.count == 5)
  }

  @Test(arguments: ["file:odd.sqlite", ":memory:", "a b%20?#.sqlite", "-x.sqlite"])
  func `a path is a path, whatever it looks like`(name: String) throws {
    let here = FileManager.default.currentDirectoryPath
    let path = folder.url.path.dropFirst(here == "/" ? 1 : 0)
    let relative = "\(path)/\(name)"
    _ = try SnapshotWriter.write(into: relative) { writer in
      _ = try writer.add(Self.images(2), others: [:], lacksPages: false, to: Self.id)
    }
    #expect(try SnapshotStore(relative).repositories().count == 1)
    #expect(namesInFolder == [name])
  }
}
