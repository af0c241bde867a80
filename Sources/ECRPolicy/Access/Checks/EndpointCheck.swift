import ECRModel
import Texts

/// what Amazon VPC requires of an endpoint policy.
///
/// Source: "Control access to VPC endpoints using endpoint policies",
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
enum EndpointCheck {
  static func run(_ document: PolicyDocument, _ findings: inout FindingCollector) {
    guard document.kind == .vpcEndpointPolicy else { return }
    for statement in document.statements {
      for pattern in statement.resource?.patterns ?? [] { account(pattern, &findings) }
      for condition in statement.conditions { self.condition(condition, &findings) }
    }
  }

  private static func condition(
    _ condition: PolicyDocument.Condition, _ findings: inout FindingCollector
  ) {
    let isSensitive = GlobalContextKey.sensitive.contains(condition.key.lowercased())
    if isSensitive, condition.comparison.comparison.isNumeric {
      findings.add(
        .error, "UNSUPPORTED_OPERATOR_FOR_KEY",
        "an endpoint policy cannot compare `\(condition.key)` with `\(condition.comparison)`",
        help: "write `StringEquals` and the whole value", at: condition.operatorSpan,
        facts: ["A-59"])
    }
    for value in condition.values {
      guard value.value.contains(where: { $0 == "*" || $0 == "?" }) else { continue }
      if isSensitive {
        findings.add(
          .error, "UNSUPPORTED_WILDCARD_IN_CONDITION",
          "`\(value.value)` has a wildcard, but an endpoint policy allows none for "
            + "`\(condition.key)`",
          help: "write the whole value", at: value.span, facts: ["A-59"])
      } else if condition.comparison.comparison == .stringLike, hasLooseWildcard(value.value) {
        findings.add(
          .warning, "TOO_FEW_CHARACTERS_AT_WILDCARD",
          "`\(value.value)` has a wildcard without six characters before or after it, which an "
            + "endpoint policy needs",
          help: "write more of the value", at: value.span, facts: ["A-59"])
      } else {
        account(value, &findings)
      }
    }
  }

  /// Whether a wildcard has fewer than six characters on both sides, up to the next wildcard.
  private static func hasLooseWildcard(_ text: String) -> Bool {
    let lengths = PolicyVariable.masked(text).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "*" || $0 == "?" }
    ).map(\.count)
    return zip(lengths, lengths.dropFirst()).contains { max($0, $1) < 6 }
  }

  /// An ARN's account is a number or a wildcard, not a mixture of the two.
  private static func account(_ text: Located<String>, _ findings: inout FindingCollector) {
    guard text.value.hasPrefix("arn:") else { return }
    let parts = PolicyVariable.masked(text.value).split(
      separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[4].contains(where: { $0 == "*" || $0 == "?" }),
      parts[4].contains(where: \.isNumber)
    else { return }
    findings.add(
      .error, "INVALID_ARN_ACCOUNT",
      "`\(parts[4])` mixes digits and wildcards; in an endpoint policy an ARN's account is one or "
        + "the other",
      help: "write the account ID, or `*`", at: text.span, facts: ["A-59"])
  }
}

extension ConditionOperator.Comparison {
  fileprivate var isNumeric: Bool {
    switch self {
    case .numericEquals, .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
      .numericGreaterThanEquals:
      true
    default: false
    }
  }
}
