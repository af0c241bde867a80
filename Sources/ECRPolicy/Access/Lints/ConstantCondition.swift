import ECRModel
import Texts

/// When a context key is in the requests that principals make to ECR themselves.
enum KeyPresence {
  /// In every such request.
  case always
  /// For some of them.
  case sometimes
  /// In none: only calls of AWS services have it, or no request to ECR at all.
  case never

  /// The presence of a key, which is given in lower case.
  init(_ key: String) {
    if CallerContextKeys.alwaysPresent.contains(key) {
      self = .always
    } else if GlobalContextKey.isOnlyInServiceCalls(key)
      || key.hasPrefix("aws:") && !GlobalContextKey.contains(key)
      || GlobalContextKey.isOfAnotherService(key)
    {
      self = .never
    } else {
      self = .sometimes
    }
  }
}

extension PolicyDocument.Condition {
  /// Whether every request that a principal itself makes to ECR meets the condition.
  ///
  /// This is not the same as allowing unknown callers: a condition may allow them, and still exempt
  /// some principal.
  func holdsForEveryPrincipal(_ version: PolicyDocument.Version) -> Bool {
    let presence = KeyPresence(lowerKey)
    if comparison.comparison == .null { return nullHolds(presence) }
    switch presence {
    case .never: return holdsWithoutKey(in: .deny)
    case .sometimes where !holdsWithoutKey(in: .deny): return false
    case .always, .sometimes: break
    }
    return comparison.isNegated
      ? values.allSatisfy { neverMatches($0.value, version) }
      : values.contains { alwaysMatches($0.value, version) }
  }

  private func nullHolds(_ presence: KeyPresence) -> Bool {
    let wanted = Set(values.map { $0.value.lowercased() })
    return switch presence {
    case .always: wanted.contains("false")
    case .never: wanted.contains("true")
    case .sometimes: wanted == ["true", "false"]
    }
  }

  /// Whether no request has a value that matches this one.
  func neverMatches(_ value: String, _ version: PolicyDocument.Version) -> Bool {
    switch comparison.comparison {
    case .ipAddress:
      lowerKey == "aws:sourceip" && AddressRange(value)?.isPrivate == true
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnEquals, .arnLike:
      lowerKey == "aws:principalarn" && Self.namesSession(value)
        || ImpossibleValue(value, of: self, version) != nil
        || Self.neverHasWildcards(lowerKey)
          && ConditionValue(value, comparison.comparison, version).hasLiteralWildcard
    default: false
    }
  }

  /// Whether every value that a request can have matches this one.
  private func alwaysMatches(_ value: String, _ version: PolicyDocument.Version) -> Bool {
    switch comparison.comparison {
    case .ipAddress: return AddressRange(value)?.isEveryAddress == true
    case .bool:
      return lowerKey == "aws:securetransport" && value.lowercased() == "true"
        || ["aws:principalisawsservice", "aws:viaawsservice"].contains(lowerKey)
          && value.lowercased() == "false"
    case .stringLike, .arnLike, .arnEquals:
      let pattern = ConditionValue(value, comparison.comparison, version)
      return pattern.matchesEverything
        || lowerKey == "aws:principalarn" && pattern.matchesEveryARN
    default: return false
    }
  }

  /// Whether a value of `aws:PrincipalArn` is the ARN of a role's session, which the key never has
  /// (A-49, T-A08).
  static func namesSession(_ value: String) -> Bool {
    value.contains(":assumed-role/")
  }

  /// Whether the values of a key, which is given in lower case, have no wildcard characters.
  ///
  /// All that AWS gives out has none, and neither have tags. Into two keys clients write what they like.
  static func neverHasWildcards(_ key: String) -> Bool {
    key != "aws:useragent" && key != "aws:referer"
  }
}
