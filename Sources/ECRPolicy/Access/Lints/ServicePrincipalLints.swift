import Texts

/// Services and providers as principals that never make a call to ECR.
enum ServicePrincipalLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ kind: PolicyKind, _ findings: inout FindingCollector
  ) {
    let isOfECR = kind == .repositoryPolicy || kind == .registryPolicy
    for name in statement.principal?.names ?? [] {
      switch name.value {
      case .service(let service):
        spelling(service, name.span, isOfECR, &findings)
      case .federated, .canonicalUser:
        if isOfECR { nobody(name, &findings) }
      default: break
      }
    }
  }

  /// a name that no service has is accepted by some services, and matches nobody.
  private static func spelling(
    _ service: String, _ span: Span, _ isOfECR: Bool, _ findings: inout FindingCollector
  ) {
    switch ServicePrincipalName.correction(of: service) {
    case .nearest(let meant):
      findings.add(
        .warning, "UNKNOWN_SERVICE_PRINCIPAL", "`\(service)` is not a known AWS service",
        help: "did you mean `\(meant)`?", at: span, facts: ["A-20", "A-28"])
    case .unknown where isOfECR:
      findings.add(
        .suggestion, "UNKNOWN_SERVICE_PRINCIPAL", "`\(service)` is not a known AWS service",
        help: "check the name in the service's documentation", at: span, facts: ["A-20", "A-28"])
    case .unknown, nil: break
    }
  }

  /// providers are principals of trust policies, canonical users of Amazon S3.
  private static func nobody(
    _ name: Located<PrincipalName>, _ findings: inout FindingCollector
  ) {
    let isFederated = if case .federated = name.value { true } else { false }
    findings.add(
      .warning, "PRINCIPAL_MATCHES_NOBODY",
      isFederated
        ? "`\(name.value.text)` matches nobody here: a `Federated` principal works in trust "
          + "policies only"
        : "`\(name.value.text)` matches nobody here: a `CanonicalUser` works in Amazon S3 only",
      help: isFederated
        ? "name the role that the provider's users assume, under `AWS`"
        : "name the account, the user or the role, under `AWS`", at: name.span, facts: ["A-20"])
  }
}
