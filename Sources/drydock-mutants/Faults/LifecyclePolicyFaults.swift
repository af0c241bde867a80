/// Faults of how lifecycle policies are read and checked.
enum LifecyclePolicyFaults {
  static let files = [policy, drafts, shape, whole, selection, action, reader]

  private static let policy = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/LifecyclePolicy.swift",
    faults: [
      .value(
        "rules-in-the-order-of-the-text", "The rule that stands first in the text decides first.",
        "rules.sorted { $0.rulePriority < $1.rulePriority }", becomes: "rules"),
      .value(
        "largest-priority-first", "The rule with the largest rulePriority decides first.",
        "rules.sorted { $0.rulePriority < $1.rulePriority }",
        becomes: "rules.sorted { $0.rulePriority > $1.rulePriority }"),
    ])

  private static let drafts = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Reading/RuleDraft.swift",
    faults: [
      .value(
        "prefix-read-as-pattern", "A prefix matches only the tag that is equal to it.",
        "isPrefix ? TagPattern(prefix: $0.value) : TagPattern(pattern: $0.value)",
        becomes: "TagPattern(pattern: $0.value)"),
      .statement(
        "pulled-read-as-pushed", "`sinceImagePulled` is read as `sinceImagePushed`.",
        "self = .sinceImagePulled(days: number)", becomes: "self = .sinceImagePushed(days: number)"),
    ])

  private static let shape = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Checks/SelectionShape.swift",
    faults: [
      .value(
        "archive-for-89-days", "Archived images may be deleted after 89 days.",
        "number.value < 90", becomes: "number.value < 89"),
      .value(
        "archive-for-more-than-90-days", "Exactly 90 days in the archive are refused.",
        "number.value < 90", becomes: "number.value <= 90"),
      .value(
        "count-with-a-unit", "A unit beside a count is accepted.",
        "type.value == .imageCountMoreThan", becomes: "false"),
      .value(
        "age-without-a-unit", "An age needs no unit.",
        "type.value != .imageCountMoreThan", becomes: "false"),
      .value(
        "untagged-with-a-list", "A list of tags may stand beside `untagged` and `any`.",
        "draft.present.contains(name)", becomes: "false"),
      .value(
        "archive-by-any-count", "Archived images may be selected by counts and ages.",
        "storageClass.value == .archive", becomes: "false"),
    ])

  private static let whole = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Checks/WholePolicyChecks.swift",
    faults: [
      .value(
        "classes-checked-together",
        "Rules of different storage classes are held against each other.",
        "$0.selection?.effectiveStorageClass == storageClass",
        becomes: "$0.selection?.effectiveStorageClass != nil"),
      .statement(
        "combinations-unchecked", "Which counts go with which actions is not checked.",
        "for rule in rules { actionFitsSelection(rule, &findings) }", becomes: ""),
      .statement(
        "priorities-unique-in-a-class",
        "Two rules for different storage classes may have one rulePriority.",
        "duplicatePriorities(rules, &findings)",
        becomes: """
          for storageClass in StorageClass.allCases {
            duplicatePriorities(
              rules.filter { $0.selection?.effectiveStorageClass == storageClass }, &findings)
          }
          """),
      .value(
        "second-untagged-rule-passes", "Two rules for untagged images are accepted.",
        "places.dropFirst()", becomes: "places.dropFirst(2)"),
      .value(
        "any-rule-last-but-one", "A rule for any image may be the last but one.",
        "ranked.dropLast()", becomes: "ranked.dropLast(2)"),
      .value(
        "any-rule-last-in-the-text",
        "The last rule is the one that stands last in the text.",
        "($0.priority?.value ?? 0) < ($1.priority?.value ?? 0)", becomes: "false"),
      .value(
        "prefixes-and-patterns-alike",
        "A list of patterns with the entries of a list of prefixes counts as the same list.",
        "Key(isPrefix: isPrefix, entries: Set(list.value.map(\\.value)))",
        becomes: "Key(isPrefix: false, entries: Set(list.value.map(\\.value)))"),
    ])

  private static let selection = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Reading/LifecyclePolicyReader+Selection.swift",
    faults: [
      .value(
        "count-of-zero", "A count of zero is accepted.",
        "integer($0, \"countNumber\", minimum: 1, fact: \"J-18\")",
        becomes: "integer($0, \"countNumber\", minimum: 0, fact: \"J-18\")"),
      .value(
        "five-wildcards", "A pattern may have five stars.",
        "stars > 4", becomes: "stars > 5"),
      .value(
        "three-wildcards", "A pattern of four stars is refused.",
        "stars > 4", becomes: "stars >= 4"),
      .value(
        "empty-tag-list", "An empty list of tags is accepted.",
        "elements.isEmpty", becomes: "false"),
    ])

  private static let action = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Reading/LifecyclePolicyReader+Action.swift",
    faults: [
      .value(
        "expire-with-a-target", "`expire` may have a storage class to go to.",
        "type.value == .expire", becomes: "false"),
      .value(
        "transition-without-a-target", "`transition` needs no storage class to go to.",
        "type.value == .transition", becomes: "false"),
    ])

  private static let reader = FaultyFile(
    path: "Sources/ECRPolicy/Lifecycle/Reading/LifecyclePolicyReader.swift",
    faults: [
      .value(
        "fifty-one-rules", "A policy may have 51 rules.",
        "elements.count > 50", becomes: "elements.count > 51")
    ])
}
