/// A condition operator with its set prefix and its `IfExists`.
///
/// Source: "IAM JSON policy elements: Condition operators",
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/// . Names are compared exactly.
package struct ConditionOperator: Sendable, Hashable, CustomStringConvertible {
  /// How values are compared.
  package var comparison: Comparison
  /// Whether it is the negation of the comparison, as in `StringNotEquals`.
  package var isNegated: Bool
  /// `ForAllValues:` or `ForAnyValue:`.
  package var quantifier: Quantifier?
  /// Whether a missing key lets the condition hold.
  package var ifExists: Bool

  /// How a value of the request is compared with one of the policy.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    /// Equal texts.
    case stringEquals = "StringEquals"
    /// Equal texts, whatever their case.
    case stringEqualsIgnoreCase = "StringEqualsIgnoreCase"
    /// A text with `*` and `?`.
    case stringLike = "StringLike"
    /// Equal numbers.
    case numericEquals = "NumericEquals"
    /// A smaller number.
    case numericLessThan = "NumericLessThan"
    /// A smaller or equal number.
    case numericLessThanEquals = "NumericLessThanEquals"
    /// A larger number.
    case numericGreaterThan = "NumericGreaterThan"
    /// A larger or equal number.
    case numericGreaterThanEquals = "NumericGreaterThanEquals"
    /// The same instant.
    case dateEquals = "DateEquals"
    /// An earlier instant.
    case dateLessThan = "DateLessThan"
    /// An earlier or the same instant.
    case dateLessThanEquals = "DateLessThanEquals"
    /// A later instant.
    case dateGreaterThan = "DateGreaterThan"
    /// A later or the same instant.
    case dateGreaterThanEquals = "DateGreaterThanEquals"
    /// `true` or `false`.
    case bool = "Bool"
    /// Equal bytes, written in base64.
    case binaryEquals = "BinaryEquals"
    /// An address of a range.
    case ipAddress = "IpAddress"
    /// An ARN, its six parts each with `*` and `?`.
    case arnEquals = "ArnEquals"
    /// The same as `ArnEquals`.
    case arnLike = "ArnLike"
    /// Whether the key is missing.
    case null = "Null"
  }

  /// How a condition treats a key with several values.
  package enum Quantifier: String, Sendable, Hashable, CaseIterable {
    /// Every value of the request has to match, and none may be there.
    case forAllValues = "ForAllValues"
    /// One value of the request has to match.
    case forAnyValue = "ForAnyValue"
  }

  /// The operators that have a negation, and its name.
  static let negations: [(name: String, comparison: Comparison)] = [
    ("StringNotEquals", .stringEquals), ("StringNotEqualsIgnoreCase", .stringEqualsIgnoreCase),
    ("StringNotLike", .stringLike), ("NumericNotEquals", .numericEquals),
    ("DateNotEquals", .dateEquals), ("NotIpAddress", .ipAddress), ("ArnNotEquals", .arnEquals),
    ("ArnNotLike", .arnLike),
  ]

  /// The names of all operators, without prefix and suffix.
  package static let names = Comparison.allCases.map(\.rawValue) + negations.map(\.name)

  /// Reads an operator as a policy writes it; nil when IAM knows no such operator.
  package init?(_ text: String) {
    var name = Substring(text)
    quantifier = nil
    if let colon = name.firstIndex(of: ":") {
      guard let prefix = Quantifier(rawValue: String(name[..<colon])) else { return nil }
      quantifier = prefix
      name = name[name.index(after: colon)...]
    }
    ifExists = name.hasSuffix("IfExists")
    if ifExists { name = name.dropLast("IfExists".count) }
    if let comparison = Comparison(rawValue: String(name)) {
      self.comparison = comparison
      isNegated = false
    } else if let negation = Self.negations.first(where: { $0.name == name }) {
      comparison = negation.comparison
      isNegated = true
    } else {
      return nil
    }
    if comparison == .null, ifExists || quantifier != nil { return nil }
  }

  /// The operator as a policy writes it.
  package var description: String {
    let name =
      isNegated
      ? Self.negations.first { $0.comparison == comparison }?.name ?? comparison.rawValue
      : comparison.rawValue
    return (quantifier.map { $0.rawValue + ":" } ?? "") + name + (ifExists ? "IfExists" : "")
  }

  /// Whether policy variables have a meaning in its values: string and ARN operators.
  package var takesVariables: Bool {
    switch comparison {
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnEquals, .arnLike: true
    default: false
    }
  }
}
