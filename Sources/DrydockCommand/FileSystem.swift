import ECRSimulator
import Foundation
import Texts

/// What the system says about files and folders, whatever bytes their names are.
///
/// Paths and names are texts as ``FileName`` has them: Foundation's own functions would lose names that
/// are not UTF-8.
enum FileSystem {
  /// What a path leads to; nil when it leads nowhere.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return path.withFileName { stat($0, &status) } == 0 ? status : nil
  }

  /// The kind of what a path leads to, such as `S_IFREG`; nil when it leads nowhere.
  static func kind(_ path: String) -> mode_t? { status(path).map { $0.st_mode & S_IFMT } }

  /// The time of the last change, in nanoseconds.
  static func changed(_ status: stat) -> Int {
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
  }

  static func exists(_ path: String) -> Bool { status(path) != nil }

  static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

  /// Whether a file can be read again from its start; a pipe cannot.
  static func isRegular(_ path: String) -> Bool { kind(path) == S_IFREG }

  /// The path without symbolic links; nil when it leads nowhere.
  static func realPath(_ path: String) -> String? {
    guard let real = path.withFileName({ realpath($0, nil) }) else { return nil }
    defer { free(real) }
    return FileName.text(real)
  }

  /// The target of a symbolic link; nil for all else.
  static func target(ofLink path: String) -> String? {
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = path.withFileName { readlink($0, &characters, Int(PATH_MAX)) }
    return count < 0 ? nil : FileName.text(characters)
  }

  /// The working directory; `/` where it is gone.
  static var workingDirectory: String { realPath(".") ?? "/" }

  /// The folder of a path; `.` where it has none.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The files in a folder and its folders, in the order of their paths.
  ///
  /// A link to a folder is followed where it is named, and passed over inside another folder; a link to
  /// nothing is one of the files, so that whoever reads it reports it.
  ///
  /// `includes` says whether a name is wanted, of a folder or of a file.
  ///
  /// - Throws: ``Failure`` when a folder cannot be read.
  static func files(
    in folder: String, includes: (_ name: String, _ isFolder: Bool) -> Bool
  ) throws -> [String] {
    var files: [String] = []
    var folders = [folder]
    while let folder = folders.popLast() {
      for name in try SystemFiles.names(in: folder) {
        let path = join(folder, name)
        var status = stat()
        guard path.withFileName({ lstat($0, &status) }) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          if includes(name, true) { folders.append(path) }
        } else if includes(name, false), kind(path) != S_IFDIR {
          files.append(path)
        }
      }
    }
    return inOrder(files)
  }

  /// Paths in the order of their characters.
  static func inOrder(_ paths: some Sequence<String>) -> [String] {
    paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The path of a name in a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder + (folder.hasSuffix("/") ? "" : "/") + name
  }
}
