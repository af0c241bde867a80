package import Texts

extension PolicyKind {
  /// The most likely kind of a policy, by its elements.
  ///
  /// Without principals it is an identity-based policy. With principals and without resources it is
  /// a repository policy, or a role's trust policy when it is about assuming roles.
  /// With both it is a registry policy when it only has actions of ECR, otherwise a resource
  /// control policy when it only denies to everybody, otherwise a policy of some other service.
  package static func recognized(in fragment: JSONFragment) -> PolicyKind {
    guard let text = fragment.unwrapped().fragment?.node else { return .identityPolicy }
    let root = text.onlyElement(with: "Statement") ?? text
    let statements =
      PolicyDocumentReader.bareStatements(root) ?? root["Statement"]?.elements
      ?? root["Statement"].map { [$0] } ?? []
    let hasPrincipal = statements.contains { $0["Principal"] != nil || $0["NotPrincipal"] != nil }
    guard hasPrincipal else { return .identityPolicy }
    let actions = statements.flatMap { strings($0["Action"] ?? $0["NotAction"]) }
      .map { $0.lowercased() }
    let hasResource = statements.contains { $0["Resource"] != nil || $0["NotResource"] != nil }
    let isAboutRoles = !actions.isEmpty && actions.allSatisfy { $0.hasPrefix("sts:") }
    // A trust policy may not have a resource, which is reported; nothing else has such principals.
    let assumes = statements.contains {
      $0["Effect"]?.string == "Allow"
        && ($0["Principal"]?["Federated"] != nil || $0["Principal"]?["Service"] != nil)
    }
    if isAboutRoles, hasResource, assumes { return .trustPolicy }
    if !hasResource {
      return isAboutRoles ? .trustPolicy : .repositoryPolicy
    }
    if actions.allSatisfy({ $0.hasPrefix("ecr:") }) { return .registryPolicy }
    let onlyDenies = statements.allSatisfy { statement in
      statement["Effect"]?.string == "Deny" && strings(statement["Principal"]) == ["*"]
    }
    return onlyDenies ? .resourceControlPolicy : .resourcePolicy
  }

  private static func strings(_ node: JSONNode?) -> [String] {
    guard let node else { return [] }
    return (node.elements ?? [node]).compactMap(\.string)
  }
}
