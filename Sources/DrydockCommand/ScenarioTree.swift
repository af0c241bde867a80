import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder below which a scenario may read files.
///
/// A scenario may come from somebody else, as in a pull request, and a report quotes mistakes in
/// files: so a scenario that names other files would print them. It only reads below the nearest
/// folder with a `.git`, else below the working directory if it is in there, else below its own
/// folder, regardless of `..` and symbolic links; nothing inside `.git`; and never a device, a pipe
/// or the kernel's files in `/proc`.
struct ScenarioTree {
  private let root: String
  private let allowsOutside: Bool

  /// The tree of the files in a folder.
  init(of folder: String, allowsOutside: Bool) {
    self.allowsOutside = allowsOutside
    let own = FileSystem.realPath(folder.isEmpty ? "." : folder) ?? "/"
    root = Self.repository(of: own) ?? Self.workingDirectory(of: own) ?? own
  }

  private static func repository(of folder: String) -> String? {
    var folder = folder
    while true {
      if FileSystem.exists(FileSystem.join(folder, ".git")) { return folder }
      guard folder != "/" else { return nil }
      folder = FileSystem.parent(of: folder)
    }
  }

  private static func workingDirectory(of folder: String) -> String? {
    FileSystem.realPath(".").flatMap { isInside(folder, $0) ? $0 : nil }
  }

  /// The file that a path leads to, without symbolic links.
  ///
  /// - Throws: ``Failure`` when it may not be read, or is not there.
  func file(_ path: String) throws -> String {
    guard let file = FileSystem.realPath(path) else {
      // A missing file is only reported inside the own tree.
      let place = FileSystem.realPath(FileSystem.parent(of: path)) ?? Self.normal(path)
      try check(place + "/", path)
      throw Failure("cannot read \(path): no such file or folder")
    }
    try check(file, path)
    guard FileSystem.isRegular(file) else {
      throw Failure("cannot read \(path): it is not a regular file")
    }
    return file
  }

  private func check(_ file: String, _ path: String) throws {
    // Where no link was followed, the path is the place itself.
    let isPlain = file == Self.normal(path) && !path.split(separator: "/").contains("..")
    guard !(isPlain ? Self.isKernels(file) : Self.leadsThroughKernel(path)) else {
      throw Failure("cannot read \(path): Drydock does not read devices or kernel files")
    }
    guard !allowsOutside else { return }
    guard Self.isInside(file, root) else {
      throw Failure(
        "cannot read \(path): it is outside \(root), and a scenario can read files only below that "
          + "folder; if you trust it, give --allow-files-outside")
    }
    guard !file.dropFirst(root.count).split(separator: "/").contains(".git") else {
      throw Failure("cannot read \(path): a scenario cannot read files in `.git`")
    }
  }

  // MARK: Paths

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func isKernels(_ place: String) -> Bool {
    ["/proc", "/dev", "/sys"].contains { isInside(place, $0) }
  }

  /// Whether a path leads through a folder of the kernel's, be it to a file elsewhere: standard input is
  /// a link there.
  private static func leadsThroughKernel(_ path: String) -> Bool {
    let start = path.hasPrefix("/") ? "" : FileSystem.workingDirectory + "/"
    var names = (start + path).split(separator: "/").map(String.init)
    var place = "/"
    var linkCount = 0
    while !names.isEmpty {
      let name = names.removeFirst()
      guard name != "." else { continue }
      place = name == ".." ? FileSystem.parent(of: place) : FileSystem.join(place, name)
      if isKernels(place) { return true }
      let target = FileSystem.target(ofLink: place)
      guard let target, linkCount < mostLinks else { continue }
      linkCount += 1
      names = target.split(separator: "/").map(String.init) + names
      place = target.hasPrefix("/") ? "/" : FileSystem.parent(of: place)
    }
    return false
  }

  /// More links than this are a ring.
  private static let mostLinks = 40

  /// An absolute path without `.` and `..`.
  private static func normal(_ path: String) -> String {
    let start = path.hasPrefix("/") ? "" : FileSystem.workingDirectory
    var names: [Substring] = []
    for name in (start + "/" + path).split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }
}
