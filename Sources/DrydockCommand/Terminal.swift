import ECRReport
import SystemPackage
import Texts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two streams to the user, and what they can show.
enum Terminal {
  /// The style of standard output: colored on a terminal only, and never where NO_COLOR is set
  /// (https://no-color.org).
  static var outputStyle: Style { style(of: .standardOutput) }

  /// The style of standard error.
  static var errorStyle: Style { style(of: .standardError) }

  /// Whether standard error is a terminal.
  static var isErrorTerminal: Bool { isatty(FileDescriptor.standardError.rawValue) == 1 }

  /// Whether standard output is a terminal and a key can be pressed.
  static var isInteractive: Bool {
    isatty(FileDescriptor.standardOutput.rawValue) == 1
      && isatty(FileDescriptor.standardInput.rawValue) == 1
  }

  /// How many cores there are.
  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func style(of stream: FileDescriptor) -> Style {
    let isRefused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
    let isTerminal = isatty(stream.rawValue) == 1
    let isWorkflowLog = getenv("GITHUB_ACTIONS").map { String(cString: $0) == "true" } ?? false
    var style = Style(
      isColored: isTerminal && !isRefused && !isDumb, isWorkflowLog: isWorkflowLog)
    if let columns = columns(of: stream) {
      style.width = min(max(columns, 40), 100)
      style.columns = max(columns, 40)
    }
    return style
  }

  /// Writes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    do {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch {
      throw Failure("cannot write the report: \(error)")
    }
  }

  /// Writes a report to standard output.
  static func write(_ report: String) throws { try write(outputStyle.bytes(of: report)) }

  /// Writes a report to standard error, in lines that fit a terminal; if even that fails there is
  /// nowhere to report it.
  static func writeError(_ report: String) {
    writeRaw(errorStyle.bytes(of: fitted(report, columns(of: .standardError))))
  }

  /// A text in lines that fit a terminal; as it is where there is none, because tools read lines.
  static func fitted(_ text: String, _ columns: Int?) -> String {
    columns.map { FittedText.text(text, width: max(20, $0)) } ?? text
  }

  /// Prints a notice in one line on standard error.
  ///
  /// Text of documents and the command line cannot leave that line.
  static func notice(_ message: String) { writeError("drydock: \(message.printable())\n") }

  /// Shows a line on standard error that the next one replaces.
  static func showLine(_ text: String) { writeRaw(Array("\r\u{1B}[K\(text.printable())".utf8)) }

  private static func writeRaw(_ bytes: [UInt8]) {
    _ = try? FileDescriptor.standardError.writeAll(bytes)
  }
}
