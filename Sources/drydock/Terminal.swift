import ECRReport
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams that a person sees, and what they can show.
enum Terminal {
  /// The style of standard output: coloured on a terminal only, and never where NO_COLOR is set
  /// (https://no-color.org).
  static var outputStyle: Style { style(of: .standardOutput) }

  /// The style of standard error.
  static var errorStyle: Style { style(of: .standardError) }

  /// Whether somebody watches standard error.
  static var isErrorTerminal: Bool { isatty(FileDescriptor.standardError.rawValue) == 1 }

  /// Whether somebody reads standard output and can press a key.
  static var isInteractive: Bool {
    isatty(FileDescriptor.standardOutput.rawValue) == 1
      && isatty(FileDescriptor.standardInput.rawValue) == 1
  }

  /// Waits until somebody presses a key, and tells whether to go on.
  static func waitForKey(_ prompt: String) -> Bool {
    let input = FileDescriptor.standardInput.rawValue
    writeError(prompt)
    var before = termios()
    guard tcgetattr(input, &before) == 0 else { return true }
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(input, TCSANOW, &raw)
    defer {
      tcsetattr(input, TCSANOW, &before)
      writeError("\r\u{1B}[K")
    }
    var key: UInt8 = 0
    return read(input, &key, 1) == 1 && key != UInt8(ascii: "q")
  }

  /// How many cores there are.
  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func style(of stream: FileDescriptor) -> Style {
    let isRefused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    return Style(isColoured: isatty(stream.rawValue) == 1 && !isRefused && !isDumb)
  }

  /// Writes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    do {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch {
      throw Failure("cannot write the report: \(error)")
    }
  }

  /// Writes to standard output.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes to standard error; if even that fails there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(text.utf8))
  }
}
