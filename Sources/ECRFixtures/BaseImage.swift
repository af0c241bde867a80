/// Builds `platform/base`, an image for two architectures.
struct BaseImage {
  static let repository = "platform/base"

  private(set) var images: [ImageDetail] = []
  private(set) var indexes: [ImageIndex] = []
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed ^ 0x6261_7365)
  }

  /// Makes the images.
  mutating func build() {
    let seriesCount = 5
    for series in 0..<seriesCount {
      buildSeries(18 + series, firstDaysAgo: 416 - 84 * series, isNewest: series == seriesCount - 1)
    }
    for week in 0..<8 {
      let pushed = push(daysAgo: 3 + week * 7)
      let (year, month, day) = pushed.date
      addIndex(["edge-\(year)\(padded(month, 2))\(padded(day, 2))"], at: pushed)
    }
  }

  /// The patch releases of a series, four weeks apart; every second one had to be built again.
  private mutating func buildSeries(_ minor: Int, firstDaysAgo: Int, isNewest: Bool) {
    let count = min(5, (firstDaysAgo - 6) / 20)
    for patch in 0..<count {
      let days = firstDaysAgo - patch * 20
      var amd64: ImageIndex.Child?
      if patch % 2 == 1 {
        let superseded = addIndex([], at: push(daysAgo: days + 2))
        // Only the build for arm64 was wrong: the other child stays and both indexes name it.
        amd64 = minor == 22 || patch == 3 ? superseded.children.first : nil
      }
      var tags = ["3.\(minor).\(patch)"]
      if patch == count - 1 {
        tags.append("3.\(minor)")
        if isNewest {
          tags.append("latest")
        }
      }
      let pushed = push(daysAgo: days)
      let index = addIndex(tags, at: pushed, amd64: amd64)
      switch (minor + patch) % 3 {
      case 0: sign(index, at: pushed)
      case 1: refer(to: index, at: pushed)
      default: break
      }
    }
  }

  func files() -> [FixtureFile] {
    var order = SplitMix64(seed: UInt64(images.count))
    let answered = order.shuffled(images)
    let batch = JSON.object([
      ("images", .array(indexes.map { $0.json(repository: BaseImage.repository) })),
      ("failures", .array([])),
    ])
    let documents: [(String, [UInt8])] = [
      ("describe-images.json", answered.describeImages(repository: BaseImage.repository).file()),
      ("batch-get-image.json", batch.file()),
      ("lifecycle-policy.json", Policies.baseImage.file(indent: 2)),
    ]
    return documents.map { FixtureFile(path: "base-image/" + $0, bytes: $1) }
  }
}

// MARK: - One index, and what belongs to it

extension BaseImage {
  /// Pushes an index after its children; one of them may exist already.
  @discardableResult
  private mutating func addIndex(
    _ tags: [String], at pushed: Instant, amd64 shared: ImageIndex.Child? = nil
  ) -> ImageIndex {
    let pulled = tags.isEmpty || random.chance(20) ? nil : pull(after: pushed)
    let amd64 = shared ?? addChild(.amd64, at: pushed.later(seconds: -9), pulledAt: pulled)
    let arm64 = addChild(.arm64, at: pushed.later(seconds: -6))
    let attestation = addChild(.attestation(of: amd64.digest), at: pushed.later(seconds: -3))
    let index = ImageIndex(
      digest: random.digest(), tags: tags, children: [amd64, arm64, attestation])
    indexes.append(index)
    images.append(
      ImageDetail(
        digest: index.digest, tags: tags, size: random.number(in: 29_000_000...34_000_000),
        pushedAt: pushed, manifestType: MediaType.ociIndex, artifactType: nil, pulledAt: pulled))
    return index
  }

  private mutating func addChild(
    _ platform: ImageIndex.Platform, at pushed: Instant, pulledAt: Instant? = nil
  ) -> ImageIndex.Child {
    let sizes =
      if case .attestation = platform { 9_000...21_000 } else { 27_000_000...34_000_000 }
    let child = ImageIndex.Child(
      digest: random.digest(), manifestSize: random.number(in: 560...1_120), platform: platform)
    images.append(
      ImageDetail(
        digest: child.digest, size: random.number(in: sizes), pushedAt: pushed, pulledAt: pulledAt))
    return child
  }

  /// Signs as cosign did before OCI 1.1: under a tag made of the digest.
  private mutating func sign(_ index: ImageIndex, at pushed: Instant) {
    let tag = "sha256-\(index.digest.dropFirst(7)).sig"
    images.append(
      ImageDetail(
        digest: random.digest(), tags: [tag], size: random.number(in: 1_900...3_400),
        pushedAt: pushed.later(seconds: 21)))
  }

  /// Attaches a signature and an SBOM, both of which name the index as their subject.
  private mutating func refer(to index: ImageIndex, at pushed: Instant) {
    let kinds = [(MediaType.cosignSignature, 2_000...3_600), (MediaType.spdx, 90_000...240_000)]
    for (kind, sizes) in kinds {
      images.append(
        ImageDetail(
          digest: random.digest(), size: random.number(in: sizes),
          pushedAt: pushed.later(seconds: random.number(in: 14...40)), artifactType: kind,
          subject: index.digest))
    }
  }

  private mutating func push(daysAgo days: Int) -> Instant {
    .daysAgo(
      days, seconds: random.number(in: 25_000...64_000),
      milliseconds: random.chance(60) ? 0 : random.number(in: 1...999))
  }

  private mutating func pull(after pushed: Instant) -> Instant {
    let age = (Instant.clock.milliseconds - pushed.milliseconds) / 1000
    let seconds = random.number(in: 3_600...max(3_601, min(age - 600, 90 * Instant.secondsADay)))
    return pushed.later(seconds: seconds, milliseconds: random.number(in: 1...999))
  }
}
