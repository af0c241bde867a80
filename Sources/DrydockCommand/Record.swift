import ArgumentParser
import ECRReport
import ECRScenarios
import ECRSimulator
import Texts

struct Record: ParsableCommand, CheckedArguments {
  static let configuration = CommandConfiguration(
    abstract: "Record a preview as a scenario, to use it as a test.",
    usage: "drydock record --into <folder> --images <file> --policy <file> <options>",
    discussion: """
      The folder will contain scenario.yaml (images, question, and current answer) and a copy \
      of the policy. Run it with `drydock test`.

      --anonymize replaces tags, the policy's prefixes and patterns, the repository, the account, all \
      digests, and private media types, consistently, so that every rule has the same effect. It \
      keeps single letters, numbers of one or two digits as in v1.2, sizes, times, the region, \
      --title and --lesson.
      """)

  @Option(name: .long, help: ArgumentHelp("Folder to create.", valueName: "folder"))
  var into: String

  @OptionGroup var files: FileOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Repository to record, if the images belong to several.", valueName: "name|arn"))
  var repository: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Title of the scenario (default: \"Recorded outcome of the lifecycle policy of NAME\").",
      valueName: "text"))
  var title: String?

  @Option(
    name: .long, help: ArgumentHelp("Lesson of the scenario, one sentence.", valueName: "text"))
  var lesson: String?

  @Flag(name: .long, help: "Replace names, accounts, and digests with made-up ones.")
  var anonymize = false

  /// The British spelling, which earlier versions had.
  @Flag(name: .customLong("anonymise"), help: .hidden)
  var isAnonymizedByAlias = false

  func check() throws {
    try files.check()
    guard !files.images.isEmpty, files.policy != nil else {
      throw ValidationError(
        "give --images and --policy; `drydock snapshot export` writes them from a snapshot")
    }
  }

  func run() throws {
    var input = Input()
    var request = RecordScenario.Request(
      run: PreviewLifecyclePolicy.Request(
        images: try input.read(files.images + files.manifests),
        policy: try input.read(files.policy ?? ""), settings: files.settings(Guards())))
    request.repository = repository
    request.title = title
    request.lesson = lesson
    request.isAnonymous = anonymize || isAnonymizedByAlias
    let recording = try RecordScenario.run(request)
    try OutputFolder.make(into, Interruption.work) { write in
      for file in recording.files { try write(file.name, file.bytes) }
    }
    let warnings = recording.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
    Terminal.notice("recorded in \(into); run it: drydock test \(into)")
    guard !recording.readable.isEmpty else { return }
    Terminal.notice(
      "not anonymized: \(recording.readable.joined(separator: "; ")); check scenario.yaml and "
        + "lifecycle-policy.json before you share them")
  }
}
