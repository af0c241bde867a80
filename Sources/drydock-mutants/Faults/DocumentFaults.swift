/// Faults of what AWS's own documents tell: organisations, users, groups and roles.
enum DocumentFaults {
  static let files = [organization, callers]

  private static let organization = FaultyFile(
    path: "Sources/ECRSimulator/Access/OrganizationWorld.swift",
    faults: [
      .value(
        "units-are-skipped", "Only the policies of the root and of the account itself count.",
        "path(to: account) ?? roots + [account]", becomes: "roots + [account]",
        within: "return (path(to: account) ?? roots + [account]).map"),
      .value(
        "both-types-of-policies", "SCPs count as RCPs, and RCPs as SCPs.",
        "$0.type == type.rawValue ? $0.policy : nil", becomes: "$0.policy"),
      .value(
        "path-with-the-account", "The path of an account ends with the account itself.",
        "$0.dropLast()", becomes: "$0.dropLast(0)"),
    ])

  private static let callers = FaultyFile(
    path: "Sources/ECRSimulator/Access/AccessWorld+Callers.swift",
    faults: [
      .statement(
        "groups-give-nothing", "What a user's groups have does not count.",
        """
        policies += group.inlinePolicies.compactMap { compileStored($0, .groupPolicy) }
              policies += group.attachedPolicies.compactMap { managed($0, .identityPolicy) }
        """, becomes: ""),
      .statement(
        "boundary-in-the-details-unread",
        "The boundary that an account's details name is passed over.",
        "person.policies.permissionsBoundary = managed(boundary, .permissionsBoundary)",
        becomes: ""),
      .statement(
        "path-in-the-details-unread", "The path of a session's role is not taken from the details.",
        "if let arn = ARN(identity.arn.value) { person.caller.setRole(arn) }", becomes: ""),
      .statement(
        "tags-in-the-details-unread", "A user's tags are not taken from the details.",
        "person.tags = identity.tags", becomes: ""),
    ])
}
