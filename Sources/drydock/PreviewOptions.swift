import ArgumentParser
import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import SourceText

/// What `preview` and `explain` have in common: the repository, the policy and the instant.
struct PreviewOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Output of `aws ecr describe-images`, one or more files, `-` for standard input.",
      valueName: "file"))
  var images: [String]

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
  var policy: String

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
        + "or excluded.", valueName: "how"),
    transform: PreviewOptions.children)
  var children: LifecyclePolicyPreview.ManifestListChildren = .counted

  private static func children(
    _ text: String
  ) throws -> LifecyclePolicyPreview.ManifestListChildren {
    guard let value = LifecyclePolicyPreview.ManifestListChildren(rawValue: text) else {
      throw ValidationError("`\(text)` is neither `counted` nor `excluded`")
    }
    return value
  }

  /// Runs the preview; the clock is read where no instant is given, and told.
  func run(_ guards: Guards, _ input: inout Input) throws -> PreviewLifecyclePolicy.Outcome {
    var instant = at
    if instant == nil {
      let now = Timestamp.now()
      instant = now
      Terminal.writeError("drydock: no --at given; this is --at \(now)\n")
    }
    var request = PreviewLifecyclePolicy.Request(
      images: try input.read(images + manifests), policy: try input.read(policy),
      at: instant ?? Timestamp(microseconds: 0))
    request.manifestListChildren = children
    request.guards = guards
    do {
      return try PreviewLifecyclePolicy.run(request)
    } catch {
      throw Failure(findings: error.findings)
    }
  }

  /// Tells on standard error what the documents contain that their authors may regret.
  func tellWarnings(_ outcome: PreviewLifecyclePolicy.Outcome) {
    let warnings = outcome.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
  }
}
