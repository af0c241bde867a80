import Foundation
import SystemPackage

/// A folder that is written file by file and appears when all of it has been written.
final class OutputFolder {
  private let path: String
  private let unfinished: String
  private var open: (name: String, file: FileDescriptor)?

  /// Starts a folder.
  ///
  /// - Throws: ``Failure`` when something has its name, or it cannot be made.
  init(_ path: String) throws {
    // A slash at the end says nothing.
    let path = FilePath(path).string
    self.path = path
    unfinished = path + ".drydock-unfinished"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure("\(path) is there already: name a folder that is not")
    }
    // What a run that was stopped has left behind.
    try? FileManager.default.removeItem(atPath: unfinished)
    try make(unfinished)
  }

  private func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure("cannot make the folder \(folder): \(error.localizedDescription)")
    }
  }

  /// Adds to a file; a file's pieces come one after the other.
  func write(_ bytes: [UInt8], to name: String) throws {
    do {
      if open?.name != name {
        try closeFile()
        let file = "\(unfinished)/\(name)"
        try make(FilePath(file).removingLastComponent().string)
        open = (
          name,
          try FileDescriptor.open(
            FilePath(file), .writeOnly, options: [.create, .exclusiveCreate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        )
      }
      try open?.file.writeAll(bytes)
    } catch let error as Errno {
      throw Failure("cannot write \(path)/\(name): \(error)")
    }
  }

  private func closeFile() throws(Errno) {
    defer { open = nil }
    guard let file = open?.file else { return }
    do {
      try file.close()
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  /// Gives the finished folder its name.
  func putInPlace() throws {
    do {
      try closeFile()
      try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    } catch {
      throw Failure(
        "cannot write \(path): \((error as? Errno)?.description ?? error.localizedDescription)")
    }
  }

  /// Removes what has been written.
  func remove() {
    try? closeFile()
    try? FileManager.default.removeItem(atPath: unfinished)
  }
}
