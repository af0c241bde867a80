import ECRLifecycle
public import ECRModel
public import ECRPolicy
public import Texts

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

  /// Protects the images with a tag that a pattern matches; `*` stands for any characters.
  public mutating func protect(_ pattern: String) {
    protectedTags.append(TagPattern(pattern: pattern))
  }
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
    /// The repository; nil for what is counted over all of them.
    public var repository: RepositoryID?
    /// The image, for guards of single images.
    public var image: Image?
    /// What would happen.
    public var message: String
  }

  /// An image that a guard is about.
  public struct Image: Sendable, Hashable {
    /// Its digest.
    public var digest: String
    /// Its tags.
    public var tags: [String]
  }
}

extension Guards {
  /// What one repository says to each guard.
  struct Verdict: Sendable {
    /// The violations of each guard of single repositories, in the guards' order.
    var violations: [[GuardResult.Violation]]
    /// How many images expire.
    var expiringCount: Int
  }

  /// An image that only may go, for all that is known, fails the guards of single images too: they
  /// never pass what AWS might delete.
  func verdict(_ repository: PreviewLifecyclePolicy.RepositoryOutcome) -> Verdict {
    let expiringCount = repository.expiringCount
    var violations = protectedTags.map { pattern in
      imageViolations(repository) { index in
        repository.tags(of: index).first { pattern.matches($0) }.map { "it is tagged `\($0)`" }
      }
    }
    if !inUse.isEmpty {
      violations.append(
        imageViolations(repository) { index in
          repository.inUse[index].map { "`\($0[0])` runs it" }
        })
    }
    if let maxExpirePercent {
      let (id, all) = (
        repository.preview.repository.id, repository.preview.repository.images.count
      )
      let passes = Double(expiringCount) * 100 <= maxExpirePercent * Double(all)
      violations.append(
        passes
          ? []
          : [
            GuardResult.Violation(
              repository: id, message: "\(expiringCount) of \(all) images expire")
          ])
    }
    return Verdict(violations: violations, expiringCount: expiringCount)
  }

  private func imageViolations(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ objection: (Int) -> String?
  ) -> [GuardResult.Violation] {
    let preview = repository.preview
    return preview.order.compactMap { index in
      guard preview.mayGo(index), let why = objection(index) else { return nil }
      return GuardResult.Violation(
        repository: preview.repository.id,
        image: GuardResult.Image(
          digest: preview.repository.images.digests[index], tags: repository.tags(of: index)),
        message: "\(Self.fate(of: index, preview)), and \(why)")
    }
  }

  private static func fate(of index: Int, _ preview: LifecyclePolicyPreview) -> String {
    switch preview.outcome(of: index) {
    case .expire: "it expires"
    case .transition: "it is archived and can no longer be pulled"
    case .keep: "it stays by this answer and may go all the same"
    }
  }

  /// Adds up what the repositories say.
  struct Tally: Sendable {
    private let guards: Guards
    private var violations: [[GuardResult.Violation]] = []
    private var expiringCount = 0

    init(_ guards: Guards) { self.guards = guards }

    mutating func add(_ verdict: Verdict) {
      if violations.isEmpty { violations = verdict.violations.map { _ in [] } }
      for (number, more) in verdict.violations.enumerated() { violations[number] += more }
      expiringCount += verdict.expiringCount
    }

    /// How each guard fares, in the order in which they are documented.
    var results: [GuardResult] {
      var options = guards.protectedTags.map { ("--protect", $0.text) }
      if !guards.inUse.isEmpty {
        options.append(("--in-use", guards.inUse.map(\.name).joined(separator: " ")))
      }
      if let percent = guards.maxExpirePercent {
        options.append(("--max-expire-percent", "\(percent)"))
      }
      var results = options.enumerated().map { number, option in
        GuardResult(
          option: option.0, argument: option.1,
          violations: number < violations.count ? violations[number] : [])
      }
      if let limit = guards.maxExpire {
        let result = GuardResult(
          option: "--max-expire", argument: "\(limit)",
          violations: expiringCount <= limit
            ? [] : [.init(repository: nil, message: "\(expiringCount) images expire")])
        results.insert(
          result, at: guards.maxExpirePercent == nil ? results.count : results.count - 1)
      }
      return results
    }
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
