import ECRLifecycle
import ECRModel
import ECRPolicy
import Testing

/// What totals count, and what a preview of an incomplete list can say.
struct TotalsTests {
  typealias Rule = LifecyclePolicy.Rule

  private static let old = Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 1))

  private static func sized(_ image: ImageDetail, _ size: Int64?) -> ImageDetail {
    var image = image
    image.imageSizeInBytes = size
    return image
  }

  private static func index(_ size: Int64) -> ImageDetail {
    sized(FactTests.index("i", ["v1"], pushed: 9), size)
  }

  private static func child(_ name: String, _ size: Int64?) -> ImageDetail {
    sized(FactTests.image(name, [], pushed: 9), size)
  }

  private static func summary(
    _ images: [ImageDetail], _ lists: [String: [String]]
  ) -> (summary: PreviewSummary, notes: [PreviewNote]) {
    let preview = FactTests.fates([old], images, lists: lists).preview
    return (preview.summary(), preview.notes())
  }

  @Test func `P-09 an index repeats the size of its largest child and adds nothing`() {
    let (summary, notes) = Self.summary(
      [Self.index(100), Self.child("a", 100), Self.child("b", 90)], ["i": ["a", "b"]])
    #expect(summary.all.sizeInBytes == 190)
    // The index goes alone: its children go in the next run (M-09).
    #expect(summary.expiring.imageTotalCount == 1)
    #expect(summary.expiring.sizeInBytes == 0)
    #expect(summary.deferred.sizeInBytes == 190)
    #expect(!notes.contains(.listSizesCounted(lists: 1)))
  }

  @Test func `P-09 an index whose manifest is not known counts, and the report says so`() {
    let (summary, notes) = Self.summary([Self.index(100), Self.child("a", 100)], [:])
    #expect(summary.all.sizeInBytes == 200)
    #expect(notes.contains(.listSizesCounted(lists: 1)))
  }

  @Test func `P-09 an index counts where the child whose size it has is not in the list`() {
    // A list of tagged images only: 100 bytes are in the repository, and nothing else stands for them.
    #expect(Self.summary([Self.index(100)], ["i": ["a", "b"]]).summary.all.sizeInBytes == 100)
    #expect(
      Self.summary([Self.index(100), Self.child("b", 90)], ["i": ["a", "b"]])
        .summary.all.sizeInBytes == 190)
    #expect(
      Self.summary([Self.index(100), Self.child("a", 100)], ["i": ["a", "b"]])
        .summary.all.sizeInBytes == 100)
  }

  @Test func `P-09 an index of unknown size is no image of unknown size`() {
    let images = [Self.sized(Self.index(0), nil), Self.child("a", 7)]
    let (summary, notes) = Self.summary(images, ["i": ["a"]])
    #expect(summary.all.unknownSizeCount == 0)
    #expect(!notes.contains(.sizesMissing(images: 1)))
  }

  @Test func `P-09 rules count like totals`() {
    let preview = FactTests.fates(
      [Self.old], [Self.index(100), Self.child("a", 100)], lists: ["i": ["a"]]
    ).preview
    #expect(preview.tallies().map(\.acted.sizeInBytes) == [0])
    #expect(preview.tallies().map(\.matched.sizeInBytes) == [100])
  }

  @Test func `P-07 of an incomplete list more may go by count than the list shows`() {
    let images = ["a", "b", "c"].enumerated().map { number, name in
      FactTests.image(name, [name], pushed: Double(number + 1))
    }
    func preview(_ rule: Rule, isComplete: Bool) -> LifecyclePolicyPreview {
      LifecyclePolicyPreview(
        of: LifecyclePolicy(rules: [rule]),
        for: Repository(
          id: RepositoryID(registryID: nil, repositoryName: "r"), images: ImageTable(images),
          isComplete: isComplete), at: FactTests.now)
    }
    let count = Rule(rulePriority: 1, tags: .any, limit: .imageCountMoreThan(2))
    let incomplete = preview(count, isComplete: false)
    #expect(incomplete.notes().contains(.imagesMissing))
    #expect(images.indices.map(incomplete.outcome) == [.keep, .keep, .expire])
    #expect(images.indices.map(incomplete.mayGo) == [true, true, true])
    #expect(incomplete.uncertainties(of: 2).isEmpty, "others only push it further")
    let complete = preview(count, isComplete: true)
    #expect(images.indices.map(complete.mayGo) == [false, false, true])
    #expect(!complete.notes().contains(.imagesMissing))
    // An age is an image's own.
    let age = Rule(rulePriority: 1, tags: .any, limit: .sinceImagePushed(days: 9))
    #expect(images.indices.map(preview(age, isComplete: false).mayGo) == [false, false, false])
  }

  @Test func `a rule that selects no image, and a policy that does, is reported`() {
    let images = [FactTests.image("a", ["v1"], pushed: 1)]
    let stale = Rule(
      rulePriority: 1, tags: FactTests.tagged("old-*"), limit: .imageCountMoreThan(1))
    let live = Rule(rulePriority: 2, tags: FactTests.tagged("v*"), limit: .imageCountMoreThan(1))
    let untagged = Rule(rulePriority: 3, tags: .untagged, limit: .imageCountMoreThan(1))
    let archive = Rule(
      rulePriority: 4, tags: .any, storageClass: .archive, limit: .sinceImageTransitioned(days: 90))
    func notes(_ rules: Rule...) -> [PreviewNote] {
      FactTests.fates(rules, images).preview.notes()
    }
    #expect(notes(stale) == [.policySelectsNothing])
    #expect(notes(stale, untagged) == [.policySelectsNothing])
    #expect(notes(stale, live, untagged) == [.rulesSelectNothing([1, 3])])
    #expect(notes(live).isEmpty)
    // Archived images are missing for another reason, which is reported.
    #expect(notes(live, archive) == [.noArchivedImages])
    #expect(FactTests.fates([stale], []).preview.notes().isEmpty)
  }
}
