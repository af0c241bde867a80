public import Texts

extension PolicyKind {
  /// What a policy most likely serves as, told from its elements.
  ///
  /// Without principals it goes with an identity. With principals and without resources it is a
  /// repository's, or a role's trust policy when it is about assuming roles. With both it
  /// is a registry's when it is about ECR's actions alone, else a resource control policy when it
  /// only denies to everybody, else some other service's.
  public static func recognized(in fragment: JSONFragment) -> PolicyKind {
    guard let root = fragment.unwrapped().fragment?.node else { return .identityPolicy }
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
