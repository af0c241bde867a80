import Foundation
import Testing

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

  /// Copies the program, as an executable of the tests' own.
  ///
  /// Not in this process: another test that starts a program just then would hand it the file while it is
  /// open for writing, and the system executes no such file.
  func copyProgram(to place: URL) throws {
    let copying = Process()
    copying.executableURL = URL(filePath: "/bin/cp")
    copying.arguments = [CommandLineTests.program.path, place.path]
    try copying.run()
    copying.waitUntilExit()
    try #require(copying.terminationStatus == 0)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }
}
