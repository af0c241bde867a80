import Foundation

/// A program that is run with limits.
struct Command {
  let words: [String]
  let folder: URL
  let output: URL?
  var environment: [String: String] = [:]
  /// Seconds of computing, so that a busy machine makes no difference; four times as long by the clock.
  var seconds: Int?

  init(_ words: [String], in folder: URL, output: URL?) {
    self.words = words
    self.folder = folder
    self.output = output
  }

  struct Outcome {
    let status: Int32
    let seconds: Double
    let isTimeUp: Bool
  }

  func run() throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    // Memory has a limit, too: a loop that appends forever would take all.
    let limits = seconds.map { "ulimit -t \($0); ulimit -v 16000000; ulimit -c 0; " } ?? ""
    process.arguments = ["-c", limits + "exec \"$@\"", "sh"] + words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let output {
      try Data().write(to: output)
      let file = try FileHandle(forWritingTo: output)
      process.standardOutput = file
      process.standardError = file
    } else {
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
    }
    let isOver = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in isOver.signal() }
    let start = Date()
    try process.run()
    var isTimeUp = false
    if let seconds, isOver.wait(timeout: .now() + .seconds(seconds * 4)) == .timedOut {
      isTimeUp = true
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let wasKilled = process.terminationReason == .uncaughtSignal
    isTimeUp = isTimeUp || wasKilled && [SIGXCPU, SIGKILL].contains(process.terminationStatus)
    return Outcome(
      status: wasKilled ? 128 + process.terminationStatus : process.terminationStatus,
      seconds: Date().timeIntervalSince(start), isTimeUp: isTimeUp)
  }
}
