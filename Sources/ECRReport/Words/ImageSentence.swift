import ECRLifecycle
import ECRModel
import ECRPolicy
import Texts

/// One image's outcome as a sentence.
extension ByteBuffer {
  mutating func sentence(_ result: ImageResult, _ preview: LifecyclePolicyPreview) {
    switch result.reason {
    case .noRule: text("no rule identifies it")
    case .activating: text("it is being restored from the archive, and no rule sees it")
    case .followsSubject:
      text("it refers to ")
      shortDigest(result.followsSubject ?? "")
      text(", which goes, and follows it")
    case .withinLimit:
      guard let decider = result.decidingRule else { return }
      rule(decider.rulePriority, " keeps it: ")
      measure(decider)
      if let eligibleAt = result.eligibleAt {
        text("; it can go after ")
        instant(eligibleAt)
      }
    case .pastLimit:
      guard let decider = result.decidingRule else { return }
      rule(decider.rulePriority, decider.action == .expire ? " expires it: " : " archives it: ")
      measure(decider)
    case .heldByManifestList, .deferredByManifestList: held(result, preview)
    }
    shields(result)
    otherStorageClass(result)
  }

  private mutating func rule(_ priority: Int, _ verb: StaticString) {
    text("rule ")
    number(priority)
    text(verb)
  }

  private mutating func held(_ result: ImageResult, _ preview: LifecyclePolicyPreview) {
    if let rule = result.decidingRule, rule.wouldAct {
      self.rule(
        rule.rulePriority, rule.action == .expire ? " would expire it: " : " would archive it: ")
      measure(rule)
      text("; ")
    } else {
      text("it would follow its subject; ")
    }
    let holders = preview.holders(of: result.index)
    text(holders.count == 1 ? "the manifest list " : "the manifest lists ")
    for (place, list) in holders.enumerated() {
      if place > 0 { text(place == holders.count - 1 ? " and " : ", ") }
      shortDigest(preview.repository.images.digests[list])
    }
    if result.reason == .deferredByManifestList {
      text(holders.count == 1 ? " goes first, and it" : " go first, and it")
      text(" can go in the next run")
    } else {
      text(holders.count == 1 ? " holds it back" : " hold it back")
    }
  }

  /// How the image stands to the rule's limit.
  mutating func measure(_ rule: RuleOutcome) {
    switch rule.measure {
    case nil: break
    case .rank(nil, _, _): text("it is part of a manifest list, and is not counted")
    case .rank(let rank?, let count, let limit):
      text("it is the ")
      if rank > 1 {
        ordinal(rank)
        text(" ")
      }
      text("youngest of ")
      self.count(count, "image", "images")
      text(", and the youngest ")
      if limit == 1 {
        text("stays")
      } else {
        number(limit)
        text(" stay")
      }
    case .age(_, nil, _, _): text("nobody knows when it was archived")
    case .age(let clock, _?, let age, let days):
      switch clock {
      case .imagePushedAt: text("pushed ")
      case .lastRecordedPullTime: text("last pulled ")
      case .lastActivatedAt: text("restored ")
      case .lastArchivedAt: text("archived ")
      }
      guard age >= 0 else { return text("after the instant of this preview") }
      duration(age)
      text(rule.wouldAct ? " ago, longer than " : " ago, not longer than ")
      self.count(days, "day", "days")
    }
  }

  /// The rules that wanted it and did not get it.
  private mutating func shields(_ result: ImageResult) {
    for outcome in result.ruleOutcomes where outcome.wouldAct {
      guard case .shielded(let priority) = outcome.relation, result.reason == .withinLimit else {
        continue
      }
      text("; rule ")
      number(outcome.rulePriority)
      text(
        outcome.action == .expire ? " would expire it, and rule " : " would archive it, and rule ")
      number(priority)
      text(" shields it")
    }
  }

  private mutating func otherStorageClass(_ result: ImageResult) {
    guard result.reason == .noRule,
      let rule = result.ruleOutcomes.first(where: { $0.relation == .otherStorageClass })
    else { return }
    text(" in its storage class; rule ")
    number(rule.rulePriority)
    text(" is for the other one")
  }
}
