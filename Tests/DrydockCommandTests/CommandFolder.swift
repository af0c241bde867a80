import Foundation

/// Tests that run commands on files in a folder of their own.
protocol CommandFolder {
  var folder: URL { get }
}

extension CommandFolder {
  /// Makes a folder.
  static func newFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "drydock-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }
}
