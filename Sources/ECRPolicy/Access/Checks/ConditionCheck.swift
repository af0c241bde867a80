import ECRModel
import Texts

/// A-44: values that cannot be read as the operator's type.
enum ConditionCheck {
  static func run(
    _ condition: PolicyDocument.Condition, _ version: PolicyDocument.Version,
    _ findings: inout FindingCollector
  ) {
    for value in condition.values {
      if version == .v2012, condition.comparison.takesVariables, value.value.contains("${") {
        continue
      }
      guard let expected = expectation(condition.comparison.comparison, value.value) else {
        if condition.comparison.comparison == .ipAddress { leadingZero(value, &findings) }
        continue
      }
      findings.add(
        .error, "DATA_TYPE_MISMATCH",
        "invalid value `\(value.value)` for `\(condition.comparison)`: must be \(expected.what)",
        help: expected.help, at: value.span, facts: ["A-44"])
    }
  }

  /// A-43: AWS does not document how it reads `010`; many programs read it as octal.
  private static func leadingZero(_ value: Located<String>, _ findings: inout FindingCollector) {
    let decimal = AddressRange.withoutLeadingZeros(value.value)
    guard decimal != value.value else { return }
    findings.add(
      .warning, "ADDRESS_WITH_LEADING_ZERO",
      "`\(value.value)` has leading zeros, which some programs read as octal numbers",
      help: "write `\(decimal)` if decimal numbers are meant", at: value.span, facts: ["A-43"])
  }

  /// What a value would have to be; nil when it is that.
  private static func expectation(
    _ comparison: ConditionOperator.Comparison, _ value: String
  ) -> (what: String, help: String)? {
    switch comparison {
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike: nil
    case .numericEquals, .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
      .numericGreaterThanEquals:
      PolicyNumber(value) == nil ? ("a number", "write a number, such as `10` or `0.5`") : nil
    case .dateEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan, .dateGreaterThanEquals:
      Timestamp(policyDate: value) == nil
        ? ("a date", "write `2026-01-31T12:00:00Z`, `2026-01-31` or seconds since 1970") : nil
    case .bool, .null:
      ["true", "false"].contains(value.lowercased())
        ? nil : ("`true` or `false`", "write `true` or `false`")
    case .binaryEquals:
      Base64.decode(value) == nil ? ("bytes in base64", "write the bytes in base64") : nil
    case .ipAddress:
      AddressRange(value) == nil
        ? ("an IP address", "write an address or a range, such as `203.0.113.0/24`") : nil
    case .arnEquals, .arnLike:
      value == "*"
        || value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
          .count == 6
        ? nil
        : (
          "an ARN", "write all six parts; each may hold wildcards, such as `arn:aws:iam::*:role/x*`"
        )
    }
  }
}
