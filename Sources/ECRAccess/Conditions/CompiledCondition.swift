import ECRModel
import ECRPolicy
import Texts

/// One key of one operator, its policy values read once.
final class CompiledCondition: Sendable {
  /// The policy's values, as the operator reads them; nil where one cannot be read.
  enum Values: Sendable {
    case texts([TextPattern])
    case foldedTexts([TextPattern])
    case numbers([PolicyNumber?])
    case dates([Timestamp?])
    case flags([Bool?])
    case binaries([[UInt8]?])
    case ranges([AddressRange?])
    case arns([TextPattern])
  }

  let key: ContextKey
  let keyName: String
  let comparison: ConditionOperator
  let values: Values
  private let variables: [ContextKey]
  /// The names of all keys that it asks for, as the policy writes them.
  let namedKeys: [String]
  /// Whether AWS documents two different results for it when its key is missing (QA-24).
  var isOpenWithoutKey: Bool { comparison.quantifier == .forAnyValue && comparison.ifExists }
  /// Whether it holds when its key is missing.
  private let holdsWithoutKey: Bool

  init(
    _ condition: PolicyDocument.Condition, _ version: PolicyDocument.Version,
    _ effect: PolicyDocument.Effect
  ) {
    holdsWithoutKey = condition.holdsWithoutKey(in: effect)
    key = ContextKey(condition.key)
    keyName = condition.key
    comparison = condition.comparison
    let texts = condition.values.map(\.value)
    let hasVariables = version == .v2012
    func patterns(wild: Bool) -> [TextPattern] {
      texts.map { TextPattern($0, hasWildcards: wild, hasVariables: hasVariables) }
    }
    switch condition.comparison.comparison {
    case .stringEquals: values = .texts(patterns(wild: false))
    case .stringLike: values = .texts(patterns(wild: true))
    case .stringEqualsIgnoreCase: values = .foldedTexts(patterns(wild: false))
    case .numericEquals, .numericLessThan, .numericLessThanEquals, .numericGreaterThan,
      .numericGreaterThanEquals:
      values = .numbers(texts.map { PolicyNumber($0) })
    case .dateEquals, .dateLessThan, .dateLessThanEquals, .dateGreaterThan, .dateGreaterThanEquals:
      values = .dates(texts.map { Timestamp(policyDate: $0) })
    case .bool, .null: values = .flags(texts.map(Self.flag))
    case .binaryEquals: values = .binaries(texts.map { Base64.decode($0) })
    case .ipAddress: values = .ranges(texts.map { AddressRange($0) })
    case .arnEquals, .arnLike: values = .arns(patterns(wild: true))
    }
    switch values {
    case .texts(let patterns), .foldedTexts(let patterns), .arns(let patterns):
      namedKeys = [keyName] + patterns.flatMap(\.keys)
    case .numbers, .dates, .flags, .binaries, .ranges: namedKeys = [keyName]
    }
    variables = namedKeys.dropFirst().map(ContextKey.init)
  }

  /// Whether a value has a variable whose key has several values.
  var hasMultivaluedVariable: Bool {
    switch values {
    case .texts(let patterns), .foldedTexts(let patterns), .arns(let patterns):
      patterns.contains(where: \.hasMultivaluedVariable)
    case .numbers, .dates, .flags, .binaries, .ranges: false
    }
  }

  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The key, and those of the variables in its values.
  var keys: [ContextKey] { [key] + variables }

  /// Whether the condition holds; `unknown` is the result for a key without a known value.
  ///
  /// Without it a missing key counts as absent, as in AWS.
  func holds(_ context: ContextStack, unknown: Bool?) -> Bool {
    if let unknown, isUndecided(context) { return unknown }
    guard let values = context.values(of: key) else { return holdsWithoutKey }
    let isNullSet = values.allSatisfy(\.bytes.isEmpty)
    if comparison.comparison == .null { return nullHolds(isMissing: isNullSet) }
    switch comparison.quantifier {
    case nil: return values.contains { matches($0, context) }
    // a set of nothing but empty texts is as good as none.
    case .forAllValues: return isNullSet || values.allSatisfy { matches($0, context) }
    case .forAnyValue:
      return isNullSet ? holdsWithoutKey : values.contains { matches($0, context) }
    }
  }

  /// Whether it needs an unknown value or, under `Null`, the unknown presence of a key.
  func isUndecided(_ context: ContextStack) -> Bool {
    if comparison.comparison == .null, context.isPresent(key) { return false }
    return keys.contains(where: context.isUnknown)
  }

  private func nullHolds(isMissing: Bool) -> Bool {
    guard case .flags(let flags) = values else { return false }
    return flags.contains(isMissing)
  }

  /// Whether one value of the request is as the operator wants it: like one of the policy's values
  /// or, negated, like none.
  private func matches(_ value: ContextValue, _ context: ContextStack) -> Bool {
    matchesAny(value, context) != comparison.isNegated
  }
}
