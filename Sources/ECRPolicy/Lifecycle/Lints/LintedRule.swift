import Texts

/// A rule without mistakes, with the places of its parts.
struct LintedRule {
  let rule: LifecyclePolicy.Rule
  let draft: RuleDraft
  let selection: SelectionDraft
  /// The entries of the rule's list, each with its place.
  let entries: [Entry]
  /// The entries that ask for something which no other entry asks for.
  let neededEntries: [Entry]
  /// Where the list has an entry first.
  let places: [TagPattern: Located<String>]
  /// What the entries ask for before their first `*`, each once, in order.
  let heads: [[UInt8]]

  typealias Entry = (text: Located<String>, pattern: TagPattern)

  init(rule: LifecyclePolicy.Rule, draft: RuleDraft, selection: SelectionDraft) {
    (self.rule, self.draft, self.selection) = (rule, draft, selection)
    if case .tagged(let patterns) = rule.tags, let list = selection.tagList?.list {
      entries = Array(zip(list.value, patterns))
    } else {
      entries = []
    }
    neededEntries = Self.needed(entries)
    places = Dictionary(entries.map { ($0.pattern, $0.text) }) { first, _ in first }
    heads = Self.heads(rule.tags)
  }

  /// What to call the rule in a message.
  var name: String { "rule \(rule.rulePriority)" }

  /// Where the text has the tags that the rule asks for.
  var tagsSpan: Span {
    selection.tagList?.list.span ?? selection.tagStatus?.span ?? selection.span
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
    TagRequirement.tagged([TagPattern(pattern: "*")]).isCovered(by: [rule.tags])
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

  private static func heads(_ tags: TagRequirement) -> [[UInt8]] {
    guard case .tagged(let patterns) = tags else { return [] }
    return Set(patterns.map { Array(TagWords.head(of: $0).utf8) })
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// A list of more letters than this is not looked through for entries that add nothing.
  ///
  /// Every entry is held against every other one, which takes up to the square of these letters in
  /// steps; and no person reads through such a list.
  private static let mostLetters = 2_000

  /// A list selects images with a tag for each entry, so that a wider entry next to a narrower one
  /// changes nothing (E-08).
  private static func needed(_ entries: [Entry]) -> [Entry] {
    var seen: Set<String> = []
    let distinct = entries.filter { seen.insert($0.text.value).inserted }
    guard distinct.reduce(0, { $0 + $1.text.value.utf8.count }) <= mostLetters else {
      return distinct
    }
    return distinct.enumerated().filter { index, entry in
      !distinct.enumerated().contains { other, candidate in
        guard other != index, candidate.pattern.isCovered(by: [entry.pattern]) else {
          return false
        }
        // Two patterns may be equal in other letters: then the first of them counts.
        return other < index || !entry.pattern.isCovered(by: [candidate.pattern])
      }
    }.map(\.element)
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
