/// Faults of how the kinds of policies go together.
enum DecisionFaults {
  static let files = [gates, answers, question]

  private static let gates = FaultyFile(
    path: "Sources/ECRAccess/Evaluation/Gates.swift",
    faults: denies + grants + scopes)

  /// The kinds of policies that can deny, as the engine names them.
  private static func denied(except kind: String) -> String {
    [
      "resourceControl", "serviceControl", "resource", "registry", "identity", "boundary",
      "session",
      "endpoint",
    ].filter { $0 != kind }.map { $0 + ".deny" }.joined(separator: " | ")
  }

  private static let allDenied = """
    resourceControl.deny | serviceControl.deny | resource.deny | registry.deny | identity.deny
          | boundary.deny | session.deny | endpoint.deny
    """

  private static let denies: [Fault] = [
    .statement(
      "deny-of-rcp-skipped", "A Deny of an RCP is not heard.",
      allDenied, becomes: denied(except: "resourceControl")),
    .statement(
      "deny-of-scp-skipped", "A Deny of an SCP is not heard.",
      allDenied, becomes: denied(except: "serviceControl")),
    .statement(
      "deny-of-repository-skipped", "A Deny of a repository policy is not heard.",
      allDenied, becomes: denied(except: "resource")),
    .statement(
      "deny-of-registry-skipped", "A Deny of the registry policy is not heard.",
      allDenied, becomes: denied(except: "registry")),
    .statement(
      "deny-of-identity-skipped", "A Deny of an identity-based policy is not heard.",
      allDenied, becomes: denied(except: "identity")),
    .statement(
      "deny-of-boundary-skipped", "A Deny of a permissions boundary is not heard.",
      allDenied, becomes: denied(except: "boundary")),
    .statement(
      "deny-of-session-skipped", "A Deny of a session policy is not heard.",
      allDenied, becomes: denied(except: "session")),
    .statement(
      "deny-of-endpoint-skipped", "A Deny of a VPC endpoint policy is not heard.",
      allDenied, becomes: denied(except: "endpoint")),
  ]

  private static let grants: [Fault] = [
    .statement(
      "scp-need-not-allow", "SCPs only deny; that they allow nothing does not matter.",
      "resourceControl.allow & serviceControl.allow & endpoint.allow & granted & ~denied",
      becomes: "resourceControl.allow & endpoint.allow & granted & ~denied"),
    .statement(
      "endpoint-need-not-allow", "What an endpoint policy does not allow passes all the same.",
      "resourceControl.allow & serviceControl.allow & endpoint.allow & granted & ~denied",
      becomes: "resourceControl.allow & serviceControl.allow & granted & ~denied"),
    .value(
      "boundary-or-session", "It is enough that the boundary or the session policies allow.",
      "boundary.allow & session.allow", becomes: "boundary.allow | session.allow"),
    .statement(
      "root-needs-a-policy", "The root user needs a policy in its own account.",
      "return .max", becomes: "return named"),
    .statement(
      "direct-grant-is-bounded",
      "Also who is named by its own ARN needs the boundary's and the session's leave.",
      "return direct | (role | identity.allow) & bounds",
      becomes: "return (direct | role | identity.allow) & bounds"),
    .statement(
      "role-grant-is-unbounded", "Naming a role passes its boundary and its session policies.",
      "return direct | (role | identity.allow) & bounds",
      becomes: "return direct | role | identity.allow & bounds"),
    .statement(
      "identity-is-unbounded", "What identity-based policies give is not bounded.",
      "return direct | (role | identity.allow) & bounds",
      becomes: "return direct | role & bounds | identity.allow"),
    .statement(
      "account-grant-is-enough", "Naming the account lets its users in by itself.",
      "return direct | (role | identity.allow) & bounds",
      becomes: "return direct | (role | named | identity.allow) & bounds"),
    .statement(
      "both-sides-at-home", "In one account both sides have to allow.",
      "return direct | (role | identity.allow) & bounds",
      becomes: "return named & identity.allow & bounds"),
    .statement(
      "either-side-abroad", "Across accounts one of the two sides is enough.",
      "return named & identity.allow & bounds",
      becomes: "return (named | identity.allow) & bounds"),
    .statement(
      "direct-grant-abroad-is-enough",
      "Across accounts who is named by its own ARN needs no policy of its own.",
      "return named & identity.allow & bounds",
      becomes: "return (direct | named & identity.allow) & bounds"),
    .statement(
      "account-grant-abroad-is-nothing",
      "Across accounts naming the account lets nobody in.",
      "return named & identity.allow & bounds",
      becomes: "return (direct | role) & identity.allow & bounds"),
    .statement(
      "unbounded-abroad", "Across accounts boundaries and session policies do not count.",
      "return named & identity.allow & bounds", becomes: "return named & identity.allow"),
  ]

  private static let scopes: [Fault] = [
    .value(
      "anonymous-callers-get-in", "Who has no credentials is let in where everybody is named.",
      "actions.isECR ? .shutOut : .withoutPolicies", becomes: ".withoutPolicies"),
    .value(
      "boundary-keeps-exemptions", "A boundary does not undo what `NotPrincipal` exempts.",
      "policies.caller.permissionsBoundary != nil", becomes: "false"),
    .value(
      "rcp-binds-service-linked-roles", "RCPs bind service-linked roles.",
      "!policies.resource.resourceControlPolicies.isEmpty && !caller.isServiceLinked",
      becomes: "!policies.resource.resourceControlPolicies.isEmpty"),
    .value(
      "rcp-binds-management-account", "RCPs bind the management account's resources.",
      "policies.managementAccount == nil || policies.managementAccount != resourceAccount",
      becomes: "true"),
    .value(
      "rcp-spares-management-callers",
      "RCPs leave the management account's callers alone, not its resources.",
      "policies.managementAccount == nil || policies.managementAccount != resourceAccount",
      becomes: "policies.managementAccount == nil || policies.managementAccount != caller.account"),
    .value(
      "scp-binds-management-account", "SCPs bind the management account's principals.",
      "policies.managementAccount == nil || policies.managementAccount != caller.account",
      becomes: "true"),
    .value(
      "scp-spares-management-resources",
      "SCPs leave the management account's resources alone, not its callers.",
      "policies.managementAccount == nil || policies.managementAccount != caller.account",
      becomes: "policies.managementAccount == nil || policies.managementAccount != resourceAccount"),
    .value(
      "repository-policy-gives-everything",
      "A repository policy has a say in the registry's actions.",
      "actions.mask & ActionMasks.heedingRepositoryPolicy", becomes: "actions.mask"),
    .value(
      "scope-v1-covers-everything", "In scope V1 the registry policy counts for every action.",
      "actions.mask & ActionMasks.registryPolicyScope1", becomes: "actions.mask"),
    .value(
      "registry-policy-gives-the-login", "The registry policy can give the login.",
      "~ActionMasks.authorizationToken", becomes: "UInt64.max"),
    .statement(
      "one-level-is-enough", "One level of SCPs that allows is enough.",
      "answer.allow &= one.allow", becomes: "answer.allow |= one.allow"),
    .value(
      "endpoint-wants-own-names",
      "An endpoint policy lets in who is named by its own ARN, not by role or account.",
      "one.named", becomes: "one.direct"),
    .value(
      "first-session-policy-only", "Of several session policies only the first counts.",
      "answer(of: policies.caller.sessionPolicies)",
      becomes: "answer(of: Array(policies.caller.sessionPolicies.prefix(1)))"),
  ]

  private static let answers = FaultyFile(
    path: "Sources/ECRAccess/Evaluation/PolicyAnswer.swift",
    faults: [
      .statement(
        "resource-is-not-compared", "Statements of identity-based policies are for every resource.",
        """
        guard actions != 0, meetsResource(policy, index), meetsConditions(policy, index) else { return }
        """, becomes: "guard actions != 0, meetsConditions(policy, index) else { return }"),
      .statement(
        "deny-ignores-conditions", "A Deny of an identity-based policy has no conditions.",
        """
        guard actions != 0, meetsResource(policy, index), meetsConditions(policy, index) else { return }
        """,
        becomes: """
          guard actions != 0, meetsResource(policy, index),
            !policy.heads[index].isAllow || meetsConditions(policy, index)
          else { return }
          """),
      .value(
        "deny-of-a-resource-hits-everybody",
        "A Deny of a resource-based policy is for everybody, whoever is named.",
        "naming != .none", becomes: "naming != .none || !policy.heads[index].isAllow"),
      .statement(
        "conditions-mean-or", "One of several conditions is enough.",
        """
        for condition in policy.statements[index].conditions
            where !condition.holds(context, unknown: assumption) { return false }
            return true
        """,
        becomes: """
          return policy.statements[index].conditions.contains {
            $0.holds(context, unknown: assumption)
          }
          """),
      .value(
        "deny-of-the-login-skipped", "The registry policy's Deny does not count for a login.",
        "deny & mask", becomes: "deny & mask & allowed"),
      .value(
        "unknown-keys-taken-for-the-best",
        "Whether an answer may change is asked in the caller's favour alone.",
        "!policy.heads[index].isAllow", becomes: "policy.heads[index].isAllow",
        within: "case .againstFavour: !policy.heads[index].isAllow"),
    ])

  private static let question = FaultyFile(
    path: "Sources/ECRAccess/Evaluation/Question.swift",
    faults: [
      .value(
        "accounts-are-one", "That caller and resource are in different accounts is not seen.",
        "account != resourceAccount", becomes: "false"),
      .statement(
        "resource-account-unknown", "`aws:ResourceAccount` is not filled in.",
        "context.resource.set(\"aws:ResourceAccount\", account)", becomes: ""),
    ])
}
