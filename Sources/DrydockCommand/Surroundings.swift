import ECRSimulator
import Foundation
import Texts

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
  /// - Throws: ``Failure`` where such a one is not the name of a file.
  static func arguments() throws -> [String] {
    let arguments = (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { FileName.text($0) }
    }
    for (index, argument) in arguments.enumerated() where !FileName.isUTF8(argument) {
      let option = argument.hasPrefix("--") ? argument : index > 0 ? arguments[index - 1] : ""
      guard !textOptions.contains(String(option.prefix { $0 != "=" })) else {
        throw Failure(
          "argument \(index + 1) is not UTF-8: `\(argument)`: only names of files need not be")
      }
    }
    return arguments
  }

  /// Options whose values stand in documents and reports, which are UTF-8.
  private static let textOptions: Set<String> = [
    "--action", "--actions", "--by-repository", "--context", "--fact", "--filter", "--find",
    "--lesson", "--principal", "--protect", "--region", "--repositories", "--repository",
    "--resource", "--title",
  ]
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
