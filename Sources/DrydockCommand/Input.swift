import ArgumentParser
import ECRModel
import SystemPackage
import Texts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the files that a command line names.
struct Input {
  private var hasReadStandardInput = false

  /// Reads a file, or standard input for `-`.
  mutating func read(_ path: String) throws -> SourceText {
    if path == "-" {
      guard !hasReadStandardInput else {
        throw Failure("standard input (`-`) can be read only once")
      }
      hasReadStandardInput = true
      return SourceText(name: "<stdin>", bytes: try Self.bytes(of: .standardInput, "<stdin>"))
    }
    guard !FileSystem.isFolder(path) else {
      throw Failure(
        "cannot read \(FileName.shown(path)): it is a folder; give the files in it, or import it with "
          + "`drydock snapshot import` and give the snapshot")
    }
    return try Self.read(path, limit: nil)
  }

  /// Reads a file, or its first bytes; `named` is its name in reports, where that is not its path.
  static func read(
    _ path: String, named: String? = nil, limit: Int?
  ) throws -> SourceText {
    let name = FileName.shown(named ?? path)
    do {
      let file = try open(path)
      return try file.closeAfter {
        guard let limit else { return SourceText(name: name, bytes: try bytes(of: file, name)) }
        let bytes = try [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        return SourceText(name: name, bytes: bytes)
      }
    } catch let error as Errno {
      throw Failure("cannot read \(name): \(words(error))")
    }
  }

  /// Why a file cannot be read.
  static func words(_ error: any Error) -> String {
    switch error as? Errno {
    case .noSuchFileOrDirectory: "no such file or folder"
    case .isDirectory: "it is a folder"
    default: "\(error)"
    }
  }

  /// Opens a file, whatever bytes its name has.
  static func open(_ path: String) throws -> FileDescriptor {
    try path.withFileName { try FileDescriptor.open($0, .readOnly) }
  }

  mutating func read(_ paths: [String]) throws -> [SourceText] { try paths.map { try read($0) } }

  private static func bytes(of file: FileDescriptor, _ name: String) throws -> [UInt8] {
    // A pipe has no size, and a folder an absurd one: such are read in pieces that grow.
    let end = (try? file.seek(offset: 0, from: .end)).map(Int.init) ?? 0
    if end > 0 { _ = try? file.seek(offset: 0, from: .start) }
    let size = end < 1 << 40 ? end : 0
    var bytes: [UInt8] = []
    var room = max(size + 1, 1 << 16)
    do {
      while true {
        let piece = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if piece.isEmpty { return bytes }
        if bytes.isEmpty { bytes = piece } else { bytes += piece }
        room = max(1 << 16, min(bytes.count, 1 << 26))
      }
    } catch {
      throw Failure("cannot read \(name): \(words(error))")
    }
  }
}

extension Timestamp {
  /// The clock's time in whole seconds: the only place where Drydock asks for it.
  static func now() -> Timestamp { Timestamp(seconds: time(nil)) }

  /// The instant of a text on the command line.
  static func typed(_ text: String) throws -> Timestamp {
    guard !isCompactDate(text) else {
      throw ValidationError("write it with hyphens: 2026-01-31")
    }
    guard let instant = Timestamp(typed: text) else {
      // Which forms there are, the option's help shows next.
      throw ValidationError(Timestamp.flaw(inTyped: text) ?? "not a time")
    }
    return instant
  }

  /// Whether a text is a year, or a date without hyphens, such as `20260131`, which would be read as
  /// seconds of the year 1970.
  private static func isCompactDate(_ text: String) -> Bool {
    [4, 6, 8].contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
  }
}
