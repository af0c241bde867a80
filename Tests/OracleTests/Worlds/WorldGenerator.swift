import TestSupport

/// Random repositories and valid policies, small and full of edges.

private let day = 86_400
private let noon31January2026 = 1_769_860_800
private let limits = [1, 2, 5, 14, 30, 90]
private let archiveLimits = [90, 91, 120, 365]
private let vocabulary = [
  "prod-1", "prod-2", "prod-3", "Prod-1", "production", "beta-1", "beta-2", "v1", "v1.2", "v2",
  "vendor", "latest", "main", "release_7", "a1-b1",
]
private let patternPool = [
  "prod*", "prod-*", "*", "beta*", "*-1", "v*", "v1*", "v1", "latest", "main", "*o*", "*a*e*",
  "*-*", "**1", "*r*e*_*", "p*d*-*", "*.2",
]
private let prefixPool = ["prod", "prod-", "beta-", "v", "v1", "latest", "P", "ma", "rel", "a1-b1"]

/// The world a seed names.
func randomWorld(seed: UInt64) -> OracleWorld {
  var random = SplitMix64(seed: seed)
  var world = OracleWorld(now: noon31January2026 + random.below(3) * 12_345)
  if random.chance(30) { world.repositoryName = "app" }
  world.images = randomImages(now: world.now, &random)
  world.rules = randomRules(&random)
  return world
}

// MARK: - Images

/// An instant near a whole number of days ago, often to the second.
private func instant(_ days: [Int], now: Int, _ random: inout SplitMix64) -> Int {
  now - random.pick(days) * day + random.pick([0, 0, 0, 1, -1, 60, -3_600, -40_000])
}

private func randomImages(now: Int, _ random: inout SplitMix64) -> [OracleImage] {
  guard !random.chance(3) else { return [] }
  let count = random.within(1...14)
  // Few instants for many images make ties.
  var pushes: [Int] = []
  for _ in 0..<random.within(1...6) {
    pushes.append(instant(limits, now: now, &random))
  }
  var images: [OracleImage] = []
  for _ in 0..<count {
    var image = OracleImage(digest: random.digest(), pushed: random.pick(pushes))
    addTimes(to: &image, now: now, &random)
    if random.chance(60) { image.size = random.within(500...90_000_000) }
    images.append(image)
  }
  addTags(to: &images, &random)
  addLists(to: &images, &random)
  addSubjects(to: &images, &random)
  return images
}

private func addTimes(to image: inout OracleImage, now: Int, _ random: inout SplitMix64) {
  if random.chance(50) {
    let pulled = instant(limits, now: now, &random)
    // A pull older than the push is rare but possible.
    image.pulled = random.chance(10) ? pulled : max(pulled, image.pushed)
  }
  if random.chance(20) {
    image.activated = max(instant(limits, now: now, &random), image.pushed)
    if random.chance(50) { image.archived = (image.activated ?? now) - 3 * day }
  }
  if random.chance(22) {
    image.status = .archived
    image.archived = random.chance(92) ? instant(archiveLimits, now: now, &random) : nil
  } else if random.chance(6) {
    image.status = .activating
    image.archived = instant(archiveLimits, now: now, &random)
  }
}

/// Gives each tag to at most one image, and now and then many tags to one.
private func addTags(to images: inout [OracleImage], _ random: inout SplitMix64) {
  let share = random.pick([25, 50, 80])
  let crowded = random.chance(15) ? random.below(images.count) : nil
  for tag in random.shuffled(vocabulary) where random.chance(share) {
    let place = random.below(images.count)
    if let crowded, random.chance(60) {
      images[crowded].tags.append(tag)
    } else {
      images[place].tags.append(tag)
    }
  }
}

/// Makes some images lists of others, shared, nested and absent ones among them.
private func addLists(to images: inout [OracleImage], _ random: inout SplitMix64) {
  guard random.chance(60) else { return }
  let digests = images.map(\.digest)
  let share = random.pick([15, 30])
  for index in images.indices where random.chance(share) {
    images[index].isList = true
    images[index].childrenKnown = random.chance(85)
    var children: [String] = []
    for _ in 0..<random.within(0...3) {
      let child = random.chance(15) ? random.digest() : random.pick(digests)
      let isItself = child == images[index].digest
      if !children.contains(child) && (!isItself || random.chance(20)) { children.append(child) }
    }
    images[index].children = children
  }
}

/// Hangs some images on others, mostly on earlier ones, so that cycles stay rare.
private func addSubjects(to images: inout [OracleImage], _ random: inout SplitMix64) {
  guard random.chance(50) else { return }
  let digests = images.map(\.digest)
  let share = random.pick([15, 40])
  for index in images.indices where random.chance(share) {
    if random.chance(12) {
      images[index].subject = random.digest()
    } else if random.chance(8) || index == 0 {
      images[index].subject = random.pick(digests)
    } else {
      images[index].subject = digests[random.below(index)]
    }
  }
}

// MARK: - Rules

private func randomRules(_ random: inout SplitMix64) -> [OracleRule] {
  var rules: [OracleRule] = []
  for _ in 0..<random.within(1...6) {
    let rule = randomRule(&random)
    if !rules.contains(where: { clash($0, rule) }) { rules.append(rule) }
  }
  // The rule for any image goes last in its class (V-04).
  for index in rules.indices where rules[index].tagStatus == .any {
    let storageClass = rules[index].storageClass
    let last = rules.lastIndex { $0.storageClass == storageClass } ?? index
    rules.swapAt(index, last)
  }
  var priority = 0
  for index in rules.indices {
    priority += random.pick([1, 1, 1, 2, 10, 97])
    rules[index].priority = priority
  }
  return random.shuffled(rules)
}

/// Whether two rules may not stand in one policy (V-03, V-05, V-06).
private func clash(_ one: OracleRule, _ other: OracleRule) -> Bool {
  guard one.storageClass == other.storageClass, one.tagStatus == other.tagStatus else {
    return false
  }
  return Set(one.patterns) == Set(other.patterns) && Set(one.prefixes) == Set(other.prefixes)
}

/// A rule of one of the allowed combinations (V-01); its priority is set later.
private func randomRule(_ random: inout SplitMix64) -> OracleRule {
  var rule = OracleRule(priority: 1)
  rule.tagStatus = random.pick([.tagged, .tagged, .tagged, .untagged, .any])
  if rule.tagStatus == .tagged {
    let length = random.pick([1, 1, 1, 2, 3])
    if random.chance(70) {
      rule.patterns = Array(random.shuffled(patternPool).prefix(length))
    } else {
      rule.prefixes = Array(random.shuffled(prefixPool).prefix(length))
    }
  }
  guard !random.chance(22) else {
    rule.storageClass = .archive
    rule.countType = .sinceImageTransitioned
    rule.countNumber = random.pick(archiveLimits)
    return rule
  }
  rule.countType = random.pick([
    .imageCountMoreThan, .imageCountMoreThan, .sinceImagePushed, .sinceImagePulled,
  ])
  let counts = rule.countType == .imageCountMoreThan
  rule.countNumber = counts ? random.pick([1, 1, 1, 2, 2, 3, 9_999]) : random.pick(limits)
  let expires = rule.countType != .sinceImagePulled && random.chance(65)
  rule.action = expires ? .expire : .transition
  return rule
}
