import Texts

/// Edits of a policy's text that leave it valid.
struct PolicyEdits {
  /// The rules in the order of the text.
  let drafts: [RuleDraft]
  /// The text of the policy.
  let source: SourceText
  /// Where in that order a rule is, by where it starts.
  private let places: [Int: Int]

  init(drafts: [RuleDraft], source: SourceText) {
    self.drafts = drafts
    self.source = source
    places = Dictionary(drafts.enumerated().map { ($1.span.start, $0) }) { first, _ in first }
  }

  /// Puts the rules in the order of their priorities.
  func sorting() -> [TextEdit] {
    let sorted = drafts.sorted { ($0.priority?.value ?? 0) < ($1.priority?.value ?? 0) }
    return zip(drafts, sorted).map { TextEdit($0.span, text($1.span)) }
  }

  /// Removes a rule; nil when the policy has no other.
  func removing(_ rule: RuleDraft) -> [TextEdit]? {
    guard drafts.count > 1, let index = places[rule.span.start] else { return nil }
    return index + 1 < drafts.count
      ? [TextEdit(Span(rule.span.start, drafts[index + 1].span.start), "")]
      : [TextEdit(Span(drafts[index - 1].span.end, rule.span.end), "")]
  }

  /// Gives a rule the priority of another one that is applied earlier, and each rule from that one
  /// on the priority of the next.
  func moving(_ rule: LintedRule, before other: LintedRule) -> [TextEdit] {
    let moved = rule.rule.rulePriority
    let range = other.rule.rulePriority...moved
    let numbers = drafts.compactMap(\.priority).filter { range.contains($0.value) }
      .sorted { $0.value < $1.value }
    let order = [numbers[numbers.count - 1]] + numbers.dropLast()
    return zip(order, numbers).map { TextEdit($0.span, String($1.value)) }
  }

  /// Inserts rules that guard what patterns match from a rule and all rules after it; nil when the
  /// policy has no room for them.
  func guarding(_ patterns: [String], from rule: LintedRule) -> [TextEdit]? {
    guard drafts.count + patterns.count <= LifecyclePolicyReader.mostRules else { return nil }
    let (first, shifts) = room(for: patterns.count, at: rule.rule.rulePriority)
    let guards = patterns.enumerated().map { index, pattern in
      #"{"rulePriority": \#(first + index), "selection": {"tagStatus": "tagged", "#
        + #""tagPatternList": ["\#(pattern)"], "countType": "imageCountMoreThan", "#
        + #""countNumber": 9999}, "action": {"type": "expire"}}, "#
    }
    let start = rule.draft.span.start
    return [TextEdit(Span(start, start), guards.joined())] + shifts
  }

  /// Writes one rule for each of some entries in place of the rule that has them in one list; nil
  /// when the policy has no room for them.
  func splitting(_ rule: LintedRule, _ entries: [Located<String>]) -> [TextEdit]? {
    guard drafts.count + entries.count - 1 <= LifecyclePolicyReader.mostRules,
      let (list, isPrefix) = rule.selection.tagList, let priority = rule.draft.priority,
      !entries.contains(where: { isList([$0.value], isPrefix, like: rule) })
    else { return nil }
    let (first, shifts) = room(for: entries.count - 1, at: rule.rule.rulePriority)
    // The rule itself keeps its number, or the one that the others push it to, and takes the last.
    let own = shifts.first { $0.span == priority.span }?.replacement ?? text(priority.span)
    let span = rule.draft.span
    let copies = entries.enumerated().map { index, entry in
      let number = index < entries.count - 1 ? String(first + index) : own
      let edits = [
        TextEdit(list.span, "[" + text(entry.span) + "]"), TextEdit(priority.span, number),
      ]
      let inner = edits.map {
        TextEdit(
          Span($0.span.start - span.start, $0.span.end - span.start), $0.replacement)
      }
      return String(decoding: inner.applied(to: bytes(span)), as: UTF8.self)
    }
    return [TextEdit(span, copies.joined(separator: ", "))]
      + shifts.filter { $0.span != priority.span }
  }

  /// Whether a rule for the storage class of another one has exactly this list (V-06).
  private func isList(_ entries: Set<String>, _ isPrefix: Bool, like rule: LintedRule) -> Bool {
    drafts.contains { draft in
      guard draft.selection?.effectiveStorageClass == rule.rule.storageClass,
        let other = draft.selection?.tagList
      else { return false }
      return other.isPrefix == isPrefix && Set(other.list.value.map(\.value)) == entries
    }
  }

  /// The first of a number of free numbers just before a priority, and the edits that make room.
  private func room(for count: Int, at priority: Int) -> (first: Int, shifts: [TextEdit]) {
    let priorities = drafts.compactMap(\.priority)
    let previous = priorities.map(\.value).filter { $0 < priority }.max() ?? 0
    if priority - previous > count { return (previous + 1, []) }
    let shifts = priorities.filter { $0.value >= priority }
      .map { TextEdit($0.span, String($0.value + count)) }
    return (priority, shifts)
  }

  /// Removes the member of an object that has a value; nil when its key is written unusually.
  func removingMember(_ key: String, valued value: Span) -> [TextEdit]? {
    let quoted = Array("\"\(key)\"".utf8)
    var start = value.start
    skipSpaces(&start)
    guard start > 0, source.bytes[start - 1] == UInt8(ascii: ":") else { return nil }
    start -= 1
    skipSpaces(&start)
    guard start >= quoted.count, Array(source.bytes[start - quoted.count..<start]) == quoted else {
      return nil
    }
    start -= quoted.count
    skipSpaces(&start)
    // The comma before it goes with the member; a first member takes the one after it.
    if start > 0, source.bytes[start - 1] == UInt8(ascii: ",") {
      return [TextEdit(Span(start - 1, value.end), "")]
    }
    guard let comma = source.bytes[value.end...].firstIndex(of: UInt8(ascii: ",")) else {
      return nil
    }
    return [TextEdit(Span(start, comma + 1), "")]
  }

  /// Goes back over white space.
  private func skipSpaces(_ offset: inout Int) {
    while offset > 0, [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[offset - 1]) { offset -= 1 }
  }

  private func bytes(_ span: Span) -> ArraySlice<UInt8> { source.bytes[span.start..<span.end] }

  private func text(_ span: Span) -> String { String(decoding: bytes(span), as: UTF8.self) }
}
