import Foundation

/// A copy of the package with all faults in it, each of them off.
struct PackageCopy {
  /// The package.
  let original: URL
  /// Where the copy is.
  let folder: URL

  /// Writes the copy; what is there already and the same stays, so that little is built anew.
  func write(_ table: FaultTable) throws {
    var wanted = try files()
    for (file, faults) in table.files {
      guard let data = wanted[file.path] else {
        throw CheckError(
          description: "\(faults.first?.fault.slug ?? file.path): there is no file \(file.path)")
      }
      let text = try FaultyText(String(decoding: data, as: UTF8.self), file.path, faults)
      wanted[file.path] = Data(text.switched.utf8)
      wanted["Sources/\(file.module)/Mutant.swift"] = Data(FaultyText.switchFile.utf8)
    }
    try removeStrangers(wanted)
    for (path, data) in wanted { try write(data, to: path) }
  }

  /// The program that was built of the copy.
  func program(_ configuration: String) -> URL {
    scratch.appending(path: configuration).appending(path: "drydock")
  }

  /// Builds the program.
  func build(_ configuration: String) async throws {
    let ended = try await Command(
      arguments: [
        "swift", "build", "--package-path", folder.path, "--scratch-path", scratch.path,
        "-c", configuration, "--product", "drydock",
      ],
      folder: folder
    ).run()
    guard ended == .exited(0) else {
      throw CheckError(
        description: "the package cannot be built with its faults; --work FOLDER keeps the copy")
    }
  }

  private var scratch: URL { folder.appending(path: ".build") }

  /// The files that make the package, by their paths.
  private func files() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in ["Package.swift", "Package.resolved"] {
      files[name] = try? Data(contentsOf: original.appending(path: name))
    }
    guard files["Package.swift"] != nil else {
      throw CheckError(description: "there is no package in \(original.path)")
    }
    for path in try Self.paths(["Sources", "Tests"], in: original) {
      files[path] = try Data(contentsOf: original.appending(path: path))
    }
    return files
  }

  /// What an earlier copy has and the package has not, such as a file that has another name now.
  private func removeStrangers(_ wanted: [String: Data]) throws {
    for path in (try? Self.paths(["Sources", "Tests"], in: folder)) ?? [] where wanted[path] == nil
    {
      try FileManager.default.removeItem(at: folder.appending(path: path))
    }
  }

  private func write(_ data: Data, to path: String) throws {
    let file = folder.appending(path: path)
    if let there = try? Data(contentsOf: file), there == data { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// The paths of all files in some folders.
  private static func paths(_ names: [String], in root: URL) throws -> [String] {
    try names.flatMap { name in
      try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: name).path)
        .map { name + "/" + $0 }
        .filter { path in
          var isFolder: ObjCBool = false
          let whole = root.appending(path: path).path
          return FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder)
            && !isFolder.boolValue
        }
    }
  }
}
