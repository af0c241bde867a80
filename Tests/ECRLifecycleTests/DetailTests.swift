import ECRLifecycle
import ECRModel
import ECRPolicy
import Testing

/// The details of results and summaries on either side of their limits.
struct DetailTests {
  typealias Rule = LifecyclePolicy.Rule

  private static let untaggedGo = Rule(
    rulePriority: 1, tags: .untagged, limit: .sinceImagePushed(days: 1))

  @Test(arguments: [(Int64(0), Outcome.keep, false), (1, .expire, true), (2, .expire, true)])
  func `E-15, a coarse pull time is a doubt from the first instant past the limit`(
    past: Int64, expected: Outcome, isCoarse: Bool
  ) throws {
    var image = FactTests.image("a", ["v1"], pushed: 90, pulled: 30)
    image.lastRecordedPullTime = Timestamp(
      microseconds: FactTests.daysAgo(30).microseconds - past)
    let results = FactTests.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePulled(days: 30))], [image]
    ).outcome
    let result = try #require(results[FactTests.digest("a")])
    #expect(result.outcome == expected)
    #expect(result.uncertainties.contains(.pullTimeGranularity) == isCoarse)
  }

  @Test
  func `P-09 a list counts nothing where its largest child stands for it, though one is missing`() {
    let sizes: [Int64] = [100, 10, 100]
    let images = zip(
      [
        FactTests.index("i", ["v1"], pushed: 9), FactTests.image("small", [], pushed: 9),
        FactTests.image("large", [], pushed: 9),
      ], sizes
    ).map { image, size in
      var image = image
      image.imageSizeInBytes = size
      return image
    }
    let preview = FactTests.fates(
      [Self.untaggedGo], images, lists: ["i": ["small", "large", "missing"]]
    ).preview
    #expect(preview.summary().all.sizeInBytes == 110)
  }

  @Test(arguments: 0..<8)
  func `M-06 subjects that come round are none, and what refers to them still follows`(salt: Int) {
    func name(_ text: String) -> String { "\(salt)\(text)" }
    let images = [
      FactTests.image(name("a"), [], pushed: 9, subject: name("b")),
      FactTests.image(name("b"), ["v1"], pushed: 9, subject: name("a")),
      FactTests.image(name("c"), ["v2"], pushed: 9, subject: name("a")),
    ]
    let results = FactTests.fates([Self.untaggedGo], images).outcome
    #expect(results[FactTests.digest(name("a"))]?.reason == .pastLimit)
    #expect(results[FactTests.digest(name("b"))]?.reason == .noRule)
    #expect(results[FactTests.digest(name("c"))]?.reason == .followsSubject)
  }

  @Test func `M-09 a deferred child names the lists that hold it back for this run`() {
    let results = FactTests.fates(
      [Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 1))],
      [FactTests.index("list", ["v1"], pushed: 9), FactTests.image("child", [], pushed: 9)],
      lists: ["list": ["child"]]
    ).outcome
    let child = results[FactTests.digest("child")]
    #expect(child?.reason == .deferredByManifestList)
    #expect(child?.protections == [.manifestLists([FactTests.digest("list")])])
  }

  @Test func `E-20 a rule protects an image only from rules that would act`() {
    let rules = [
      Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 30)),
      Rule(rulePriority: 2, tags: .any, limit: .imageCountMoreThan(5)),
    ]
    let results = FactTests.fates(rules, [FactTests.image("a", ["v1"], pushed: 9)]).outcome
    #expect(results[FactTests.digest("a")]?.reason == .withinLimit)
    #expect(results[FactTests.digest("a")]?.protections == [])
  }

  @Test func `an image that is pushed at the instant of the evaluation is not pushed later`() {
    let images = [
      FactTests.image("a", ["v1"], pushed: 0), FactTests.image("b", ["v2"], pushed: -1),
    ]
    let rule = Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 1))
    #expect(FactTests.fates([rule], images).preview.notes() == [.pushedLater(images: 1)])
  }

  @Test func `what stays and might go is counted`() {
    // Half a day from the limit is near it.
    let images = [
      FactTests.image("a", ["v1"], pushed: 13.5), FactTests.image("b", ["v2"], pushed: 2),
      FactTests.image("c", ["v3"], pushed: 20),
    ]
    let rule = Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 14))
    let summary = FactTests.fates([rule], images).preview.summary()
    #expect(summary.kept.imageTotalCount == 2)
    #expect(summary.keptButMayGo.imageTotalCount == 1)
    #expect(summary.expiring.imageTotalCount == 1)
  }

  /// Codes are in reports that programs read: none may change.
  @Test func `the codes of notes`() {
    let notes: [(PreviewNote, String)] = [
      (.imagesMissing, "IMAGES_MISSING"), (.policySelectsNothing, "POLICY_SELECTS_NOTHING"),
      (.rulesSelectNothing([1]), "RULES_SELECT_NOTHING"),
      (.manifestsMissing(lists: 1), "MANIFESTS_MISSING"),
      (.listSizesCounted(lists: 1), "LIST_SIZES_COUNTED"),
      (.noArchivedImages, "NO_ARCHIVED_IMAGES"),
      (.mediaTypesMissing(images: 1), "MEDIA_TYPES_MISSING"),
      (.pushedLater(images: 1), "PUSHED_LATER"), (.sizesMissing(images: 1), "SIZES_MISSING"),
      (.childrenCountedDecides(images: 1), "CHILDREN_COUNTED_DECIDES"),
    ]
    for (note, code) in notes { #expect(note.code == code) }
  }
}
