import ECRPolicy
import Texts

/// A pattern of resources with a fast test that excludes most resources.
///
/// Names of one account begin alike, and patterns are scattered in memory: the end of the text
/// before the first wildcard is enough to exclude most of them.
private struct FixedPattern: Sendable {
  let pattern: ARNPattern
  private let prefixCount: Int
  private let prefixEnd: UInt64

  init(_ pattern: ARNPattern) {
    self.pattern = pattern
    prefixCount = pattern.prefix.count
    prefixEnd = ARNPattern.word(of: pattern.prefix, before: prefixCount)
  }

  func matches(_ resource: ResourceText) -> Bool {
    resource.bytes.count >= prefixCount && resource.word(before: prefixCount) == prefixEnd
      && pattern.matches(resource)
  }
}

/// A `Resource` or `NotResource` element, ready to be asked.
///
/// A class, as principals and conditions are: a question asks it without copying its lists.
final class ResourceMatcher: Sendable {
  private let isNegated: Bool
  private let fixed: [FixedPattern]
  private let variable: [TextPattern]
  /// The patterns with a wildcard in the service; AWS does not document what they match (QA-27).
  private let doubtful: [TextPattern]
  /// Whether a doubtful pattern lets the statement mean the resource: in an Allow it does, in a Deny it
  /// does not, so that no access goes unreported.
  private let isMeantInDoubt: Bool
  /// Whether a pattern has a variable in front of the fifth colon, and so matches nothing.
  let hasEarlyVariable: Bool
  /// Whether it matches every resource.
  let meansAll: Bool

  init(
    _ element: PolicyDocument.PatternElement, _ version: PolicyDocument.Version,
    _ effect: PolicyDocument.Effect
  ) {
    isNegated = element.isNegated
    isMeantInDoubt = effect == .allow
    var certain: [TextPattern] = []
    var doubtful: [TextPattern] = []
    var hasEarlyVariable = false
    for entry in element.patterns {
      let form = ResourceForm(entry.value, version)
      let pattern = TextPattern(entry.value, hasWildcards: true, hasVariables: version == .v2012)
      if form.earlyVariable != nil {
        hasEarlyVariable = true
      } else if form.hasWildcardService {
        doubtful.append(pattern)
      } else {
        certain.append(pattern)
      }
    }
    self.hasEarlyVariable = hasEarlyVariable
    self.doubtful = doubtful
    fixed = certain.compactMap { $0.constant.map { FixedPattern($0.arn) } }
    variable = certain.filter { $0.constant == nil }
    meansAll = !element.isNegated && fixed.contains(where: \.pattern.matchesAll)
  }

  /// The names of the keys of its variables, as the policy writes them.
  var keyNames: [String] { (variable + doubtful).flatMap(\.keys) }

  /// Whether a pattern has a variable whose key has several values.
  var hasMultivaluedVariable: Bool {
    (variable + doubtful).contains(where: \.hasMultivaluedVariable)
  }

  /// Whether no pattern leaves in doubt what it matches: by a variable, or a wildcard in its service.
  var isPlain: Bool { variable.isEmpty && doubtful.isEmpty && !hasEarlyVariable }

  var keys: [ContextKey] { keyNames.map(ContextKey.init) }

  /// Whether it matches a resource; `unknown` is the result for a variable without a value, and for
  /// what AWS does not document.
  func matches(
    _ resource: ResourceText, _ context: ContextStack, unknown: Bool?
  ) -> Bool {
    for pattern in fixed where pattern.matches(resource) { return !isNegated }
    for pattern in variable {
      if let unknown, pattern.keys.contains(where: { context.isUnknown(ContextKey($0)) }) {
        return unknown
      }
      if pattern.matches(resource, context) { return !isNegated }
    }
    guard !doubtful.isEmpty, doubtful.contains(where: { $0.matches(resource, context) }) else {
      return isNegated
    }
    return unknown ?? isMeantInDoubt
  }

  /// Whether only a pattern that leaves it in doubt matches a resource.
  func isInDoubt(_ resource: ResourceText, _ context: ContextStack) -> Bool {
    guard !doubtful.isEmpty else { return false }
    return !fixed.contains { $0.matches(resource) }
      && !variable.contains { $0.matches(resource, context) }
      && doubtful.contains { $0.matches(resource, context) }
  }
}

extension TextPattern {
  /// Whether a resource matches, part by part.
  fileprivate func matches(_ resource: ResourceText, _ context: ContextStack) -> Bool {
    let pattern = constant?.arn ?? resolved(context).map(ARNPattern.init)
    return pattern?.matches(resource) ?? false
  }
}
