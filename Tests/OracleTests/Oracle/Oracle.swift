/// A naive evaluator of lifecycle policies, written from the documented facts alone.

private let day = 86_400

/// What a run at `world.now` does with every image, by digest.
func oracle(_ world: OracleWorld) -> [String: OracleOutcome] {
  var outcomes: [String: OracleOutcome] = [:]
  for image in world.images {
    outcomes[image.digest] = verdict(of: image, in: world)
  }
  return outcomes
}

// MARK: - What the rules say, each for itself (E-19)

/// Whether the rule sees the image: class and tags, never count or age (E-05, E-06, E-07).
private func identifies(_ rule: OracleRule, _ image: OracleImage) -> Bool {
  switch image.status {
  case .activating: return false
  case .active: if rule.storageClass != .standard { return false }  // E-02
  case .archived: if rule.storageClass != .archive { return false }
  }
  switch rule.tagStatus {
  case .any: return true
  case .untagged: return image.tags.isEmpty
  case .tagged: return !image.tags.isEmpty && tagListMatches(rule, tags: image.tags)
  }
}

/// When the image was last pushed or restored (E-03, Q-6).
private func effectivePush(_ image: OracleImage) -> Int {
  image.activated ?? image.pushed
}

/// Whether the first image comes before the second, youngest first (E-31).
private func isYounger(_ one: OracleImage, _ other: OracleImage) -> Bool {
  if effectivePush(one) != effectivePush(other) {
    return effectivePush(one) > effectivePush(other)
  }
  return one.digest < other.digest
}

/// The image's place among all that the rule identifies, whoever owns them (E-13, E-14).
private func rank(of image: OracleImage, under rule: OracleRule, in world: OracleWorld) -> Int {
  1 + world.images.filter { identifies(rule, $0) && isYounger($0, image) }.count
}

/// When the image was last used, as the pull rule reads it (E-16).
private func pullClock(_ image: OracleImage) -> Int {
  if let activated = image.activated {
    guard let pulled = image.pulled, pulled >= activated else { return activated }
    return pulled
  }
  return image.pulled ?? image.pushed
}

/// Whether the rule would act on the image, were it alone in the policy (2.3).
private func wants(_ rule: OracleRule, _ image: OracleImage, in world: OracleWorld) -> Bool {
  guard identifies(rule, image) else { return false }
  // Older is strict, in units of 24 hours.
  let limit = rule.countNumber * day
  switch rule.countType {
  case .imageCountMoreThan:
    return rank(of: image, under: rule, in: world) > rule.countNumber  // E-13
  case .sinceImagePushed:
    return world.now - effectivePush(image) > limit  // E-15
  case .sinceImagePulled:
    return world.now - pullClock(image) > limit  // E-16
  case .sinceImageTransitioned:
    guard let archived = image.archived else { return true }
    return world.now - archived > limit  // E-17
  }
}

/// The one rule that may act on the image (E-21, E-25).
private func owner(of image: OracleImage, in world: OracleWorld) -> OracleRule? {
  world.rules.filter { identifies($0, image) }.min { $0.priority < $1.priority }
}

/// What the owner does with the image, before any veto.
private func decision(on image: OracleImage, in world: OracleWorld) -> OracleOutcome.Outcome {
  guard let owner = owner(of: image, in: world), wants(owner, image, in: world) else {
    return .keep
  }
  return owner.action == .expire ? .expire : .transition
}

// MARK: - Lists and referrers (section 3)

/// The digests of the other, active lists that are known to name the image (M-01, Q-17).
private func lists(naming image: OracleImage, in world: OracleWorld) -> [String] {
  world.images.filter {
    $0.isList && $0.status == .active && $0.childrenKnown
      && $0.digest != image.digest && $0.children.contains(image.digest)
  }.map(\.digest).sorted()
}

/// The other image of the repository that this one says it is about.
private func subject(of image: OracleImage, in world: OracleWorld) -> OracleImage? {
  world.images.first { $0.digest == image.subject && $0.digest != image.digest }
}

/// Whether the image is met again on the way up from subject to subject.
private func isOnSubjectCycle(_ image: OracleImage, in world: OracleWorld) -> Bool {
  var place = subject(of: image, in: world)
  for _ in world.images {
    guard let here = place else { return false }
    if here.digest == image.digest { return true }
    place = subject(of: here, in: world)
  }
  return false
}

/// What would become of the image without lists, and whom it would follow there (M-06).
private func fate(
  of image: OracleImage, in world: OracleWorld
) -> (outcome: OracleOutcome.Outcome, following: String?) {
  if !isOnSubjectCycle(image, in: world), let subject = subject(of: image, in: world) {
    let above = finalOutcome(of: subject, in: world)
    if above != .keep { return (above, subject.digest) }
  }
  return (decision(on: image, in: world), nil)
}

/// What becomes of the image: a veto turns anything into a keep (M-01, M-03).
private func finalOutcome(
  of image: OracleImage, in world: OracleWorld
) -> OracleOutcome.Outcome {
  lists(naming: image, in: world).isEmpty ? fate(of: image, in: world).outcome : .keep
}

// MARK: - The verdict

private func verdict(of image: OracleImage, in world: OracleWorld) -> OracleOutcome {
  var verdict = OracleOutcome()
  let owner = owner(of: image, in: world)
  verdict.ownerRulePriority = owner?.priority
  for rule in world.rules.sorted(by: { $0.priority < $1.priority })
  where identifies(rule, image) {
    verdict.identifiedBy.append(rule.priority)
    if rule.countType == .imageCountMoreThan {
      verdict.ranks[rule.priority] = rank(of: image, under: rule, in: world)
    }
    if rule.priority != owner?.priority && wants(rule, image, in: world) {
      verdict.wantedBy.append(rule.priority)
    }
  }

  let fate = fate(of: image, in: world)
  guard fate.outcome != .keep else { return verdict }
  let holders = lists(naming: image, in: world)
  guard holders.isEmpty else {
    verdict.heldByLists = holders
    verdict.deferred = world.images.allSatisfy {
      !holders.contains($0.digest) || finalOutcome(of: $0, in: world) != .keep
    }
    return verdict
  }
  verdict.outcome = fate.outcome
  verdict.followsSubject = fate.following
  verdict.appliedRulePriority = fate.following == nil ? owner?.priority : nil
  return verdict
}
