import ECRLifecycle
import ECRModel
import ECRPolicy
import Texts

/// One image's outcome as a sentence.
extension ByteBuffer {
  /// What happens to an image, and why: `rule 1 expires it: 3rd newest of 3, keeps 2`.
  mutating func sentence(_ result: ImageResult, _ preview: LifecyclePolicyPreview) {
    if let rule = result.decidingRule, let verb = Self.verb(result.reason, rule) {
      self.rule(rule.rulePriority, verb)
      text(" it: ")
    }
    why(result, preview)
  }

  /// Why an image has its outcome, without the rule that decides: `3rd newest of 3, keeps 2`.
  ///
  /// In short, an age that is not near the limit has days only, and an index that expires first is
  /// only named.
  mutating func why(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview, isShort: Bool = false
  ) {
    switch result.reason {
    case .noRule: text("no rule selects it")
    case .activating: text("no rule selects it while it is being restored from the archive")
    case .followsSubject:
      text(
        result.outcome == .transition ? "archived with its subject " : "expires with its subject ")
      shortDigest(result.followsSubject ?? "")
    case .withinLimit:
      guard let rule = result.decidingRule else { return }
      measure(rule, isShort: isShort)
      if let eligibleAt = result.eligibleAt {
        text(rule.action == .expire ? "; expires after " : "; archived after ")
        instant(eligibleAt)
      }
    case .pastLimit:
      if let rule = result.decidingRule { measure(rule, isShort: isShort) }
    case .heldByManifestList, .deferredByManifestList: held(result, preview, isShort: isShort)
    }
    overruled(result)
    otherStorageClass(result, preview)
  }

  private mutating func rule(_ priority: Int, _ verb: StaticString) {
    text("rule ")
    number(priority)
    text(" ")
    text(verb)
  }

  /// What the deciding rule does; nil where something else decides.
  private static func verb(_ reason: Reason, _ rule: RuleOutcome) -> StaticString? {
    let expires = rule.action == .expire
    return switch reason {
    case .withinLimit: "keeps"
    case .pastLimit: expires ? "expires" : "archives"
    case .heldByManifestList, .deferredByManifestList:
      rule.wouldAct ? (expires ? "would expire" : "would archive") : nil
    case .noRule, .followsSubject, .activating: nil
    }
  }

  private mutating func held(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview, isShort: Bool
  ) {
    if let rule = result.decidingRule, rule.wouldAct {
      measure(rule, isShort: isShort)
    } else {
      text("it would expire with its subject")
    }
    let holders = preview.holders(of: result.index)
    text(result.reason == .deferredByManifestList ? "; waits for " : ", but ")
    text(holders.count == 1 ? "image index " : "image indexes ")
    for (place, list) in holders.enumerated() {
      if place > 0 { text(place == holders.count - 1 ? " and " : ", ") }
      shortDigest(preview.repository.images.digests[list])
    }
    if result.reason == .deferredByManifestList {
      // A table is followed by what is uncertain about it.
      guard !isShort else { return }
      text(holders.count == 1 ? ", which expires in this run" : ", which expire in this run")
    } else {
      text(holders.count == 1 ? " needs it" : " need it")
    }
  }

  /// How the image compares with the rule's limit.
  mutating func measure(_ rule: RuleOutcome, isShort: Bool = false) {
    switch rule.measure {
    case nil: break
    case .rank(nil, _, _): text("not counted, as part of an image index")
    case .rank(let rank?, let count, let limit):
      if rank > 1 {
        ordinal(rank)
        text(" ")
      }
      text("newest of ")
      grouped(count)
      text(", keeps ")
      grouped(limit)
    case .age(_, nil, _, _): text("its archive time is unknown")
    case .age(let clock, _?, let age, let days) where isShort && age >= 0:
      shortAge(clock, age, limit: days)
    case .age(let clock, _?, let age, let days):
      switch clock {
      case .imagePushedAt: text("pushed ")
      case .lastRecordedPullTime: text("last pulled ")
      case .lastActivatedAt: text("restored ")
      case .lastArchivedAt: text("archived ")
      }
      guard age >= 0 else { return text("after the time of this preview") }
      duration(age)
      text(" ago, limit ")
      self.count(days, "day", "days")
    }
  }

  /// An age in few words, in days unless it is near the limit: `29 days since push, limit 7 days`.
  private mutating func shortAge(_ clock: ECRLifecycle.Clock, _ age: Int64, limit: Int) {
    let whole = age / Timestamp.day
    if abs(whole - Int64(limit)) > 1, whole > 1 {
      self.count(Int(whole), "day", "days")
    } else {
      duration(age)
    }
    switch clock {
    case .imagePushedAt: text(" since push")
    case .lastRecordedPullTime: text(" since pull")
    case .lastActivatedAt: text(" since restore")
    case .lastArchivedAt: text(" in archive")
    }
    text(", limit ")
    self.count(limit, "day", "days")
  }

  /// The rules that would act if the deciding rule did not take precedence.
  private mutating func overruled(_ result: ImageResult) {
    for outcome in result.ruleOutcomes where outcome.wouldAct {
      guard case .shielded(let priority) = outcome.relation, result.reason == .withinLimit else {
        continue
      }
      text("; ")
      rule(outcome.rulePriority, outcome.action == .expire ? "would expire" : "would archive")
      text(" it, but rule ")
      number(priority)
      text(" takes precedence")
    }
  }

  private mutating func otherStorageClass(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview
  ) {
    guard result.reason == .noRule,
      let rule = result.ruleOutcomes.first(where: { $0.relation == .otherStorageClass })
    else { return }
    text("; rule ")
    number(rule.rulePriority)
    let isArchived = preview.repository.images.statuses[result.index].storageClass == .archive
    text(isArchived ? " selects only images in standard storage" : " selects only archived images")
  }
}
