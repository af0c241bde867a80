import ECRLifecycle
import ECRReport
import ECRSimulator

/// What a lifecycle policy must leave alone.
public struct Guards: Sendable {
  /// Patterns of tags, `*` for any characters: images with such a tag must stay.
  public var protectedTags: [String]
  /// Images that these documents name as running must stay: output of `kubectl get pods -o json`, `aws
  /// ecs describe-tasks` or `aws lambda get-function`, a manifest, a Compose file, or one reference per
  /// line.
  public var inUse: [Document]
  /// Whether a document of ``inUse`` may be without images, as where nothing is deployed yet.
  public var allowsEmptyDocuments: Bool
  /// The highest number of images that may expire in all repositories together.
  public var maximumExpiringCount: Int?
  /// The highest percentage of the images of one repository that may expire, from 0 to 100.
  public var maximumExpiringPercent: Double?

  /// Makes guards; without arguments, they let every policy pass.
  public init(
    protectedTags: [String] = [], inUse: [Document] = [], allowsEmptyDocuments: Bool = false,
    maximumExpiringCount: Int? = nil, maximumExpiringPercent: Double? = nil
  ) {
    self.protectedTags = protectedTags
    self.inUse = inUse
    self.allowsEmptyDocuments = allowsEmptyDocuments
    self.maximumExpiringCount = maximumExpiringCount
    self.maximumExpiringPercent = maximumExpiringPercent
  }

  func settings(
    at time: Timestamp, _ childImages: ChildImages
  ) throws(InvalidInput) -> PreviewSettings {
    var settings = PreviewSettings(at: time.inner)
    settings.manifestListChildren = childImages == .counted ? .counted : .excluded
    settings.guards = try asking { () throws(ECRSimulator.InvalidInput) in
      var guards = ECRSimulator.Guards()
      for pattern in protectedTags { try guards.protect(pattern) }
      return guards
    }
    settings.guards.inUse = inUse.map(\.source)
    settings.guards.allowsEmptyGuards = allowsEmptyDocuments
    settings.guards.maxExpire = maximumExpiringCount
    settings.guards.maxExpirePercent = maximumExpiringPercent
    return settings
  }
}

/// How one guard fared.
public struct GuardResult: Sendable, CustomStringConvertible {
  let inner: ECRSimulator.GuardResult

  /// What was given: the pattern, the documents' names, or the limit.
  public var argument: String { inner.argument }
  /// Whether it lets the policy pass.
  public var passes: Bool { inner.passes }
  /// Whether it cannot be checked, since a list is incomplete or empty, and nothing fails it yet.
  public var isUndecided: Bool { !inner.passes && inner.violations.isEmpty }
  /// What would happen and must not, the first 100 at most.
  public var violations: [String] { inner.violations.map(\.message) }
  /// How many violations there are.
  public var violationCount: Int { inner.violationTotalCount }
  /// What it judged by, and what it lacks, in a sentence.
  public var description: String { GuardWords.sentence(inner) }
}
