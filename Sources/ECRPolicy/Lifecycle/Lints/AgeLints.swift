import Texts

/// Rules with an age limit, which keep no image once pushes stop.
enum AgeLints {
  /// Looks at rules for standard storage, ordered by priority.
  static func run(
    _ rules: [LintedRule], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    for (index, rule) in rules.enumerated() {
      guard case .sinceImagePushed(let days) = rule.rule.limit, rule.isActing, days < 1_825
      else { continue }
      let higher = rules[..<index]
      if rule.rule.tags == .any || rule.isTagged && rule.selectsAllTagged {
        guard !higher.contains(where: keepsSome) else { continue }
        everything(rule, higher.reduce(days, longer), edits, &findings)
      } else if rule.rule.action == .expire, rule.neededEntries.count == 1,
        let entry = rule.neededEntries.first
      {
        // One exact tag keeps one image, not those that a release is about.
        let isKept = higher.contains { $0.isTagged && !$0.canNeverAct && keepsSome($0) }
        if TagWords.namesReleases(entry.pattern), !isKept {
          last(rule, entry, days, days < 90 ? .warning : .suggestion, &findings)
        } else if TagWords.namesBuilds(entry.pattern)
          || TagWords.namesTrunk(entry.pattern),
          !rules.contains(where: { $0.isTagged && keepsSome($0) })
        {
          // Where nothing else is kept, what runs may have no other tag.
          last(rule, entry, days, .suggestion, &findings)
        }
      }
    }
  }

  /// The longer of a time and of that for which a rule keeps what it selects.
  private static func longer(_ days: Int, _ rule: LintedRule) -> Int {
    guard case .sinceImagePushed(let other) = rule.rule.limit, rule.isActing else { return days }
    return max(days, other)
  }

  private static func everything(
    _ rule: LintedRule, _ days: Int, _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    let isExpiring = rule.rule.action == .expire
    add(
      // An archived image is not pulled, and can be restored.
      isExpiring ? .warning : .suggestion, rule, days,
      "when nobody pushes",
      "every " + (rule.rule.tags == .any ? "image" : "tagged image")
        + (isExpiring ? " expires" : " is archived") + ", even the last one",
      "put a rule for the tags that you deploy, such as `latest`, with a smaller rulePriority and "
        + "`imageCountMoreThan` 9999 before it",
      edits.guarding(["latest"], from: rule).map { .edits($0) }, &findings)
  }

  private static func last(
    _ rule: LintedRule, _ entry: LintedRule.Entry, _ days: Int, _ type: FindingType,
    _ findings: inout FindingCollector
  ) {
    let name = entry.pattern.isPrefix ? "`\(entry.text.value)…`" : "`\(entry.text.value)`"
    add(
      type, rule, days, "when nobody pushes \(name)", "even the last image with such a tag expires",
      "to keep the newest images whatever their age, write `\"countType\": "
        + "\"imageCountMoreThan\"` without `countUnit`",
      .changes("the rule then expires images past that number, however young"), &findings)
  }

  /// Whether a rule leaves some of the tagged images that it selects, however old they are.
  private static func keepsSome(_ rule: LintedRule) -> Bool {
    guard rule.rule.tags != .untagged, !rule.selectsNothing, rule.neededEntries.count < 2 else {
      return false
    }
    if case .imageCountMoreThan = rule.rule.limit { return true }
    return rule.isGuard || rule.rule.action == .transition
  }

  private static func add(
    _ type: FindingType, _ rule: LintedRule, _ days: Int, _ condition: String,
    _ consequence: String, _ help: String, _ remedy: Finding.Remedy?,
    _ findings: inout FindingCollector
  ) {
    findings.add(
      type, "AGE_RULE_KEEPS_NO_MINIMUM",
      "\(condition) for \(Phrase.count(days, "day")), \(consequence): \(rule.name) limits only the "
        + "age and keeps no minimum", help: help,
      at: rule.selection.countType?.span ?? rule.tagsSpan,
      facts: ["E-15", "T-02", "T-20"], remedy: remedy)
  }
}
