import Foundation
import SystemPackage

extension Input {
  /// The kind of what a path leads to, as `stat` has it; nil when it leads nowhere.
  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    let code = FileName.path(path).withPlatformString { stat($0, &status) }
    return code == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Whether a file can be read again from its start; a pipe cannot.
  static func isRegular(_ path: String) -> Bool { kind(path) == S_IFREG }

  /// The file of a path, or the files whose names end in `.json` in a folder and its folders, ordered
  /// by path.
  static func files(_ path: String) throws -> [String] {
    guard kind(path) == S_IFDIR else { return [path] }
    var files: [String] = []
    try add(folder: path, to: &files)
    return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// Adds what is in a folder, whatever bytes the names are.
  ///
  /// A link to a folder is followed where it is named, and passed over inside another folder.
  private static func add(folder: String, to files: inout [String]) throws {
    guard let stream = FileName.path(folder).withPlatformString({ opendir($0) }) else {
      throw Failure("cannot read \(FileName.shown(folder)): \(Errno(rawValue: errno))")
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { FileName.text($0.prefix { $0 != 0 }) }
      guard ![".", ".."].contains(name) else { continue }
      let path = folder + (folder.hasSuffix("/") ? "" : "/") + name
      var status = stat()
      guard FileName.path(path).withPlatformString({ lstat($0, &status) }) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try add(folder: path, to: &files)
      } else if name.hasSuffix(".json"), let kind = kind(path), kind != S_IFDIR {
        files.append(path)
      }
    }
  }
}
