import Texts

extension Input {
  /// The files that the paths of a command line mean.
  struct Files {
    /// The paths of files, and the `.json` files of folders and their folders, ordered by path.
    var read: [String] = []
    /// The other files of those folders, without those that programs hide.
    var others: [String] = []

    init(_ paths: [String]) throws {
      for path in paths {
        guard FileSystem.isFolder(path) else {
          read.append(path)
          continue
        }
        // Emacs marks a file that it edits by a link to nothing, `.#NAME`.
        for file in try FileSystem.files(in: path, includes: { $1 || !$0.hasPrefix(".#") }) {
          let name = file.split(separator: "/").last ?? ""
          if name.lowercased().hasSuffix(".json") {
            read.append(file)
          } else if !name.hasPrefix(".") {
            others.append(file)
          }
        }
      }
    }

    /// Which files were not read, and why; nil if all were.
    var notice: String? {
      guard !others.isEmpty else { return nil }
      let named = others.prefix(5).map { FileName.shown($0) }.joined(separator: ", ")
      let rest = others.count > 5 ? " and \((others.count - 5).grouped) more" : ""
      return "not read: \(named)\(rest): of a folder only `.json` files are read"
    }
  }
}
