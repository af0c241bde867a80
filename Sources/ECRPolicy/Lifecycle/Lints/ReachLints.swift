import Texts

/// Tags that nobody expects to lose, in reach of a rule.
enum ReachLints {
  /// Tags that stand for many like them.
  private static let samples = [
    "latest", "stable", "main", "prod", "production", "release", "v1.2.3", "1.2.3",
    "release-1.2.3",
  ]

  /// Looks at rules for standard storage, ordered by priority: an image with such a tag alone
  /// belongs to the first rule that it meets (E-25).
  static func run(_ rules: [LintedRule], _ findings: inout FindingCollector) {
    for (index, rule) in rules.enumerated() where !rule.isGuard && rule.rule.tags != .untagged {
      let reached = samples.filter { sample in
        rule.rule.tags.isMet(by: [sample])
          && !rules[..<index].contains { $0.rule.tags.isMet(by: [sample]) }
      }
      guard !reached.isEmpty else { continue }
      findings.add(
        .warning, "RELEASE_TAG_IN_REACH",
        "rule \(rule.rule.rulePriority) \(rule.verb) images tagged \(reached.inBackticks()) past its limit",
        help:
          "if they must stay, put a rule with a smaller rulePriority and a large limit before it",
        at: rule.tagsSpan, facts: ["E-25", "T-02", "T-20"])
    }
  }
}
