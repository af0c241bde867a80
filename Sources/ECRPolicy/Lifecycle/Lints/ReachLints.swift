import Texts

/// Tags of what is released or runs, in reach of a rule that does not name them.
enum ReachLints {
  /// Looks at rules for standard storage, ordered by priority: an image with such a tag alone
  /// belongs to the first rule that selects it (E-25).
  ///
  /// `pr`, for pull requests, begins `prod` as well (T-19). A rule that names the tag, such as `prod`
  /// or `v`, says what it does, and so does one for all tags.
  static func run(
    _ rules: [LintedRule], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    for (index, rule) in rules.enumerated() where rule.isActing && rule.entries.count == 1 {
      guard let entry = rule.entries.first, TagWords.isBeginning(entry.pattern) else { continue }
      let head = TagWords.head(of: entry.pattern)
      // A single letter is a scheme of the author's, and `rel` means release.
      guard head.utf8.count > 1, head != "rel", !TagWords.released.contains(head) else { continue }
      let reached = TagWords.released.filter { word in
        word.hasPrefix(head) && !rules[..<index].contains { $0.rule.tags.isMet(by: [word]) }
      }
      guard !reached.isEmpty else { continue }
      // A guard for `prod*` is one for `production` as well.
      let guards = reached.filter { word in
        !reached.contains { $0 != word && word.hasPrefix($0) }
      }.map { $0 + "*" }
      let edit = edits.guarding(guards, from: rule)
      findings.add(
        .warning, "RELEASE_TAG_IN_REACH",
        "`\(entry.text.value)` also matches \(reached.inBackticks()): \(rule.name) \(rule.verb) "
          + "images with such a tag past its limit",
        help:
          "to keep them, put a rule for \(guards.map { "`\($0)`" }.joined(separator: " and one for ")) "
          + "with a smaller rulePriority and `imageCountMoreThan` 9999 before it",
        at: entry.text.span, facts: ["E-25", "T-02", "T-19"], remedy: edit.map { .edits($0) })
    }
  }
}
