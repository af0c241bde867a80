import ECRModel
import Texts

/// What ECR accepts and users regret: asked only of policies without errors.
enum Lints {
  static func run(
    _ drafts: [RuleDraft], _ policy: LifecyclePolicy, _ findings: inout FindingCollector
  ) {
    let rules = drafts.compactMap { draft -> LintedRule? in
      guard let selection = draft.selection,
        let rule = policy.rules.first(where: { $0.rulePriority == draft.priority?.value })
      else { return nil }
      return LintedRule(rule: rule, draft: draft, selection: selection)
    }.sorted { $0.rule.rulePriority < $1.rule.rulePriority }

    order(drafts, &findings)
    for rule in rules {
      TagListLints.run(rule, &findings)
      RuleLints.run(rule, &findings)
    }
    for storageClass in StorageClass.allCases {
      let inClass = rules.filter { $0.rule.storageClass == storageClass }
      RelationLints.run(inClass, &findings)
      if storageClass == .standard { ReachLints.run(inClass, &findings) }
    }
  }

  /// T-22: the order of the text means nothing, and ECR gives the rules back sorted.
  private static func order(_ drafts: [RuleDraft], _ findings: inout FindingCollector) {
    for (earlier, later) in zip(drafts, drafts.dropFirst()) {
      guard let a = earlier.priority, let b = later.priority, b.value < a.value else { continue }
      findings.add(
        .suggestion, "RULES_NOT_IN_ORDER", "rule \(b.value) stands behind rule \(a.value)",
        help: "sort the rules by rulePriority: ECR returns them so, and tools that compare texts "
          + "see a change", at: b.span, facts: ["J-05", "T-22"])
      return
    }
  }
}

/// A rule without mistakes, with the places of its parts.
struct LintedRule {
  var rule: LifecyclePolicy.Rule
  var draft: RuleDraft
  var selection: SelectionDraft

  /// Where the tags stand that the rule asks for.
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

  /// Whether the limit is so large that the rule is there to guard what it identifies (T-02).
  var isGuard: Bool {
    switch rule.limit {
    case .imageCountMoreThan(let number): number >= 500
    case .sinceImagePushed(let days), .sinceImagePulled(let days): days >= 1_825
    case .sinceImageTransitioned: false
    }
  }
}
