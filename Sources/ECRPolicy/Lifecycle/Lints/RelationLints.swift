import Texts

/// Surprising effects of the rules of one storage class on each other.
enum RelationLints {
  /// Looks at rules of one storage class, ordered by priority.
  static func run(
    _ rules: [LintedRule], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    for (index, rule) in rules.enumerated() {
      let higher = Array(rules[..<index])
      let shadows = shadowing(rule, higher)
      let isLate = lateGuard(rule, higher, shadows, edits, &findings)
      if let shadows {
        // A guard that comes too late is to come earlier; any other rule there has no use.
        if !isLate || !shadows.contains(where: \.isActing) {
          unreachable(rule, shadows, edits, &findings)
        }
        continue
      }
      lateReleases(rule, higher, &findings)
      for other in higher { sharedEntries(rule, other, &findings) }
      countsOthers(rule, higher, &findings)
    }
  }

  /// The higher rules that together select all that a rule does, if there are such (Q-9).
  private static func shadowing(_ rule: LintedRule, _ higher: [LintedRule]) -> [LintedRule]? {
    if let one = higher.first(where: { rule.rule.tags.isCovered(by: [$0.rule.tags]) }) {
      return [one]
    }
    // Several rules together only cover what each of them covers, except for every image.
    guard rule.rule.tags == .any else { return nil }
    return rule.rule.tags.isCovered(by: higher.map(\.rule.tags)) ? higher : nil
  }

  /// A rule that has nothing left to act on (E-20, Q-9).
  private static func unreachable(
    _ rule: LintedRule, _ shadows: [LintedRule], _ edits: PolicyEdits,
    _ findings: inout FindingCollector
  ) {
    let removal = edits.removing(rule.draft)
    findings.add(
      .warning, "UNREACHABLE_RULE",
      "\(rule.name) can never act: \(shadows.names) \(shadows.count == 1 ? "selects" : "select") "
        + "every image that \(rule.name) selects",
      help: "remove \(rule.name): the outcome stays the same. If \(rule.name) is to decide, give "
        + "it a smaller rulePriority than \(shadows.names); it then acts on images that are kept "
        + "today",
      at: rule.tagsSpan, related: shadows.map { ($0.name, $0.tagsSpan) },
      facts: ["E-20", "Q-9"], remedy: removal.map { .edits($0) })
  }

  /// A guard that comes after a rule which decides over images that the guard is for (E-20).
  ///
  /// One image has many tags, so that nearly any rule for tagged images may meet what a guard is for.
  /// The answer is whether there is such a rule.
  private static func lateGuard(
    _ rule: LintedRule, _ higher: [LintedRule], _ shadows: [LintedRule]?, _ edits: PolicyEdits,
    _ findings: inout FindingCollector
  ) -> Bool {
    guard rule.isTagged, !rule.isActing, !rule.selectsNothing else { return false }
    let earlier = higher.filter { $0.isTagged && $0.isActing }
    guard let first = earlier.first else { return false }
    let isOne = earlier.count == 1
    let select = isOne ? "selects" : "select"
    let has = isOne ? "has the" : "have a"
    findings.add(
      isMild(rule, behind: earlier) ? .suggestion : .warning, "GUARD_COMES_TOO_LATE",
      shadows?.contains(where: \.isActing) == true
        ? "\(rule.name) protects no image and can never act: every image that it selects belongs to a "
          + "rule with a smaller rulePriority, and \(earlier.names) \(select) images that it is for"
        : "\(rule.name) protects no image that \(earlier.names) \(select), because "
          + "\(earlier.names) \(has) smaller rulePriority",
      help: "give \(rule.name) a smaller rulePriority than \(first.name); it then protects those "
        + "images, up to its own limit", at: rule.tagsSpan,
      related: earlier.map { ($0.name, $0.tagsSpan) }, facts: ["E-20", "E-25", "T-02"],
      remedy: .edits(edits.moving(rule, before: first)))
    return true
  }

  /// Whether a guard for one tag that comes too late seldom loses its image.
  ///
  /// A count keeps the newest images, and a tag that moves with each build is on one of them. A
  /// build of a branch or a pull request seldom gets the tag of what runs.
  private static func isMild(_ rule: LintedRule, behind earlier: [LintedRule]) -> Bool {
    let isNewest = rule.entries.contains { TagWords.movesWithBuilds($0.pattern) }
    return rule.canNeverAct
      && earlier.allSatisfy { other in
        guard case .imageCountMoreThan = other.rule.limit else { return false }
        return isNewest || other.entries.contains { TagWords.namesTrials($0.pattern) }
      }
  }

  /// A rule that keeps releases by number, after one that expires every build by age (E-20).
  private static func lateReleases(
    _ rule: LintedRule, _ higher: [LintedRule], _ findings: inout FindingCollector
  ) {
    guard case .imageCountMoreThan(let count) = rule.rule.limit, rule.isActing,
      rule.entries.contains(where: { TagWords.namesReleases($0.pattern) })
    else { return }
    let earlier = higher.first { other in
      guard case .sinceImagePushed = other.rule.limit, other.isActing,
        other.rule.action == .expire
      else { return false }
      return other.entries.contains { TagWords.namesBuilds($0.pattern) }
    }
    guard let earlier else { return }
    findings.add(
      earlier.rule.limit.countNumber < 90 ? .warning : .suggestion, "GUARD_COMES_TOO_LATE",
      "\(rule.name) does not keep images that \(earlier.name) selects too: the smaller rulePriority "
        + "decides, and \(earlier.summary)",
      help: "give \(rule.name) a smaller rulePriority than \(earlier.name)", at: rule.tagsSpan,
      related: [(earlier.name, earlier.tagsSpan)], facts: ["E-20", "E-25"],
      remedy: .changes(
        "it then keeps the newest \(count.grouped) of those images, however old, and expires the "
          + "others, however young"))
  }

  /// Q-8, T-19: equal entries of two rules, or entries where one begins the other.
  private static func sharedEntries(
    _ rule: LintedRule, _ other: LintedRule, _ findings: inout FindingCollector
  ) {
    guard rule.isTagged, other.isTagged else { return }
    for entry in rule.entries {
      guard let same = other.places[entry.pattern] else { continue }
      findings.add(
        .warning, "SHARED_TAG_ENTRY", "`\(entry.text.value)` is also in \(other.name)",
        help: "\(other.name) alone decides about images that both select", at: entry.text.span,
        related: [("in \(other.name)", same.span)], facts: ["V-06", "Q-8"], remedy: .advice)
    }
    // Of several entries none decides alone, and such a list has its own warning.
    guard case .imageCountMoreThan = rule.rule.limit, rule.isActing, rule.entries.count == 1,
      other.entries.count == 1, let entry = rule.entries.first, let first = other.entries.first,
      entry.pattern != first.pattern,
      let (shorter, longer) = beginning(entry.pattern, first.pattern)
    else { return }
    findings.add(
      .suggestion, "PREFIX_OF_ANOTHER", "`\(shorter)` begins `\(longer)` of another rule",
      help: "\(other.name) alone decides about images that both select, and both count them",
      at: entry.text.span, related: [("in \(other.name)", first.text.span)],
      facts: ["E-14", "E-20", "Q-9"], remedy: .advice)
  }

  /// The two entries, the shorter first, when each is a prefix and one begins the other.
  private static func beginning(_ a: TagPattern, _ b: TagPattern) -> (String, String)? {
    guard TagWords.isBeginning(a), TagWords.isBeginning(b) else { return nil }
    let (first, second) = (TagWords.head(of: a), TagWords.head(of: b))
    guard !first.isEmpty, !second.isEmpty else { return nil }
    if second.utf8.starts(with: first.utf8) { return (a.text, b.text) }
    return first.utf8.starts(with: second.utf8) ? (b.text, a.text) : nil
  }

  /// T-04 to T-06: a later rule counts what earlier rules select, and never acts on it.
  private static func countsOthers(
    _ rule: LintedRule, _ higher: [LintedRule], _ findings: inout FindingCollector
  ) {
    guard rule.rule.tags == .any, let status = rule.selection.tagStatus else { return }
    switch rule.rule.limit {
    case .imageCountMoreThan(let count):
      // What keeps fewer images than the limit leaves places to others.
      let crowding = higher.filter { other in
        guard other.isTagged, !other.canNeverAct else { return false }
        if case .imageCountMoreThan(let kept) = other.rule.limit { return kept >= count }
        return other.isGuard
      }
      guard !crowding.isEmpty else { return }
      let keep = crowding.count == 1 ? "keeps" : "keep"
      let newer = count == 1 ? "one of them is" : "\(count.grouped) of them are"
      findings.add(
        .suggestion, "COUNT_INCLUDES_SHIELDED",
        "images that \(crowding.names) \(keep) count toward the limit of \(rule.name): it "
          + "\(rule.verb) any other image as soon as \(newer) newer",
        help: "if that is not what you mean, give \(rule.name) a larger limit, or select the other "
          + "images by a pattern", at: status.span,
        facts: ["E-14", "E-20", "T-04", "T-05"], remedy: .advice)
    default:
      let keeping = higher.filter { other in
        guard other.isTagged, other.isActing else { return false }
        if case .imageCountMoreThan = other.rule.limit { return true }
        return false
      }
      guard !keeping.isEmpty else { return }
      let isOne = keeping.count == 1
      findings.add(
        .suggestion, "CATCH_ALL_SKIPS_SHIELDED",
        "\(rule.name) never \(rule.verb) an image that \(keeping.names) "
          + "\(isOne ? "selects" : "select"), not even an old one: the first rule that selects an "
          + "image decides about it",
        help: "to limit the age of these images, too, change the \(isOne ? "limit" : "limits") of "
          + keeping.names, at: status.span,
        facts: ["E-20", "T-06"], remedy: .advice)
    }
  }
}
