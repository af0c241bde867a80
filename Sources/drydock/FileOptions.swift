import ArgumentParser
import ECRModel
import ECRSimulator
import Texts

/// A run on files: the images, the policy and the instant.
struct FileOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Output of `aws ecr describe-images`, one or more files, `-` for standard input.",
      valueName: "file"))
  var images: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Output of `aws ecr batch-get-image` for image indexes: tells which images they refer to.",
      valueName: "file"))
  var manifests: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The lifecycle policy, bare or as `aws ecr get-lifecycle-policy` prints it.",
      valueName: "file"))
  var policy: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The instant of the evaluation: 2026-01-31T12:00:00Z, 2026-01-31 (midnight UTC), or seconds "
        + "since 1970. Without it, now.", valueName: "time"),
    transform: Timestamp.typed)
  var at: Timestamp?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whether the children of image indexes take part in counts, which AWS does not say: counted "
        + "or excluded.", valueName: "how"))
  var children = "counted"

  func validate() throws {
    guard PreviewSettings.children(named: children) != nil else {
      throw ValidationError("`\(children)` is neither `counted` nor `excluded`")
    }
  }

  /// The instant and the rest; the clock is read where no instant is given, and told.
  func settings(_ guards: Guards) -> PreviewSettings {
    var instant = at
    if instant == nil {
      let now = Timestamp.now()
      instant = now
      Terminal.say("no --at given; this is --at \(now)")
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
