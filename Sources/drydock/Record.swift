import ArgumentParser
import ECRReport
import ECRScenarios
import ECRSimulator
import Texts

struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a scenario out of a run, so that a surprise becomes a test.",
    discussion: """
      The folder gets scenario.yaml, with the images, the question and the answer as it is now, and \
      the policy beside it. Say in `lesson` what is to be remembered, and run it with `drydock test`.

      --anonymise gives tags, the policy's prefixes and patterns, the repository, the account and all \
      digests other names, the same everywhere, so that every rule does what it did; media types \
      that are nobody else's go too. Single letters and numbers of one or two digits stay, as in \
      v1.2, and so do sizes, times and the region. --title and --lesson stay as they are written.
      """)

  @Option(name: .long, help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var into: String

  @OptionGroup var files: FileOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The repository, where the images are of several.", valueName: "name|arn"))
  var repository: String?

  @Option(name: .long, help: ArgumentHelp("What the scenario is called.", valueName: "text"))
  var title: String?

  @Option(name: .long, help: ArgumentHelp("What it teaches.", valueName: "text"))
  var lesson: String?

  @Flag(name: .long, help: "Give everything that may be nobody's business another name.")
  var anonymise = false

  func validate() throws {
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
    request.isAnonymous = anonymise
    let recording = try RecordScenario.run(request)
    try OutputFolder.make(into, Interruption.work) { write in
      for file in recording.files { try write(file.name, file.bytes) }
    }
    let warnings = recording.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
    Terminal.say("recorded in \(into)")
    guard !recording.readable.isEmpty else { return }
    Terminal.say(
      "still readable: \(recording.readable.joined(separator: "; ")); read both files before you "
        + "share them")
  }
}
