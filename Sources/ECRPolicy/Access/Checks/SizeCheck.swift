import Texts

/// A-08: how long a policy may be.
enum SizeCheck {
  /// The most characters, whether white space counts, and the quota's name.
  private static func limit(_ kind: PolicyKind) -> (most: Int, countsSpace: Bool)? {
    switch kind {
    case .identityPolicy, .permissionsBoundary: (6_144, false)
    case .userPolicy: (2_048, false)
    case .rolePolicy: (10_240, false)
    case .groupPolicy: (5_120, false)
    case .sessionPolicy: (2_048, true)
    case .serviceControlPolicy, .resourceControlPolicy: (5_120, true)
    case .repositoryPolicy, .registryPolicy: (10_240, true)
    case .resourcePolicy, .trustPolicy, .vpcEndpointPolicy: nil
    }
  }

  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    guard let (most, countsSpace) = limit(document.kind) else { return }
    let text = document.source.bytes[
      root.span.start..<min(root.span.end, document.source.bytes.count)]
    guard text.count > most else { return }
    let length = text.count { byte in
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: countsSpace
      default: byte & 0xC0 != 0x80
      }
    }
    guard length > most else { return }
    findings.add(
      .error, "POLICY_SIZE_EXCEEDS_QUOTA",
      "the policy is \(length) characters long\(countsSpace ? "" : " without white space"); "
        + "\(document.kind.nameWithArticle) has no more than \(most)",
      help: countsSpace
        ? "white space counts: write it more tightly, or merge statements"
        : "merge statements, or split it into several policies",
      at: root.span.firstByte, facts: ["A-08"])
  }
}
