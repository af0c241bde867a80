package import ECRLifecycle
package import ECRModel
package import ECRPolicy
package import Texts

/// What a pipeline will not have happen.
package struct Guards: Sendable {
  /// Images with a tag that one of these patterns matches must stay.
  package var protectedTags: [TagPattern] = []
  /// Images that these documents name as running must stay.
  package var inUse: [SourceText] = []
  /// The highest number of images that may expire in all repositories together.
  package var maxExpire: Int?
  /// The highest percentage of images of any one repository that may expire.
  package var maxExpirePercent: Double?
  /// Whether guards may have nothing to check: no images, none that a pattern matches, or documents
  /// of what runs that name none, as where nothing is deployed yet.
  package var allowsEmptyGuards = false

  /// Makes guards that let everything pass.
  package init() {}

  /// Protects the images with a tag that a pattern matches; `*` matches any characters.
  ///
  /// - Throws: ``InvalidInput`` when no tag can match the pattern, so that it would protect nothing.
  package mutating func protect(_ pattern: String) throws(InvalidInput) {
    let entry = TagPattern(pattern: pattern)
    guard !pattern.isEmpty, entry.canMatch else {
      throw InvalidInput(
        "no tag can match the protected pattern `\(pattern)`: write a tag or a pattern with `*`, "
          + "such as `prod-*`; repeat the option for several patterns")
    }
    protectedTags.append(entry)
  }
}

/// How one guard fared.
package struct GuardResult: Sendable, Hashable {
  /// The option of the command line, and what was given with it.
  package var option: String
  /// What was given with the option.
  package var argument: String
  /// The violations, the first 100 at most; none when the guard passes.
  package var violations: [Violation]
  /// How many violations there are.
  package var violationTotalCount = 0
  /// What the guard judged by.
  package var evidence: Evidence
  /// How many repositories it judged.
  package var repositoryCount = 1
  /// Why the guard cannot be checked, whether or not there are violations already.
  package var doubts: [Doubt] = []
  /// Whether the guard fails whatever the missing lists would add.
  package var failsForCertain = false

  /// Whether the guard lets the policy pass.
  package var passes: Bool { violations.isEmpty && doubts.isEmpty }

  /// What a guard judged by.
  package enum Evidence: Sendable, Hashable {
    /// How many images have a tag of the pattern.
    case taggedImages(Int)
    /// What the documents of `--in-use` name.
    case references(References)
    /// How many images expire, of how many.
    case expiring(Int, of: Int)
  }

  /// What documents of running images name.
  package struct References: Sendable, Hashable {
    /// How many references, each counted once.
    package var count: Int
    /// The number of references to a repository of the preview, or an image of one.
    package var here: Int
    /// How many repositories the preview has.
    package var repositoryCount: Int
    /// How many name an image of the preview.
    package var matched: Int
    /// The number that are the `CodeSha256` of Lambda functions, read as a digest.
    package var codeDigestCount: Int
    /// The documents without an image, or with a list without one.
    package var emptyDocuments: [String]
    /// How many tasks and other things ECS did not describe, by its reasons.
    package var notDescribed: [String: Int]
    /// Whether they name everything that runs, according to their documents.
    package var areComplete: Bool
  }

  /// Why a guard cannot be judged.
  package enum Doubt: String, Sendable, Hashable, CaseIterable {
    /// No repository has an image.
    case noImages
    /// A document of what runs is without any image.
    case nothingRead
    /// The documents of running images are incomplete by their own account.
    case referencesIncomplete
    /// AWS reported that a repository has more images than were given.
    case imagesIncomplete
  }

  /// One thing that must not happen and would, or may.
  package struct Violation: Sendable, Hashable {
    /// The repository; nil for a count over all of them.
    package var repository: RepositoryID?
    /// The image, for guards of single images.
    package var image: Image?
    /// What happens to the image, which is also said in ``message``.
    package var outcome: Outcome?
    /// What would happen.
    package var message: String
  }

  /// An image that a guard is about.
  package struct Image: Sendable, Hashable {
    /// Its digest.
    package var digest: String
    /// Its tags.
    package var tags: [String]
  }
}

extension Guards {
  /// The result of one repository for each guard.
  struct Verdict: Sendable {
    /// The violations of each guard of single repositories, in the guards' order.
    var violations: [GuardViolations]
    /// How many images have a tag of each protected pattern.
    var taggedCounts: [Int]
    /// How many images expire.
    var expiringCount: Int
    /// How many images there are.
    var imageCount: Int
    /// Whether the images are all that the repository has.
    var isComplete: Bool
  }

  /// An image that might expire fails the guards for single images too: they never pass what AWS
  /// might delete.
  func verdict(_ repository: PreviewLifecyclePolicy.RepositoryOutcome) -> Verdict {
    let protected = ProtectedImages(protectedTags, repository)
    let expiringCount = repository.expiringCount
    var violations = protected.violations
    if !inUse.isEmpty { violations.append(Self.runningImages(repository)) }
    let (id, all) = (repository.preview.repository.id, repository.preview.repository.images.count)
    if let maxExpirePercent {
      var percent = GuardViolations()
      if Percentage.exceeds(expiringCount, of: all, limit: maxExpirePercent) {
        let share = Percentage.text(expiringCount, of: all, limit: maxExpirePercent)
        percent.add(
          GuardResult.Violation(
            repository: id,
            message: "\(expiringCount.grouped) of \(all.grouped) images expire (\(share))"))
      }
      violations.append(percent)
    }
    return Verdict(
      violations: violations, taggedCounts: protected.counts,
      expiringCount: expiringCount, imageCount: all,
      isComplete: repository.preview.repository.isComplete)
  }

  /// Combines the results of the repositories.
  struct Tally: Sendable {
    private let guards: Guards
    private var violations: [GuardViolations] = []
    private var taggedCounts: [Int]
    private var expiringCount = 0
    /// Those of repositories of which all images are known: more images may hold some of the others
    /// back, and make their share smaller.
    private var certainViolations: Set<Int> = []
    private var certainExpiringCount = 0
    private var imageCount = 0
    private var repositoryCount = 0
    private var isComplete = true
    /// Whether there are repositories that could not be evaluated.
    var leavesOut = false

    init(_ guards: Guards) {
      self.guards = guards
      taggedCounts = guards.protectedTags.map { _ in 0 }
    }

    mutating func add(_ verdict: Verdict) {
      if violations.isEmpty { violations = verdict.violations.map { _ in GuardViolations() } }
      for (number, more) in verdict.violations.enumerated() { violations[number].add(more) }
      for (number, more) in verdict.taggedCounts.enumerated() { taggedCounts[number] += more }
      if verdict.isComplete {
        certainExpiringCount += verdict.expiringCount
        certainViolations.formUnion(
          verdict.violations.indices.filter { verdict.violations[$0].count > 0 })
      }
      expiringCount += verdict.expiringCount
      imageCount += verdict.imageCount
      repositoryCount += 1
      isComplete = isComplete && verdict.isComplete
    }

    /// How each guard fares, in the order in which they are documented.
    func results(_ references: GuardResult.References) -> [GuardResult] {
      var results = zip(guards.protectedTags, taggedCounts).map { pattern, count in
        result("--protect", pattern.text, .taggedImages(count))
      }
      if !guards.inUse.isEmpty {
        let names = guards.inUse.map(\.name).joined(separator: " ")
        results.append(result("--in-use", names, .references(references)))
      }
      let evidence = GuardResult.Evidence.expiring(expiringCount, of: imageCount)
      let percent = guards.maxExpirePercent.map {
        result("--max-expire-percent", "\($0)", evidence)
      }
      let all = results + (percent.map { [$0] } ?? [])
      let missing = all.dropFirst(violations.count).map { _ in GuardViolations() }
      results = zip(all, violations + missing).enumerated().map { number, pair in
        var judged = pair.0
        judged.violations = pair.1.first
        judged.violationTotalCount = pair.1.count
        judged.failsForCertain = certainViolations.contains(number)
        return judged
      }
      if let limit = guards.maxExpire {
        var judged = result("--max-expire", "\(limit)", evidence)
        if expiringCount > limit {
          judged.violations = [
            .init(repository: nil, message: "\(expiringCount.grouped) images expire")
          ]
          judged.violationTotalCount = 1
          judged.failsForCertain = certainExpiringCount > limit
        }
        results.insert(judged, at: percent == nil ? results.count : results.count - 1)
      }
      return results
    }

    private func result(
      _ option: String, _ argument: String, _ evidence: GuardResult.Evidence
    ) -> GuardResult {
      var doubts: [GuardResult.Doubt] = []
      if imageCount == 0, !leavesOut { doubts.append(.noImages) }
      if case .references(let references) = evidence, !references.emptyDocuments.isEmpty {
        doubts.append(.nothingRead)
      }
      if guards.allowsEmptyGuards { doubts = [] }
      if case .references(let references) = evidence, !references.areComplete {
        doubts.append(.referencesIncomplete)
      }
      if !isComplete { doubts.append(.imagesIncomplete) }
      return GuardResult(
        option: option, argument: argument, violations: [], evidence: evidence,
        repositoryCount: repositoryCount, doubts: doubts)
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
