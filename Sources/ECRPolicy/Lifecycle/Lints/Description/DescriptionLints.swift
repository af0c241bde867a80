import ECRModel
import Texts

/// Descriptions that contradict their rules: ECR does not read descriptions, people do.
///
/// A description is read with care: what is not understood is not judged.
enum DescriptionLints {
  static func run(
    _ rule: LintedRule, among rules: [LintedRule], _ findings: inout FindingCollector
  ) {
    guard let description = rule.draft.description else { return }
    let reading = DescriptionReading(description.value)
    if let contradiction = selection(reading, rule) ?? effect(reading, rule)
      ?? clock(reading, rule) ?? limit(reading, rule, among: rules)
    {
      findings.add(
        .warning, "DESCRIPTION_CONTRADICTS_RULE",
        "the description says \(contradiction.says); \(contradiction.does)",
        help: "if the rule is right, correct the description; if the description is right, correct "
          + "the rule, and preview it", at: description.span,
        facts: ["J-08"] + contradiction.facts, remedy: .changes("it then acts on other images"))
    } else if let word = keeps(reading, rule) {
      findings.add(
        .warning, "DESCRIPTION_SAYS_KEEP",
        "the description says `\(word)`; \(rule.summary)",
        help:
          "ECR has no rules that keep images: to protect them, select them in a rule with a smaller "
          + "rulePriority and a limit that they never reach", at: description.span,
        facts: ["T-02"], remedy: .changes("more images are then kept than today"))
    } else if let promise = DescriptionPromise.broken(
      reading, description.value, rule, among: rules)
    {
      findings.add(
        .warning, "DESCRIPTION_SAYS_KEEP",
        "the description says `\(promise.text)`; \(rule.summary), and no rule with a smaller "
          + "rulePriority selects `\(promise.tag)`",
        help: "to keep these images, select them in a rule with a smaller rulePriority and a limit "
          + "that they never reach", at: description.span,
        facts: ["E-20", "T-02"], remedy: .changes("more images are then kept than today"))
    }
    if let each = SharedLimit.thing(reading, rule, among: rules) {
      findings.add(
        .warning, "LIMIT_IS_SHARED",
        "the description says `\(each)`; \(rule.name) counts all images that it selects together "
          + "and \(rule.summaryOfLimit)",
        help: "write one rule for each, with a prefix or pattern of its own", at: description.span,
        facts: ["E-13"],
        remedy: .changes("each then acts on images past a limit of its own"))
    }
  }

  /// What a description claims, in backticks or as a clause, and what the rule does instead.
  struct Contradiction {
    var says: String
    var does: String
    var facts: [String]
  }

  // MARK: Which images

  /// `untagged`, `tagged`, `all images`, `production`, where the rule selects others.
  private static func selection(_ reading: DescriptionReading, _ rule: LintedRule) -> Contradiction?
  {
    // The part of it that may be about that rule.
    guard !reading.namesRule(otherThan: rule.rule.rulePriority) else { return nil }
    let words = SelectionWords(reading)
    let selects = "\(rule.name) selects "
    switch rule.rule.tags {
    case .untagged:
      if words.meansTagged, !words.meansUntagged {
        return Contradiction(
          says: "`tagged`", does: selects + "untagged images only", facts: ["E-07"])
      }
    case .tagged:
      if words.meansUntagged, !words.meansTagged {
        return Contradiction(
          says: "`untagged`", does: selects + "tagged images only", facts: ["E-07"])
      }
      let entries = rule.entries.map(\.text.value)
      if let (said, entry) = words.otherEnvironment(than: entries)
        ?? words.otherBranch(than: entries)
      {
        return Contradiction(
          says: "`\(said)`", does: selects + "images tagged `\(entry)`", facts: ["E-08"])
      }
      if let description = rule.rule.description,
        let tag = words.otherTag(than: rule.entries.map(\.pattern), in: description)
      {
        return Contradiction(
          says: "`\(tag)`",
          does: selects + "images tagged \(rule.entries.map(\.text.value).inBackticks())",
          facts: ["E-08"])
      }
    case .any:
      if words.meansUntagged, !words.meansTagged {
        return Contradiction(
          says: "`untagged`", does: selects + "every image, tagged or not", facts: ["E-07"])
      }
      if words.meansTagged, !words.meansUntagged {
        return Contradiction(
          says: "`tagged`", does: selects + "every image, tagged or not", facts: ["E-07"])
      }
    }
    return everything(words, rule)
  }

  /// `all images`, where the rule selects some.
  private static func everything(_ words: SelectionWords, _ rule: LintedRule) -> Contradiction? {
    guard rule.isActing, rule.rule.tags != .any, !rule.selectsAllTagged, let all = words.allImages
    else {
      return nil
    }
    return Contradiction(
      says: "`\(all)`",
      does: "\(rule.name) selects "
        + (rule.rule.tags == .untagged
          ? "untagged images only"
          : "only images tagged \(rule.entries.map(\.text.value).inBackticks())"),
      facts: ["E-07"])
  }

  // MARK: What happens to them

  static let keeping: Set = [
    "keep", "keeps", "retain", "retains", "retained", "preserve", "preserves", "preserved",
    "stay", "stays", "remain", "remains",
  ]
  static let deleting: Set = [
    "delete", "deletes", "deleted", "deleting", "remove", "removes", "removed", "removing",
    "expire", "expires", "expired", "expiring", "purge", "purges", "prune", "prunes", "destroy",
    "destroys", "clean", "cleanup", "cleans", "drop", "drops",
  ]

  /// `delete` where the rule archives, `archive` where it deletes.
  private static func effect(_ reading: DescriptionReading, _ rule: LintedRule) -> Contradiction? {
    let archiving: Set = [
      "archive", "archives", "archiving", "transition", "transitions", "glacier",
    ]
    let isArchiving = reading.has(
      archiving.union(["archived", "archival", "cold", "move", "moves"]))
    switch rule.rule.action {
    case .transition:
      guard !isArchiving, let word = reading.tokens.first(where: { deleting.contains($0.text) })
      else { return nil }
      return Contradiction(
        says: "`\(word.text)`", does: "\(rule.name) archives images and deletes none",
        facts: ["J-21"])
    case .expire:
      guard rule.rule.storageClass == .standard, !reading.has(deleting),
        !rule.entries.contains(where: { $0.text.value.lowercased().contains("archiv") }),
        let word = reading.tokens.first(where: { archiving.contains($0.text) })
      else { return nil }
      return Contradiction(
        says: "`\(word.text)`", does: "\(rule.name) deletes images and archives none",
        facts: ["J-21", "E-29"])
    }
  }

  /// `pulled` where the rule uses the push time, and the other way round.
  private static func clock(_ reading: DescriptionReading, _ rule: LintedRule) -> Contradiction? {
    if let way = otherWay(reading, rule) { return way }
    let pulls: Set = ["pulled", "unpulled", "accessed"]
    let pushes: Set = ["pushed", "created", "uploaded"]
    switch rule.rule.limit {
    case .sinceImagePushed where !reading.has(pushes.union(["push", "upload", "creation"])):
      guard
        let word = reading.tokens.first(where: { pulls.contains($0.text) })?.text
          ?? reading.phrase(of: ["since", "after", "last"], then: ["pull", "use", "download"])
      else { return nil }
      return Contradiction(
        says: "`\(word)`",
        does: "\(rule.name) uses the time since the push, "
          + "however lately an image was pulled", facts: ["E-15", "E-16"])
    case .sinceImagePulled where !reading.has(pulls.union(["pull", "pulls", "used", "unused"])):
      guard
        let word = reading.tokens.first(where: { pushes.contains($0.text) })?.text
          ?? reading.phrase(of: ["since", "after", "last"], then: ["push", "upload", "creation"])
      else { return nil }
      return Contradiction(
        says: "`\(word)`", does: "\(rule.name) uses the time since the last pull",
        facts: ["E-15", "E-16"])
    default: return nil
    }
  }

  /// `by count` where the rule goes by age, and the other way round.
  private static func otherWay(_ reading: DescriptionReading, _ rule: LintedRule) -> Contradiction?
  {
    let isCount = rule.rule.limit.countType == "imageCountMoreThan"
    let others = isCount ? ["age", "date", "time"] : ["count", "number"]
    let own: Set =
      isCount
      ? ["count", "number", "newest", "last", "latest"] : ["age", "date", "old", "older", "days"]
    guard !reading.has(own),
      let said = reading.phrase(of: ["by", "on"], then: Set(others))
        ?? others.first(where: { reading.index(of: [$0, "based"]) != nil }).map({ "\($0)-based" })
    else { return nil }
    return Contradiction(says: "`\(said)`", does: rule.summary, facts: ["E-13", "E-15"])
  }

  // MARK: From when on

  /// A number or unit that is not the rule's.
  private static func limit(
    _ reading: DescriptionReading, _ rule: LintedRule, among rules: [LintedRule]
  ) -> Contradiction? {
    let limit = rule.rule.limit
    let mentions = reading.mentions
    guard !mentions.contains(where: { limit.agrees(with: $0.limit) }) else {
      return secondLimit(reading, rule, among: rules)
    }
    if countsDays(reading, rule) { return nil }
    let times = mentions.filter { if case .days = $0.limit { true } else { false } }
    let counts = mentions.filter { if case .images = $0.limit { true } else { false } }
    let isCount = limit.countType == "imageCountMoreThan"
    // A time next to a guard is how long the author expects it to guard.
    if isCount, !rule.isActing, times.count == mentions.count, !reading.has(deleting) { return nil }
    let said = isCount ? counts.first ?? times.first : times.first ?? counts.first
    guard let said = said ?? mentions.first else { return nil }
    return Contradiction(says: "`\(said.text)`", does: rule.summary, facts: ["E-13", "E-15"])
  }

  /// A limit of the other kind next to the rule's own: `keep 10 images and delete what is older than
  /// 30 days` is two rules, and an image that one of them keeps may be expired by the other.
  private static func secondLimit(
    _ reading: DescriptionReading, _ rule: LintedRule, among rules: [LintedRule]
  ) -> Contradiction? {
    guard rule.isActing, !reading.has(["untagged", "tagged", "dangling"]),
      !reading.namesRule(otherThan: rule.rule.rulePriority)
    else { return nil }
    let isCount = rule.rule.limit.countType == "imageCountMoreThan"
    let second = reading.mentions.first { mention in
      let before = (1...4).map { reading.word(mention.index - $0) }
      guard !rules.contains(where: { $0.rule.limit.agrees(with: mention.limit) }) else {
        return false
      }
      switch mention.limit {
      case .images where !isCount:
        return !keeping.union(["except", "excluding"]).isDisjoint(with: before)
      case .days where isCount: return before[0] == "than" && before[1] == "older"
      default: return false
      }
    }
    return second.map {
      Contradiction(says: "`\($0.text)`, too", does: rule.summary, facts: ["E-13", "E-15"])
    }
  }

  /// Whether a number of images can mean a number of days: a week of nightlies are seven.
  private static func countsDays(_ reading: DescriptionReading, _ rule: LintedRule) -> Bool {
    let daily: Set = ["nightly", "nightlies", "daily", "dailies"]
    guard case .imageCountMoreThan(let count) = rule.rule.limit, reading.has(daily) else {
      return false
    }
    return reading.mentions.contains {
      if case .days(let days) = $0.limit { days.contains(count) } else { false }
    }
  }

  // MARK: Keeping

  /// The word for keeping, where the rule deletes what it selects (T-02).
  private static func keeps(_ reading: DescriptionReading, _ rule: LintedRule) -> String? {
    guard rule.isActing, rule.rule.action == .expire,
      !reading.namesRule(otherThan: rule.rule.rulePriority),
      !reading.mentions.contains(where: { rule.rule.limit.agrees(with: $0.limit) })
    else { return nil }
    let never: Set = [
      "never", "forever", "always", "permanently", "indefinitely", "protect", "protects",
      "protected", "untouched",
    ]
    if let word = reading.tokens.first(where: { never.contains($0.text) }) { return word.text }
    for negation in [["do", "not"], ["don't"], ["don\u{2019}t"]] {
      if let index = reading.index(of: negation),
        deleting.contains(reading.word(index + negation.count))
      {
        return (negation + [reading.word(index + negation.count)]).joined(separator: " ")
      }
    }
    for verb in ["keep", "keeps", "retain", "retains", "preserve"] {
      for all in ["all", "every", "everything", "any"] {
        if reading.index(of: [verb, all]) != nil { return "\(verb) \(all)" }
      }
    }
    // A count keeps the newest, as such a description mostly means.
    if case .imageCountMoreThan = rule.rule.limit { return nil }
    let recent: Set = [
      "recent", "recently", "lately", "newer", "new", "young", "younger", "fresh", "newest",
      "short",
      "briefly",
      "while", "temporarily", "temporary",
    ]
    guard !reading.has(recent) else { return nil }
    return reading.tokens.first { keeping.contains($0.text) }?.text
  }
}

extension LifecyclePolicy.Limit {
  /// Whether a description names this limit.
  fileprivate func agrees(with mention: DescriptionReading.Mention.Limit) -> Bool {
    switch (self, mention) {
    case (.imageCountMoreThan(let count), .images(let number)): count == number
    case (_, .number(let number)): countNumber == number
    case (.imageCountMoreThan, .days), (_, .images): false
    case (_, .days(let days)): days.contains(countNumber)
    }
  }
}

extension LintedRule {
  /// What the rule does, in a clause: "rule 1 expires what was pushed more than 30 days ago".
  var summary: String { "\(name) \(summaryOfLimit)" }

  /// The same without the rule's name.
  var summaryOfLimit: String {
    func old(_ what: String, _ days: Int) -> String {
      "\(verb) what was \(what) more than \(Phrase.count(days, "day")) ago"
    }
    return switch rule.limit {
    case .imageCountMoreThan(let count):
      "\(verb) all but the newest " + (count == 1 ? "one" : count.grouped)
    case .sinceImagePushed(let days): old("pushed", days)
    case .sinceImagePulled(let days): old("last pulled", days)
    case .sinceImageTransitioned(let days): old("archived", days)
    }
  }
}
