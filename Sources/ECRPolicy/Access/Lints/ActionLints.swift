import Texts

/// Actions that do not exist, or that have no effect in their statement.
enum ActionLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ document: PolicyDocument,
    _ findings: inout FindingCollector
  ) {
    for pattern in statement.action.patterns {
      guard pattern.value.lowercased().hasPrefix("ecr:") else {
        otherService(pattern, statement, document.kind, &findings)
        continue
      }
      let actions = actions(pattern.value)
      if actions.isEmpty {
        unknown(pattern, &findings)
      } else if !statement.action.isNegated {
        if document.kind == .repositoryPolicy {
          repositoryPolicy(pattern, actions, statement, &findings)
        } else {
          if document.kind == .registryPolicy, statement.effect == .allow {
            registryPolicy(pattern, actions, &findings)
          }
          resource(pattern, actions, statement, &findings)
        }
      }
    }
  }

  private static func actions(_ pattern: String) -> [ECRAction] {
    let mask = ActionPattern(pattern).ecrActions
    return ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }.map { ECRAction.all[$0] }
  }

  private static func unknown(_ pattern: Located<String>, _ findings: inout FindingCollector) {
    if let action = ECRAction.authorizing(pattern.value) {
      findings.add(
        .warning, "ACTION_DOES_NOT_EXIST",
        "`\(pattern.value)` is an operation, not an action: AWS accepts the name, but it has no effect",
        help: "write `\(action.text)`, whose permission the operation needs", at: pattern.span,
        facts: ["A-73"])
      return
    }
    let meant = ECRAction.meant(by: String(pattern.value.dropFirst(4)))
    findings.add(
      .warning, "ACTION_DOES_NOT_EXIST",
      "unknown ECR action `\(pattern.value)`: IAM accepts it, but it has no effect",
      help: meant.map { Spelling.didYouMean("ecr:\($0)") }, at: pattern.span, facts: ["A-30"])
  }

  /// A-34: only what acts on the repository.
  private static func repositoryPolicy(
    _ pattern: Located<String>, _ actions: [ECRAction], _ statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    guard !actions.contains(where: \.isSubjectToRepositoryPolicy) else { return }
    let name = actions[0].text
    let isForServices =
      statement.principal?.names.allSatisfy {
        if case .service = $0.value { true } else { false }
      } == true && statement.principal?.isNegated == false
    findings.add(
      .warning, "ACTION_WITHOUT_EFFECT_IN_REPOSITORY_POLICY",
      "`\(pattern.value)` has no effect in a repository policy: "
        + (name == "ecr:GetAuthorizationToken"
          ? "logging in does not involve a repository" : "it does not act on a repository"),
      // T-A22: a service has no identity-based policy, and makes no login.
      help: isForServices
        ? "remove it: a service that pulls images itself does not log in"
        : "\(statement.effect == .allow ? "allow" : "deny") it in an identity-based policy",
      at: pattern.span, facts: isForServices ? ["A-34", "A-73", "T-A22"] : ["A-34", "A-71"])
  }

  /// A-62, A-72: what only an identity-based policy allows.
  private static func registryPolicy(
    _ pattern: Located<String>, _ actions: [ECRAction], _ findings: inout FindingCollector
  ) {
    guard actions.allSatisfy(\.isGivenByIdentityPoliciesOnly) else { return }
    findings.add(
      .warning, "ACTION_WITHOUT_EFFECT_IN_REGISTRY_POLICY",
      "a registry policy cannot allow `\(pattern.value)`: only an identity-based policy can",
      help: "allow it in an identity-based policy of the principals that need it", at: pattern.span,
      facts: ["A-62", "A-72", "QA-7"])
  }

  private static func otherService(
    _ pattern: Located<String>, _ statement: PolicyDocument.Statement, _ kind: PolicyKind,
    _ findings: inout FindingCollector
  ) {
    if let meant = ECRAction.misplaced(pattern.value) {
      findings.add(
        .warning, "ACTION_DOES_NOT_EXIST",
        "`\(pattern.value)` is not an action: `\(meant.name)` is an action of `ecr`",
        help: Spelling.didYouMean(meant.text), at: pattern.span, facts: ["A-30"])
      return
    }
    guard kind == .repositoryPolicy || kind == .registryPolicy, pattern.value != "*" else { return }
    findings.add(
      .warning, "ACTION_OF_ANOTHER_SERVICE",
      "`\(pattern.value)` has no effect here: ECR checks only its own actions against this policy",
      help: "remove it, or write the `ecr:` action that you mean", at: pattern.span, facts: ["A-34"]
    )
  }

  /// A-32: requests for an action without a resource type always have the resource `*`, and
  /// requests for one on a repository always have a repository ARN.
  private static func resource(
    _ pattern: Located<String>, _ actions: [ECRAction], _ statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    guard let resource = statement.resource, !resource.isNegated else { return }
    let texts = resource.patterns.map(\.value)
    if actions.allSatisfy({ $0.resourceType == .registry }), !texts.contains("*") {
      findings.add(
        .warning, "RESOURCE_NOT_SUPPORTED_BY_ACTION",
        "`\(pattern.value)` never applies to the resources of "
          + "this statement: its only resource is `*`",
        help: "put it into a separate statement with `\"Resource\": \"*\"`", at: pattern.span,
        facts: ["A-32", "T-A05"])
    }
    if actions.allSatisfy({ $0.resourceType == .repository }),
      !texts.contains(where: mayMeetRepositories)
    {
      findings.add(
        .warning, "RESOURCE_NOT_SUPPORTED_BY_ACTION",
        "`\(pattern.value)` never applies to the resources of this statement: none is a repository",
        help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: pattern.span,
        facts: ["A-33"])
    }
  }

  /// Whether a pattern may match the ARN of some repository, with a region and an account in it.
  ///
  /// One whose last part no repository has is warned of where it is (T-A27).
  private static func mayMeetRepositories(_ text: String) -> Bool {
    let parts = PolicyVariable.masked(text).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    // Incomplete ARNs have a warning of their own (A-35).
    guard parts.count == 6 else { return true }
    let service = String(parts[2])
    return (service == "ecr" || service.contains { "*?$".contains($0) })
      && !parts[3].isEmpty && !parts[4].isEmpty
      && (service == "ecr" || parts[5].hasPrefix("repository/")
        || parts[5].prefix(11).contains { "*?$".contains($0) })
  }
}
