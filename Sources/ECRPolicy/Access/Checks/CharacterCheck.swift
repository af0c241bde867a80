import Texts

/// which characters IAM accepts in the text of a policy.
enum CharacterCheck {
  static func run(
    _ document: PolicyDocument, _ root: JSONNode, _ findings: inout FindingCollector
  ) {
    guard document.kind.isKeptByIAM else { return }
    let bytes = document.source.bytes
    let end = min(root.span.end, bytes.count)
    // Up to U+00FF a character has one byte, or two, the first of them C2 or C3.
    guard let start = bytes[root.span.start..<end].firstIndex(where: { $0 > 0xC3 }) else { return }
    let rest = String(decoding: bytes[start..<min(start + 4, end)], as: UTF8.self)
    guard let scalar = rest.unicodeScalars.first else { return }
    let code = String(scalar.value, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: max(0, 4 - code.count)) + code
    findings.add(
      .error, "UNSUPPORTED_CHARACTER",
      "the policy contains `\(Character(scalar))` (U+\(number)); IAM accepts tabs, line breaks and "
        + "the characters from U+0020 to U+00FF",
      help: "replace it with a character of that range, such as `-` for a dash, or write "
        + "`\\u\(number)` in its place", at: Span(start, start + UTF8.width(scalar)),
      facts: ["A-08"])
  }
}

extension PolicyKind {
  /// Whether IAM or STS takes it, whose API has this set of characters.
  fileprivate var isKeptByIAM: Bool {
    switch self {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary,
      .sessionPolicy, .trustPolicy:
      true
    case .serviceControlPolicy, .resourceControlPolicy, .repositoryPolicy, .registryPolicy,
      .resourcePolicy, .vpcEndpointPolicy:
      false
    }
  }
}
