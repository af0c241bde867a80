import Foundation

/// A program that is run to its end.
struct Command {
  /// Its name, found as a shell finds it, and its arguments.
  var arguments: [String]
  /// Where it runs.
  var folder: URL
  /// What its environment has beside this program's.
  var environment: [String: String] = [:]
  /// The file that gets what it prints; without one it goes to standard error.
  var output: URL?
  /// Whether what it says to standard error is of interest.
  var isHeard = true
  /// After how many seconds it is ended.
  var seconds: Double?

  /// How it ended.
  enum End: Sendable, Equatable {
    /// By itself, with a code.
    case exited(Int32)
    /// By a signal: it crashed.
    case crashed
    /// It took too long.
    case timedOut
  }

  /// Runs it.
  func run() async throws -> End {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output.map(Self.emptied) ?? FileHandle.standardError
    if !isHeard { process.standardError = FileHandle.nullDevice }
    let ends = AsyncStream<End>.makeStream()
    process.terminationHandler = { process in
      ends.continuation.yield(
        process.terminationReason == .exit ? .exited(process.terminationStatus) : .crashed)
      ends.continuation.finish()
    }
    try process.run()
    let watchdog = seconds.map { Self.end(process.processIdentifier, after: $0) }
    var end = End.crashed
    for await one in ends.stream { end = one }
    watchdog?.cancel()
    if await watchdog?.value == true { end = .timedOut }
    return end
  }

  /// Ends a process that takes too long, and says whether it had to.
  private static func end(_ process: Int32, after seconds: Double) -> Task<Bool, Never> {
    Task {
      guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return false }
      kill(process, SIGKILL)
      return true
    }
  }

  private static func emptied(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}
