import Glibc

/// What could not be written, and why.
struct OutputError: Error, CustomStringConvertible {
  var description: String

  /// An error of the call that has just failed.
  init(path: String) {
    description = "\(path): \(String(cString: strerror(errno)))"
  }
}

/// A file that is being written.
final class OutputFile {
  private let path: String
  private var stream: UnsafeMutablePointer<FILE>?

  /// Makes the file, or empties it.
  init(path: String) throws {
    guard let stream = fopen(path, "wb") else { throw OutputError(path: path) }
    self.path = path
    self.stream = stream
  }

  deinit {
    if let stream {
      fclose(stream)
    }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws {
    guard let stream else { return }
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw OutputError(path: path)
    }
  }

  /// Closes the file; only then is all of it written.
  func close() throws {
    guard let stream else { return }
    self.stream = nil
    guard fclose(stream) == 0 else { throw OutputError(path: path) }
  }

  /// Writes a whole file.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(bytes)
    try file.close()
  }

  /// Makes a directory and those it lies in, unless they are there.
  static func makeDirectory(_ path: String) throws {
    var made = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      made += component + "/"
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw OutputError(path: made) }
    }
  }
}
