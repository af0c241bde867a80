import Texts

/// What can surprise in how the rules of one storage class bear on each other.
enum RelationLints {
  /// Looks at rules of one storage class, ordered by priority.
  static func run(_ rules: [LintedRule], _ findings: inout FindingCollector) {
    for (index, rule) in rules.enumerated() {
      let higher = Array(rules[..<index])
      if let shadows = shadowing(rule, higher) {
        unreachable(rule, shadows, &findings)
        continue
      }
      for other in higher { sharedEntries(rule, other, &findings) }
      countsOthers(rule, higher, &findings)
    }
  }

  /// The higher rules that together identify all that a rule does, if there are such.
  private static func shadowing(_ rule: LintedRule, _ higher: [LintedRule]) -> [LintedRule]? {
    if let one = higher.first(where: { rule.rule.tags.isCovered(by: [$0.rule.tags]) == true }) {
      return [one]
    }
    return rule.rule.tags.isCovered(by: higher.map(\.rule.tags)) == true ? higher : nil
  }

  /// A rule that has nothing left to act on (E-20, Q-9).
  private static func unreachable(
    _ rule: LintedRule, _ shadows: [LintedRule], _ findings: inout FindingCollector
  ) {
    let names = shadows.map { "rule \($0.rule.rulePriority)" }.joined(separator: " and ")
    findings.add(
      .warning, "UNREACHABLE_RULE",
      "rule \(rule.rule.rulePriority) can never act: \(names) "
        + (shadows.count == 1 ? "identifies" : "identify") + " every image that it identifies",
      help: "give the narrower rule the smaller rulePriority, or remove it", at: rule.tagsSpan,
      related: shadows.map { ("rule \($0.rule.rulePriority)", $0.tagsSpan) },
      facts: ["E-20", "Q-9"])
  }

  /// Q-8, T-19: entries of two rules that say the same, or of which one begins the other.
  private static func sharedEntries(
    _ rule: LintedRule, _ other: LintedRule, _ findings: inout FindingCollector
  ) {
    for entry in rule.entries {
      for earlier in other.entries {
        let number = other.rule.rulePriority
        if entry.text.value == earlier.text.value,
          entry.pattern.isPrefix == earlier.pattern.isPrefix
        {
          findings.add(
            .warning, "SHARED_TAG_ENTRY", "`\(entry.text.value)` also stands in rule \(number)",
            help: "images that meet both rules belong to rule \(number) alone", at: entry.text.span,
            related: [("in rule \(number)", earlier.text.span)], facts: ["V-06", "Q-8"])
        } else if let (shorter, longer) = beginning(entry.pattern, earlier.pattern) {
          findings.add(
            .warning, "PREFIX_OF_ANOTHER", "`\(shorter)` begins `\(longer)` of another rule",
            help: "images that meet both rules belong to rule \(number) alone, and count in both",
            at: entry.text.span, related: [("in rule \(number)", earlier.text.span)],
            facts: ["E-14", "E-20", "Q-9"])
        }
      }
    }
  }

  /// The two entries, the shorter first, when each is a prefix and one begins the other.
  private static func beginning(_ a: TagPattern, _ b: TagPattern) -> (String, String)? {
    func prefix(_ pattern: TagPattern) -> String? {
      if pattern.isPrefix { return pattern.text }
      guard pattern.text.hasSuffix("*"), !pattern.text.dropLast().contains("*") else { return nil }
      return String(pattern.text.dropLast())
    }
    guard let first = prefix(a), let second = prefix(b), !first.isEmpty, !second.isEmpty else {
      return nil
    }
    if second.utf8.starts(with: first.utf8) { return (a.text, b.text) }
    return first.utf8.starts(with: second.utf8) ? (b.text, a.text) : nil
  }

  /// T-04 to T-06: a later rule counts what earlier rules identify and never touches it.
  private static func countsOthers(
    _ rule: LintedRule, _ higher: [LintedRule], _ findings: inout FindingCollector
  ) {
    guard rule.rule.tags == .any, !higher.isEmpty, let status = rule.selection.tagStatus else {
      return
    }
    let names = higher.map { "\($0.rule.rulePriority)" }.joined(separator: ", ")
    let rules = higher.count == 1 ? "rule \(names)" : "rules \(names)"
    switch rule.rule.limit {
    case .imageCountMoreThan(let count):
      findings.add(
        .suggestion, "COUNT_INCLUDES_SHIELDED",
        "the images of \(rules) use up the \(count) places of rule \(rule.rule.rulePriority), "
          + "which never touches them", at: status.span, facts: ["E-14", "E-20", "T-04", "T-05"])
    default:
      findings.add(
        .suggestion, "CATCH_ALL_SKIPS_SHIELDED",
        "rule \(rule.rule.rulePriority) never touches an image that \(rules) "
          + (higher.count == 1 ? "identifies" : "identify") + ", however old", at: status.span,
        facts: ["E-20", "T-06"])
    }
  }
}
