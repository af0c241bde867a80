/// When a condition holds.

/// Whether one key under one operator holds.
func holds(
  _ condition: WorldCondition, _ request: OracleRequest, isAllow: Bool, hasVariables: Bool
) -> Bool {
  var name = condition.comparison
  let isForAll = name.hasPrefix("ForAllValues:")
  let isForAny = name.hasPrefix("ForAnyValue:")
  if isForAll { name.removeFirst("ForAllValues:".count) }
  if isForAny { name.removeFirst("ForAnyValue:".count) }
  let isIfExists = name.hasSuffix("IfExists")
  if isIfExists { name.removeLast("IfExists".count) }
  let isNegated = name.contains("Not")

  let values = request.values(of: condition.key)
  let isEmpty = values?.allSatisfy(\.isEmpty) ?? true
  if name == "Null" {
    return condition.values.contains { $0.lowercased() == (isEmpty ? "true" : "false") }
  }
  guard let values else {
    // a key that is not there; QA-24: of the two together AWS says both.
    if isForAny { return isIfExists && isAllow }
    return isIfExists || isForAll || isNegated
  }
  // for the set operators, empty values are none.
  if isEmpty, isForAll { return true }
  if isEmpty, isForAny { return isIfExists && isAllow }

  /// a negated operator wants each value to differ from all of the policy's.
  func satisfies(_ value: String) -> Bool {
    let isEqual = condition.values.contains {
      compares(name, value, with: $0, request, hasVariables: hasVariables)
    }
    return isEqual != isNegated
  }
  // without a set operator any of several values suffices.
  return isForAll ? values.allSatisfy(satisfies) : values.contains(where: satisfies)
}

/// Whether a request's value is to a policy's value as the operator, without its `Not`, says.
private func compares(
  _ name: String, _ value: String, with policyValue: String, _ request: OracleRequest,
  hasVariables: Bool
) -> Bool {
  let isText = name.contains("String") || name.hasPrefix("Arn")
  let pattern =
    hasVariables && isText ? substituted(policyValue, request) : glob(policyValue)
  guard let pattern else { return false }
  let plain = written(pattern)
  switch name {
  case "StringEquals", "StringNotEquals": return value == plain
  case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase":
    return value.lowercased() == plain.lowercased()
  case "StringLike", "StringNotLike": return globMatches(pattern, value)
  case "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike": return arnMatches(pattern, value)
  case "IpAddress", "NotIpAddress": return rangeHolds(policyValue, value)
  case "Bool":
    let truths = ["true", "false"]
    return truths.contains(value.lowercased()) && value.lowercased() == policyValue.lowercased()
  case "BinaryEquals":
    return isBase64(value) && isBase64(policyValue) && value == policyValue
  default:
    return comparesInOrder(name, value, with: policyValue)
  }
}

/// The numeric and date operators.
private func comparesInOrder(_ name: String, _ value: String, with policyValue: String) -> Bool {
  let read = name.hasPrefix("Date") ? instant : millionths
  // what cannot be read matches nothing.
  guard let left = read(value), let right = read(policyValue) else { return false }
  let order =
    name.hasPrefix("Date") ? name.dropFirst("Date".count) : name.dropFirst("Numeric".count)
  switch order {
  case "LessThan": return left < right
  case "LessThanEquals": return left <= right
  case "GreaterThan": return left > right
  case "GreaterThanEquals": return left >= right
  default: return left == right
  }
}

/// A pattern as it would be written where `*` and `?` are plain characters.
private func written(_ pattern: [OracleToken]) -> String {
  String(
    pattern.map { token -> Character in
      switch token {
      case .character(let character): character
      case .anyRun: "*"
      case .anyOne: "?"
      }
    })
}
