import Foundation

/// How often each thing is measured; the median counts.
let rounds = 7

/// Measures times, and prints them.
enum Measure {
  /// The median of several runs, in seconds.
  static func median(of count: Int = rounds, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<count { times.append(seconds(try clock.measure(body))) }
    return times.sorted()[count / 2]
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// Runs a command several times; the median of its wall clock, and its largest resident size.
  static func command(
    _ arguments: [String], rounds count: Int = rounds
  ) throws -> (seconds: Double, megabytes: Double)? {
    var peak = 0.0
    var failed = false
    let time = try median(of: count) {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = arguments
      process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
      process.standardError = FileHandle(forWritingAtPath: "/dev/null")
      try process.run()
      let status = "/proc/\(process.processIdentifier)/status"
      while process.isRunning {
        if let text = try? String(contentsOfFile: status, encoding: .utf8),
          let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
          let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Double($0) })
        {
          peak = max(peak, kilobytes * 1024 / 1_000_000)
        }
        usleep(2_000)
      }
      if process.terminationStatus != 0 { failed = true }
    }
    return failed ? nil : (time, peak)
  }

  /// The command-line tool that was built along with this one.
  static let drydock = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "drydock").path

  /// Where the measured files are put.
  static func file(_ name: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name)
  }
}

func tenths(_ number: Double) -> String { String(format: "%.1f", number) }
func thousandths(_ number: Double) -> String { String(format: "%.3f", number) }
