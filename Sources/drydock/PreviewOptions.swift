import ArgumentParser
import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import SourceText

/// What `preview` and `explain` have in common: the repositories, the policy and the instant.
struct PreviewOptions: ParsableArguments {
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
      "A snapshot in place of --images: every repository under its own policy, or under --policy.",
      valueName: "file"))
  var snapshot: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Which repositories of the snapshot: names or ARNs, `*` for any characters.",
      valueName: "pattern"))
  var repositories: [String] = []

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
        + "or excluded.", valueName: "how"),
    transform: PreviewOptions.children)
  var children: LifecyclePolicyPreview.ManifestListChildren = .counted

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many cores work; it changes nothing of the answer. Without it, all.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    guard images.isEmpty != (snapshot == nil) else {
      throw ValidationError("give either --images or --snapshot")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs is between 1 and 256")
    }
    guard snapshot == nil else {
      guard manifests.isEmpty else {
        throw ValidationError("--manifests goes with --images; a snapshot has its manifests in it")
      }
      return
    }
    guard policy != nil else { throw ValidationError("give --policy with --images") }
    guard repositories.isEmpty else {
      throw ValidationError("--repositories goes with --snapshot")
    }
  }

  private static func children(
    _ text: String
  ) throws -> LifecyclePolicyPreview.ManifestListChildren {
    guard let value = LifecyclePolicyPreview.ManifestListChildren(rawValue: text) else {
      throw ValidationError("`\(text)` is neither `counted` nor `excluded`")
    }
    return value
  }

  /// How many cores work.
  var jobCount: Int { jobs ?? Terminal.coreCount }

  /// The instant and the rest; the clock is read where no instant is given, and told.
  func settings(_ guards: Guards) -> PreviewSettings {
    var instant = at
    if instant == nil {
      let now = Timestamp.now()
      instant = now
      Terminal.writeError("drydock: no --at given; this is --at \(now)\n")
    }
    var settings = PreviewSettings(at: instant ?? Timestamp(microseconds: 0))
    settings.manifestListChildren = children
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

  /// Previews the repositories of a snapshot.
  func run<Value: Sendable>(
    _ settings: PreviewSettings, snapshot: String, ahead: Int, _ input: inout Input,
    each: @escaping @Sendable (PreviewLifecyclePolicy.RepositoryOutcome, Bool) -> Value,
    visit: (Value) throws -> Void
  ) async throws -> PreviewLifecyclePolicy.Conclusion {
    var request = PreviewSnapshot.Request(snapshot: snapshot, settings: settings)
    request.policy = try policy.map { try input.read($0) }
    request.repositories = repositories
    request.jobs = jobCount
    request.ahead = ahead
    let line = ProgressLine()
    defer { line.clear() }
    return try await PreviewSnapshot.run(request, each: each) { value, progress in
      try visit(value)
      line.show(
        "\(progress.repositoryCount) of \(progress.allRepositoriesCount) repositories, "
          + "\(progress.imageCount) images")
    }
  }

  /// Tells on standard error what the documents contain that their authors may regret.
  func tellWarnings(_ conclusion: PreviewLifecyclePolicy.Conclusion) {
    let warnings = conclusion.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
  }
}
