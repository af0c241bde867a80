import Texts

/// A rule without mistakes, with the places of its parts.
struct LintedRule {
  var rule: LifecyclePolicy.Rule
  var draft: RuleDraft
  var selection: SelectionDraft

  /// What to call the rule in a message.
  var name: String { "rule \(rule.rulePriority)" }

  /// Where the text has the tags that the rule asks for.
  var tagsSpan: Span {
    selection.tagList?.list.span ?? selection.tagStatus?.span ?? selection.span
  }

  var entries: [(text: Located<String>, pattern: TagPattern)] {
    guard case .tagged(let patterns) = rule.tags, let list = selection.tagList?.list else {
      return []
    }
    return Array(zip(list.value, patterns))
  }

  /// "expire" or "archive", as a verb.
  var verb: String { rule.action == .expire ? "expires" : "archives" }

  /// Whether the rule selects images by their tags.
  var isTagged: Bool {
    if case .tagged = rule.tags { return true }
    return false
  }

  /// Whether the rule selects every tagged image.
  var selectsAllTagged: Bool {
    TagRequirement.tagged([TagPattern(pattern: "*")]).isCovered(by: [rule.tags]) == true
  }

  /// Whether the limit is so large that the rule is there to guard the tags that it names (T-02).
  ///
  /// A rule for any image comes last, and has nothing to guard from.
  var isGuard: Bool { isTagged && hasHugeLimit }

  private var hasHugeLimit: Bool {
    switch rule.limit {
    case .imageCountMoreThan(let number): number >= 500
    case .sinceImagePushed(let days), .sinceImagePulled(let days): days >= 1_825
    case .sinceImageTransitioned: false
    }
  }

  /// Whether an entry asks for what no tag is, so that the rule selects no image.
  var selectsNothing: Bool {
    entries.contains { TagEntryFlaw(of: $0.text.value, isPrefix: $0.pattern.isPrefix) != nil }
  }

  /// Whether the rule can never act, whatever the repository holds.
  ///
  /// A tag is on one image at most, so that more than one image with an exact tag never exists.
  var canNeverAct: Bool {
    if selectsNothing { return true }
    guard case .imageCountMoreThan = rule.limit else { return false }
    return entries.contains { !$0.pattern.isPrefix && !$0.pattern.text.contains("*") }
  }

  /// Whether the rule acts on images that it selects before very many or very old ones are there.
  var isActing: Bool { !isGuard && !canNeverAct }

  /// The entries that ask for something which no other entry asks for.
  ///
  /// A list selects images with a tag for each entry, so that a wider entry beside a narrower one
  /// changes nothing (E-08).
  var neededEntries: [(text: Located<String>, pattern: TagPattern)] {
    let entries = entries
    var needed: [(text: Located<String>, pattern: TagPattern)] = []
    for (index, entry) in entries.enumerated() {
      let implied = entries.enumerated().contains { other, candidate in
        guard other != index, candidate.text.value != entry.text.value else { return false }
        guard candidate.pattern.isCovered(by: [entry.pattern]) == true else { return false }
        // Two patterns may say the same in other letters: then the first of them counts.
        return other < index || entry.pattern.isCovered(by: [candidate.pattern]) != true
      }
      if !implied, !needed.contains(where: { $0.text.value == entry.text.value }) {
        needed.append(entry)
      }
    }
    return needed
  }
}

extension Collection<LintedRule> {
  /// The rules by name: `rule 1`, `rules 1 and 2`, `rules 1, 2, and 3`.
  var names: String {
    let numbers = map { String($0.rule.rulePriority) }
    return switch numbers.count {
    case 1: "rule \(numbers[0])"
    case 2: "rules \(numbers[0]) and \(numbers[1])"
    default: "rules " + numbers.dropLast().joined(separator: ", ") + ", and \(numbers.last ?? "")"
    }
  }
}
