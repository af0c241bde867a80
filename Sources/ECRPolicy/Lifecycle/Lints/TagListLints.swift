import Texts

/// What can be wrong with one list of tags.
enum TagListLints {
  static func run(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard let (list, isPrefix) = rule.selection.tagList else { return }
    duplicates(list, &findings)
    for (text, pattern) in rule.entries {
      neverMatches(text, pattern, &findings)
      if isPrefix { notAWord(text, &findings) }
    }
    readsLikeOr(rule, list, isPrefix, &findings)
  }

  /// Entries that stand twice.
  private static func duplicates(
    _ list: Located<[Located<String>]>, _ findings: inout FindingCollector
  ) {
    var seen: [String: Span] = [:]
    for entry in list.value {
      if let first = seen[entry.value] {
        findings.add(
          .warning, "DUPLICATE_TAG_ENTRY", "`\(entry.value)` stands twice in the list",
          help: "remove one", at: entry.span, related: [("first here", first)], facts: ["Q-13"])
      } else {
        seen[entry.value] = entry.span
      }
    }
  }

  /// E-12, Q-11: tags are of letters, digits, `_`, `.` and `-`, and of at most 300 characters.
  private static func neverMatches(
    _ entry: Located<String>, _ pattern: TagPattern, _ findings: inout FindingCollector
  ) {
    if pattern.isPrefix, entry.value.contains("*") {
      findings.add(
        .warning, "WILDCARD_IN_PREFIX",
        "`*` means itself in a tagPrefixList, and no tag contains it",
        help: "write a `tagPatternList`, or drop the `*`: a prefix needs none", at: entry.span,
        facts: ["E-12"])
      return
    }
    let literals = entry.value.unicodeScalars.filter { pattern.isPrefix || $0 != "*" }
    let foreign = literals.first { !isTagCharacter($0) }
    if let foreign {
      findings.add(
        .warning, "ENTRY_CANNOT_MATCH",
        "no tag contains `\(foreign)`, so `\(entry.value)` matches none",
        help: "tags are made of letters, digits, `_`, `.` and `-`", at: entry.span,
        facts: ["E-11", "E-12"])
    } else if literals.count > 300 {
      findings.add(
        .warning, "ENTRY_CANNOT_MATCH", "the entry is longer than any tag can be",
        help: "a tag has at most 300 characters", at: entry.span, facts: ["Q-11"])
    }
  }

  private static func isTagCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      || "_.-".unicodeScalars.contains(scalar)
  }

  /// T-19: a prefix is no word.
  private static func notAWord(_ entry: Located<String>, _ findings: inout FindingCollector) {
    guard let last = entry.value.unicodeScalars.last, last.properties.isAlphabetic else { return }
    let examples = ["v": "vendor-1", "prod": "production-eu", "dev": "devel", "test": "testing"]
    let example = examples[entry.value] ?? entry.value + "xyz"
    findings.add(
      .suggestion, "PREFIX_IS_NO_WORD", "the prefix `\(entry.value)` also matches `\(example)`",
      help: "end it with the character that follows in your tags, as in `\(entry.value)-`",
      at: entry.span, facts: ["T-19"])
  }

  /// T-01: the entries of a list are joined by and.
  private static func readsLikeOr(
    _ rule: LintedRule, _ list: Located<[Located<String>]>, _ isPrefix: Bool,
    _ findings: inout FindingCollector
  ) {
    let entries = rule.entries
    var needed: [String] = []
    for (index, entry) in entries.enumerated() {
      let implied = entries.enumerated().contains { other, candidate in
        guard other != index, candidate.text.value != entry.text.value else { return false }
        guard candidate.pattern.isCovered(by: [entry.pattern]) == true else { return false }
        // Two patterns may say the same in other letters: then the first of them counts.
        return other < index || entry.pattern.isCovered(by: [candidate.pattern]) != true
      }
      if implied {
        findings.add(
          .suggestion, "REDUNDANT_TAG_ENTRY",
          "`\(entry.text.value)` asks for nothing that another entry does not", help: "remove it",
          at: entry.text.span, facts: ["E-08"])
      } else if !needed.contains(entry.text.value) {
        needed.append(entry.text.value)
      }
    }
    guard needed.count > 1 else { return }
    let names = needed.map { isPrefix ? "`\($0)…`" : "`\($0)`" }.joined(separator: " and ")
    findings.add(
      .warning, "TAG_LIST_MEANS_AND",
      "rule \(rule.rule.rulePriority) asks for images that carry \(names) all at once",
      help: "to mean any one of them, write one rule for each entry", at: list.span,
      facts: ["E-08", "T-01"])
  }
}
