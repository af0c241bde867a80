import ECRLifecycle
import ECRModel
public import ECRPolicy
public import SourceText

/// What a pipeline will not have happen.
public struct Guards: Sendable {
  /// Images with a tag that one of these patterns matches must stay.
  public var protectedTags: [TagPattern] = []
  /// Images that these documents name as running must stay.
  public var inUse: [SourceText] = []
  /// So many images may expire in all repositories together.
  public var maxExpire: Int?
  /// So many percent of the images of any one repository may expire.
  public var maxExpirePercent: Double?

  /// Makes guards that let everything pass.
  public init() {}
}

/// How one guard fared.
public struct GuardResult: Sendable, Hashable {
  /// The option of the command line, and what was given with it.
  public var option: String
  /// What was given with the option.
  public var argument: String
  /// What stands against the policy; nothing when it passes.
  public var violations: [Violation]

  /// One thing that must not happen and would, or may.
  public struct Violation: Sendable, Hashable {
    /// The repository's place in the outcome; nil for what is counted over all of them.
    public var repository: Int?
    /// The image's place in the repository, for guards of single images.
    public var image: Int?
    /// What would happen.
    public var message: String
  }
}

extension Guards {
  /// How each guard fares.
  ///
  /// An image that only may go, for all that is known, fails the guards of single images too: they
  /// never pass what AWS might delete.
  func results(_ repositories: [PreviewLifecyclePolicy.RepositoryOutcome]) -> [GuardResult] {
    var results = protectedTags.map { pattern in
      GuardResult(
        option: "--protect", argument: pattern.text,
        violations: imageViolations(repositories) { repository, index in
          repository.tags(of: index).first { pattern.matches($0) }.map { "it is tagged `\($0)`" }
        })
    }
    results += inUse.isEmpty ? [] : [inUseResult(repositories)]
    if let maxExpire { results.append(countResult(repositories, maxExpire)) }
    if let maxExpirePercent { results.append(percentResult(repositories, maxExpirePercent)) }
    return results
  }

  private func inUseResult(
    _ repositories: [PreviewLifecyclePolicy.RepositoryOutcome]
  ) -> GuardResult {
    GuardResult(
      option: "--in-use", argument: inUse.map(\.name).joined(separator: " "),
      violations: imageViolations(repositories) { repository, index in
        repository.inUse[index].map { "`\($0[0])` runs it" }
      })
  }

  private func imageViolations(
    _ repositories: [PreviewLifecyclePolicy.RepositoryOutcome],
    _ objection: (PreviewLifecyclePolicy.RepositoryOutcome, Int) -> String?
  ) -> [GuardResult.Violation] {
    repositories.enumerated().flatMap { number, repository in
      repository.preview.order.compactMap { index in
        guard repository.preview.mayGo(index), let why = objection(repository, index) else {
          return nil
        }
        return GuardResult.Violation(
          repository: number, image: index,
          message: "\(Self.fate(of: index, repository.preview)), and \(why)")
      }
    }
  }

  private static func fate(of index: Int, _ preview: LifecyclePolicyPreview) -> String {
    switch preview.outcome(of: index) {
    case .expire: "it expires"
    case .transition: "it is archived and can no longer be pulled"
    case .keep: "it stays by this answer and may go all the same"
    }
  }

  private func countResult(
    _ repositories: [PreviewLifecyclePolicy.RepositoryOutcome], _ limit: Int
  ) -> GuardResult {
    let count = repositories.reduce(0) { $0 + $1.expiringCount }
    let violations =
      count <= limit
      ? []
      : [GuardResult.Violation(repository: nil, image: nil, message: "\(count) images expire")]
    return GuardResult(option: "--max-expire", argument: "\(limit)", violations: violations)
  }

  private func percentResult(
    _ repositories: [PreviewLifecyclePolicy.RepositoryOutcome], _ limit: Double
  ) -> GuardResult {
    let violations = repositories.enumerated().compactMap { number, repository in
      let (part, all) = (repository.expiringCount, repository.preview.repository.images.count)
      return Double(part) * 100 <= limit * Double(all)
        ? nil
        : GuardResult.Violation(
          repository: number, image: nil, message: "\(part) of \(all) images expire")
    }
    return GuardResult(
      option: "--max-expire-percent", argument: "\(limit)", violations: violations)
  }
}

extension PreviewLifecyclePolicy.RepositoryOutcome {
  /// How many images expire.
  var expiringCount: Int {
    preview.repository.images.indices.count { preview.outcome(of: $0) == .expire }
  }

  /// The tags of an image.
  func tags(of index: Int) -> [String] {
    let images = preview.repository.images
    return (images.tagStarts[index]..<images.tagStarts[index + 1]).map { images.tags[$0] }
  }
}
