import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Import whole registries into one file, and inspect it.",
    subcommands: [
      ImportSnapshotCommand.self, ExportSnapshotCommand.self, ShowSnapshotCommand.self,
      SnapshotScriptCommand.self,
    ])
}

struct ImportSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import AWS CLI output into a snapshot: all of it, or nothing.",
    discussion: """
      Drydock detects each file's type from its contents. It reads every `.json` file of a folder \
      and its subfolders. Imported images replace those of the same repository; imported users, roles \
      and policies replace those of the same account.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("The snapshot; created if it does not exist.", valueName: "file"))
  var into: String

  @Option(
    name: .long,
    help: ArgumentHelp("Region of documents that do not name theirs.", valueName: "region"))
  var region: String?

  @Argument(
    help: ArgumentHelp("Files and folders; `-` for standard input.", valueName: "path"))
  var paths: [String]

  func run() throws {
    let found = try Input.Files(paths)
    let files = found.read
    if let notice = found.notice { Terminal.notice(notice) }
    guard !files.isEmpty else {
      throw Failure("no file that ends in `.json` in \(paths.joined(separator: ", "))")
    }
    var request = ImportSnapshot.Request(into: into, files: files)
    request.region = region
    request.work = Interruption.work
    let line = ProgressLine()
    defer { line.clear() }
    // What can be read only once is kept.
    var input = Input()
    var piped: [String: SourceText] = [:]
    for file in files where file == "-" || !FileSystem.isRegular(file) {
      piped[file] = try input.read(file)
    }
    let sources = piped
    let outcome = try ImportSnapshot.run(
      request,
      read: { file, limit in
        guard let source = sources[file] else { return try Input.read(file, limit: limit) }
        return limit.map { SourceText(name: source.name, bytes: Array(source.bytes.prefix($0))) }
          ?? source
      }
    ) {
      line.show(
        "\($0.fileCount.grouped) of \(files.count.grouped) files, \($0.imageCount.grouped) images")
    }
    line.clear()
    defer { Terminal.writeError(FindingText.text(outcome.findings, Terminal.errorStyle)) }
    do {
      try Terminal.show(ImportText.text(outcome, into: into, Terminal.outputStyle))
    } catch {
      throw Failure("\(Failure.words(error)); the import has succeeded: it is in \(into)")
    }
  }
}

struct ExportSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export a snapshot as AWS CLI output.",
    discussion: """
      The folder must not exist; it appears once everything is written. Documents that do not name \
      their account or region begin with a note `{"drydock": {…}}`. Importing the folder produces the \
      same snapshot.
      """)

  @Argument(help: ArgumentHelp("The snapshot.", valueName: "file"))
  var snapshot: String

  @Option(name: .long, help: ArgumentHelp("Folder to create.", valueName: "folder"))
  var into: String

  func run() throws {
    try OutputFolder.make(into, Interruption.work) { write in
      try ExportSnapshot.run(snapshot, to: write)
    }
    Terminal.notice("exported to \(into)")
  }
}

struct ShowSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a snapshot contains and what is missing.")

  @Argument(help: ArgumentHelp("The snapshot.", valueName: "file"))
  var snapshot: String

  @Option(name: .long, help: "Format of the report.")
  var format: Preview.Format = .text

  func run() throws {
    let outcome = try ShowSnapshot.run(snapshot)
    switch format {
    case .text: try Terminal.show(SnapshotText.text(outcome, Terminal.outputStyle))
    case .json: try Terminal.write(SnapshotJSON.json(outcome))
    }
  }
}

struct SnapshotScriptCommand: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    commandName: "script",
    abstract: "Print a shell script that exports a registry with read-only AWS CLI calls.",
    discussion: """
      Run it with `sh collect.sh FOLDER`, and give the folder to `drydock snapshot import`. It only calls \
      describe, list, get and batch-get operations. If calls fail, it collects the rest and ends with exit \
      code 1; `drydock snapshot show` then lists what is missing.
      """)

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Regions, one or more (default: all that are enabled for the account).", valueName: "region"))
  var region: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("AWS CLI profile to use.", valueName: "profile"))
  var profile: String?

  @Flag(name: .long, help: "Export the organization's policies too (from its management account).")
  var organization = false

  func check() throws {
    for name in region + [profile].compactMap(\.self) where !CollectScript.isPlain(name) {
      throw ValidationError(
        "`\(name)` is not a valid name of a region or profile: use letters, digits, `-`, `_`, `.` "
          + "and `@`")
    }
  }

  func run() throws {
    try Terminal.write(
      CollectScript.text(regions: region, profile: profile, withOrganization: organization))
  }
}
