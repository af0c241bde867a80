import ECRModel
import Texts

/// What can surprise in one rule.
enum RuleLints {
  static func run(_ rule: LintedRule, _ findings: inout FindingCollector) {
    explicitStandard(rule, &findings)
    guardHasLimit(rule, &findings)
    saysKeep(rule, &findings)
    pullTimes(rule, &findings)
    manifestParts(rule, &findings)
  }

  /// A default written out.
  private static func explicitStandard(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard let storageClass = rule.selection.storageClass, storageClass.value == .standard else {
      return
    }
    findings.add(
      .suggestion, "STORAGE_CLASS_IS_DEFAULT",
      "`standard` is what ECR takes when `storageClass` is left out",
      help: "leave it out: some tools have seen it refused", at: storageClass.span, facts: ["Q-10"])
  }

  /// T-03: a guard guards up to its limit.
  private static func guardHasLimit(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard rule.isGuard, let number = rule.selection.countNumber else { return }
    let passes =
      switch rule.rule.limit {
      case .imageCountMoreThan(let count): "the \(count + 1)th image it identifies"
      case .sinceImagePushed, .sinceImagePulled, .sinceImageTransitioned:
        "what is older than \(number.value) days"
      }
    findings.add(
      .suggestion, "GUARD_HAS_A_LIMIT",
      "rule \(rule.rule.rulePriority) guards what it identifies, and \(rule.verb) \(passes)",
      at: number.span, facts: ["T-02", "T-03"])
  }

  /// T-02: there are no keep rules.
  private static func saysKeep(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard let description = rule.draft.description, !rule.isGuard else { return }
    let words = description.value.lowercased().split { !$0.isLetter }
    let keeps = ["keep", "retain", "preserve", "protect", "never"]
    guard case .sinceImagePushed(let days) = rule.rule.limit, let word = words.first,
      keeps.contains(String(word))
    else { return }
    findings.add(
      .warning, "DESCRIPTION_SAYS_KEEP",
      "the description says `\(word)`; the rule \(rule.verb) what is older than \(days) days",
      help: "there are no keep rules: a rule with a small rulePriority and a large limit guards "
        + "what it identifies from the rules after it", at: description.span, facts: ["T-02"])
  }

  /// T-13: pull times are coarse, and not only people and clusters pull.
  private static func pullTimes(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard case .sinceImagePulled = rule.rule.limit, let type = rule.selection.countType else {
      return
    }
    findings.add(
      .suggestion, "PULL_TIME_IS_COARSE",
      "ECR records about one pull a day, and scanners count while functions and standby regions "
        + "hardly pull", help: "check that what runs has been pulled of late: `--in-use` marks it",
      at: type.span, facts: ["E-18", "T-13"])
  }

  /// T-16, T-17, T-18: what an index is made of are images too.
  private static func manifestParts(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard rule.rule.storageClass == .standard, let status = rule.selection.tagStatus else { return }
    switch (rule.rule.tags, rule.rule.limit) {
    case (.untagged, _):
      findings.add(
        .suggestion, "UNTAGGED_IS_NOT_GARBAGE",
        "the platform images and attestations of a tagged image index are untagged themselves",
        help: "give `--manifests` with `aws ecr batch-get-image` output to see which of them an "
          + "index holds back", at: status.span, facts: ["M-01", "M-04", "T-16"])
    case (.any, .imageCountMoreThan(let count)):
      findings.add(
        .suggestion, "COUNT_INCLUDES_PARTS",
        "an image index, each of its platform images and each signature count as one of the "
          + "\(count) images", help: "a multi-architecture release can use up four or more",
        at: status.span, facts: ["E-01", "M-08", "T-17", "T-18"])
    default: break
    }
  }
}
