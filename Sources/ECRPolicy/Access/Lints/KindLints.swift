import Texts

/// Policies that may be of another kind than their elements look like.
enum KindLints {
  /// with a `Resource` a policy is no repository's, and yet some are written so.
  ///
  /// What only a registry's policy can be about settles it.
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard document.kind == .registryPolicy,
      !document.statements.contains(where: { isAboutRegistry($0.action) }),
      let resource = document.statements.compactMap(\.resource).first
    else { return }
    findings.add(
      .suggestion, "POLICY_KIND_GUESSED",
      "this is taken for a registry policy: a repository policy may not have `Resource`",
      help: "if it is meant for a repository, remove the element; `drydock validate --as "
        + "repositoryPolicy` says what else AWS would refuse", at: resource.nameSpan,
      facts: ["A-07"])
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
