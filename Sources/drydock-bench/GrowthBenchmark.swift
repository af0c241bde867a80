import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the processor time of each command grows: four sizes, each twice the one before, and the exponent
/// of the last step, which is 1 where twice the input takes twice the time and 2 where it takes four
/// times as long.
enum GrowthBenchmark {
  /// A command whose input has a size.
  struct Series: Sendable {
    var name: String
    /// The smallest of the four sizes.
    var size: Int
    /// Writes the input of a size into a folder, and gives the command's arguments.
    var prepare: @Sendable (_ size: Int, _ folder: URL) throws -> [String]
  }

  static func run() throws {
    print("processor seconds over four sizes, each twice the one before; median of \(rounds)")
    let folder = try Measure.file("growth")
    for series in GrowthInputs.all {
      var times: [Double] = []
      for step in 0..<4 {
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let arguments = try series.prepare(series.size << step, folder)
        guard let time = try seconds(arguments, folder) else {
          print(
            "\(series.name): cannot run \(Measure.drydock); build it with `swift build -c release`")
          return
        }
        times.append(time)
      }
      let exponent = log2(max(times[3], 0.001) / max(times[2], 0.001))
      print(
        "\(series.name): from \(series.size) to \(series.size << 3): "
          + times.map(thousandths).joined(separator: ", ") + " s; exponent \(tenths(exponent))")
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// The median processor time of a command, whatever it ends in; nil where it cannot be run.
  private static func seconds(_ arguments: [String], _ folder: URL) throws -> Double? {
    guard FileManager.default.isExecutableFile(atPath: Measure.drydock) else { return nil }
    var times: [Double] = []
    for _ in 0..<rounds {
      for name in ["new", "new.sqlite"] {
        try? FileManager.default.removeItem(at: folder.appending(path: name))
      }
      let before = childSeconds()
      let process = Process()
      process.executableURL = URL(filePath: Measure.drydock)
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      times.append(childSeconds() - before)
    }
    return times.sorted()[rounds / 2]
  }

  /// The processor time of all commands that have ended.
  private static func childSeconds() -> Double {
    var usage = rusage()
    // RUSAGE_CHILDREN, whose type differs from system to system.
    getrusage(-1, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }
}
