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
        .error, "INVALID_ARN_PREFIX", "`\(text)` is not an ARN",
        help: help(for: text), at: pattern.span,
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
    service(pattern, &findings)
    if parts.count == 6 { account(parts[4], pattern, &findings) }
  }

  /// How to write what a text that is not an ARN seems to mean: an image's address has its registry's
  /// Region and account, and a repository's name only lacks them.
  private static func help(for text: String) -> String {
    var address = Substring(text)
    if address.hasPrefix("https://") { address = address.dropFirst("https://".count) }
    while address.last == "/" { address = address.dropLast() }
    if address.hasPrefix("repository/") { address = address.dropFirst("repository/".count) }
    // The address of a registry alone means all its repositories.
    let isRegistry = address.contains(".ecr.") && !address.contains("/")
    if address == "public.ecr.aws" || address.hasPrefix("public.ecr.aws/") {
      return "an image of Amazon ECR Public needs no permission in Amazon ECR to be pulled; a "
        + "private repository's ARN is `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`"
    }
    let isService = ["ecr:", "aws:", "s3:"].contains { address.hasPrefix($0) }
    guard !isService, let reference = ImageReference(isRegistry ? address + "/*" : String(address)),
      let name = reference.repositoryName
    else { return "an ARN begins with `arn:`" }
    if let account = reference.registryID, let region = reference.region {
      let arn = ARN.repository(
        name, account: account, region: region, partition: ARN.partition(of: region))
      return "this is an image's address; write the repository's ARN, `\(arn)`"
    }
    if reference.foreignRegistry != nil {
      return "this is the address of an image in another registry; IAM wants a repository's ARN, "
        + "`arn:aws:ecr:REGION:ACCOUNT:repository/NAME`"
    }
    return "write `arn:aws:ecr:REGION:ACCOUNT:repository/\(name)`"
  }

  /// A-31: the service is spelt out.
  private static func service(_ pattern: Located<String>, _ findings: inout FindingCollector) {
    guard ResourceForm(pattern.value, .v2012).hasWildcardService else { return }
    findings.add(
      .error, "INVALID_ARN_SERVICE", "`\(pattern.value)` has a wildcard in the service's name",
      help: "name the service, such as `ecr`, or write `*` as the whole resource",
      at: pattern.span, facts: ["A-31"])
  }

  /// A-35, QA-21: incomplete ARNs that are only a warning.
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
      .error, "INVALID_PARTITION", "`\(partition)` is not an AWS partition",
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
      .error, "INVALID_ARN_ACCOUNT", InvalidName.accountID(account).message,
      help: "write the account ID, or `*`", at: pattern.span, facts: ["A-33"])
  }
}
