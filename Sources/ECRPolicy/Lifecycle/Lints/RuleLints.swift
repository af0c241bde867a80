import ECRModel
import Texts

/// What can surprise in one rule.
enum RuleLints {
  static func run(
    _ rule: LintedRule, _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    explicitStandard(rule, edits, &findings)
    guardHasLimit(rule, &findings)
    pullTimes(rule, &findings)
    manifestParts(rule, &findings)
    sharedLimit(rule, &findings)
  }

  /// A default written out.
  private static func explicitStandard(
    _ rule: LintedRule, _ edits: PolicyEdits, _ findings: inout FindingCollector
  ) {
    guard let storageClass = rule.selection.storageClass, storageClass.value == .standard else {
      return
    }
    let edit = edits.removingMember("storageClass", valued: storageClass.span)
    findings.add(
      .suggestion, "STORAGE_CLASS_IS_DEFAULT",
      "`standard` is the default of `storageClass`",
      help: "remove it: some tools have seen ECR reject it", at: storageClass.span,
      facts: ["J-15", "Q-10"], remedy: edit.map { .edits($0) } ?? .advice)
  }

  /// T-03: a guard guards up to its limit, which a busy repository or a few years reach.
  private static func guardHasLimit(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard rule.isGuard, !rule.canNeverAct, let number = rule.selection.countNumber else { return }
    let reach: String
    switch rule.rule.limit {
    case .imageCountMoreThan(let count):
      // A repository holds 100,000 images; what stays far below its limit needs no remark.
      guard count < 5_000 else { return }
      reach =
        "only the newest \(count.grouped) images that it selects, and \(rule.verb) the others"
    case .sinceImagePushed(let days), .sinceImagePulled(let days),
      .sinceImageTransitioned(let days):
      reach = "images for only \(days.grouped) days, and then \(rule.verb) them"
    }
    findings.add(
      .suggestion, "GUARD_HAS_A_LIMIT", "\(rule.name) protects \(reach)",
      at: number.span, facts: ["T-02", "T-03"])
  }

  /// T-13: pull times are coarse, and not only people and clusters pull.
  private static func pullTimes(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard case .sinceImagePulled = rule.rule.limit, let type = rule.selection.countType else {
      return
    }
    findings.add(
      .suggestion, "PULL_TIME_IS_COARSE",
      "ECR records the pulls of an image about once a day; pulls by third-party scanners count, pulls "
        + "by Amazon Inspector do not, and running functions and standby regions rarely pull",
      help: "before you apply the rule, run `drydock preview` with `--in-use` to see whether it "
        + "archives running images", at: type.span,
      facts: ["E-18", "T-13"], remedy: .advice)
  }

  /// T-16, T-17, T-18: what an index is made of are images too, and use up a small limit.
  private static func manifestParts(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard rule.rule.storageClass == .standard, let status = rule.selection.tagStatus,
      case .imageCountMoreThan(let count) = rule.rule.limit, count <= 5
    else { return }
    switch rule.rule.tags {
    case .untagged:
      findings.add(
        .suggestion, "UNTAGGED_IS_NOT_GARBAGE",
        "the platform images and attestations of a tagged image index are untagged themselves",
        help: "give `--manifests` with `aws ecr batch-get-image` output to see which of them an "
          + "index needs", at: status.span, facts: ["M-01", "M-04", "T-16"], remedy: .advice)
    case .any:
      findings.add(
        .suggestion, "COUNT_INCLUDES_PARTS",
        "an image index, each of its platform images and each signature count toward the limit of "
          + Phrase.count(count, "image"),
        help: "multiply the limit by the number of images in one release: its index, platform "
          + "images and signatures", at: status.span, facts: ["E-01", "M-08", "T-17", "T-18"],
        remedy: .advice)
    case .tagged: break
    }
  }

  /// E-13: a count is one count of all that a pattern matches, whatever its `*` matches.
  private static func sharedLimit(_ rule: LintedRule, _ findings: inout FindingCollector) {
    guard case .imageCountMoreThan(let count) = rule.rule.limit, rule.isActing,
      rule.entries.count == 1, let entry = rule.entries.first, !entry.pattern.isPrefix,
      let tail = TagWords.movingTail(of: entry.text.value)
    else { return }
    findings.add(
      .warning, "LIMIT_IS_SHARED",
      "all tags that match `\(entry.text.value)` share one limit: \(rule.name) keeps "
        + Phrase.count(count, "image") + " in total, not \(count.grouped) for each tag",
      help: "write one rule for each of them, such as the pattern `NAME\(tail)`",
      at: entry.text.span, facts: ["E-10", "E-13"],
      remedy: .changes("images that no such rule selects are left to later rules, or kept"))
  }
}
