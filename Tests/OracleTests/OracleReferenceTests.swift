/// Tests of the oracle's reading of manifest lists and referrers.

import TestSupport
import Testing

@Suite struct OracleReferenceTests {
  /// Old untagged images go; tagged ones go when tagged `old`.
  private let rules: [OracleRule] = [
    .pushed(1, .untagged, days: 5), .pushed(2, .tagged, ["old"], days: 5, .transition),
  ]

  private func old(_ name: String, _ tags: [String] = [], subject: String? = nil) -> OracleImage {
    var image = image(name, tags, pushed: daysAgo(9))
    image.subject = subject.map(digest(named:))
    return image
  }

  private func list(_ name: String, _ tags: [String], of children: [String]) -> OracleImage {
    var list = old(name, tags)
    list.isList = true
    list.childrenKnown = true
    list.children = children.map(digest(named:))
    return list
  }

  private func judge(_ images: [OracleImage]) -> (String) -> OracleOutcome? {
    let outcomes = oracle(OracleWorld(images: images, rules: rules, now: workedExampleNow))
    return { outcomes[digest(named: $0)] }
  }

  @Test func `a list that stays holds its child`() {
    let verdict = judge([old("child"), list("list", ["keep"], of: ["child"])])
    #expect(verdict("child")?.outcome == .keep)
    #expect(verdict("child")?.appliedRulePriority == nil)
    #expect(verdict("child")?.heldByLists == [digest(named: "list")])
    #expect(verdict("child")?.deferred == false)
  }

  @Test func `a child is deferred only when every list that holds it goes`() {
    let both = judge([
      old("child"), list("one", ["old"], of: ["child"]), list("two", [], of: ["child"]),
    ])
    #expect(both("child")?.deferred == true)
    let one = judge([
      old("child"), list("one", ["old"], of: ["child"]), list("two", ["keep"], of: ["child"]),
    ])
    #expect(one("child")?.deferred == false)
    #expect(one("child")?.heldByLists == [digest(named: "one"), digest(named: "two")].sorted())
  }

  @Test func `a list holds nothing when unknown, archived, being restored or itself`() {
    var unknown = list("list", ["keep"], of: ["child"])
    unknown.childrenKnown = false
    #expect(judge([old("child"), unknown])("child")?.outcome == .expire)
    for status in [OracleImage.Status.archived, .activating] {
      var away = list("list", ["keep"], of: ["child"])
      away.status = status
      #expect(judge([old("child"), away])("child")?.outcome == .expire)
    }
    #expect(judge([list("list", [], of: ["list"])])("list")?.outcome == .expire)
  }

  @Test func `a child that would stay anyway is not held`() {
    let verdict = judge([old("child", ["keep"]), list("list", ["keep"], of: ["child"])])
    #expect(verdict("child") == OracleOutcome())
  }

  @Test func `referrers follow their subject through a chain, whatever their own rule`() {
    let verdict = judge([
      old("subject", ["old"]), old("signature", subject: "subject"),
      old("note", ["keep"], subject: "signature"),
    ])
    #expect(verdict("signature")?.outcome == .transition)
    #expect(verdict("signature")?.appliedRulePriority == nil)
    #expect(verdict("signature")?.ownerRulePriority == 1)
    #expect(verdict("signature")?.followsSubject == digest(named: "subject"))
    #expect(verdict("note")?.outcome == .transition)
    #expect(verdict("note")?.followsSubject == digest(named: "signature"))
  }

  @Test func `the referrer of a subject that stays is judged by its own rule`() {
    let verdict = judge([
      old("subject", ["keep"]), old("signature", subject: "subject"),
      old("orphan", subject: "nobody"),
    ])
    #expect(verdict("signature")?.appliedRulePriority == 1)
    #expect(verdict("signature")?.followsSubject == nil)
    #expect(verdict("orphan")?.appliedRulePriority == 1)
  }

  @Test func `a list holds a child that would follow its subject`() {
    let verdict = judge([
      old("subject"), old("signature", ["keep"], subject: "subject"),
      list("list", ["keep"], of: ["signature"]),
    ])
    #expect(verdict("subject")?.outcome == .expire)
    #expect(verdict("signature")?.outcome == .keep)
    #expect(verdict("signature")?.followsSubject == nil)
    #expect(verdict("signature")?.heldByLists == [digest(named: "list")])
  }

  @Test func `a list that follows its subject defers its children`() {
    var index = list("list", ["keep"], of: ["child"])
    index.subject = digest(named: "subject")
    let verdict = judge([old("subject"), index, old("child")])
    #expect(verdict("list")?.followsSubject == digest(named: "subject"))
    #expect(verdict("child")?.deferred == true)
  }

  @Test func `images on a subject cycle ignore their subjects, those beside it do not`() {
    let verdict = judge([
      old("one", ["keep"], subject: "two"), old("two", subject: "one"),
      old("beside", ["keep"], subject: "two"),
    ])
    #expect(verdict("one") == OracleOutcome())
    #expect(verdict("two")?.appliedRulePriority == 1)
    #expect(verdict("beside")?.followsSubject == digest(named: "two"))
  }

  @Test func `a referrer in the archive follows too`() {
    var signature = old("signature", ["keep"], subject: "subject")
    signature.status = .archived
    #expect(judge([old("subject"), signature])("signature")?.outcome == .expire)
  }
}
