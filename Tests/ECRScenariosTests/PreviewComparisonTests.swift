import Testing
import Texts

@testable import ECRScenarios

/// What is expected of a preview, held against what it is.
struct PreviewComparisonTests {
  /// A, ten days old, expires under a policy that keeps one image; B, two days old, stays.
  private func failures(_ answer: String) throws -> [String] {
    try Tale(story: "- {question: Who?, preview: web/shop, answer: {\(answer)}}").failures()
  }

  static let fitting = [
    "expire: [A]", "keep: [B]", "archive: []", "expire: [A], archive: [], keep: [B]",
    "expire: [old]", "keep: [{image: B}]",
    "expire: [{image: A, rule: 1, reason: pastLimit}], keep: [{image: B, reason: withinLimit}]",
    "keep: [{image: B, mayGo: false, uncertain: []}]",
    "keep: [{image: B, because: \"rule 1 keeps it: newest of 2, keeps 1\"}]",
    "expire: [{image: A, because: [\"rule 1 expires it: 2nd newest of 2, keeps 1\", \"rule 1 decides and expires it: 2nd newest of 2, keeps 1\"]}]",
  ]

  @Test(arguments: fitting)
  func `what is so passes, whatever else is so`(answer: String) throws {
    #expect(try failures(answer) == [])
  }

  static let wrong: [(String, [String])] = [
    ("expire: []", ["expire: nothing, not A"]),
    ("expire: [B]", ["expire: B, not A"]),
    ("expire: [A, B]", ["expire: A, B, not A"]),
    ("archive: [A]", ["archive: A, not nothing"]),
    ("keep: [A, B]", ["keep: A, B, not B"]),
    ("expire: [{image: A, rule: 2}]", ["rule of A: 2, not 1"]),
    ("expire: [{image: A, reason: noRule}]", ["reason of A: noRule, not pastLimit"]),
    ("keep: [{image: B, mayGo: true}]", ["mayGo of B: true, not false"]),
    // A rule that counts keeps an image for no time that is known.
    (
      "keep: [{image: B, eligibleAt: \"2026-03-01T00:00:00Z\"}]",
      ["eligibleAt of B: 2026-03-01T00:00:00Z, not nothing"]
    ),
    (
      "keep: [{image: B, uncertain: [TIE_AT_LIMIT]}]", ["uncertain of B: TIE_AT_LIMIT, not nothing"]
    ),
    (
      "keep: [{image: B, because: no rule selects it}]",
      [
        "because: no rule selects it, not rule 1 keeps it: newest of 2, keeps 1 / "
          + "rule 1 decides and keeps it: newest of 2, keeps 1"
      ]
    ),
    (
      "expire: [{image: A, rule: 3}], keep: []",
      ["rule of A: 3, not 1", "keep: nothing, not B"]
    ),
  ]

  @Test(arguments: wrong)
  func `what is not so fails, each key by itself`(answer: String, expected: [String]) throws {
    #expect(try failures(answer) == expected)
  }

  @Test func `a failure has its place, and says why`() throws {
    let tale = Tale(
      story: """
        - question: Who goes?
          preview: web/shop
          answer:
            «expire: []
            keep: [{image: A, reason: «noRule}]
        """)
    let failures = try tale.run().failures
    let why =
      "A expires: rule 1 expires it: 2nd newest of 2, keeps 1"
    #expect(failures.map(\.subject) == ["expire", "keep", "reason of A"])
    #expect(
      [failures[0], failures[2]].map { "\($0.location.start.line):\($0.location.start.column)" }
        == tale.unmarked.places)
    #expect(failures[0].explanation == [why])
    #expect(failures[2].explanation == [why])
    #expect(
      failures[1].explanation == [
        why,
        "B stays: rule 1 keeps it: newest of 2, keeps 1",
      ])
    #expect(failures.allSatisfy { $0.question == 1 && $0.questionText == "Who goes?" })
  }

  @Test func `the order of a list says nothing`() throws {
    var tale = Tale()
    tale.files["one.json"] = Policies.days(1)
    for list in ["[A, B]", "[B, A]", "[B, {image: A}]"] {
      tale.tell("- {question: Who?, preview: web/shop, answer: {expire: \(list), keep: []}}")
      #expect(try tale.failures() == [])
    }
  }

  @Test func `another policy may be tried, and the repository keeps its own`() throws {
    let tale = Tale(
      story: """
        - {question: And this?, preview: web/shop, policy: week.json, answer: {expire: [A]}}
        - {question: And "any"?, preview: web/shop, policy: all.json, answer: {expire: [A, B]}}
        - {question: Still?, preview: web/shop, answer: {keep: [B]}}
        """)
    var other = tale
    other.files["all.json"] = Policies.days(1)
    #expect(try other.failures() == [])
  }

  /// Under a policy that keeps one of two: with its child uncounted, both indexes count alone.
  @Test func `children of indexes may be left uncounted`() throws {
    var tale = Tale(
      images: """
        - {image: child, pushed: 1 day ago}
        - {image: multi, tags: [m], pushed: 2 days ago, index: [child]}
        """)
    // Counted: child is the youngest and stays, multi is the second and goes.
    tale.tell("- {question: Who?, preview: web/shop, answer: {expire: [multi], keep: [child]}}")
    #expect(try tale.failures() == [])
    // Not counted: multi is the youngest of one.
    tale.tell(
      "- {question: Who?, preview: web/shop, children: excluded, answer: {expire: [], keep: "
        + "[multi, child]}}")
    #expect(try tale.failures() == [])
  }

  // MARK: Beliefs

  private func believing(_ belief: String) throws -> [ScenarioFailure] {
    try Tale(
      story: """
        - question: Who?
          preview: web/shop
          belief: {says: So it is., \(belief)}
          answer: {expire: [A]}
        """
    ).run().failures
  }

  @Test func `a belief that is not so passes, one that is true fails`() throws {
    #expect(try believing("expire: []") == [])
    #expect(try believing("expire: [A], keep: []") == [])
    let failure = try #require(believing("expire: [A]").first)
    #expect(
      failure.told
        == "belief: the belief to be wrong: So it is., not it is right: this is not a trap")
    #expect(try believing("expire: [{image: A, rule: 1}], keep: [B]").count == 1)
  }

  // MARK: Names

  @Test func `an image that has gone is told, one that never was is impossible`() throws {
    let gone = Tale(
      story:
        "- {apply: web/shop}\n- {question: Who?, preview: web/shop, answer: {expire: [«A], keep: [B]}}"
    )
    #expect(try gone.failures() == ["expire: A, not A is no longer in web/shop"])
    let unknown = Tale(
      story: "- {question: Who?, preview: web/shop, answer: {expire: [«v3]}}")
    let outcome = try unknown.run()
    #expect(outcome.failures == [])
    #expect(
      outcome.findings.map(\.told) == [
        "IMPOSSIBLE \(unknown.unmarked.places[0]): there is no image `v3` in web/shop now"
      ])
  }

  @Test func `an image of another repository has not gone from this one`() throws {
    var tale = Tale(
      story: "- {question: Who?, preview: web/shop, answer: {expire: [A, «elsewhere]}}")
    tale.situation += "\n  base/java:\n    images: [{image: elsewhere, pushed: now}]"
    #expect(
      try tale.run().findings.map(\.told) == [
        "IMPOSSIBLE \(tale.unmarked.places[0]): there is no image `elsewhere` in web/shop now"
      ])
  }

  @Test func `sentences have the names of images in place of digests`() throws {
    var tale = Tale(
      images: """
        - {image: amd64, pushed: 10 days ago}
        - {image: multi, tags: [m], pushed: 9 days ago, index: [amd64], digest: sha256:\(digest)}
        """)
    tale.files["one.json"] = Policies.days(7, Policies.untagged)
    tale.tell(
      """
      - question: Who?
        preview: web/shop
        answer:
          keep:
            - image: amd64
              reason: heldByManifestList
              because: "rule 1 would expire it: pushed 10 days ago, limit 7 days, but image index `multi` needs it"
            - multi
      """)
    #expect(try tale.failures() == [])
  }

  private let digest = String(repeating: "ab", count: 32)

  @Test func `notes on the whole are among the sentences`() throws {
    let note = try Tale(
      story: "- {question: Who?, preview: web/shop, answer: {because: Nobody says so}}"
    ).run().failures
    let notes = try #require(note.first).actual
    for sentence in notes {
      let tale = Tale(
        story: "- {question: Who?, preview: web/shop, answer: {because: \"\(sentence)\"}}")
      #expect(try tale.failures() == [])
    }
  }
}
