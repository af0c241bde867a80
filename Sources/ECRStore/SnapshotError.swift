import Foundation
import GRDB

/// Why a snapshot cannot be read or written.
package struct SnapshotError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and how to mend it where that is known.
  package let description: String

  init(_ description: String) { self.description = description }

  /// What the operating system answers about a file.
  init(cannot verb: String, _ path: String, _ code: Int32 = errno) {
    let why =
      switch code {
      case ENOENT: "no such file or folder"
      case EISDIR: "it is a folder"
      default: String(cString: strerror(code))
      }
    self.init("cannot \(verb) \(path): \(why)")
  }

  /// An error of SQLite's about a file.
  init(_ error: DatabaseError, _ path: String) {
    let why: String
    switch error.resultCode {
    case .SQLITE_NOTADB: why = "is not a SQLite database, so not a snapshot"
    case .SQLITE_CORRUPT: why = "is damaged or truncated (SQLite: \(error.message ?? "malformed"))"
    case .SQLITE_FULL: why = "cannot grow: the disk is full; nothing was changed"
    case .SQLITE_READONLY: why = "cannot be written: the file or its folder is read-only"
    case .SQLITE_CANTOPEN:
      why =
        "cannot be opened: its folder must be writable while it has a log (-wal), and not "
        + "too many files may be open"
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      why = "is being written by another program; try again later"
    case .SQLITE_IOERR:
      why =
        "could not be read or written (SQLite: \(error.message ?? "I/O error")): the disk may be full "
        + "or defective; nothing was changed"
    case .SQLITE_CONSTRAINT: why = Self.conflict(error.message ?? "")
    default: why = "could not be used (SQLite: \(error.message ?? "\(error.resultCode)"))"
    }
    self.init("\(path) \(why)")
  }

  /// What a row that does not fit shows: Drydock itself writes none, so that what is there is damaged.
  private static func conflict(_ message: String) -> String {
    // SQLite writes `UNIQUE constraint failed: image.image_id`, and the condition of a `CHECK` by itself.
    let column = message.split(separator: " failed: ").dropFirst().first
    let table = column.flatMap { $0.contains(".") ? $0.prefix { $0 != "." } : nil }
    let place = table.map { "table `\($0)`" } ?? "a table"
    return
      "is damaged: the contents of \(place) contradict each other (SQLite: \(message)); nothing was "
      + "changed. Import its documents, and these, into a new file"
  }

  /// Contents that Drydock does not write.
  init(_ damage: SnapshotDamage, _ path: String) {
    self.init(
      "\(path): \(damage.description). The file is damaged, or another program changed it: import its "
        + "documents into a new file")
  }

  /// Likewise, where the work itself may fail with an error of its own, which is passed on.
  static func passing<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw SnapshotError(error, path)
    } catch let damage as SnapshotDamage {
      throw SnapshotError(damage, path)
    }
  }

  /// Does something with SQLite, and turns its errors into ours.
  static func catching<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(SnapshotError) -> Value {
    do {
      return try passing(path, body)
    } catch let error as SnapshotError {
      throw error
    } catch {
      throw SnapshotError("\(path): \(error)")
    }
  }
}
