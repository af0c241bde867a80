import ECRLifecycle
import ECRModel
import ECRPolicy
import Texts

/// The violations of one guard: how many, and the first of them.
///
/// A hundred guards may each fail for every image of a repository, and readers look at a few: more
/// are counted, and not kept.
struct GuardViolations: Sendable {
  /// The highest number of violations that are kept.
  static let most = 100

  private(set) var first: [GuardResult.Violation] = []
  private(set) var count = 0

  /// Adds a violation, which is only made when it is kept.
  mutating func add(_ violation: @autoclosure () -> GuardResult.Violation) {
    count += 1
    if first.count < Self.most { first.append(violation()) }
  }

  /// Adds those of another repository.
  mutating func add(_ other: GuardViolations) {
    count += other.count
    first += other.first.prefix(Self.most - first.count)
  }
}

extension Guards {
  /// The images of a repository under the protected patterns.
  struct ProtectedImages {
    /// How many images have a tag of each pattern.
    var counts: [Int]
    /// The images of each pattern that expire or are archived, or might be.
    var violations: [GuardViolations]

    /// Looks at every tag once, in the order in which images are reported.
    init(_ patterns: [TagPattern], _ repository: PreviewLifecyclePolicy.RepositoryOutcome) {
      counts = patterns.map { _ in 0 }
      violations = patterns.map { _ in GuardViolations() }
      guard !patterns.isEmpty else { return }
      let preview = repository.preview
      let images = preview.repository.images
      WorkMeter.add(patterns.count * images.tags.count)
      images.tags.bytes.withUnsafeBufferPointer { bytes in
        for index in preview.order {
          let goes = preview.mayGo(index)
          for (number, pattern) in patterns.enumerated() {
            let tag = (images.tagStarts[index]..<images.tagStarts[index + 1]).first {
              pattern.matches(UnsafeBufferPointer(rebasing: bytes[images.tags.range(of: $0)]))
            }
            guard let tag else { continue }
            counts[number] += 1
            guard goes else { continue }
            violations[number].add(
              Guards.violation(index, "it is tagged `\(images.tags[tag])`", repository))
          }
        }
      }
    }
  }

  /// The running images that expire or are archived, or might be.
  static func runningImages(
    _ repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> GuardViolations {
    var violations = GuardViolations()
    for index in repository.preview.order where repository.preview.mayGo(index) {
      guard let references = repository.inUse[index] else { continue }
      violations.add(violation(index, "it is running as `\(references[0])`", repository))
    }
    return violations
  }

  private static func violation(
    _ index: Int, _ why: String, _ repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> GuardResult.Violation {
    let preview = repository.preview
    return GuardResult.Violation(
      repository: preview.repository.id,
      image: GuardResult.Image(
        digest: preview.repository.images.digests[index], tags: repository.tags(of: index)),
      outcome: preview.outcome(of: index),
      message: "\(outcome(of: index, preview)), and \(why)")
  }

  private static func outcome(of index: Int, _ preview: LifecyclePolicyPreview) -> String {
    switch preview.outcome(of: index) {
    case .expire: "it expires"
    case .transition: "it is archived and can no longer be pulled"
    case .keep: "it is kept, but might expire or be archived"
    }
  }
}
