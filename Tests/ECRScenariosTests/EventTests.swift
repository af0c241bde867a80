import ECRModel
import Testing
import Texts

@testable import ECRScenarios

/// What happens between questions: how things stand afterwards, and what cannot happen.
struct EventTests {
  /// A, ten days old and tagged v1 and old; B, two days old and tagged v2; C, archived; an index of
  /// two images of which one has a tag.
  static let images = """
    - {image: A, tags: [v1, old], pushed: 10 days ago}
    - {image: B, tags: [v2], pushed: 2 days ago, pulled: 1 day ago}
    - {image: C, pushed: 40 days ago, archived: 20 days ago}
    - {image: amd64, pushed: 9 days ago}
    - {image: arm64, tags: [arm], pushed: 9 days ago}
    - {image: multi, tags: [all], pushed: 8 days ago, index: [amd64, arm64]}
    """

  private func tale(_ events: String) -> Tale {
    var tale = Tale(images: Self.images)
    tale.tell(
      events + "\n- {question: Fine?, validate: {\"rules\": []}, answer: {valid: false}}")
    return tale
  }

  private func image(_ name: String, after events: String) throws -> ImageDetail {
    let shop = try tale(events).worldAtEnd()[repository: "web/shop"]
    return try #require(shop.images.first { $0.name == name }).detail
  }

  private func names(after events: String) throws -> [String] {
    try tale(events).worldAtEnd()[repository: "web/shop"].images.map(\.name)
  }

  private func impossible(_ events: String) throws -> [String] {
    try tale(events).run().findings.map(\.told)
  }

  private func expectImpossible(_ events: String, _ told: String) throws {
    let place = try #require(tale(events).unmarked.places.first)
    #expect(try impossible(events) == ["IMPOSSIBLE \(place): \(told)"])
  }

  private func at(_ text: String) throws -> Timestamp { try #require(Timestamp(typed: text)) }

  static let clock = "2026-01-31T12:00:00Z"

  // MARK: Time

  @Test func `time passes, and what is relative counts from the new time`() throws {
    let events = "- {wait: 1 day 12 hours}\n- {push: {image: N}}\n- {wait: until 2026-03-01}"
    #expect(try image("N", after: events).imagePushedAt == at("2026-02-02T00:00:00Z"))
    #expect(try tale(events).worldAtEnd().clock == at("2026-03-01"))
    #expect(try image("A", after: events).imagePushedAt == at("2026-01-21T12:00:00Z"))
  }

  // MARK: Push

  @Test func `E-04: a push of a new image takes the tag from the old one`() throws {
    let events = "- {push: {image: N, tags: [old, new]}}"
    #expect(try image("A", after: events).imageTags == ["v1"])
    let new = try image("N", after: events)
    #expect(new.imageTags == ["old", "new"])
    #expect(try new.imagePushedAt == at(Self.clock))
    #expect(try names(after: events).count == 7)
  }

  @Test func `E-04: a push of the same image keeps its push time and gives it one more tag`()
    throws
  {
    let events = "- {push: {image: A, tags: [v2]}}"
    let pushed = try image("A", after: events)
    #expect(pushed.imageTags == ["v1", "old", "v2"])
    #expect(try pushed.imagePushedAt == at("2026-01-21T12:00:00Z"))
    #expect(try image("B", after: events).imageTags == [])
    #expect(try names(after: events).count == 6)
  }

  @Test func `E-04: a push of an archived image restores it`() throws {
    let pushed = try image("C", after: "- {push: {image: C, tags: [c]}}")
    #expect(pushed.imageStatus == .active)
    #expect(try pushed.imagePushedAt == at("2025-12-22T12:00:00Z"))
    #expect(try pushed.lastActivatedAt == at(Self.clock))
    #expect(pushed.imageTags == ["c"])
  }

  @Test func `an image that has been deleted and is pushed again is new`() throws {
    let events = "- {delete: {image: B}}\n- {wait: 1 day}\n- {push: {image: B, tags: [v2]}}"
    let pushed = try image("B", after: events)
    #expect(try pushed.imagePushedAt == at("2026-02-01T12:00:00Z"))
    #expect(pushed.lastRecordedPullTime == nil)
    #expect(try image("B", after: "- {wait: 1 day}").imageDigest == pushed.imageDigest)
  }

  // MARK: Pull

  @Test func `a pull is recorded`() throws {
    let pulled = try image("A", after: "- {wait: 1 hour}\n- {pull: {image: A}}")
    #expect(try pulled.lastRecordedPullTime == at("2026-01-31T13:00:00Z"))
  }

  @Test func `E-29: an archived image cannot be pulled`() throws {
    try expectImpossible(
      "- {pull: {image: «C}}", "`C` is archived and cannot be pulled; restore it first")
    #expect(try image("C", after: "- {restore: {image: C}}\n- {pull: {image: C}}").imageTags == [])
  }

  @Test func `an image may be named by a tag`() throws {
    #expect(
      try image("A", after: "- {pull: {image: old}}").lastRecordedPullTime == at(Self.clock))
  }

  // MARK: Tags

  @Test func `a tag that is given to one image is taken from the other`() throws {
    let events = "- {tag: {image: A, tags: [v2, stable]}}"
    #expect(try image("A", after: events).imageTags == ["v1", "old", "v2", "stable"])
    #expect(try image("B", after: events).imageTags == [])
  }

  @Test func `a tag that an image has already is not there twice`() throws {
    #expect(
      try Set(image("A", after: "- {tag: {image: A, tags: [old]}}").imageTags) == ["v1", "old"])
    #expect(try image("A", after: "- {tag: {image: A, tags: [old]}}").imageTags.count == 2)
    #expect(try image("A", after: "- {push: {image: A, tags: [old]}}").imageTags.count == 2)
  }

  @Test func `an image whose tags are taken away stays`() throws {
    #expect(try image("A", after: "- {untag: {tags: [v1, old]}}").imageTags == [])
    try expectImpossible("- {untag: {tags: [«v9]}}", "no image has the tag `v9` now")
  }

  // MARK: Deletion

  @Test func `M-01: a part of an index cannot be deleted before the index`() throws {
    try expectImpossible(
      "- {delete: {image: «arm64}}",
      "`arm64` cannot be deleted: the image index `multi` refers to it; delete the index first")
    #expect(
      try names(after: "- {delete: {image: multi}}\n- {delete: {image: arm64}}")
        == ["A", "B", "C", "amd64"])
  }

  @Test func `an index and its parts may be deleted at once`() throws {
    #expect(try names(after: "- {delete: {images: [arm64, multi, amd64]}}") == ["A", "B", "C"])
  }

  @Test func `what has gone cannot be named any more`() throws {
    try expectImpossible(
      "- {delete: {image: B}}\n- {pull: {image: «B}}",
      "there is no image `B` in web/shop now; did you mean `A`?")
    try expectImpossible(
      "- {pull: {image: «nothing-like-it}}",
      "there is no image `nothing-like-it` in web/shop now; it has been deleted, or not pushed yet")
  }

  // MARK: The archive

  @Test func `an image is archived and restored at the clock's time`() throws {
    let events = "- {archive: {image: A}}\n- {wait: 1 day}"
    let archived = try image("A", after: events)
    #expect(archived.imageStatus == .archived)
    #expect(try archived.lastArchivedAt == at(Self.clock))
    let restored = try image("A", after: events + "\n- {restore: {image: A}}")
    #expect(restored.imageStatus == .active)
    #expect(try restored.lastArchivedAt == at(Self.clock))
    #expect(try restored.lastActivatedAt == at("2026-02-01T12:00:00Z"))
  }

  @Test func `what is in the archive cannot be archived, and what is not cannot be restored`()
    throws
  {
    try expectImpossible("- {archive: {image: «C}}", "`C` is not in standard storage")
    try expectImpossible("- {restore: {image: «A}}", "`A` is not archived")
  }
}
