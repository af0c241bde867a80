import ECRModel
import ECRPolicy
import Texts

extension CompiledCondition {
  /// Whether a value of the request is like one of the policy's.
  ///
  /// What cannot be read is like nothing.
  func matchesAny(_ value: ContextValue, _ context: ContextStack) -> Bool {
    switch values {
    case .texts(let patterns):
      return patterns.contains { $0.matches(value.bytes, context) }
    case .foldedTexts(let patterns):
      return patterns.contains { $0.matchesFolded(value.folded, context) }
    case .numbers(let numbers):
      guard let number = PolicyNumber(value.text) else { return false }
      return numbers.contains { $0.map { compares(number, $0) } ?? false }
    case .dates(let dates):
      guard let date = Timestamp(policyDate: value.text) else { return false }
      return dates.contains { $0.map { compares(date, $0) } ?? false }
    case .flags(let flags):
      guard let flag = Self.flag(value.text) else { return false }
      return flags.contains(flag)
    case .binaries(let binaries):
      guard let bytes = Base64.decode(value.text) else { return false }
      return binaries.contains(bytes)
    case .ranges(let ranges):
      guard let address = AddressRange(value.text) else { return false }
      return ranges.contains { $0?.contains(address) ?? false }
    case .arns(let patterns):
      guard value.parts.partCount == 6, value.text.hasPrefix("arn:") else { return false }
      return patterns.contains { $0.matchesARN(value.parts, context) }
    }
  }

  private func compares<Value: Comparable>(_ value: Value, _ limit: Value) -> Bool {
    switch comparison.comparison {
    case .numericEquals, .dateEquals: value == limit
    case .numericLessThan, .dateLessThan: value < limit
    case .numericLessThanEquals, .dateLessThanEquals: value <= limit
    case .numericGreaterThan, .dateGreaterThan: value > limit
    case .numericGreaterThanEquals, .dateGreaterThanEquals: value >= limit
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .bool, .binaryEquals, .ipAddress,
      .arnEquals, .arnLike, .null:
      false
    }
  }
}

extension TextPattern {
  /// Whether a text matches.
  func matches(_ text: [UInt8], _ context: ContextStack) -> Bool {
    resolved(context)?.matches(text) ?? false
  }

  /// Whether a text in lower case matches, whatever the pattern's case.
  func matchesFolded(_ text: [UInt8], _ context: ContextStack) -> Bool {
    if let constant { return constant.folded == text }
    return resolved(context)?.foldedBytes == text
  }

  /// Whether an ARN matches: each of the six parts by itself.
  ///
  /// A lone `*` means every ARN (QA-6).
  func matchesARN(_ arn: ResourceText, _ context: ContextStack) -> Bool {
    guard let pattern = constant?.arn ?? resolved(context).map(ARNPattern.init) else {
      return false
    }
    return pattern.matchesAll || (pattern.partCount == 6 && pattern.matches(arn))
  }
}
