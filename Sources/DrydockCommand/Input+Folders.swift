extension Input {
  /// The file of a path, or the files whose names end in `.json` in a folder and its folders, ordered
  /// by path.
  static func files(_ path: String) throws -> [String] {
    guard FileSystem.isFolder(path) else { return [path] }
    // Emacs marks a file that it edits by a link to nothing, `.#NAME`.
    return try FileSystem.files(in: path) { name, isFolder in
      isFolder || name.hasSuffix(".json") && !name.hasPrefix(".#")
    }
  }
}
