import ECRScenarios
import Testing
import Texts

/// Mistakes in questions, answers and events.
struct StoryMistakeTests {
  static let format = ReadingMistakeTests.format

  private static func asking(_ more: String) -> String { "- {question: Who?, \(more)}" }

  static let questions: [Mistake] = [
    Mistake(
      story: "«- {wait: 1 day}",
      "NO_QUESTION: the story has no question; add an entry with three keys: `question`, "
        + "`answer`, and `preview`, `access` or `validate`"),
    // A key that is misspelled is not missing too.
    Mistake(
      story: "- {«quest: Who?, preview: web/shop, answer: {keep: []}}",
      "UNKNOWN_KEY: unknown key `quest`; did you mean `question`?"),
    Mistake(
      story: "- {question: Who?, «prevew: web/shop, answer: {keep: []}}",
      "UNKNOWN_KEY: unknown key `prevew`; did you mean `preview`?"),
    Mistake(
      story: "- {question: Who?, preview: web/shop, «anser: {keep: []}}",
      "UNKNOWN_KEY: unknown key `anser`; did you mean `answer`?"),
    Mistake(
      story: "- «{question: Who?, preview: web/shop, validate: one.json, answer: {keep: []}}",
      "NOT_ONE_QUESTION: this question is `preview` and `validate` at once; a question has one of "
        + "`preview`, `access`, `validate`"),
    Mistake(
      story: "- {question: Who?, preview: web/shop, answer: {keep: []}}\n"
        + "- «{question: Who?, answer: {keep: []}}",
      "NOT_ONE_QUESTION: this question has no `preview`, `access` or `validate`; a question has "
        + "one of `preview`, `access`, `validate`"),
    Mistake(
      story: "- «{preview: web/shop, answer: {keep: []}}",
      "MISSING_KEY: a question has no `question`; add `question: …`"),
    Mistake(
      story: "- «{question: Who?, preview: web/shop}",
      "MISSING_KEY: a question has no `answer`; add `answer: …`"),
    Mistake(
      story: asking("preview: web/shop, answer: «{}"),
      "EMPTY_VALUE: `answer` expects nothing, so it cannot fail; add what you expect"),
    Mistake(
      story: asking("preview: web/shop, answer: {expire: «A}"),
      "WRONG_TYPE: `expire` must be a list; this is a string; \(format)"),
    Mistake(
      story: asking("preview: web/shop, answer: {expire: [«{rule: 1}]}"),
      "MISSING_KEY: an image has no `image`; add `image: …`"),
    Mistake(
      story: asking("preview: web/shop, answer: {expire: [A, {image: B, rule: «one}]}"),
      "WRONG_TYPE: `rule` must be a whole number; this is `one`"),
    Mistake(
      story: asking("preview: web/shop, answer: {expire: [A], keep: [B, {image: «A}]}"),
      "CONTRADICTION: `A` is named twice: an image has one outcome"),
    Mistake(
      story: asking("preview: web/shop, answer: {keep: [{image: A, mayGo: «yes}]}"),
      "WRONG_TYPE: `mayGo` must be `true` or `false`; this is `yes`"),
    Mistake(
      story: asking("preview: web/shop, answer: {keep: [{image: A, reason: «withinLimits}]}"),
      "UNKNOWN_WORD: `reason` must be one of `noRule`, `withinLimit`, `pastLimit`, "
        + "`heldByManifestList`, `deferredByManifestList`, `followsSubject`, `activating`; this is "
        + "`withinLimits`; did you mean `withinLimit`?"),
    Mistake(
      story: asking("preview: «web/shoe, answer: {keep: [A]}"),
      "UNKNOWN_REPOSITORY: the story has no repository `web/shoe`; did you mean `web/shop`?"),
    Mistake(
      story: asking("preview: web/shop, belief: «{keep: [A]}, answer: {keep: [B]}"),
      "MISSING_KEY: `belief` has no `says`; add `says: …`, the belief as a sentence"),
    Mistake(
      story: asking("preview: web/shop, belief: «{says: All.}, answer: {keep: [B]}"),
      "EMPTY_VALUE: `belief` expects nothing, so it cannot fail; add what you expect"),
    Mistake(
      story: asking(
        "preview: web/shop, belief: {says: All., keep: [{image: B, «because: So.}]}, answer: {keep: [B]}"
      ),
      "UNKNOWN_KEY: a belief cannot have `because`; put the reason into `says`"),
    Mistake(
      story: asking(
        "access: {principal: anonymous, actions: «[], repository: web/shop}, "
          + "answer: {decision: allowed}"),
      "EMPTY_VALUE: `actions` is empty; name at least one action"),
    Mistake(
      story: asking(
        "access: {principal: anonymous, action: «push, repository: web/shop}, "
          + "answer: {decision: allowed}"),
      "INVALID_ACTION: `push` is not one action, but several; did you mean `actions: push`?"),
    Mistake(
      story: asking(
        "access: {principal: anonymous, action: «ecr:BatchGetImages, repository: web/shop}, "
          + "answer: {decision: allowed}"),
      "UNKNOWN_ACTION: `ecr:BatchGetImages` is not an action of Amazon ECR; did you mean `ecr:BatchGetImage`?"
    ),
    Mistake(
      story: asking(
        "«access: {principal: anonymous, action: ecr:BatchGetImage}, "
          + "answer: {decision: allowed}"),
      "MISSING_KEY: the question has no resource; add `repository: NAME`, or `resource: ARN`"
    ),
    Mistake(
      story: asking("validate: one.json, «policy: one.json, answer: {valid: true}"),
      "UNKNOWN_KEY: `policy` goes with `preview` only"),
    Mistake(
      story: asking("validate: one.json, as: «repositryPolicy, answer: {valid: true}"),
      "UNKNOWN_WORD: `as` must be one of `lifecyclePolicy`, `identityPolicy`, `userPolicy`, "
        + "`rolePolicy`, `groupPolicy`, `permissionsBoundary`, `sessionPolicy`, "
        + "`serviceControlPolicy`, `resourceControlPolicy`, `repositoryPolicy`, "
        + "`registryPolicy`, `resourcePolicy`, `trustPolicy`, `vpcEndpointPolicy`; this is "
        + "`repositryPolicy`; did you mean `repositoryPolicy`?"),
    Mistake(
      story: asking("validate: one.json, answer: {errors: [{code: X, at: «\"4:x\"}]}"),
      "WRONG_TYPE: `at` must be a line, or line and column; this is `4:x`; write `at: 4` or `at: \"4:7\"`"
    ),
    Mistake(
      story: asking("access: {principal: «cu, action: ecr:PutImage}, answer: {fails: nothing}"),
      "UNKNOWN_PRINCIPAL: the story has no principal `cu`; did you mean `ci`?"),
    Mistake(
      story: asking("access: «{principal: ci}, answer: {fails: nothing}"),
      "MISSING_KEY: give either `action` or `actions`"),
    Mistake(
      story: asking("access: {principal: ci, actions: «pul}, answer: {decision: «allow}"),
      "UNKNOWN_WORD: `actions` must be one of `pull`, `push`, `multi-arch-push`, `helm-pull`, "
        + "`helm-push`, `sign`, `list-tags`, `delete-tag`, `retag`, `scan`, `replicate`, "
        + "`pull-through-cache`; this is `pul`; did you mean `pull`?",
      "UNKNOWN_WORD: `decision` must be one of `allowed`, `explicitDeny`, `implicitDeny`, `denied`; this is "
        + "`allow`; did you mean `allowed`?"),
    Mistake(
      story: asking(
        "access: {principal: ci, action: a:B, repository: web/shop, resource: «\"*\"}, "
          + "answer: {decidedBy: [identityPolicy, «identPolicy]}"),
      "UNKNOWN_KEY: give either `repository` or `resource`",
      "UNKNOWN_WORD: `decidedBy` must be one of `builtIn`, `resourceControlPolicy`, `serviceControlPolicy`, "
        + "`resourcePolicy`, `registryPolicy`, `identityPolicy`, `permissionsBoundary`, "
        + "`sessionPolicy`, `vpcEndpointPolicy`; this is `identPolicy`; did you mean "
        + "`identityPolicy`?"),
  ]

  @Test(arguments: questions)
  func `a mistake in a question has its place and its remedy`(mistake: Mistake) {
    var mistake = mistake
    mistake.tale.situation += "\nprincipals: {ci: {arn: anonymous}}"
    mistake.expect()
  }

  static let events: [Mistake] = [
    Mistake(
      story: "- «{wait: 1 day, apply: web/shop}",
      "NOT_ONE_EVENT: this entry is `wait` and `apply` at once; \(entries)"),
    Mistake(
      story: "- «{tell: Nothing happens.}",
      "NOT_ONE_EVENT: this entry has no question and no event; \(entries)"),
    Mistake(
      story: "- {wait: «a while}",
      "INVALID_TIME: `a while` is not a duration; write `14 days`, `12 hours` or `1 day 30 "
        + "minutes`, or `until 2026-03-01T00:00:00Z`"),
    Mistake(
      story: "- {wait: until 2026-02-02}\n- {wait: «until 2026-02-01}",
      "IMPOSSIBLE_TIME: time cannot go back: the clock is at 2026-02-02T00:00:00Z"),
    Mistake(
      story: "- {apply: «base/java}",
      "UNKNOWN_REPOSITORY: the story has no repository `base/java`; its repositories are those "
        + "under `repositories`"),
    Mistake(
      story: "- {pull: «{}}", "MISSING_KEY: pull has no `image`; add `image: …`"),
    Mistake(
      story: "- {put: {principal: «cd, identityPolicies: none}}",
      "UNKNOWN_PRINCIPAL: the story has no principal `cd`; name one of `principals`, or write an "
        + "ARN, a service's name or `anonymous`"),
    Mistake(
      story: "- {put: {lifecyclePolicy: «two.json}}",
      "UNREADABLE_FILE: `two.json` cannot be read: no such file; paths start at the scenario's "
        + "folder"),
    Mistake(
      story: "- push:\n    image: C\n    «archve: now",
      "UNKNOWN_KEY: unknown key `archve`; did you mean `archived`?"),
  ]

  static let entries =
    "an entry is a `question`, or one of `wait`, `push`, `pull`, `tag`, `untag`, `delete`, "
    + "`archive`, `restore`, `apply`, `put`"

  @Test(arguments: events)
  func `a mistake in an event has its place and its remedy`(mistake: Mistake) {
    var mistake = mistake
    if mistake.told[0].hasPrefix("NO_QUESTION") == false {
      mistake.tale.story += "\n  - {question: Who?, preview: web/shop, answer: {keep: [B]}}"
    }
    mistake.expect()
  }

  @Test func `an event names the repository where there are several`() {
    var tale = Tale(story: "- {pull: «{image: A}}")
    tale.situation += "\n  base/java: {}"
    tale.story += "\n  - {question: Who?, preview: web/shop, answer: {keep: [B]}}"
    Mistake(
      tale, "MISSING_KEY: pull has no `repository`; add `repository: NAME`"
    ).expect()
  }
}
