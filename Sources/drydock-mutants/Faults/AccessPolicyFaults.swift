/// Faults of how JSON policies are compiled and checked.
enum AccessPolicyFaults {
  static let files = [compiled, checks, actions, masks]

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
