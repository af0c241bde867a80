import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

/// A snapshot as the input of `preview` and `explain`.
struct SnapshotOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A snapshot in place of --images. Each repository is under its own policy, or under --policy.",
      valueName: "file"))
  var snapshot: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Repositories of the snapshot: names or ARNs, `*` for any characters.",
      valueName: "pattern ..."))
  var repositories: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Number of repositories to evaluate at once (default: all cores).", valueName: "n"))
  var jobs: Int?
}

/// The options that `preview` and `explain` share: repositories, policy and time.
struct PreviewOptions: ParsableArguments, CheckedArguments {
  @OptionGroup(title: "Input") var files: FileOptions

  @OptionGroup(title: "Snapshots") var snapshots: SnapshotOptions

  /// The snapshot to read in place of files.
  var snapshot: String? { snapshots.snapshot }

  func check() throws {
    try files.check()
    guard files.images.isEmpty || snapshot == nil else {
      throw ValidationError("give either --images or --snapshot, not both")
    }
    guard !files.images.isEmpty || snapshot != nil else {
      throw ValidationError("no images: give --images and --policy, or --snapshot")
    }
    if let jobs = snapshots.jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs must be between 1 and 256")
    }
    guard snapshot == nil else {
      guard files.manifests.isEmpty else {
        throw ValidationError("--manifests needs --images; a snapshot contains its manifests")
      }
      return
    }
    guard files.policy != nil else { throw ValidationError("give --policy with --images") }
    guard snapshots.repositories.isEmpty else {
      throw ValidationError("--repositories needs --snapshot")
    }
  }

  /// The number of parallel jobs.
  var jobCount: Int { snapshots.jobs ?? Terminal.coreCount }

  /// The request for a preview of a snapshot.
  func request(
    _ settings: PreviewSettings, snapshot: String, _ input: inout Input
  ) throws -> PreviewSnapshot.Request {
    var request = PreviewSnapshot.Request(snapshot: snapshot, settings: settings)
    request.policy = try files.policy.map { try input.read($0) }
    request.repositories = snapshots.repositories
    request.jobs = jobCount
    request.ahead = jobCount
    return request
  }

  /// Shows the progress of a run.
  func show(_ progress: PreviewSnapshot.Progress, _ line: ProgressLine) {
    line.show(
      "\(progress.repositoryCount.grouped) of \(progress.allRepositoriesCount.grouped) "
        + "repositories, "
        + "\(progress.imageCount.grouped) images")
  }

  /// Reports errors and warnings on standard error.
  func reportWarnings(_ conclusion: PreviewLifecyclePolicy.Conclusion) {
    let warnings = conclusion.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
  }
}
