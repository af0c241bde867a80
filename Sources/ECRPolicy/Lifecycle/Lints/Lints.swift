import ECRModel
import Texts

/// Warnings about lifecycle policies that ECR accepts but that are probably mistakes.
enum Lints {
  static func run(
    _ drafts: [RuleDraft], _ policy: LifecyclePolicy, _ findings: inout FindingCollector
  ) {
    WorkMeter.add(findings.source.bytes.count)
    let rules = drafts.compactMap { draft -> LintedRule? in
      guard let selection = draft.selection,
        let rule = policy.rules.first(where: { $0.rulePriority == draft.priority?.value })
      else { return nil }
      return LintedRule(rule: rule, draft: draft, selection: selection)
    }.sorted { $0.rule.rulePriority < $1.rule.rulePriority }
    let edits = PolicyEdits(drafts: drafts, source: findings.source)

    order(drafts, edits, &findings)
    for rule in rules {
      TagListLints.run(rule, edits, &findings)
      RuleLints.run(rule, edits, &findings)
      DescriptionLints.run(rule, among: rules, &findings)
    }
    for storageClass in StorageClass.allCases {
      let inClass = rules.filter { $0.rule.storageClass == storageClass }
      RelationLints.run(inClass, edits, &findings)
      if storageClass == .standard {
        ReachLints.run(inClass, edits, &findings)
        AgeLints.run(inClass, edits, &findings)
      }
    }
    ArchiveLints.run(rules, edits, &findings)
  }

  /// T-22: the order of the text means nothing, and ECR gives the rules back sorted.
  private static func order(
    _ drafts: [RuleDraft], _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    for (earlier, later) in zip(drafts, drafts.dropFirst()) {
      guard let a = earlier.priority, let b = later.priority, b.value < a.value else { continue }
      findings.add(
        .suggestion, "RULES_NOT_IN_ORDER",
        "rule \(b.value) comes after rule \(a.value) in the text",
        help: "sort the rules by rulePriority: ECR returns them in that order, and tools that "
          + "compare text see a "
          + "change", at: b.span, facts: ["J-05", "T-22"], remedy: .edits(edits.sorting()))
      return
    }
  }
}
