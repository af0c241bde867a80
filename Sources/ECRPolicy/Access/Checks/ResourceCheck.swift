import ECRModel
import Texts

/// A-31: the form of a value of `Resource`.
enum ResourceCheck {
  private static let partitions = [
    "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc",
  ]

  static func run(
    _ pattern: Located<String>, _ kind: PolicyKind, _ findings: inout FindingCollector
  ) {
    let text = pattern.value
    guard text != "*", !text.hasPrefix("${") else { return }
    let parts = PolicyVariable.masked(text).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts[0] == "arn", parts.count > 1 else {
      findings.add(
        .error, "INVALID_ARN_PREFIX", "`\(text)` is no ARN",
        help: text.contains(":")
          ? "an ARN begins with `arn:`"
          : "write `arn:aws:ecr:REGION:ACCOUNT:repository/\(text)`", at: pattern.span,
        facts: ["A-31", "A-33"],
        answer: ServiceWords.answer(
          kind, "Resource \(text.shortened()) must be in ARN format or \"*\"."))
      return
    }
    if parts.count < 6, refusesIncomplete(parts, kind) {
      findings.add(
        .error, "MISSING_ARN_FIELD", "`\(text)` has \(parts.count) of an ARN's six parts",
        help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: pattern.span,
        facts: ["A-31", "A-35"])
      return
    }
    partition(String(parts[1]), pattern, kind, &findings)
    if parts.count == 6 { account(parts[4], pattern, &findings) }
  }

  /// A-35, QA-21: which incomplete ARNs are no more than a warning.
  private static func refusesIncomplete(_ parts: [Substring], _ kind: PolicyKind) -> Bool {
    switch kind {
    case .identityPolicy, .userPolicy, .rolePolicy, .groupPolicy, .permissionsBoundary: false
    case .sessionPolicy: true
    case .serviceControlPolicy, .resourceControlPolicy, .repositoryPolicy, .registryPolicy,
      .resourcePolicy, .trustPolicy, .vpcEndpointPolicy:
      parts.last?.hasSuffix("*") != true
    }
  }

  private static func partition(
    _ partition: String, _ pattern: Located<String>, _ kind: PolicyKind,
    _ findings: inout FindingCollector
  ) {
    guard !partition.contains("*"), !partition.contains("?"), !partitions.contains(partition) else {
      return
    }
    findings.add(
      .error, "INVALID_PARTITION", "`\(partition)` is no partition of AWS",
      help: Spelling.suggestion(for: partition, among: partitions)
        ?? "write `aws`, `aws-cn` or `aws-us-gov`", at: pattern.span, facts: ["A-31"],
      answer: ServiceWords.answer(
        kind,
        "Partition \"\(partition.shortened())\" is not valid for resource "
          + "\"\(pattern.value.shortened())\"."))
  }

  private static func account(
    _ account: Substring, _ pattern: Located<String>, _ findings: inout FindingCollector
  ) {
    guard !account.isEmpty, account != "aws", !ARN.isAccountID(account),
      !account.contains(where: { "*?$".contains($0) })
    else { return }
    findings.add(
      .error, "INVALID_ARN_ACCOUNT", "`\(account)` is no account: accounts have twelve digits",
      help: "write the account's number, or `*`", at: pattern.span, facts: ["A-33"])
  }
}
