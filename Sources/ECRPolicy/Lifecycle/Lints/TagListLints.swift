import Texts

/// What can be wrong with one list of tags.
enum TagListLints {
  static func run(
    _ rule: LintedRule, _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    guard let (list, _) = rule.selection.tagList else { return }
    duplicates(list, &findings)
    for (text, pattern) in rule.entries { neverMatches(rule, text, pattern, &findings) }
    meansAnd(rule, list, edits, &findings)
  }

  /// Repeated entries.
  private static func duplicates(
    _ list: Located<[Located<String>]>, _ findings: inout FindingCollector
  ) {
    var seen: [String: Span] = [:]
    for (before, entry) in zip([nil] + list.value.map(Optional.some), list.value) {
      guard let first = seen[entry.value] else {
        seen[entry.value] = entry.span
        continue
      }
      let edit = before.map { TextEdit(Span($0.span.end, entry.span.end), "") }
      findings.add(
        .warning, "DUPLICATE_TAG_ENTRY", "`\(entry.value)` is in the list twice",
        help: "remove one", at: entry.span, related: [("first here", first)], facts: ["Q-13"],
        remedy: edit.map { .edits([$0]) })
    }
  }

  /// E-12, Q-11: entries that no tag matches leave a rule without images.
  private static func neverMatches(
    _ rule: LintedRule, _ entry: Located<String>, _ pattern: TagPattern,
    _ findings: inout FindingCollector
  ) {
    let reach = "\(rule.name), which selects no image today, then acts on those past its limit"
    switch TagEntryFlaw(of: entry.value, isPrefix: pattern.isPrefix) {
    case nil: break
    case .wildcardInPrefix:
      let (help, isEnough) = mending(entry.value)
      findings.add(
        .warning, "WILDCARD_IN_PREFIX",
        "`*` is a plain character in a tagPrefixList, and no tag contains it", help: help,
        at: entry.span,
        facts: ["E-12"], remedy: isEnough ? .changes(reach) : .advice)
    case .contains(let character):
      findings.add(
        .warning, "ENTRY_CANNOT_MATCH",
        "no tag contains `\(character)`, so `\(entry.value)` matches none",
        help: "a tag has letters, digits, `_`, `.` and `-`", at: entry.span,
        facts: ["E-11", "E-12"], remedy: .advice)
    case .begins(let character):
      findings.add(
        .warning, "ENTRY_CANNOT_MATCH",
        "no tag begins with `\(character)`, so `\(entry.value)` matches none and \(rule.name) "
          + "selects no image",
        help: pattern.isPrefix
          ? "to match inside a tag, write `\"tagPatternList\": [\"*\(entry.value)*\"]`"
          : "to match inside a tag, begin the pattern with `*`",
        at: entry.span, facts: ["E-10", "E-12"], remedy: .changes(reach))
    case .isTooLong:
      findings.add(
        .warning, "ENTRY_CANNOT_MATCH", "the entry is longer than any tag can be",
        help: "a tag has at most 300 characters", at: entry.span, facts: ["Q-11"], remedy: .advice)
    }
  }

  /// What to write for a prefix with a `*`, and whether it then matches some tag.
  private static func mending(_ entry: String) -> (help: String, isEnough: Bool) {
    let rest = entry.filter { $0 != "*" }
    if rest.isEmpty { return ("to mean every tag, write `\"tagPatternList\": [\"*\"]`", true) }
    if let flaw = TagEntryFlaw(of: entry, isPrefix: false) {
      let reason =
        switch flaw {
        case .contains(let character): "no tag contains `\(character)`"
        case .begins(let character): "no tag begins with `\(character)`"
        case .wildcardInPrefix, .isTooLong: "it is longer than any tag can be"
        }
      return ("write another prefix: without the `*`, \(reason)", false)
    }
    let isAtEnd = entry.hasSuffix("*") && entry.count == rest.count + 1
    return (
      isAtEnd
        ? "write a `tagPatternList`, or drop the `*`: a prefix needs none"
        : "write a `tagPatternList`", true
    )
  }

  /// T-01: the entries of a list are joined by and, where most authors mean or.
  private static func meansAnd(
    _ rule: LintedRule, _ list: Located<[Located<String>]>, _ edits: PolicyEdits,
    _ findings: inout FindingCollector
  ) {
    let needed = rule.neededEntries
    let isNeeded = Set(needed.map(\.text.value))
    for (text, pattern) in rule.entries where !isNeeded.contains(text.value) {
      let narrower = needed.filter { $0.pattern.isCovered(by: [pattern]) }
      findings.add(
        .warning, "REDUNDANT_TAG_ENTRY",
        "\(rule.name) selects only images that match \(narrower.map(\.text.value).inBackticks()): "
          + "an image must match every entry of a list, and `\(text.value)` adds nothing",
        help: "if you mean either, write `\(text.value)` alone", at: text.span,
        related: narrower.map { ("the narrower entry", $0.text.span) }, facts: ["E-08", "T-01"],
        remedy: .changes(
          "\(rule.name) then also counts images that match only `\(text.value)`, and acts on those "
            + "past its limit"))
    }
    guard needed.count > 1 else { return }
    let isPrefix = needed[0].pattern.isPrefix
    let named = needed.prefix(8).map { isPrefix ? "`\($0.text.value)…`" : "`\($0.text.value)`" }
    let others = needed.count - named.count
    let names = (named + (others > 0 ? ["\(others.grouped) more"] : [])).joined(separator: " and ")
    let split = rule.isGuard ? edits.splitting(rule, needed.map(\.text)) : nil
    findings.add(
      .warning, "TAG_LIST_MEANS_AND",
      "\(rule.name) selects only images that match every entry of the list: \(names)",
      help: split == nil
        ? "to select images that match any entry, write one rule for each entry"
        : "to select images that match any entry, write one rule for each entry, each with the same "
          + "limit",
      at: list.span, facts: ["E-08", "T-01"],
      remedy: split.map { .edits($0) }
        ?? .changes(
          "each rule then has its own limit, and also acts on images that match only its entry"))
  }
}
