import ECRModel
package import ECRPolicy

/// A number of images and what they weigh.
package struct ImageTotal: Sendable, Hashable {
  /// Number of images.
  package var imageTotalCount = 0
  /// Their sizes added up: an upper bound of what storage would shrink by, since images share layers.
  ///
  /// A manifest list whose children are known adds nothing: the size that AWS gives for it is
  /// that of its largest child (P-09).
  package var sizeInBytes: Int64 = 0
  /// The number of them without a known size, which add nothing to it.
  package var unknownSizeCount = 0

  /// Makes an empty total.
  package init() {}

  mutating func add(_ size: Int64) {
    imageTotalCount += 1
    guard size != ImageTable.absent else {
      unknownSizeCount += 1
      return
    }
    let (sum, overflow) = sizeInBytes.addingReportingOverflow(size)
    sizeInBytes = overflow ? .max : sum
  }
}

extension ImageTotal {
  /// Adds the images of another total.
  package mutating func add(_ other: ImageTotal) {
    imageTotalCount += other.imageTotalCount
    unknownSizeCount += other.unknownSizeCount
    let (sum, overflow) = sizeInBytes.addingReportingOverflow(other.sizeInBytes)
    sizeInBytes = overflow ? .max : sum
  }
}

/// What happens in one repository, or in several together, counted.
package struct PreviewSummary: Sendable, Hashable {
  /// All images.
  package var all = ImageTotal()
  /// Those that expire; AWS's `expiringImageTotalCount`.
  package var expiring = ImageTotal()
  /// Those that move to archive storage; AWS's `transitioningImageTotalCounts`.
  package var transitioning = ImageTotal()
  /// Those that stay.
  package var kept = ImageTotal()
  /// Those that stay only because their manifest lists go first.
  package var deferred = ImageTotal()
  /// Those that no rule identifies.
  package var unidentified = ImageTotal()
  /// Those that go with their subject.
  package var following = ImageTotal()
  /// Those whose outcome is uncertain.
  package var uncertain = ImageTotal()
  /// Images that are kept but might expire.
  package var keptButMayGo = ImageTotal()

  /// Makes a summary of no images.
  package init() {}

  /// Adds what happens in another repository.
  package mutating func add(_ other: PreviewSummary) {
    all.add(other.all)
    expiring.add(other.expiring)
    transitioning.add(other.transitioning)
    kept.add(other.kept)
    deferred.add(other.deferred)
    unidentified.add(other.unidentified)
    following.add(other.following)
    uncertain.add(other.uncertain)
    keptButMayGo.add(other.keptButMayGo)
  }
}

/// What one rule does in a repository, counted.
package struct RuleTally: Sendable, Hashable {
  /// The rule.
  package var rule: LifecyclePolicy.Rule
  /// The images that the rule selects, whether or not it decides over them.
  package var matched = ImageTotal()
  /// The images over which it decides.
  package var decided = ImageTotal()
  /// The images on which it acts.
  package var acted = ImageTotal()
  /// The images over which it decides and that stay.
  package var kept = ImageTotal()
  /// Those of the images that stay that it would act on, held back by manifest lists.
  package var held = ImageTotal()
}

extension LifecyclePolicyPreview {
  /// What happens, counted.
  package func summary() -> PreviewSummary {
    var summary = PreviewSummary()
    for (index, size) in countedSizes.enumerated() {
      summary.all.add(size)
      switch outcome(of: index) {
      case .expire: summary.expiring.add(size)
      case .transition: summary.transitioning.add(size)
      case .keep:
        summary.kept.add(size)
        if mayGo(index) { summary.keptButMayGo.add(size) }
      }
      switch reason(for: index) {
      case .deferredByManifestList: summary.deferred.add(size)
      case .followsSubject: summary.following.add(size)
      case .noRule, .activating: summary.unidentified.add(size)
      case .withinLimit, .pastLimit, .heldByManifestList: break
      }
      if !uncertainties(of: index).isEmpty { summary.uncertain.add(size) }
    }
    return summary
  }

  /// What each rule does, in the order in which the rules are applied.
  package func tallies() -> [RuleTally] {
    rules.enumerated().map { number, evaluation in
      var tally = RuleTally(rule: evaluation.rule)
      for (index, size) in countedSizes.enumerated() where evaluation.identifies(index) {
        tally.matched.add(size)
        guard decisions.owners[index] == number else { continue }
        tally.decided.add(size)
        switch reason(for: index) {
        case .pastLimit: tally.acted.add(size)
        case .heldByManifestList, .deferredByManifestList:
          tally.kept.add(size)
          tally.held.add(size)
        case .withinLimit: tally.kept.add(size)
        case .noRule, .followsSubject, .activating: break
        }
      }
      return tally
    }
  }
}
