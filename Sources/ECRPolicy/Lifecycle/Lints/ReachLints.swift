import Texts

/// Tags of what is released or runs, in reach of a rule that does not name them.
enum ReachLints {
  /// Looks at rules for standard storage, ordered by priority: an image with such a tag alone
  /// belongs to the first rule that selects it (E-25).
  ///
  /// `pr`, for pull requests, begins `prod` as well (T-19). A rule that names the tag, such as
  /// `prod` or `v`, means it, and so does one for all tags.
  static func run(
    _ rules: [LintedRule], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    for (index, rule) in rules.enumerated() where rule.isActing && rule.entries.count == 1 {
      guard let entry = rule.entries.first else { continue }
      let reached = candidates(rule, entry.pattern).filter { tag in
        rule.rule.tags.isMet(by: [tag])
          && !rules[..<index].contains { $0.rule.tags.isMet(by: [tag]) }
      }
      guard !reached.isEmpty else { continue }
      // A guard for `prod*` is one for `production` as well.
      let words = reached.map { String($0.prefix { $0 != "-" }) }
      let guards = words.indices.filter { index in
        !words.indices.contains { other in
          other != index && words[index].hasPrefix(words[other])
            && (words[other] != words[index] || other < index)
        }
      }.map { words[$0] + "*" }
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

  /// The tags that a rule may reach without meaning to.
  private static func candidates(_ rule: LintedRule, _ pattern: TagPattern) -> [String] {
    let isByAge =
      if case .sinceImagePushed = rule.rule.limit { rule.rule.action == .expire } else { false }
    guard TagWords.isBeginning(pattern) else {
      // By number, a pattern such as `*-*` keeps the newest of all that it matches; by age, none.
      guard isByAge, !rule.selectsAllTagged,
        TagWords.words(of: pattern.text).isDisjoint(with: TagWords.commonReleaseTags)
      else { return [] }
      return TagWords.commonReleaseTags + ["prod-1", "release-1"]
    }
    let head = TagWords.head(of: pattern)
    // A single letter that keeps some is a scheme of the author's, and `rel` means release.
    guard head.utf8.count > (isByAge ? 0 : 1), head != "rel",
      !TagWords.commonReleaseTags.contains(head)
    else { return [] }
    return TagWords.commonReleaseTags
  }
}
