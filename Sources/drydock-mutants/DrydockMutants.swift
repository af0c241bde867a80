import ArgumentParser
import Foundation

/// The command; whatever goes wrong goes to standard error and ends it with 2.
@main
struct DrydockMutants: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drydock-mutants",
    abstract: "Puts small faults into the engines, one at a time: the scenarios have to tell.",
    discussion: """
      The package is copied, with all faults in it, and built once; then the scenarios are run with \
      each fault active. Sources/drydock-mutants/README.md tells more.

      Exit codes: 0 every fault was caught; 1 some were missed; 2 the check was not possible.
      """)

  @Option(parsing: .upToNextOption, help: "Only the faults of these names.")
  var only: [String] = []

  @Flag(help: "List the faults, and check none.")
  var list = false

  @Option(
    parsing: .upToNextOption,
    help: "Folders of scenarios; paths start at the package's folder.")
  var scenarios: [String] = ["Scenarios"]

  @Option(help: "The package's folder.")
  var package = "."

  @Option(
    help: "Where the copy is made; it is kept for the next time. (default: a folder that goes)")
  var work: String?

  @Option(help: "How the copy is built: release or debug.")
  var configuration = "release"

  @Option(help: "How many faults are tried at once.")
  var jobs = 2

  @Flag(help: "Let scenarios fail that fail without a fault; they count for nothing.")
  var allowFailing = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs is at least 1") }
    guard ["release", "debug"].contains(configuration) else {
      throw ValidationError("--configuration is release or debug")
    }
  }

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      exit(withError: code)
    } catch {
      guard exitCode(for: error) != .success else { exit(withError: error) }
      let text = (error as? CheckError)?.description ?? fullMessage(for: error)
      FileHandle.standardError.write(Data("drydock-mutants: \(text)\n".utf8))
      exit(withError: ExitCode(2))
    }
  }

  func run() async throws {
    let table = FaultTable.engines
    let wanted = only.isEmpty ? table.all : try table.named(only)
    if list {
      for numbered in wanted { Self.tell("\(numbered.fault.slug): \(numbered.fault.says)") }
      return
    }
    let folder =
      work.map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "drydock-mutants-\(UUID())")
    defer { if work == nil { try? FileManager.default.removeItem(at: folder) } }
    let copy = PackageCopy(original: URL(filePath: package), folder: folder)
    try copy.write(table)
    try await copy.build(configuration)
    let runner = ScenarioRunner(
      program: copy.program(configuration), package: copy.original, scenarios: scenarios,
      folder: folder)
    let check = try await MutationCheck(runner, jobs: jobs, allowsFailing: allowFailing)
    let verdicts = try await check.run(wanted) { Self.tell($0.line) }
    let missed = verdicts.count { !$0.isCaught }
    Self.tell(
      "\(verdicts.count) \(verdicts.count == 1 ? "fault" : "faults"), "
        + "\(check.baseline.files.count) scenarios: "
        + (missed == 0 ? "every fault is caught" : "\(missed) missed"))
    if missed > 0 { throw ExitCode(1) }
  }

  /// Prints a line at once, also into a file or a pipe: a run takes minutes.
  private static func tell(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
