import ECRSimulator
import Foundation

/// What the program is given by the system before it does anything.
enum Surroundings {
  /// Takes care that no file gets the number of a stream that is closed, that a limit of sizes is an
  /// error like any other, and that what is unfinished goes when somebody stops the program.
  static func prepare() {
    // WHY: a file that is opened next would be given the number, and get what is written to the
    // stream. Opened the wrong way round, the stream stays one that cannot be used.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) == -1 && errno == EBADF {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    // `ulimit -f`: writing then fails with EFBIG.
    signal(SIGXFSZ, SIG_IGN)
    Interruption.watch()
  }

  /// Refuses arguments that Swift would silently make others of.
  ///
  /// - Throws: ``Failure`` with the argument, its strange bytes as in a shell's `$'\xff'`.
  static func checkArguments() throws {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      let bytes = UnsafeBufferPointer(
        start: UnsafeRawPointer(argument).assumingMemoryBound(to: UInt8.self),
        count: strlen(argument))
      guard String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes) else {
        let text = bytes.map { byte in
          (0x20..<0x7F).contains(byte)
            ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
        }
        throw Failure(
          "argument \(index) is not UTF-8: `\(text.joined())`: rename the file, or name a link to it, "
            + "or give it on standard input (`-`)")
      }
    }
  }
}

/// What happens when somebody stops the program.
enum Interruption {
  /// What the program makes, as long as it is not whole.
  static let work = UnfinishedWork()

  /// Waits for the signals by which people and systems stop programs, and removes what is unfinished
  /// before the program ends by the same signal.
  ///
  /// To be called before there is a second thread: threads made later do not get the signals.
  static func watch() {
    let signals = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let awaited = set
    Thread.detachNewThread {
      var set = awaited
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { return }
      Terminal.restore()
      work.removeAll {
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
        exit(128 + number)
      }
    }
  }

  /// Whether who started the program wants it to go on, as `nohup` does.
  private static func isIgnored(_ number: Int32) -> Bool {
    let isIgnored = unsafeBitCast(signal(number, SIG_DFL), to: Int.self) == 1
    if isIgnored { signal(number, SIG_IGN) }
    return isIgnored
  }
}
