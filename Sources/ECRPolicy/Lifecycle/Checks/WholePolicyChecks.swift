import ECRModel
import Texts

/// What the rules of one policy must have in common, and what each selection and action together.
enum WholePolicyChecks {
  static func run(_ rules: [RuleDraft], _ findings: inout FindingCollector) {
    let edits = PolicyEdits(drafts: rules, source: findings.source)
    for rule in rules { actionFitsSelection(rule, &findings) }
    duplicatePriorities(rules, &findings)
    for storageClass in StorageClass.allCases {
      let inClass = rules.filter { $0.selection?.effectiveStorageClass == storageClass }
      severalUntagged(inClass, storageClass, &findings)
      anyIsLast(inClass, storageClass, &findings)
      equalTagLists(inClass, storageClass, edits, &findings)
    }
  }

  /// V-01: the cells of the table of combinations that no other check refuses.
  private static func actionFitsSelection(_ rule: RuleDraft, _ findings: inout FindingCollector) {
    guard let countType = rule.selection?.countType, let type = rule.action?.type else { return }
    switch (countType.value, type.value) {
    case (.sinceImagePulled, .expire):
      findings.add(
        .error, "PULLED_CANNOT_EXPIRE", "`sinceImagePulled` can archive images, not expire them",
        help: "write `\"type\": \"transition\", \"targetStorageClass\": \"archive\"`; "
          + "`\"countType\": \"sinceImagePushed\"` would expire images however lately they were pulled",
        at: type.span,
        related: [("selected here", countType.span)], facts: ["V-01", "T-11"])
    case (.sinceImageTransitioned, .transition):
      findings.add(
        .error, "ARCHIVED_CANNOT_TRANSITION", "archived images can only expire",
        help: "write `\"type\": \"expire\"` and remove `targetStorageClass`", at: type.span,
        related: [("selected here", countType.span)], facts: ["V-01"])
    default: break
    }
  }

  /// Priorities are unique in a policy (V-02).
  private static func duplicatePriorities(_ rules: [RuleDraft], _ findings: inout FindingCollector)
  {
    var first: [Int: Located<Int>] = [:]
    for priority in rules.compactMap(\.priority) {
      guard let earlier = first[priority.value] else {
        first[priority.value] = priority
        continue
      }
      findings.add(
        .error, "DUPLICATE_RULE_PRIORITY", "two rules have the rulePriority \(priority.value)",
        help: "give each rule its own number", at: priority.span,
        related: [("first here", earlier.span)], facts: ["J-07", "V-02"])
    }
  }

  /// One `untagged` rule a storage class (V-03, X-10).
  private static func severalUntagged(
    _ rules: [RuleDraft], _ storageClass: StorageClass, _ findings: inout FindingCollector
  ) {
    let places = rules.compactMap(\.selection?.tagStatus).filter { $0.value == .untagged }
    for place in places.dropFirst() {
      findings.add(
        .error, "SEVERAL_UNTAGGED_RULES",
        "a second rule selects untagged images in \(storageClass.policyName) storage",
        help: "keep one: a count and an age cannot both apply to untagged images", at: place.span,
        related: [("first here", places[0].span)], facts: ["V-03", "X-10", "T-10"],
        answer: ServiceAnswers.severalUntagged)
    }
  }

  /// An `any` rule comes last in its storage class (V-04, V-05, X-09).
  private static func anyIsLast(
    _ rules: [RuleDraft], _ storageClass: StorageClass, _ findings: inout FindingCollector
  ) {
    let ranked = rules.filter { $0.priority != nil && $0.selection?.tagStatus != nil }
      .sorted { ($0.priority?.value ?? 0) < ($1.priority?.value ?? 0) }
    guard let last = ranked.last else { return }
    let isOnly = ranked.count { $0.selection?.tagStatus?.value == .any } == 1
    for rule in ranked.dropLast() where rule.selection?.tagStatus?.value == .any {
      findings.add(
        .error, "ANY_RULE_NOT_LAST",
        "\(rule.name) has `\"tagStatus\": \"any\"` but is not the last rule for "
          + "\(storageClass.policyName) storage",
        help: isOnly
          ? "give it a rulePriority larger than \(last.priority?.value ?? 0)"
          : "keep one `any` rule, and give it the largest rulePriority; a policy cannot limit both "
            + "the number and the age of all images",
        at: rule.selection?.tagStatus?.span ?? rule.span,
        related: last.priority.map { [("\(last.name) comes after it", $0.span)] } ?? [],
        facts: ["V-04", "X-09", "T-10"], answer: ServiceAnswers.anyNotLast)
    }
  }

  /// V-06, in the reading of Q-8: equal lists of one kind.
  private static func equalTagLists(
    _ rules: [RuleDraft], _ storageClass: StorageClass, _ edits: PolicyEdits,
    _ findings: inout FindingCollector
  ) {
    struct Key: Hashable {
      var isPrefix: Bool
      var entries: Set<String>
    }
    var first: [Key: RuleDraft] = [:]
    for rule in rules {
      guard let (list, isPrefix) = rule.selection?.tagList else { continue }
      let key = Key(isPrefix: isPrefix, entries: Set(list.value.map(\.value)))
      guard let earlier = first[key], let place = earlier.selection?.tagList?.list.span else {
        first[key] = rule
        continue
      }
      let name = isPrefix ? "tagPrefixList" : "tagPatternList"
      let late = (rule.priority?.value ?? 0) < (earlier.priority?.value ?? 0) ? earlier : rule
      // AWS documents only prefixes: whether it rejects equal patterns is unknown.
      findings.add(
        isPrefix ? .error : .warning, "DUPLICATE_TAG_LIST",
        "two rules for \(storageClass.policyName) storage have the same \(name)",
        help: "remove \(late.name): it can never act, as the smaller rulePriority takes precedence",
        at: list.span, related: [("first here", place)], facts: ["V-06", "Q-8"],
        remedy: edits.removing(late).map { .edits($0) })
    }
  }
}
