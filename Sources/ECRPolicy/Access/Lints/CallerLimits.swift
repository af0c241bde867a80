import Texts

/// Why a condition does not limit a statement to known callers (T-A23).
enum OpenCondition: Hashable {
  /// A negated operator: it names those who are left out.
  case negated
  /// A missing key meets it.
  case missingKey
  /// A value that unknown callers can have.
  case wideValue(String)
  /// A key that every caller can meet.
  case anybodysKey
  /// It only asks whether the key is there.
  case presence
  /// It admits AWS services, on behalf of any customer.
  case anyService
}

extension PolicyDocument.Condition {
  /// The key, its case taken away.
  var lowerKey: String { key.lowercased() }

  /// Why unknown callers can meet the condition in an Allow; nil when it excludes them.
  func opening(
    in statement: PolicyDocument.Statement, _ version: PolicyDocument.Version
  ) -> OpenCondition? {
    if comparison.comparison == .null { return .presence }
    let trait = CallerTrait(lowerKey)
    switch trait {
    case .anybodys: return .anybodysKey
    case .isService: return isTrue ? .anyService : .anybodysKey
    default: break
    }
    if comparison.isNegated { return .negated }
    // A condition without values never holds.
    if let wide = values.first(where: {
      !trait.isSpecific($0.value, self, version) && !neverMatches($0.value, version)
    }) {
      return trait == .owner ? .anybodysKey : .wideValue(wide.value)
    }
    return holdsWithoutKey(in: .allow) && !statement.needsKey(lowerKey) ? .missingKey : nil
  }

  /// Whether every unknown caller meets the condition, so that a Deny with it excludes them.
  func holdsForStrangers(_ version: PolicyDocument.Version) -> Bool {
    guard comparison.comparison != .null else { return false }
    let trait = CallerTrait(lowerKey)
    switch trait {
    case .isService: return isTrue == comparison.isNegated
    // AWS's own samples except what a service does on a caller's behalf.
    case .anybodys where lowerKey == "aws:viaawsservice": return isTrue == comparison.isNegated
    case .identifier, .organizationPath, .arn, .uniqueID, .address, .owner:
      return comparison.isNegated && comparison.quantifier != .forAnyValue
        && values.allSatisfy { trait.isSpecific($0.value, positive, version) }
    case .anybodys, .unknown: return false
    }
  }

  /// The same comparison, not negated.
  private var positive: Self {
    var copy = self
    copy.comparison.isNegated = false
    return copy
  }

  /// Whether it is a `Bool` that asks for `true`.
  private var isTrue: Bool {
    values.contains { $0.value.lowercased() == "true" }
  }
}

extension PolicyDocument.Statement {
  /// Whether the statement applies to everybody.
  var isForEverybody: Bool {
    principal?.isNegated == false
      && principal?.names.contains { $0.value == .everybody } == true
  }

  /// Whether the conditions let only callers use it who were chosen.
  func limitsCallers(_ version: PolicyDocument.Version) -> Bool {
    conditions.contains { $0.opening(in: self, version) == nil }
  }
}
