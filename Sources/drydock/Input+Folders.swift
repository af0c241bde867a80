import Foundation

extension Input {
  /// The file of a path, or the files whose names end in `.json` in a folder and its folders, ordered
  /// by path.
  static func files(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    guard let names = FileManager.default.enumerator(atPath: path) else {
      throw Failure("cannot read \(path): it is no folder that can be listed")
    }
    var files: [String] = []
    while let name = names.nextObject() as? String {
      guard name.hasSuffix(".json"),
        names.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      else { continue }
      files.append(path + (path.hasSuffix("/") ? "" : "/") + name)
    }
    return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}
