package import ECRLifecycle
package import ECRModel

/// What happens in one repository of many, counted: what a report on a fleet keeps of it.
package struct FleetLine: Sendable {
  /// The repository.
  package var id: RepositoryID
  /// Whether there is a policy; without one every image stays.
  package var hasPolicy: Bool
  /// Whether the images are all that the repository has.
  package var isComplete = true
  /// Whether the policy selects none of its images.
  package var selectsNothing = false
  /// What happens.
  package var summary = PreviewSummary()
  /// The number of images that expire or might expire and probably should not be lost.
  package var alertedImageCount = 0
  /// How many of them have an alert as their gravest, by ``Alert/name``.
  package var alertCounts: [String: Int] = [:]

  /// Makes a line on a repository in which nothing happens.
  package init(id: RepositoryID, hasPolicy: Bool = true) {
    self.id = id
    self.hasPolicy = hasPolicy
  }

  /// Counts what happens in a repository.
  package init(_ repository: PreviewLifecyclePolicy.RepositoryOutcome) {
    let preview = repository.preview
    self.init(id: preview.repository.id, hasPolicy: repository.hasPolicy)
    summary = preview.summary()
    isComplete = preview.repository.isComplete
    selectsNothing = preview.selectsNothing
    for index in preview.repository.images.indices where preview.mayGo(index) {
      let alerts = repository.alerts(for: index)
      guard let gravest = alerts.gravest else { continue }
      alertedImageCount += 1
      alertCounts[gravest.name, default: 0] += 1
    }
  }

  /// How many images go.
  package var goingCount: Int {
    summary.expiring.imageTotalCount + summary.transitioning.imageTotalCount
  }

  /// The number of images that expire or are archived, or might be.
  package var mayGoCount: Int { goingCount + summary.keptButMayGo.imageTotalCount }

  /// The number of running or protected images that expire or are archived, or might be.
  private var neededCount: Int {
    alertCounts["inUse", default: 0] + alertCounts["protected", default: 0]
  }

  /// The repositories to review first, among those in which an image might expire.
  ///
  /// First those that lose running or protected images, then those that lose most other important
  /// images; then by the number of bytes and of images that they lose.
  package static func mostImportant(_ lines: [FleetLine], count: Int) -> [FleetLine] {
    let sorted = lines.filter { $0.mayGoCount > 0 }.sorted { a, b in
      let (first, second) = (a.weights, b.weights)
      for (one, other) in zip(first, second) where one != other { return one > other }
      return a.id < b.id
    }
    return Array(sorted.prefix(count))
  }

  private var weights: [Int64] {
    [
      Int64(neededCount), Int64(alertedImageCount),
      summary.expiring.sizeInBytes &+ summary.transitioning.sizeInBytes, Int64(mayGoCount),
    ]
  }
}
