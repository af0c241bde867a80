import ECRLifecycle
import ECRModel
import ECRPolicy
package import ECRSimulator
package import Texts

/// Makes a scenario of a run: what there was, what was asked, and what the answer was.
package enum RecordScenario {
  /// What is to be recorded.
  package struct Request: Sendable {
    /// The run: images, policy, instant.
    package var run: PreviewLifecyclePolicy.Request
    /// Repository to record, if the images belong to several.
    package var repository: String?
    /// The title of the scenario; without it, one that names the repository.
    package var title: String?
    /// What it teaches; without it, that this answer must stay.
    package var lesson: String?
    /// Whether tags, names, digests and account numbers become others.
    package var isAnonymous = false

    /// Makes a request.
    package init(run: PreviewLifecyclePolicy.Request) { self.run = run }
  }

  /// The files of the scenario, by their names in its folder.
  package struct Recording: Sendable {
    /// The names with the texts.
    package var files: [(name: String, bytes: [UInt8])]
    /// What was found in the documents.
    package var findings: [Finding]
    /// What an anonymous recording has as it was, in words; nothing of one that is not anonymous.
    package var readable: [String] = []
  }

  static let policyName = "lifecycle-policy.json"

  /// Records a run.
  ///
  /// The scenario has been run once before it is returned: it passes.
  ///
  /// - Throws: ``InvalidInput`` when a document has mistakes, when it is not clear which repository
  ///   is meant, or when images were pushed after the instant.
  package static func run(_ request: Request) throws(InvalidInput) -> Recording {
    let outcome = try PreviewLifecyclePolicy.run(request.run)
    let repository = try self.repository(outcome, request)
    guard let policy = ReadDocuments.lifecyclePolicyText(request.run.policy) else {
      throw InvalidInput("the policy has no text")
    }
    let recorded = try RecordedRun(repository, policy, isAnonymous: request.isAnonymous)
    let yaml = RecordedYAML.text(recorded, request)
    var recording = Recording(
      files: [("scenario.yaml", Array(yaml.utf8)), (policyName, recorded.policyText)],
      findings: outcome.conclusion.findings)
    if request.isAnonymous { recording.readable = readable(recorded, request) }
    try check(recording)
    return recording
  }

  private static func repository(
    _ outcome: PreviewLifecyclePolicy.Outcome, _ request: Request
  ) throws(InvalidInput) -> PreviewLifecyclePolicy.RepositoryOutcome {
    let all = outcome.repositories
    let named = all.filter { repository in
      let id = repository.preview.repository.id
      return request.repository.map { $0 == id.repositoryName || $0 == id.arn?.description } ?? true
    }
    if named.count == 1 { return named[0] }
    let names = (named.isEmpty ? all : named).map { repository in
      let id = repository.preview.repository.id
      return "`\(id.arn?.description ?? id.repositoryName)`"
    }.joined(separator: ", ")
    guard !all.isEmpty else { throw InvalidInput("there is no image to record") }
    guard let wanted = request.repository, named.isEmpty else {
      throw InvalidInput(
        "the images belong to several repositories: name one of \(names) with --repository")
    }
    throw InvalidInput("the images belong to \(names), not to `\(wanted)`")
  }

  /// What remains that could identify the repository.
  private static func readable(_ run: RecordedRun, _ request: Request) -> [String] {
    let most = 20
    let words = run.keptWords.prefix(most).map { $0 }.inBackticks()
    let more = run.keptWords.count - most
    let tags =
      run.keptWords.isEmpty
      ? "the punctuation of tags"
      : "short parts of tags (\(words)\(more > 0 ? " and \(more.grouped) more" : "")) and their punctuation"
    let region = run.id.region.map { "the region \($0)" }
    return [
      tags, "the number and order of images", "references between images",
      "push, pull, and archive times", "sizes", "public media types", "rule priorities and limits",
    ]
      + [region, request.title.map { _ in "--title" }, request.lesson.map { _ in "--lesson" }]
      .compactMap(\.self)
  }

  /// Runs the scenario once, as its users will.
  private static func check(_ recording: Recording) throws(InvalidInput) {
    let texts = Dictionary(uniqueKeysWithValues: recording.files.map { ($0.name, $0.bytes) })
    let source = SourceText(name: "scenario.yaml", bytes: texts["scenario.yaml"] ?? [])
    let tested = TestedScenario(source, id: "recording") { path in
      SourceText(name: path, bytes: texts[path] ?? [])
    }
    guard tested.result == .passed else {
      let why =
        tested.findings.first { $0.type == .error }.map(\.message)
        ?? tested.failures.first.map {
          "\($0.subject): \($0.expected), not \($0.actual.first ?? "")"
        } ?? ""
      throw InvalidInput("this run cannot be recorded as a scenario: \(why)")
    }
  }
}
