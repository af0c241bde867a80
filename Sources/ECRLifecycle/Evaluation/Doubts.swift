import ECRModel
import ECRPolicy

/// Finds, image by image, what AWS leaves open about the outcome.
struct Doubts {
  let images: ImageTable
  let rules: [RuleEvaluation]
  let graph: ManifestGraph
  let decisions: Decisions
  let times: [Int64]
  let countsChildren: Bool
  /// Whether the images are all that the repository has.
  let isComplete: Bool
  let now: Int64

  /// The uncertainties of each image.
  func all() -> [Uncertainties] {
    var doubts = images.indices.map(ofItself)
    for child in graph.listsOfChild.keys where isOrphaned(child) {
      doubts[child].insert(.orphanedByList)
    }
    spread(&doubts)
    return doubts
  }

  /// Hands doubts on, from subjects to what refers to them and from lists to what they hold, until
  /// nothing changes: lists may be in lists, and refer to images.
  ///
  /// An image is looked at again only when it has another doubt, so costs grow with the references.
  private func spread(_ doubts: inout [Uncertainties]) {
    var referrers: [Int: [Int]] = [:]
    for (image, subject) in graph.subjectOf { referrers[subject, default: []].append(image) }
    var held: [Int: [Int]] = [:]
    var staying: [Int: Int] = [:]
    for child in graph.listsOfChild.keys where decisions.reasons[child] == .heldByManifestList {
      let holders = graph.holders(of: child)
      staying[child] = holders.count
      for list in holders { held[list, default: []].append(child) }
    }
    guard !referrers.isEmpty || !held.isEmpty else { return }
    var changed = Array(Set(referrers.keys).union(held.keys))
    while let image = changed.popLast() {
      for referrer in referrers[image] ?? [] {
        let more = fromSubject(referrer, image, doubts)
        guard !doubts[referrer].isSuperset(of: more) else { continue }
        doubts[referrer].formUnion(more)
        changed.append(referrer)
      }
      guard let children = held[image], mayGo(image, doubts[image]) else { continue }
      held[image] = nil
      for child in children {
        staying[child, default: 0] -= 1
        guard staying[child] == 0 else { continue }
        doubts[child].insert(.listUncertain)
        changed.append(child)
      }
    }
  }

  /// whether an image that no rule acts on loses all the lists that hold it.
  private func isOrphaned(_ child: Int) -> Bool {
    guard [.noRule, .withinLimit].contains(decisions.reasons[child]) else { return false }
    let holders = graph.holders(of: child)
    return !holders.isEmpty && holders.allSatisfy { decisions.action(on: $0) != nil }
  }

  /// Whether an image expires or is archived, or might be.
  func mayGo(_ image: Int, _ doubts: Uncertainties) -> Bool {
    if decisions.action(on: image) != nil { return true }
    return !doubts.subtracting(.activating).isEmpty
      || doubts.contains(.activating) && meetsAnyRule(image)
  }

  /// AWS documents neither that rules for archived images leave an image alone while it is being
  /// restored nor that rules for standard storage do.
  private func meetsAnyRule(_ image: Int) -> Bool {
    let tags = images[image].imageTags
    return rules.contains { $0.rule.tags.isMet(by: tags) }
  }

  private func ofItself(_ image: Int) -> Uncertainties {
    switch decisions.reasons[image] {
    case .noRule, .heldByManifestList: return []
    case .activating: return .activating
    case .deferredByManifestList: return .deferred
    case .followsSubject: return ofGoing(image).union(ofFollowing(image))
    case .pastLimit: return ofRule(image).union(ofGoing(image)).union(ofActing(image))
    // What a list protects stays this time, on either side of a limit.
    case .withinLimit: return graph.holders(of: image).isEmpty ? ofRule(image) : []
    }
  }

  // MARK: By the rule that decides

  private func ofRule(_ image: Int) -> Uncertainties {
    let evaluation = rules[Int(decisions.owners[image])]
    switch evaluation.rule.limit {
    case .imageCountMoreThan(let limit): return ofRank(image, evaluation, limit)
    case .sinceImagePushed, .sinceImagePulled, .sinceImageTransitioned:
      return ofAge(image, evaluation)
    }
  }

  private func ofRank(_ image: Int, _ evaluation: RuleEvaluation, _ limit: Int) -> Uncertainties {
    var doubts: Uncertainties = []
    let rank = Int(evaluation.ranks[image])
    guard rank > 0 else { return [] }
    if evaluation.tiedTime == times[image] { doubts.insert(.tieAtLimit) }
    if !evaluation.youngerChildren.isEmpty {
      let children = Int(evaluation.youngerChildren[image])
      let otherRank = countsChildren ? rank - children : rank + children
      if (rank > limit) != (otherRank > limit) { doubts.insert(.childrenCounted) }
    }
    if rank <= limit, !isComplete { doubts.insert(.imagesMissing) }
    if rank <= limit, rank + evaluation.activatingCount > limit { doubts.insert(.activatingCount) }
    return doubts
  }

  private func ofAge(_ image: Int, _ evaluation: RuleEvaluation) -> Uncertainties {
    guard let (clock, time) = Clocks.clock(of: evaluation.rule.limit, images, image) else {
      return []
    }
    guard time != ImageTable.absent else { return .transitionTimeUnknown }
    var doubts: Uncertainties = []
    let past = (now - time).subtractingReportingOverflow(evaluation.span)
    if !past.overflow, past.partialValue.magnitude <= Timestamp.day {
      doubts.insert(.ageNearLimit)
      if clock == .lastRecordedPullTime, past.partialValue > 0 {
        doubts.insert(.pullTimeGranularity)
      }
    }
    let isOlder = evaluation.isOlder(time, at: now)
    let isPushOlder = evaluation.isOlder(images.pushedAt[image], at: now)
    guard isOlder != isPushOlder else { return doubts }
    if case .sinceImagePushed = evaluation.rule.limit, clock == .lastActivatedAt {
      doubts.insert(.restoredImageClock)
    }
    if clock == .lastRecordedPullTime, time < images.pushedAt[image] {
      doubts.insert(.pullBeforePush)
    }
    return doubts
  }

  // MARK: By what refers to what

  /// Of an image that goes, by a rule or with its subject.
  private func ofGoing(_ image: Int) -> Uncertainties {
    var doubts: Uncertainties = []
    if graph.mayBeHeldByUnknownList(image) { doubts.insert(.childrenUnknown) }
    if !graph.absentHolders(of: image).isEmpty { doubts.insert(.archivedList) }
    return doubts
  }

  /// Of an image on which a rule acts.
  private func ofActing(_ image: Int) -> Uncertainties {
    graph.subjectOf[image] == nil ? [] : .referrerOfKeptSubject
  }

  /// Of an image that goes with its subject.
  private func ofFollowing(_ image: Int) -> Uncertainties {
    let owner = Int(decisions.owners[image])
    guard owner >= 0, rules[owner].wants(image, images, at: now),
      rules[owner].rule.action != decisions.followed[image]
    else { return [] }
    return .referrerHasOwnFate
  }

  private func fromSubject(
    _ image: Int, _ subject: Int, _ doubts: [Uncertainties]
  ) -> Uncertainties {
    guard graph.holders(of: image).isEmpty else { return [] }
    if decisions.reasons[image] == .followsSubject {
      return doubts[subject].isEmpty ? [] : .subjectUncertain
    }
    guard decisions.action(on: image) == nil else { return [] }
    return mayGo(subject, doubts[subject]) ? .subjectUncertain : []
  }
}
