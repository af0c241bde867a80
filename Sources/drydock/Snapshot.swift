import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Keep whole registries in one file, and look into it.",
    subcommands: [
      ImportSnapshotCommand.self, ExportSnapshotCommand.self, ShowSnapshotCommand.self,
      SnapshotScriptCommand.self,
    ])
}

struct ImportSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Put what the AWS CLI printed into a snapshot: all of it, or nothing.",
    discussion: """
      Documents tell by themselves what they are. Of a folder all files are taken whose names end in \
      `.json`, and those of its folders. What is known of a repository's images is replaced by what \
      the documents say, and so are users, roles and policies of an account.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("The snapshot; it is made if it is not there.", valueName: "file"))
  var into: String

  @Option(
    name: .long,
    help: ArgumentHelp("The region of documents that do not tell theirs.", valueName: "region"))
  var region: String?

  @Argument(
    help: ArgumentHelp("Files and folders; `-` for standard input.", valueName: "path"))
  var paths: [String]

  func run() throws {
    let files = try paths.flatMap { try Input.files($0) }
    guard !files.isEmpty else {
      throw Failure("there is no file ending in `.json` in \(paths.joined(separator: ", "))")
    }
    var request = ImportSnapshot.Request(into: into, files: files)
    request.region = region
    request.work = Interruption.work
    let line = ProgressLine()
    defer { line.clear() }
    // What can be read only once is kept.
    var input = Input()
    var piped: [String: SourceText] = [:]
    for file in files where file == "-" || !Input.isRegular(file) {
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
      try Terminal.write(ImportText.text(outcome, into: into, Terminal.outputStyle))
    } catch {
      throw Failure("\(Failure.words(error)); the import itself is done: it is in \(into)")
    }
  }
}

struct ExportSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a snapshot as the documents of the AWS CLI that it was made of.",
    discussion: """
      The folder must not exist; it appears when everything has been written. A note \
      `{"drydock": {…}}` stands in front of documents that do not tell whose they are. Imported \
      again, the documents make the same snapshot.
      """)

  @Argument(help: ArgumentHelp("The snapshot.", valueName: "file"))
  var snapshot: String

  @Option(name: .long, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var into: String

  func run() throws {
    try OutputFolder.make(into, Interruption.work) { write in
      try ExportSnapshot.run(snapshot, to: write)
    }
    Terminal.say("exported to \(into)")
  }
}

struct ShowSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say what is in a snapshot, and what an answer would need that is missing.")

  @Argument(help: ArgumentHelp("The snapshot.", valueName: "file"))
  var snapshot: String

  @Option(name: .long, help: "How it is written.")
  var format: Preview.Format = .text

  func run() throws {
    let outcome = try ShowSnapshot.run(snapshot)
    switch format {
    case .text: try Terminal.write(SnapshotText.text(outcome, Terminal.outputStyle))
    case .json: try Terminal.write(SnapshotJSON.json(outcome))
    }
  }
}

struct SnapshotScriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "script",
    abstract: "Print a shell script that collects a registry with the AWS CLI, reading only.",
    discussion: """
      The script writes a folder of documents, to be imported with `drydock snapshot import`. It \
      asks only: describe, list, get and batch-get.
      """)

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "The regions; without any, all that are enabled for the account.", valueName: "region"))
  var region: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("The profile of the AWS CLI to use.", valueName: "profile"))
  var profile: String?

  @Flag(name: .long, help: "Ask for the organisation's policies too (its management account can).")
  var organization = false

  func validate() throws {
    for name in region + [profile].compactMap(\.self) where !CollectScript.isPlain(name) {
      throw ValidationError(
        "`\(name)` is no name of a region or profile: letters, digits, `-`, `_`, `.` and `@`")
    }
  }

  func run() throws {
    try Terminal.write(
      CollectScript.text(regions: region, profile: profile, withOrganization: organization))
  }
}
