import ECRModel
import Texts

/// A value of a condition as a pattern: which callers it can mean.
///
/// Variables are resolved as far as they separate callers: a variable for the resource's account or
/// organization has one fixed value, and any other has whatever the caller has.
struct ConditionValue {
  /// The text, its wildcards as they are written.
  ///
  /// A wildcard character without a meaning, as equality compares it, is replaced by a character that
  /// no pattern has.
  let pattern: String
  /// Whether the text has a `*` or `?` that the operator compares as plain characters.
  let hasLiteralWildcard: Bool

  private static let literalStar = "\u{1}"

  init(
    _ text: String, _ comparison: ConditionOperator.Comparison,
    _ version: PolicyDocument.Version
  ) {
    let isPattern = comparison.takesWildcards
    var pattern = ""
    var hasLiteralWildcard = false
    func add(_ text: String) {
      guard !isPattern, text.contains(where: \.isWildcard) else { return pattern += text }
      hasLiteralWildcard = true
      pattern += String(text.map { $0.isWildcard ? Character(Self.literalStar) : $0 })
    }
    for piece in version == .v2012 ? PolicyVariable.pieces(of: text) : [.text(text)] {
      switch piece {
      case .text(let text): add(text)
      // `${*}` means the character itself.
      case .literal: pattern += Self.literalStar
      case .variable(let key, let fallback): pattern += Self.value(of: key, fallback)
      }
    }
    self.pattern = pattern
    self.hasLiteralWildcard = hasLiteralWildcard
  }

  private static func value(of key: String, _ fallback: String?) -> String {
    switch key.lowercased() {
    case "aws:resourceaccount" where fallback == nil: "000000000000"
    case "aws:resourceorgid" where fallback == nil: "o-0000000000"
    default: "*"
    }
  }

  /// Whether it has a wildcard.
  var isWild: Bool { pattern.contains(where: \.isWildcard) }

  /// The text before the first wildcard.
  var fixedStart: Substring { pattern.prefix { !$0.isWildcard } }

  /// Whether it matches every value.
  var matchesEverything: Bool { !pattern.isEmpty && pattern.allSatisfy { $0 == "*" } }

  /// Whether it matches every ARN of an account's principals.
  var matchesEveryARN: Bool {
    if matchesEverything { return true }
    let parts = pattern.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count > 1 && parts.last == "*" && parts[0] == "arn"
      && zip(["aws", "iam", ""], parts.dropFirst()).allSatisfy { $1 == "*" || $1 == $0 }
      && parts.dropFirst(4).allSatisfy { $0 == "*" }
  }
}

extension Character {
  /// Whether patterns give the character a meaning.
  var isWildcard: Bool { self == "*" || self == "?" }
}

extension ConditionOperator.Comparison {
  /// Whether `*` and `?` have a meaning in its values.
  var takesWildcards: Bool {
    switch self {
    case .stringLike, .arnEquals, .arnLike: true
    default: false
    }
  }

  /// Whether it asks which of two values is larger.
  var isOrder: Bool {
    switch self {
    case .numericLessThan, .numericLessThanEquals, .numericGreaterThan, .numericGreaterThanEquals,
      .dateLessThan, .dateLessThanEquals, .dateGreaterThan, .dateGreaterThanEquals:
      true
    default: false
    }
  }

  /// Whether it compares texts letter by letter, so that `*` and `?` are plain characters.
  var isTextEquality: Bool { self == .stringEquals || self == .stringEqualsIgnoreCase }
}
