import ECRModel
import SourceText

/// A-30: the form of a value of `Action`.
enum ActionCheck {
  static func run(
    _ pattern: Located<String>, _ kind: PolicyKind, _ findings: inout AccessFindings
  ) {
    let text = pattern.value
    guard text != "*" else { return }
    guard let colon = text.firstIndex(of: ":") else {
      findings.refused(
        "INVALID_ACTION", "`\(text)` names no service",
        help: ECRAction.named("ecr:" + text).map { "write `\($0.text)`" }
          ?? "write the service in front, such as `ecr:\(text)`", at: pattern.span,
        facts: ["A-30"],
        awsAnswers: kind == .repositoryPolicy ? ServiceWords.ecr : ServiceWords.vendor)
      return
    }
    let service = text[..<colon]
    let name = text[text.index(after: colon)...]
    if service.contains("*") || service.contains("?") {
      findings.refused(
        "INVALID_SERVICE_IN_ACTION", "`\(text)` has a wildcard in the service's name",
        help: "name the service; only `*` by itself means every action of every service",
        at: pattern.span, facts: ["A-30"],
        awsAnswers: ServiceWords.answer(kind, "Vendor \(service) is not valid"))
    } else if service.isEmpty || !service.utf8.allSatisfy(isServiceCharacter) || name.isEmpty
      || !name.utf8.allSatisfy(isNameCharacter)
    {
      findings.refused(
        "INVALID_ACTION", "`\(text)` is no action",
        help: "actions are written `service:Action`, such as `ecr:BatchGetImage`",
        at: pattern.span, facts: ["A-30"],
        awsAnswers: ServiceWords.answer(kind, "Vendor \(service) is not valid"))
    }
  }

  private static func isServiceCharacter(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-")
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/"):
      true
    default: isLetterOrDigit(byte)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

/// A-31: the form of a value of `Resource`.
enum ResourceCheck {
  private static let partitions = [
    "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc",
  ]

  static func run(
    _ pattern: Located<String>, _ kind: PolicyKind, _ findings: inout AccessFindings
  ) {
    let text = pattern.value
    guard text != "*", !text.hasPrefix("${") else { return }
    let parts = PolicyVariable.masked(text).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts[0] == "arn", parts.count > 1 else {
      findings.refused(
        "INVALID_ARN_PREFIX", "`\(text)` is no ARN",
        help: text.contains(":")
          ? "an ARN begins with `arn:`"
          : "write `arn:aws:ecr:REGION:ACCOUNT:repository/\(text)`", at: pattern.span,
        facts: ["A-31", "A-33"],
        awsAnswers: ServiceWords.answer(kind, "Resource \(text) must be in ARN format or \"*\"."))
      return
    }
    if parts.count < 6, !text.hasSuffix("*") {
      findings.refused(
        "MISSING_ARN_FIELD", "`\(text)` has \(parts.count) of an ARN's six parts",
        help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`", at: pattern.span,
        facts: ["A-31"],
        awsAnswers: ServiceWords.answer(kind, "The policy failed legacy parsing"))
      return
    }
    let partition = String(parts[1])
    if !partition.contains("*"), !partition.contains("?"), !partitions.contains(partition) {
      findings.refused(
        "INVALID_PARTITION", "`\(partition)` is no partition of AWS",
        help: Spelling.nearest(to: partition, among: partitions).map { "did you mean `\($0)`?" }
          ?? "write `aws`, `aws-cn` or `aws-us-gov`", at: pattern.span, facts: ["A-31"],
        awsAnswers: ServiceWords.answer(
          kind, "Partition \"\(partition)\" is not valid for resource \"\(text)\"."))
    }
    guard parts.count == 6 else { return }
    let account = parts[4]
    if !account.isEmpty, account != "aws", !ARN.isAccountID(account), !account.contains("*"),
      !account.contains("?"), !account.contains("$")
    {
      findings.refused(
        "INVALID_ARN_ACCOUNT", "`\(account)` is no account: accounts have twelve digits",
        help: "write the account's number, or `*`", at: pattern.span, facts: ["A-33"])
    }
  }
}
