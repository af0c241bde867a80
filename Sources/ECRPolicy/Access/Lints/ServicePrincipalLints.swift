import Texts

/// Services and providers as principals that never make a call to ECR.
enum ServicePrincipalLints {
  static func run(
    _ statement: PolicyDocument.Statement, _ document: PolicyDocument,
    _ findings: inout FindingCollector
  ) {
    let kind = document.kind
    openSource(statement, document.version, &findings)
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

  /// A-63, T-A23: a condition on the customer that a service acts for, which every customer meets.
  private static func openSource(
    _ statement: PolicyDocument.Statement, _ version: PolicyDocument.Version,
    _ findings: inout FindingCollector
  ) {
    guard statement.effect == .allow, statement.principal?.isNegated == false,
      !statement.isForEverybody, !statement.limitsCallers(version),
      let service = statement.principal?.names.first(where: {
        if case .service = $0.value { true } else { false }
      })
    else { return }
    for condition in statement.conditions
    where CallerContextKeys.sourcesOfServices.contains(condition.lowerKey) {
      let why: String
      switch condition.opening(in: statement, version) {
      case .wideValue(let value): why = "`\(value)` matches the `\(condition.key)` of every account"
      case .negated: why = "`\(condition.comparison)` excludes its values and allows all others"
      default: continue
      }
      findings.add(
        .securityWarning, "CONDITION_DOES_NOT_LIMIT_CALLERS",
        "`\(service.value.text)` can use this statement on behalf of any customer: \(why)",
        help: "write the whole value, or add `\"StringEquals\": {\"aws:SourceAccount\": "
          + "\"ACCOUNT\"}`", at: condition.keySpan, facts: ["A-26", "A-63", "T-A23"])
      return
    }
  }

  /// some services accept a name that no service has; it matches nobody.
  private static func spelling(
    _ service: String, _ span: Span, _ isOfECR: Bool, _ findings: inout FindingCollector
  ) {
    switch ServicePrincipalName.correction(of: service) {
    case .nearest(let meant):
      findings.add(
        .warning, "UNKNOWN_SERVICE_PRINCIPAL", "`\(service)` is not a known AWS service",
        help: Spelling.didYouMean(meant), at: span, facts: ["A-20", "A-28"])
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
