import ArgumentParser
import ECRReport
import ECRSimulator
import Texts

/// What `preview` and `explain` have in common: the repositories, the policy and the instant.
struct PreviewOptions: ParsableArguments {
  @OptionGroup var files: FileOptions

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
      "How many cores work; it changes nothing of the answer. Without it, all.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    guard files.images.isEmpty != (snapshot == nil) else {
      throw ValidationError("give either --images or --snapshot")
    }
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs is between 1 and 256")
    }
    guard snapshot == nil else {
      guard files.manifests.isEmpty else {
        throw ValidationError("--manifests goes with --images; a snapshot has its manifests in it")
      }
      return
    }
    guard files.policy != nil else { throw ValidationError("give --policy with --images") }
    guard repositories.isEmpty else {
      throw ValidationError("--repositories goes with --snapshot")
    }
  }

  /// How many cores work.
  var jobCount: Int { jobs ?? Terminal.coreCount }

  /// What is asked of a snapshot.
  func request(
    _ settings: PreviewSettings, snapshot: String, _ input: inout Input
  ) throws -> PreviewSnapshot.Request {
    var request = PreviewSnapshot.Request(snapshot: snapshot, settings: settings)
    request.policy = try files.policy.map { try input.read($0) }
    request.repositories = repositories
    request.jobs = jobCount
    request.ahead = jobCount
    return request
  }

  /// Shows how far a run has come.
  func show(_ progress: PreviewSnapshot.Progress, _ line: ProgressLine) {
    line.show(
      "\(progress.repositoryCount.grouped) of \(progress.allRepositoriesCount.grouped) repositories, "
        + "\(progress.imageCount.grouped) images")
  }

  /// Tells on standard error what the documents contain that their authors may regret.
  func tellWarnings(_ conclusion: PreviewLifecyclePolicy.Conclusion) {
    let warnings = conclusion.findings.filter { $0.type != .suggestion }
    Terminal.writeError(FindingText.text(warnings, Terminal.errorStyle))
  }
}
