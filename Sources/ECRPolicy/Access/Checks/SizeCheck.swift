import Texts

/// how long a policy may be.
enum SizeCheck {
  /// How many characters AWS accepts.
  private struct Quota {
    var most: Int
    /// Whether white space counts.
    var countsSpace = false
    /// How many it may accept, where a document does not reveal which quota holds.
    var highest: Int?
    /// When it accepts more than `most`.
    var exception = ""
  }

  private static func quota(_ kind: PolicyKind, kindIsGuessed: Bool) -> Quota? {
    switch kind {
    case .identityPolicy where kindIsGuessed:
      Quota(
        most: 6_144, highest: 10_240,
        exception: "unless it is an inline policy of a role, which may have 10,240")
    case .identityPolicy, .permissionsBoundary: Quota(most: 6_144)
    case .userPolicy: Quota(most: 2_048)
    case .rolePolicy: Quota(most: 10_240)
    case .groupPolicy: Quota(most: 5_120)
    case .sessionPolicy: Quota(most: 2_048, countsSpace: true)
    case .serviceControlPolicy: Quota(most: 10_240, countsSpace: true)
    case .resourceControlPolicy: Quota(most: 5_120, countsSpace: true)
    case .repositoryPolicy, .registryPolicy: Quota(most: 10_240, countsSpace: true)
    case .vpcEndpointPolicy: Quota(most: 20_480, countsSpace: true)
    case .trustPolicy:
      Quota(most: 2_048, highest: 8_192, exception: "unless the quota has been raised")
    case .resourcePolicy: nil
    }
  }

  static func run(
    _ document: PolicyDocument, _ root: JSONNode, kindIsGuessed: Bool,
    _ findings: inout FindingCollector
  ) {
    guard let quota = quota(document.kind, kindIsGuessed: kindIsGuessed) else { return }
    let text = document.source.bytes[
      root.span.start..<min(root.span.end, document.source.bytes.count)]
    guard text.count > quota.most else { return }
    let length = text.count { byte in
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: quota.countsSpace
      default: byte & 0xC0 != 0x80
      }
    }
    guard length > quota.most else { return }
    let mayFit = length <= quota.highest ?? quota.most
    let most = mayFit ? quota.most : quota.highest ?? quota.most
    let counted = quota.countsSpace ? "characters" : "characters without white space"
    findings.add(
      mayFit ? .warning : .error, "POLICY_SIZE_EXCEEDS_QUOTA",
      "the policy has \(length.grouped) \(counted); \(document.kind.nameWithArticle) can have at "
        + "most \(most.grouped)" + (mayFit ? ", " + quota.exception : ""),
      help: quota.countsSpace
        ? "white space counts: write it more compactly, or merge statements"
        : "merge statements, or split it into several policies",
      at: root.span.firstByte, facts: ["A-08"])
  }
}
