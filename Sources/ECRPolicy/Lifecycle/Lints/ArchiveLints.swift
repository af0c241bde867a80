import ECRModel
import Texts

/// Rules for the archive into which no rule moves images.
enum ArchiveLints {
  static func run(
    _ rules: [LintedRule], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    let transitions = rules.filter { $0.rule.action == .transition && !$0.selectsNothing }
    for rule in rules where rule.rule.storageClass == .archive {
      guard !transitions.contains(where: { mayMeet($0, rule) }) else {
        continue
      }
      let expiring = rules.filter {
        $0.rule.storageClass == .standard && $0.rule.action == .expire && !$0.selectsNothing
          && $0.rule.tags == rule.rule.tags
      }
      let what = transitions.isEmpty ? "images" : "images that \(rule.name) selects"
      findings.add(
        .warning, "NOTHING_IS_ARCHIVED",
        "no rule archives \(what), so \(rule.name) acts only on images that you archive by "
          + "hand; `expire` deletes at once and archives nothing",
        help: help(rule, expiring.first), at: rule.selection.storageClass?.span ?? rule.tagsSpan,
        related: expiring.map { ("\($0.name) deletes them", $0.tagsSpan) },
        facts: ["J-21", "E-24", "E-29"],
        remedy: remedy(expiring.first, edits)
          ?? .changes(
            "the rule then archives images that stay in standard storage today"))
    }
  }

  private static func help(_ rule: LintedRule, _ expiring: LintedRule?) -> String {
    let transition = "`\"type\": \"transition\", \"targetStorageClass\": \"archive\"`"
    guard let expiring else {
      return "add a rule for standard storage with \(transition)"
    }
    return "to archive instead of deleting, write \(transition) in \(expiring.name)"
  }

  private static func remedy(_ expiring: LintedRule?, _ edits: PolicyEdits) -> Finding.Remedy? {
    guard let type = expiring?.draft.action?.type else { return nil }
    return .edits([
      TextEdit(type.span, #""transition", "targetStorageClass": "archive""#)
    ])
  }

  /// Whether an image that one rule selects may be selected by another one.
  ///
  /// An image may have tags of both, so entries are separate only where their beginnings differ.
  private static func mayMeet(_ a: LintedRule, _ b: LintedRule) -> Bool {
    switch (a.rule.tags, b.rule.tags) {
    case (.any, _), (_, .any), (.untagged, .untagged): true
    case (.untagged, .tagged), (.tagged, .untagged): false
    case (.tagged, .tagged):
      hasBeginning(of: a.heads, in: b.heads) || hasBeginning(of: b.heads, in: a.heads)
    }
  }

  /// Whether a text of one list begins one of another, both in order.
  ///
  /// What a text begins comes in order just behind it, so that looking at one place is enough.
  private static func hasBeginning(of heads: [[UInt8]], in others: [[UInt8]]) -> Bool {
    var place = 0
    for head in heads {
      while place < others.count, others[place].lexicographicallyPrecedes(head) { place += 1 }
      if place < others.count, others[place].starts(with: head) { return true }
    }
    return false
  }
}
