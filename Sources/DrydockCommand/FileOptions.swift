import ArgumentParser
import ECRModel
import ECRSimulator
import Texts

/// The files of a preview, and its time.
struct FileOptions: ParsableArguments, CheckedArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Output of `aws ecr describe-images`; `-` for standard input.",
      valueName: "file ..."))
  var images: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Manifests of image indexes: output of `aws ecr batch-get-image`.",
      valueName: "file ..."))
  var manifests: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The lifecycle policy: the document, or output of `aws ecr get-lifecycle-policy`.",
      valueName: "file"))
  var policy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Time of the evaluation: 2026-01-31T12:00:00Z, 2026-01-31 (midnight UTC), or seconds "
        + "since 1970 (default: now).", valueName: "time"),
    transform: Timestamp.typed)
  var at: Timestamp?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whether children of image indexes count toward limits, which AWS does not document: counted "
        + "or excluded.", valueName: "how"))
  var children = "counted"

  func check() throws {
    guard PreviewSettings.children(named: children) != nil else {
      throw ValidationError("invalid --children `\(children)`: must be counted or excluded")
    }
  }

  /// The settings of the preview; without --at, reads the clock and reports its time.
  func settings(_ guards: Guards) -> PreviewSettings {
    var instant = at
    if instant == nil {
      let now = Timestamp.now()
      instant = now
      Terminal.notice("no --at given; assuming --at \(now)")
    }
    var settings = PreviewSettings(at: instant ?? Timestamp(microseconds: 0))
    if let children = PreviewSettings.children(named: children) {
      settings.manifestListChildren = children
    }
    settings.guards = guards
    return settings
  }

  /// Previews the repositories of files.
  func run(
    _ settings: PreviewSettings, _ input: inout Input
  ) throws -> PreviewLifecyclePolicy.Outcome {
    try PreviewLifecyclePolicy.run(
      PreviewLifecyclePolicy.Request(
        images: try input.read(images + manifests), policy: try input.read(policy ?? ""),
        settings: settings))
  }
}
