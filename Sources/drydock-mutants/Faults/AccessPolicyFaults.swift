/// Faults of how JSON policies are compiled and checked.
enum AccessPolicyFaults {
  static let files = [compiled, checks, resources, sizes, operators, actions, masks]

  private static let compiled = FaultyFile(
    path: "Sources/ECRAccess/Policies/CompiledPolicy.swift",
    faults: [
      .value(
        "not-action-read-as-action", "`NotAction` means the actions that it names.",
        "statement.action.isNegated ? ~named : named", becomes: "named"),
      .statement(
        "not-resource-read-as-resource", "`NotResource` means the resources that it names.",
        "isNegated = element.isNegated", becomes: "isNegated = false",
        within: "isNegated = element.isNegated\n    let patterns"),
      .value(
        "variables-in-old-resources",
        "Variables in resources have a meaning in the language of 2008 too.",
        "version == .v2012", becomes: "true"),
      .value(
        "first-resource-only", "Only the first of a statement's resources counts.",
        "fixed", becomes: "Array(fixed.prefix(1))",
        within: "for pattern in fixed where pattern.matches(resource)"),
    ])

  private static let checks = FaultyFile(
    path: "Sources/ECRPolicy/Access/Checks/DocumentChecks.swift",
    faults: [
      .value(
        "repository-policy-with-resource", "A repository policy may name a resource.",
        "self != .repositoryPolicy && self != .trustPolicy", becomes: "true"),
      .value(
        "rcp-that-allows", "A resource control policy may allow.",
        "statement.effect == .allow", becomes: "false"),
      .value(
        "same-sid-twice", "Two statements may have one Sid.",
        "seen[sid]", becomes: "Span?.none", within: "if let earlier = seen[sid] {"),
      .value(
        "nobody-is-named", "A statement of a repository policy needs no principal.",
        "statement.principal == nil", becomes: "false"),
      .value(
        "nothing-is-named", "A statement of an identity-based policy needs no resource.",
        "statement.resource == nil", becomes: "false"),
      .value(
        "sids-with-spaces", "A Sid in an IAM policy may have spaces.",
        "!isPlain", becomes: "false"),
    ])

  private static let resources = FaultyFile(
    path: "Sources/ECRPolicy/Access/Checks/ResourceCheck.swift",
    faults: [
      .value(
        "short-arn-in-a-session-policy", "A session policy may have an incomplete ARN.",
        "refusesIncomplete(parts, kind)", becomes: "false",
        within: "if parts.count < 6, refusesIncomplete(parts, kind) {"),
      .value(
        "account-of-any-length", "An ARN's account may have any number of digits.",
        "ARN.isAccountID(account)", becomes: "true"),
    ])

  private static let sizes = FaultyFile(
    path: "Sources/ECRPolicy/Access/Checks/SizeCheck.swift",
    faults: [
      .value(
        "one-character-more", "A policy may be one character too long.",
        "length > most", becomes: "length > most + 1"),
      .value(
        "space-always-counts", "White space counts in every kind of policy.",
        "countsSpace", becomes: "true", within: "case 0x20, 0x09, 0x0A, 0x0D: countsSpace"),
    ])

  private static let operators = FaultyFile(
    path: "Sources/ECRPolicy/Access/ConditionOperator.swift",
    faults: [
      .value(
        "null-if-exists", "`Null` takes `IfExists`.",
        "ifExists || quantifier != nil", becomes: "quantifier != nil")
    ])

  private static let actions = FaultyFile(
    path: "Sources/ECRPolicy/Access/Actions/ECRAction.swift",
    faults: [
      .value(
        "new-repository-has-a-policy",
        "A repository policy has a say in making the repository.",
        "resourceType == .repository && name != \"CreateRepository\"",
        becomes: "resourceType == .repository")
    ])

  private static let masks = FaultyFile(
    path: "Sources/ECRAccess/Evaluation/AskedActions.swift",
    faults: [
      .value(
        "scope-v1-without-new-repositories",
        "In scope V1 the registry policy does not count for making repositories.",
        "[\"ReplicateImage\", \"BatchImportUpstreamImage\", \"CreateRepository\"].contains($0.name)",
        becomes: "[\"ReplicateImage\", \"BatchImportUpstreamImage\"].contains($0.name)")
    ])
}
