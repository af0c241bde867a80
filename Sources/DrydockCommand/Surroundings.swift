import ECRSimulator
import Foundation

/// What the program is given by the system before it does anything.
enum Surroundings {
  /// Makes sure that no file gets the number of a closed stream, that a limit of sizes is an error
  /// like any other, and that unfinished files are removed when the program is interrupted.
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

  /// The arguments; Swift itself would silently change those that are not UTF-8.
  ///
  /// - Throws: ``Failure`` where one of them is not UTF-8 and not the name of a file that is read.
  static func arguments() throws -> [String] {
    let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { argument in
        FileName.text(
          UnsafeBufferPointer(
            start: UnsafeRawPointer(argument).assumingMemoryBound(to: UInt8.self),
            count: strlen(argument)))
      }
    }
    for (index, argument) in arguments.enumerated() where !FileName.isUTF8(argument) {
      guard isReadFile(index, arguments) else {
        throw Failure(
          "argument \(index + 1) is not UTF-8: `\(FileName.shown(argument))`: rename the file, or "
            + "name "
            + "a link to it")
      }
    }
    return arguments
  }

  /// Options whose values are files that `Input` reads.
  ///
  /// Snapshots and scenarios are opened by others, which take texts.
  private static let fileOptions: Set<String> = [
    "--images", "--manifests", "--policy", "--in-use", "--policies", "--identity-policy",
    "--boundary", "--session-policy", "--scp", "--rcp", "--repository-policy", "--registry-policy",
    "--vpc-endpoint-policy",
  ]

  /// Whether an argument names a file that is read: after an option for such files, or by itself in a
  /// command that takes files.
  private static func isReadFile(_ index: Int, _ arguments: [String]) -> Bool {
    if arguments[index].hasPrefix("--") {
      return fileOptions.contains(String(arguments[index].prefix { $0 != "=" }))
    }
    let before = arguments[..<index]
    guard !["learn", "test", "record"].contains(before.first) else { return false }
    if let option = before.last(where: { $0.hasPrefix("--") }), fileOptions.contains(option) {
      return true
    }
    guard before.first == "validate" || before.starts(with: ["snapshot", "import"]) else {
      return false
    }
    return before.last?.hasPrefix("--") == false
  }
}

/// What happens when the program is interrupted.
enum Interruption {
  /// The files that the program writes, while they are incomplete.
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
