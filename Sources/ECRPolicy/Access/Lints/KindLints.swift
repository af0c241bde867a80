import Texts

/// Policies that may be of another kind than their elements look like.
enum KindLints {
  /// a policy with `Resource` is not a repository policy, but some repository policies are
  /// written so.
  ///
  /// What only a registry's policy can be about settles it.
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard
      document.statements.contains(where: \.isAboutECR),
      let resource = document.statements.compactMap(\.resource).first
    else { return }
    switch document.kind {
    case .registryPolicy where !document.statements.contains { isAboutRegistry($0.action) }:
      findings.add(
        .warning, "POLICY_KIND_GUESSED",
        "assuming that this is a registry policy: a repository policy cannot have `Resource`",
        help: "for a repository, remove the element; `drydock validate --as repositoryPolicy` "
          + "reports what else ECR rejects; otherwise name its kind, such as `--as registryPolicy` "
          + "or `--as vpcEndpointPolicy`", at: resource.nameSpan, facts: ["A-07"])
    case .resourceControlPolicy, .resourcePolicy:
      findings.add(
        document.statements.contains(where: \.namesECR) ? .warning : .suggestion,
        "POLICY_KIND_GUESSED",
        "assuming that this is \(document.kind.nameWithArticle): it has `Principal` and "
          + "`Resource`, and not only actions of Amazon ECR",
        help: "name the kind with `--as`, such as `--as repositoryPolicy` or `--as "
          + "\(document.kind.rawValue)`", at: resource.nameSpan, facts: ["A-07"])
    default: break
    }
  }

  /// Elements that AWS's pages disagree about: accepted, and better left out.
  static func unusualElements(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    switch document.kind {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary,
      .sessionPolicy:
      guard let id = root.members?.first(where: { $0.name == "Id" }) else { return }
      findings.add(
        .suggestion, "ID_IN_IDENTITY_POLICY",
        "`Id` is for resource-based policies; IAM's grammar does not have it in "
          + "\(document.kind.nameWithArticle)",
        help: "remove it: it has no effect", at: id.nameSpan, facts: ["A-01"])
    case .serviceControlPolicy:
      for statement in document.statements where statement.effect == .allow {
        guard let resource = statement.resource, resource.isNegated || !resource.meansAll else {
          continue
        }
        findings.add(
          .suggestion, "SCP_ALLOW_WITH_RESOURCES",
          "AWS's pages disagree on whether an SCP's Allow can name resources",
          help: "allow `\"Resource\": \"*\"` and deny what you mean to exclude",
          at: resource.nameSpan, facts: ["A-06"])
      }
    default: break
    }
  }

  private static func isAboutRegistry(_ element: PolicyDocument.PatternElement) -> Bool {
    !element.isNegated
      && element.patterns.contains { pattern in
        let mask = ActionPattern(pattern.value).ecrActions
        let actions = ECRAction.all.indices.filter { mask & 1 << UInt64($0) != 0 }
          .map { ECRAction.all[$0] }
        return !actions.isEmpty
          && actions.allSatisfy { !$0.isSubjectToRepositoryPolicy || ofRegistry.contains($0.name) }
      }
  }

  private static let ofRegistry = ["BatchImportUpstreamImage", "ReplicateImage"]
}

extension PolicyDocument.Statement {
  /// Whether it spells out an action of ECR's.
  fileprivate var namesECR: Bool {
    action.patterns.contains { $0.value.lowercased().hasPrefix("ecr:") }
  }

  /// Whether it has an action of ECR's, or all actions.
  fileprivate var isAboutECR: Bool {
    action.isNegated || action.patterns.contains { ActionPattern($0.value).ecrActions != 0 }
  }
}
