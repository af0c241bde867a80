/// Builds `payments/web`, a service with fourteen months of history.
struct WebService {
  static let repository = "payments/web"

  /// The images in the order they were made.
  var images: [ImageDetail] = []
  /// The releases among them, oldest first, as indices.
  var releases: [Int] = []
  /// The builds of the main branch, newest first, as indices.
  var mainBuilds: [Int] = []
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed ^ 0x7765_6273)
  }

  /// Makes the images.
  mutating func build() {
    buildReleases()
    buildMain()
    buildBranches()
    buildUntagged()
    archive()
  }

  /// A release every two weeks; the first of a month names the train of that month.
  private mutating func buildReleases() {
    let count = 30
    var trains: Set<String> = []
    for number in 0..<count {
      let pushed = push(daysAgo: 4 + (count - 1 - number) * 14)
      let version = "v1.\(number / 2).\(number % 2)"
      let (year, month, _) = pushed.date
      let train = "release-\(year).\(padded(month, 2))"
      var image = make([version], at: pushed)
      if trains.insert(train).inserted {
        image.tags.append(train)
      }
      switch count - 1 - number {
      case 0:
        image.tags.append("staging")
        image.pulledAt = recent()
      case 1:
        image.tags += ["prod", "prod-eu"]
        image.pulledAt = recent()
      case 2:
        image.tags.append("prod-us")
        image.pulledAt = recent()
      default:
        image.pulledAt = pulled(after: pushed, days: 14...40)
      }
      releases.append(images.count)
      images.append(image)
    }
    // One that was never rolled out.
    images[releases[9]].pulledAt = nil
  }

  /// Builds of main, the denser the newer; the twentieth and the next were pushed at once.
  private mutating func buildMain() {
    var age = 0
    for number in 0..<56 {
      let pushed = number == 20 ? images[mainBuilds[19]].pushedAt : push(daysAgo: age + 1)
      var image = make(["main-" + random.hex(7)], at: pushed)
      if number == 0 {
        image.tags.append("latest")
        image.pulledAt = recent()
      } else if random.chance(55) {
        image.pulledAt = pulled(after: pushed, days: 0...3)
      }
      mainBuilds.append(images.count)
      images.append(image)
      age += number < 12 ? 1 : random.number(in: 2...9)
    }
  }

  private mutating func buildBranches() {
    let topics = ["checkout", "refunds", "sepa", "otel-traces", "dark-mode", "3ds2"]
    for number in 0..<20 {
      let topic = topics[random.number(in: 0...topics.count - 1)]
      let pushed = push(daysAgo: 2 + number * 5 / 2)
      var image = make(["feature-\(topic)-\(random.hex(7))"], at: pushed)
      if random.chance(40) {
        image.pulledAt = pulled(after: pushed, days: 0...2)
      }
      images.append(image)
    }
    for number in 0..<18 {
      let pushed = push(daysAgo: 1 + number * 2)
      images.append(make(["pr-\(1482 - number * 7 - random.number(in: 0...5))"], at: pushed))
    }
  }

  private mutating func buildUntagged() {
    for number in 0..<24 {
      let pushed = push(daysAgo: 1 + number + number * number / 4)
      var image = make([], at: pushed)
      if random.chance(25) {
        image.pulledAt = pulled(after: pushed, days: 0...5)
      }
      images.append(image)
    }
  }
}

// MARK: - One image

extension WebService {
  private mutating func make(_ tags: [String], at pushed: Instant) -> ImageDetail {
    let usesDocker = pushed < Instant.daysAgo(240)
    return ImageDetail(
      digest: random.digest(), tags: tags, size: random.number(in: 84_000_000...131_000_000),
      pushedAt: pushed,
      manifestType: usesDocker ? MediaType.dockerManifest : MediaType.ociManifest,
      artifactType: usesDocker ? MediaType.dockerConfig : MediaType.ociConfig)
  }

  private mutating func push(daysAgo days: Int) -> Instant {
    .daysAgo(
      days, seconds: random.number(in: 25_000...64_000),
      milliseconds: random.chance(60) ? 0 : random.number(in: 1...999))
  }

  private mutating func pulled(after pushed: Instant, days: ClosedRange<Int>) -> Instant {
    let day = random.number(in: days)
    let pull = pushed.later(
      seconds: day * Instant.secondsADay + random.number(in: 60...7_000),
      milliseconds: random.number(in: 0...999))
    return min(pull, .daysAgo(0, seconds: -random.number(in: 600...9_000)))
  }

  private mutating func recent() -> Instant {
    .daysAgo(
      0, seconds: -random.number(in: 600...20_000), milliseconds: random.number(in: 1...999))
  }
}
