import ECRModel
import ECRPolicy
import Texts

/// One rule against every image, as if there were no other rule (E-13 to E-17).
struct RuleEvaluation: Sendable {
  /// The value in `ranks` of an image that the rule does not select.
  static let notIdentified: Int32 = 0
  /// The value in `ranks` of an image that the rule selects and does not count.
  static let notCounted: Int32 = -1

  let rule: LifecyclePolicy.Rule
  /// For each image its rank among those that the rule identifies, the youngest first, from 1.
  private(set) var ranks: [Int32]
  /// How many images the rule identifies.
  private(set) var identifiedCount = 0
  /// How many images the rule counts.
  private(set) var countedCount = 0
  /// The push time that images on both sides of a count rule's limit share, if there is one.
  private(set) var tiedTime: Int64?
  /// For each image, how many identified children of manifest lists are younger; empty where there
  /// are none.
  private(set) var youngerChildren: [Int32] = []
  /// How many images that are being restored would meet the rule's tags.
  private(set) var activatingCount = 0

  /// The age past which the rule acts, in microseconds; the largest number for count rules.
  let span: Int64

  init(
    _ rule: LifecyclePolicy.Rule, _ images: ImageTable, order: [Int], times: [Int64],
    isChild: [Bool]?, countsChildren: Bool
  ) {
    WorkMeter.add(images.count)
    self.rule = rule
    span = Self.span(of: rule.limit)
    let identified = Identification.identified(by: rule, in: images)
    ranks = Array(repeating: Self.notIdentified, count: images.count)
    guard case .imageCountMoreThan(let limit) = rule.limit else {
      for index in images.indices where identified[index] {
        ranks[index] = Self.notCounted
        identifiedCount += 1
      }
      return
    }
    rank(identified, order, times, limit, isChild, countsChildren)
    countActivating(images)
  }

  private mutating func rank(
    _ identified: [Bool], _ order: [Int], _ times: [Int64], _ limit: Int, _ isChild: [Bool]?,
    _ countsChildren: Bool
  ) {
    var children: Int32 = 0
    var last: Int64?
    if isChild != nil { youngerChildren = Array(repeating: 0, count: identified.count) }
    for index in order where identified[index] {
      identifiedCount += 1
      if let isChild {
        youngerChildren[index] = children
        if isChild[index] {
          children += 1
          if !countsChildren {
            ranks[index] = Self.notCounted
            continue
          }
        }
      }
      countedCount += 1
      ranks[index] = Int32(countedCount)
      if countedCount == limit { last = times[index] }
      if countedCount == limit + 1, last == times[index] { tiedTime = last }
    }
  }

  private mutating func countActivating(_ images: ImageTable) {
    guard rule.storageClass == .standard, images.statuses.contains(.activating) else { return }
    let meeting = Identification.meeting(rule.tags, in: images)
    activatingCount = images.indices.count { images.statuses[$0] == .activating && meeting[$0] }
  }

  private static func span(of limit: LifecyclePolicy.Limit) -> Int64 {
    switch limit {
    case .imageCountMoreThan: .max
    case .sinceImagePushed(let days), .sinceImagePulled(let days),
      .sinceImageTransitioned(let days):
      Timestamp(microseconds: 0).adding(days: days).microseconds
    }
  }

  /// Whether the rule identifies an image.
  func identifies(_ index: Int) -> Bool { ranks[index] != Self.notIdentified }

  /// Whether the rule would act on an image that it identifies.
  func wants(_ index: Int, _ images: ImageTable, at now: Int64) -> Bool {
    switch rule.limit {
    case .imageCountMoreThan(let limit): Int(ranks[index]) > limit
    case .sinceImagePushed, .sinceImagePulled, .sinceImageTransitioned:
      isOlder(Clocks.clock(of: rule.limit, images, index)?.time ?? ImageTable.absent, at: now)
    }
  }

  /// Whether something that happened then is strictly longer ago than the rule allows.
  func isOlder(_ time: Int64, at now: Int64) -> Bool {
    time == ImageTable.absent || now - time > span
  }
}
