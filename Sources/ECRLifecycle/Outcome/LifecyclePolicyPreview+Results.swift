import ECRModel
import ECRPolicy

extension LifecyclePolicyPreview {
  /// The outcome of the image at an index of the repository's table, with all its evidence.
  package func result(at index: Int) -> ImageResult {
    let reason = reason(for: index)
    let outcomes = ruleOutcomes(index)
    let owner = Int(decisions.owners[index])
    return ImageResult(
      index: index, outcome: outcome(of: index), reason: reason,
      appliedRulePriority: reason == .pastLimit ? rules[owner].rule.rulePriority : nil,
      ruleOutcomes: outcomes, eligibleAt: eligibleAt(index, reason),
      protections: protections(index, reason, outcomes),
      followsSubject: reason == .followsSubject
        ? graph.subjectOf[index].map { repository.images.digests[$0] } : nil,
      uncertainties: uncertainties(of: index), mayGo: mayGo(index))
  }

  private func ruleOutcomes(_ index: Int) -> [RuleOutcome] {
    let owner = Int(decisions.owners[index])
    let storageClass = repository.images.statuses[index].storageClass
    var outcomes: [RuleOutcome] = []
    // Ten rules for a hundred thousand images: only those that identify the image are looked at.
    for number in rules.indices {
      if rules[number].identifies(index) {
        let evaluation = rules[number]
        let rule = evaluation.rule
        outcomes.append(
          RuleOutcome(
            rulePriority: rule.rulePriority, action: rule.action,
            relation: number == owner
              ? .decides : .shielded(byRulePriority: rules[owner].rule.rulePriority),
            wouldAct: evaluation.wants(index, repository.images, at: at.microseconds),
            measure: measure(index, evaluation)))
      } else if rules[number].rule.storageClass != storageClass,
        meetsTags(index, rules[number].rule.tags)
      {
        let rule = rules[number].rule
        outcomes.append(
          RuleOutcome(
            rulePriority: rule.rulePriority, action: rule.action, relation: .otherStorageClass,
            wouldAct: false, measure: nil))
      }
    }
    return outcomes
  }

  private func meetsTags(_ index: Int, _ requirement: TagRequirement) -> Bool {
    let images = repository.images
    let tags = images.tagStarts[index]..<images.tagStarts[index + 1]
    switch requirement {
    case .any: return true
    case .untagged: return tags.isEmpty
    case .tagged: return !tags.isEmpty && requirement.isMet(by: tags.map { images.tags[$0] })
    }
  }

  private func measure(_ index: Int, _ evaluation: RuleEvaluation) -> RuleOutcome.Measure {
    let limit = evaluation.rule.limit
    guard let (clock, time) = Clocks.clock(of: limit, repository.images, index) else {
      let rank = evaluation.ranks[index]
      return .rank(
        rank > 0 ? Int(rank) : nil, of: evaluation.countedCount, limit: limit.countNumber)
    }
    let since = Timestamp(column: time)
    return .age(
      clock: clock, since: since,
      microseconds: since.map { at.microseconds - $0.microseconds } ?? 0,
      limitInDays: limit.countNumber)
  }

  private func eligibleAt(_ index: Int, _ reason: Reason) -> Timestamp? {
    guard reason == .withinLimit else { return nil }
    let limit = rules[Int(decisions.owners[index])].rule.limit
    guard let (_, time) = Clocks.clock(of: limit, repository.images, index),
      let since = Timestamp(column: time)
    else { return nil }
    return since.adding(days: limit.countNumber)
  }

  private func protections(
    _ index: Int, _ reason: Reason, _ outcomes: [RuleOutcome]
  ) -> [Protection] {
    var protections: [Protection] = []
    if reason == .heldByManifestList || reason == .deferredByManifestList {
      protections.append(
        .manifestLists(graph.holders(of: index).map { repository.images.digests[$0] }))
    }
    let wanting = outcomes.filter { $0.wouldAct && $0.relation != .decides }.map(\.rulePriority)
    if reason == .withinLimit, !wanting.isEmpty {
      protections.append(
        .rule(
          rulePriority: rules[Int(decisions.owners[index])].rule.rulePriority,
          fromRulePriorities: wanting))
    }
    let unseeing = outcomes.filter { $0.relation == .otherStorageClass }.map(\.rulePriority)
    if !unseeing.isEmpty {
      protections.append(
        .storageClass(
          repository.images.statuses[index].storageClass, fromRulePriorities: unseeing))
    }
    return protections
  }
}
