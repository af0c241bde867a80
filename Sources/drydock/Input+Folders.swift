import Foundation

extension Input {
  /// Whether a path leads to a folder; nil when it leads nowhere.
  private static func isFolder(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue
  }

  /// Whether a file can be read again from its start; a pipe cannot.
  static func isRegular(_ path: String) -> Bool {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// The file of a path, or the files whose names end in `.json` in a folder and its folders, ordered
  /// by path.
  static func files(_ path: String) throws -> [String] {
    guard isFolder(path) == true else { return [path] }
    // A link to a folder is followed where it is named, and passed over inside another folder.
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let names = FileManager.default.enumerator(atPath: target) else {
      throw Failure("cannot read \(path): not a readable folder")
    }
    if let name = nameThatIsNotUTF8(in: target) {
      throw Failure("cannot read \(path): the name `\(name)` is not UTF-8; rename it")
    }
    var files: [String] = []
    while let name = names.nextObject() as? String {
      guard name.hasSuffix(".json"), isFolder(target + "/" + name) == false else { continue }
      files.append(path + (path.hasSuffix("/") ? "" : "/") + name)
    }
    return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// A name in a folder or its folders that no text has; Foundation passes such files over.
  private static func nameThatIsNotUTF8(in folder: String) -> String? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      guard ![".", ".."].contains(name), entry.pointee.d_type == UInt8(DT_DIR) else { continue }
      if let inner = nameThatIsNotUTF8(in: folder + "/" + name) { return inner }
    }
    return nil
  }
}
