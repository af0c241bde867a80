import ECRReport
import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines and keys from a terminal.
extension Terminal {
  /// The settings of the terminal before keys were asked for, as long as they are others.
  private static let settings = Mutex<Settings?>(nil)

  private struct Settings: @unchecked Sendable {
    var before: termios
  }

  /// How many columns a stream has; nil where it is not a terminal, or one that does not know.
  static func columns(of stream: FileDescriptor) -> Int? { size(of: stream) { $0.ws_col } }

  private static func size(
    of stream: FileDescriptor, _ side: (winsize) -> UInt16
  ) -> Int? {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, side(size) > 0 else { return nil }
    return Int(side(size))
  }

  /// Writes a report in lines that fit the terminal.
  static func show(_ report: String) throws {
    try write(fitted(report, columns(of: .standardOutput)))
  }

  /// Writes a report a screen at a time; the result is false when the reader has had enough.
  ///
  /// `promptRows` are for what the reader is asked below it.
  static func page(_ report: String, promptRows: Int = 1) throws -> Bool {
    let text = fitted(report, columns(of: .standardOutput))
    guard isInteractive, let rows = size(of: .standardOutput, { $0.ws_row }) else {
      try write(text)
      return true
    }
    let pages = PagedText.pages(text, rows: max(rows - promptRows, 5))
    for page in pages.dropLast() {
      try write(page)
      guard try goesOn("Enter: more") else { return false }
    }
    try write(pages.last ?? "")
    return true
  }

  /// Asks whether the reader goes on, which is what `word` says.
  static func goesOn(_ word: String) throws -> Bool {
    let key = try readKey("\(word)   q: quit ")
    return key.map { !["q", "Q"].contains($0) } ?? false
  }

  /// Asks for a line; nil at the end of the input.
  static func readLine(_ prompt: String) throws -> String? {
    try write(prompt)
    var bytes: [UInt8] = []
    // A terminal hands over one line at a time.
    while bytes.last != UInt8(ascii: "\n") {
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = read(FileDescriptor.standardInput.rawValue, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        try write("\n")
        return nil
      }
      bytes += piece.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Asks for one key; nil at the end of the input.
  static func readKey(_ prompt: String) throws -> Character? {
    try write(prompt)
    let key = try key(within: -1)
    // The prompt makes room for what comes next.
    try write([UInt8]("\r\u{1B}[K".utf8))
    return key == .end ? nil : key.character
  }

  /// What came of waiting for a key.
  enum Key: Equatable {
    case pressed(Character)
    case nothing
    case end

    var character: Character? {
      if case .pressed(let character) = self { character } else { nil }
    }
  }

  /// Waits some milliseconds for a key, or without end for -1.
  static func key(within milliseconds: Int32) throws -> Key {
    let input = FileDescriptor.standardInput.rawValue
    begin(input)
    defer { restore() }
    var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    var ready: Int32
    repeat { ready = poll(&waiting, 1, milliseconds) } while ready < 0 && errno == EINTR
    guard ready != 0 else { return .nothing }
    var byte: UInt8 = 0
    guard ready > 0, read(input, &byte, 1) == 1 else { return .end }
    // An arrow is several bytes: what came along belongs to the same key.
    tcflush(input, TCIFLUSH)
    switch byte {
    case 3:
      restore()
      try write("\n")
      exit(130)
    case 4: return .end
    default: return .pressed(byte < 0x80 ? Character(UnicodeScalar(byte)) : "\u{FFFD}")
    }
  }

  /// Lets keys come at once, without being shown.
  private static func begin(_ input: Int32) {
    settings.withLock { settings in
      var before = termios()
      guard tcgetattr(input, &before) == 0 else { return }
      // Keys that end a program come as bytes, so that the terminal is itself again before it ends.
      var raw = before
      raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
      settings = Settings(before: before)
      tcsetattr(input, TCSANOW, &raw)
    }
  }

  /// Gives the terminal the settings that it had; to be called before the program ends.
  static func restore() {
    settings.withLock { settings in
      guard var before = settings?.before else { return }
      tcsetattr(FileDescriptor.standardInput.rawValue, TCSANOW, &before)
      settings = nil
    }
  }
}
