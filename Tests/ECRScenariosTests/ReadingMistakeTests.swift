import ECRScenarios
import Testing
import Texts

/// A mistake in a tale, with all that is said of it: `CODE: message; help` at every mark.
struct Mistake: Sendable, CustomTestStringConvertible {
  var tale: Tale
  var told: [String]

  init(_ tale: Tale, _ told: String...) {
    self.tale = tale
    self.told = told
  }

  /// A mistake in the list of images.
  init(images: String, _ told: String...) {
    tale = Tale(images: images)
    self.told = told
  }

  /// A mistake in the story.
  init(story: String, _ told: String...) {
    tale = Tale(story: story)
    self.told = told
  }

  var testDescription: String { told.first ?? "" }

  /// Nothing is found but this, and at its marks.
  func expect() {
    let (scenario, findings) = tale.read()
    let places = tale.unmarked.places
    #expect(places.count == told.count, "every finding has its mark")
    #expect(
      findings.map(\.told)
        == zip(told, places).map { told, place in
          let colon = told.firstIndex(of: ":") ?? told.endIndex
          return "\(told[..<colon]) \(place)\(told[colon...])"
        })
    #expect(scenario == nil)
  }
}

/// Mistakes in a scenario's frame, its images and its times.
struct ReadingMistakeTests {
  static let times =
    "write `10 days ago`, `1 day 12 hours ago`, `now`, 2026-01-31 (midnight UTC) or "
    + "2026-01-31T12:00:00Z"
  static let addClock = "add `clock: 2026-01-31T12:00:00Z` to the scenario"
  static let format = "see the format in Scenarios/README.md"

  private static func tale(_ change: (inout Tale) -> Void) -> Tale {
    var tale = Tale()
    change(&tale)
    return tale
  }

  static let frame: [Mistake] = [
    Mistake(
      tale { $0.head += "\n«lessen: again" },
      "UNKNOWN_KEY: unknown key `lessen`; did you mean `lesson`?"),
    Mistake(
      tale { $0.head += "\n«surroundings: none" },
      "UNKNOWN_KEY: unknown key `surroundings`; the keys are `title`, `lesson`, "
        + "`source`, `clock`, `account`, `region`, `repositories`, `principals`, `accounts`, "
        + "`documents`, `writes`, `hints`, `story`"),
    Mistake(
      tale { $0.head = "«title: A tale\nsource: {claim: inferred, facts: Q-1}" },
      "MISSING_KEY: the scenario has no `lesson`; add `lesson: …`"),
    Mistake(
      tale { $0.head = "title: «[a]\nlesson: «\"  \"\nsource: {claim: inferred, facts: Q-1}" },
      "WRONG_TYPE: `title` must be a string; this is a list; \(format)",
      "EMPTY_VALUE: `lesson` is empty; write a value, or remove the key"),
    Mistake(
      tale { $0.head = "title: a\nlesson: b\nsource: {claim: «observd, facts: Q-1}" },
      "UNKNOWN_WORD: `claim` must be one of `documented`, `observed`, `inferred`; this is `observd`; "
        + "did you mean `observed`?"),
    Mistake(
      tale { $0.head = "title: a\nlesson: b\nsource: «{claim: observed}" },
      "MISSING_KEY: `source` is empty apart from `claim`; add `facts`, `page` or `url`"),
    Mistake(
      tale { $0.head += "\naccount: «12345" },
      "INVALID_ACCOUNT: invalid account ID `12345`: must be 12 digits; write the number without "
        + "spaces or dashes"
    ),
    Mistake(
      tale { $0.clock = "clock: «10 days ago" },
      "INVALID_TIME: `10 days ago` is not a point in time; write 2026-01-31T12:00:00Z, or "
        + "2026-01-31 for midnight UTC"),
    Mistake(
      tale { $0.situation += "\nprincipals: {ci: {arn: «arn:aws:iam::1:role/ci}}" },
      "INVALID_PRINCIPAL: `arn:aws:iam::1:role/ci` is not a valid principal; write the ARN of a "
        + "user, role, session, federated user or root user, a service's name such as "
        + "codebuild.amazonaws.com, or `anonymous`"),
    // Of who is nobody nothing else is told.
    Mistake(
      tale { $0.situation += "\nprincipals: {ci: {arn: «x, tags: 7}}" },
      "INVALID_PRINCIPAL: `x` is not a valid principal; write the ARN of a "
        + "user, role, session, federated user or root user, a service's name such as "
        + "codebuild.amazonaws.com, or `anonymous`"),
    Mistake(
      tale { $0.situation += "\ndocuments: [one.json, «two.json]" },
      "UNREADABLE_FILE: `two.json` cannot be read: no such file; paths start at the scenario's folder"
    ),
    Mistake(
      tale { $0.situation += "\naccounts: {«\"1234\": {}}" },
      "INVALID_ACCOUNT: invalid account ID `1234`: must be 12 digits; write the number without "
        + "spaces or dashes"
    ),
  ]

  @Test(arguments: frame)
  func `a mistake in the frame has its place and its remedy`(mistake: Mistake) { mistake.expect() }

  private static let digest = "sha256:" + String(repeating: "0", count: 64)

  static let images: [Mistake] = [
    Mistake(
      images: "- {image: A, «pushd: now, pushed: now}",
      "UNKNOWN_KEY: unknown key `pushd`; did you mean `pushed`?"),
    // The columns count characters as readers do, also where they have several bytes.
    Mistake(
      images: "- {image: \"größe 🐳 é\", pushed: now, «tag: x}",
      "UNKNOWN_KEY: unknown key `tag`; did you mean `tags`?"),
    Mistake(
      images: "- «{tags: [A]}",
      "MISSING_KEY: the image `A` has no `pushed`; \(times)"),
    Mistake(
      images: "- «{pushed: now}\n- «{tags: [], pushed: now}",
      "MISSING_KEY: an image without tags has no name; add `image: NAME`, its name in the story",
      "MISSING_KEY: an image without tags has no name; add `image: NAME`, its name in the story"),
    Mistake(
      images: "- {image: «\"\", pushed: now}",
      "EMPTY_VALUE: `image` is empty; write a value, or remove the key"),
    Mistake(
      images: "- {image: A, pushed: now}\n- {image: «A, pushed: now}",
      "IMPOSSIBLE_IMAGE: two images are called `A`; give each a name of its own with `image`"),
    Mistake(
      images: "- {image: A, tags: [x, y], pushed: now}\n- {image: B, tags: [z, «y], pushed: now}",
      "IMPOSSIBLE_IMAGE: the tag `y` is on both `A` and `B`; within a repository, only one image "
        + "can have a tag"),
    Mistake(
      images: "- {image: A, tags: [x, «x], pushed: now}",
      "IMPOSSIBLE_IMAGE: duplicate tag `x`"),
    Mistake(
      images: "- {image: A, pushed: now, digest: \(digest)}\n"
        + "- {image: B, pushed: now, digest: «\(digest)}",
      "IMPOSSIBLE_IMAGE: `A` and `B` have the same digest"),
    Mistake(
      images: "- {image: A, pushed: now, digest: «sha256:00}",
      "INVALID_DIGEST: `sha256:00` is not a digest; write `sha256:` and 64 digits from 0 to f"),
    Mistake(
      images: "- {image: A, tags: [«-x], pushed: now}",
      "INVALID_TAG: `-x` is not a valid tag; use 1 to 300 letters, digits, `_`, `.` and `-`; begin "
        + "with a letter, a digit or `_`"),
    Mistake(
      images: "«- {image: A, pushed: now, index: [B]}\n- {image: B, pushed: now, index: [A]}",
      "IMPOSSIBLE_IMAGE: the index `A` refers to itself through another"),
    Mistake(
      images: "- {image: A, pushed: 9 days ago, archived: 2 days ago, status: «active}",
      "CONTRADICTION: the image was archived and not restored, but its status is `active`; add "
        + "`restored`, or remove `status`"),
    Mistake(
      images: "- {image: A, pushed: now, refersTo: «A}\n- {image: B, pushed: now, index: [A, «B]}",
      "IMPOSSIBLE_IMAGE: an image cannot refer to itself",
      "IMPOSSIBLE_IMAGE: an image cannot refer to itself"),
    Mistake(
      images: "- {image: amd64, pushed: now}\n- {image: all, pushed: now, index: [amd64, «amd65]}",
      "UNKNOWN_IMAGE: there is no image `amd65`; did you mean `amd64`?"),
    Mistake(
      images: "- {image: A, pushed: now, refersTo: «signed}",
      "UNKNOWN_IMAGE: there is no image `signed`"),
    Mistake(
      images: "- {image: A, pushed: now, index: «{a: b}}",
      "WRONG_TYPE: `index` must be a string; this is a map; \(format)"),
    Mistake(
      images: "- {image: A, pushed: now, status: «archive}",
      "UNKNOWN_WORD: `status` must be one of `active`, `archived`, `activating`; this is `archive`; did "
        + "you mean `archived`?"),
    Mistake(
      images: "- {image: A, pushed: now, size: «120 MB}",
      "INVALID_SIZE: `120 MB` is not a size; write `120 MiB`, or bytes"),
    Mistake(
      images: "- {image: A, pushed: «yesterday}",
      "INVALID_TIME: `yesterday` is not a time; \(times)"),
    Mistake(
      images: "- {image: A, pushed: «2026-02-01}",
      "IMPOSSIBLE_TIME: `pushed` is later than the clock, which is at 2026-01-31T12:00:00Z"),
    Mistake(
      images: "- {image: A, pushed: 2 days ago, archived: «3 days ago}",
      "IMPOSSIBLE_TIME: `archived` is before the push, which was at 2026-01-29T12:00:00Z"),
    Mistake(
      images: "«all of them",
      "UNREADABLE_FILE: `all of them` cannot be read: no such file; paths start at the scenario's "
        + "folder"),
  ]

  @Test(arguments: images)
  func `a mistake in the images has its place and its remedy`(mistake: Mistake) { mistake.expect() }

  @Test func `a relative time means nothing without a clock, an instant does`() {
    var tale = Tale(images: "- {image: A, pushed: «2 days ago}\n- {image: B, pushed: 2026-01-01}")
    tale.clock = ""
    tale.tell("- {question: Good?, validate: one.json, answer: {valid: true}}")
    Mistake(
      tale, "NO_CLOCK: `2 days ago` needs a `clock`; \(Self.addClock)"
    ).expect()
  }

  @Test func `a lifecycle policy and the passing of time want a clock`() {
    var tale = Tale(images: "- {image: A, pushed: 2026-01-01}")
    tale.clock = ""
    tale.tell(
      """
      - {question: Who?, preview: «web/shop, answer: {keep: [A]}}
      - {wait: «1 day}
      - {push: «{image: B}}
      """)
    Mistake(
      tale,
      "NO_CLOCK: a lifecycle policy depends on the time, but the scenario has no `clock`; "
        + Self.addClock,
      "NO_CLOCK: time cannot pass: the scenario has no `clock`; \(Self.addClock)",
      "NO_CLOCK: `B` has no push time: the scenario has no `clock`; \(Self.addClock)"
    ).expect()
  }
}
