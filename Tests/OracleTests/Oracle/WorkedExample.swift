import TestSupport

/// What a worked example is, and the short hand the examples are told in.

/// A repository and a policy whose outcome AWS, or someone who saw it, has described.
struct WorkedExample: CustomStringConvertible, Sendable {
  typealias Expectation = (outcome: OracleOutcome.Outcome, appliedRule: Int?)

  var name: String
  /// Where it is told: the title of an AWS page, or a public thread.
  var source: String
  var world: OracleWorld
  /// What becomes of every image, by its name; `digest(named:)` has its digest.
  var expected: [String: Expectation]

  var description: String { name }
}

/// 2026-01-31T12:00:00Z, the instant of every worked example.
let workedExampleNow = 1_769_860_800

/// The instant so many days, and seconds more, before the run.
func daysAgo(_ days: Int, plus seconds: Int = 0) -> Int {
  workedExampleNow - days * 86_400 - seconds
}

/// An image with a name for a digest.
func image(
  _ name: String, _ tags: [String], pushed: Int, pulled: Int? = nil, activated: Int? = nil,
  archived: Int? = nil, status: OracleImage.Status = .active
) -> OracleImage {
  OracleImage(
    digest: digest(named: name), tags: tags, pushed: pushed, pulled: pulled,
    activated: activated, archived: archived, status: status)
}

/// An example of some rules over some images.
func example(
  _ name: String, _ source: String, rules: [OracleRule], images: [OracleImage],
  expected: [String: WorkedExample.Expectation]
) -> WorkedExample {
  WorkedExample(
    name: name, source: source,
    world: OracleWorld(images: images, rules: rules, now: workedExampleNow), expected: expected)
}

extension OracleRule {
  /// A rule that counts the images whose tags match.
  static func count(
    _ priority: Int, _ patterns: [String], _ number: Int, prefixes: [String] = []
  ) -> OracleRule {
    OracleRule(
      priority: priority, tagStatus: .tagged, patterns: patterns, prefixes: prefixes,
      countNumber: number)
  }

  /// A rule for images pushed long ago.
  static func pushed(
    _ priority: Int, _ status: TagStatus, _ patterns: [String] = [], days: Int,
    _ action: Action = .expire
  ) -> OracleRule {
    OracleRule(
      priority: priority, tagStatus: status, patterns: patterns, countType: .sinceImagePushed,
      countNumber: days, action: action)
  }

  /// A rule that expires what has been in the archive for long.
  static func transitioned(_ priority: Int, days: Int) -> OracleRule {
    OracleRule(
      priority: priority, storageClass: .archive, countType: .sinceImageTransitioned,
      countNumber: days)
  }

  /// A rule that archives what nobody has pulled for long.
  static func pulled(_ priority: Int, days: Int) -> OracleRule {
    OracleRule(
      priority: priority, countType: .sinceImagePulled, countNumber: days, action: .transition)
  }
}
