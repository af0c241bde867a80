import Foundation
import Testing

/// A terminal that a test plays the person at.
final class PseudoTerminal {
  private let master: Int32
  /// Stays open, so that the settings can be read when the program has ended.
  private let slave: Int32
  private let path: String
  private var unread = ""
  /// Everything that has been shown.
  private(set) var shown = ""
  /// Bytes whose character, or line end, is not whole yet: a read ends anywhere.
  private var rest: [UInt8] = []
  /// The shell, which leads the terminal's session: the kernel resets a terminal whose leader ends, and
  /// so would hide what the program left behind.
  private var pid: pid_t = 0

  struct Broken: Error {
    var message: String
  }

  init(columns: UInt16, rows: UInt16) throws {
    (master, path) = try Self.open()
    slave = Foundation.open(path, O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard slave >= 0, ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else {
      throw Broken(message: "no size")
    }
  }

  deinit {
    if pid > 0 {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    close(slave)
    close(master)
  }

  /// Opens a master, and gives the path of its slave.
  private static func open() throws -> (master: Int32, path: String) {
    #if os(Linux)
      // What <stdlib.h> has for this is not in Swift's module of the C library.
      let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      let master = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (locked, slave): (Int32, UInt32) = (0, 0)
      guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, number, &slave) == 0
      else { throw Broken(message: "no pseudo-terminal") }
      return (master, "/dev/pts/\(slave)")
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master)
      else { throw Broken(message: "no pseudo-terminal") }
      return (master, String(cString: name))
    #endif
  }

  #if os(Linux)
    private static let newSession: Int32 = 0x80
  #else
    private static let newSession = Int32(POSIX_SPAWN_SETSID)
  #endif

  /// Whether lines are edited and shown, and keys make signals, as in a shell.
  var isOrdinary: Bool {
    var settings = termios()
    guard tcgetattr(slave, &settings) == 0 else { return false }
    let flags = tcflag_t(ICANON | ECHO | ISIG)
    return settings.c_lflag & flags == flags
  }

  /// Starts the program in a shell, which then waits.
  func start(_ arguments: [String], in folder: URL = CommandLineTests.root) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, master)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var ordinary = sigset_t()
    sigemptyset(&ordinary)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ordinary, signal) }
    posix_spawnattr_setsigdefault(&attributes, &ordinary)
    posix_spawnattr_setflags(
      &attributes,
      Int16(Self.newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
    // What is trapped ends the program, and not the shell.
    let script = "trap : INT TERM HUP; cd \"$1\"; shift; \"$@\"; echo \"[end $?]\"; read line"
    let shell = "/bin/sh"
    let command = [shell, "-c", script, shell, folder.path, CommandLineTests.program.path]
    var words: [UnsafeMutablePointer<CChar>?] = []
    for word in command + arguments { words.append(strdup(word)) }
    words.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = []
    for setting in ["TERM=xterm", "NO_COLOR=1"] { environment.append(strdup(setting)) }
    environment.append(nil)
    defer { for word in words + environment { free(word) } }
    guard posix_spawn(&pid, shell, &actions, &attributes, &words, &environment) == 0 else {
      throw Broken(message: "cannot start \(shell)")
    }
  }

  /// Waits for a line of keys, and presses one.
  func press(_ key: String, at keys: String = "q: quit ") throws {
    try see(keys)
    try awaitKeys()
    type(key)
  }

  /// Waits for a prompt, and answers it.
  func answer(_ text: String, at prompt: String) throws {
    try see(prompt)
    type(text + "\n")
  }

  /// Types some text.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(master, bytes, bytes.count) == bytes.count)
  }

  /// Waits until a text is shown behind what has been awaited before, and gives all up to it.
  @discardableResult
  func see(_ text: String) throws -> String {
    while true {
      if let place = unread.firstRange(of: text) {
        let before = String(unread[..<place.upperBound])
        unread = String(unread[place.upperBound...])
        return before
      }
      guard try more() else { throw Broken(message: "`\(text)` is not in:\n\(shown)") }
    }
  }

  /// Waits until keys come without Enter: a prompt is shown a moment before.
  func awaitKeys() throws {
    for _ in 0..<2000 where isOrdinary { usleep(10_000) }
    #expect(!isOrdinary)
  }

  /// Reads more; false at the end.
  private func more() throws -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    // A minute is for machines that do other things as well; it is no measure of the program.
    guard poll(&waiting, 1, 60_000) > 0 else { return false }
    var piece = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &piece, piece.count)
    guard count > 0 else { return false }
    rest += piece.prefix(count)
    let whole = Self.wholeLength(rest)
    let text = String(decoding: rest[..<whole], as: UTF8.self).replacing("\r\n", with: "\n")
    rest.removeFirst(whole)
    unread += text
    shown += text
    return true
  }

  /// How many bytes there are before a line end or character that is not whole.
  private static func wholeLength(_ bytes: [UInt8]) -> Int {
    if bytes.last == UInt8(ascii: "\r") { return bytes.count - 1 }
    guard let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes.count }
    let length = bytes[lead] < 0xC0 ? 1 : bytes[lead] < 0xE0 ? 2 : bytes[lead] < 0xF0 ? 3 : 4
    return bytes.count - lead < length ? lead : bytes.count
  }

  /// Sends a signal to the program; the shell is in the same group, and ignores it.
  func send(_ signal: Int32) { kill(-pid, signal) }

  /// Waits for the end of the program, and gives the exit code, as a shell has it.
  func end() throws -> Int32? {
    try see("[end ")
    return Int32(try see("]").dropLast())
  }
}
