import Texts

/// Conditions that do not ask what their authors think.
enum ConditionLints {
  static func run(_ statement: PolicyDocument.Statement, _ findings: inout FindingCollector) {
    for condition in statement.conditions {
      quantifier(condition, statement, &findings)
      missingKey(condition, statement, &findings)
      openQuestion(condition, &findings)
      if condition.values.isEmpty {
        findings.add(
          .warning, "CONDITION_WITHOUT_VALUES", "the condition on `\(condition.key)` has no value",
          help: "name at least one value", at: condition.keySpan, facts: ["A-40"])
      }
    }
  }

  /// T-A07: set operators and the keys that they are for.
  private static func quantifier(
    _ condition: PolicyDocument.Condition, _ statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    let key = condition.key.lowercased()
    let isMultivalued = GlobalContextKey.multivalued.contains(key)
    switch condition.comparison.quantifier {
    case nil where isMultivalued && condition.comparison.comparison != .null:
      findings.add(
        .warning, "MISSING_SET_OPERATOR",
        "`\(condition.key)` can have several values, but `\(condition.comparison)` compares one",
        help:
          "write `ForAnyValue:\(condition.comparison)` or `ForAllValues:\(condition.comparison)`"
          + (statement.effect == .allow
            ? ", the latter together with \(nullBlock(condition))" : ""),
        at: condition.operatorSpan, facts: ["A-46"])
    case .forAllValues where statement.effect == .allow && condition.widening(statement) != nil:
      let isOfNewTags = condition.widening(statement) == .withoutTags
      findings.add(
        isOfNewTags ? .suggestion : .securityWarning, "FORALLVALUES_ALLOWS_MISSING_KEY",
        isOfNewTags
          ? "a repository without tags is allowed too: `ForAllValues` holds when there are no "
            + "values"
          : "requests without `\(condition.key)` are allowed: `ForAllValues` holds when there are "
            + "no values",
        help: "add \(nullBlock(condition))", at: condition.operatorSpan, facts: ["A-45", "T-A07"])
    case .some where !isMultivalued && key.hasPrefix("aws:") && GlobalContextKey.contains(key):
      findings.add(
        .warning, "SET_OPERATOR_WITH_SINGLE_VALUED_KEY",
        "`\(condition.key)` has one value, but `\(condition.comparison)` is for several",
        help: withoutPrefix(condition), at: condition.operatorSpan, facts: ["A-46"])
    default: break
    }
  }

  /// How to ask the same of a key with one value, a missing key included.
  private static func withoutPrefix(_ condition: PolicyDocument.Condition) -> String {
    var bare = condition.comparison
    bare.quantifier = nil
    // `ForAllValues` holds when there are no values, as `IfExists` does when the key is missing;
    // `ForAnyValue` does not.
    if condition.comparison.quantifier == .forAllValues, !bare.isNegated { bare.ifExists = true }
    let isStricter =
      condition.comparison.quantifier == .forAnyValue && bare.isNegated && !bare.ifExists
    return "write `\(bare)`" + (isStricter ? ", together with \(nullBlock(condition))" : "")
  }

  /// T-A06: a negated operator in a Deny denies requests without the key, and so does
  /// `ForAllValues:`.
  ///
  /// `IfExists` makes no difference: with it, too, the condition holds for a missing key.
  /// The data perimeter statements in AWS's guides mean exactly that, and exempt AWS services.
  private static func missingKey(
    _ condition: PolicyDocument.Condition, _ statement: PolicyDocument.Statement,
    _ findings: inout FindingCollector
  ) {
    let key = condition.lowerKey
    let isOfAll = condition.comparison.quantifier == .forAllValues
    guard statement.effect == .deny, isOfAll || condition.comparison.isNegated,
      isOfAll || condition.comparison.quantifier == nil, KeyPresence(key) != .always,
      !statement.needsKey(key), !statement.isPerimeter(condition),
      !isOfAll || condition.widening(statement) != nil
    else { return }
    findings.add(
      .suggestion, "DENY_MEETS_MISSING_KEY", "requests without `\(condition.key)` are denied too",
      help: missingKeyHelp(condition, key),
      at: condition.operatorSpan, facts: isOfAll ? ["A-45", "T-A06"] : ["A-42", "T-A06"])
  }

  /// T-A06, T-A23: where the key excludes unknown callers, `Null` would allow those without it.
  private static func missingKeyHelp(_ condition: PolicyDocument.Condition, _ key: String)
    -> String
  {
    switch CallerTrait(key) {
    case .identifier, .organizationPath, .arn, .uniqueID, .address:
      "to exempt AWS services, and what they do on a caller's behalf, add "
        + "`\"Bool\": {\"aws:PrincipalIsAWSService\": \"false\", \"aws:ViaAWSService\": \"false\"}`"
    case .isService, .owner, .anybodys, .unknown:
      "if you do not mean that, add \(nullBlock(condition))"
    }
  }

  /// QA-24: AWS's pages contradict each other.
  private static func openQuestion(
    _ condition: PolicyDocument.Condition, _ findings: inout FindingCollector
  ) {
    guard condition.comparison.quantifier == .forAnyValue, condition.comparison.ifExists else {
      return
    }
    findings.add(
      .suggestion, "FORANYVALUE_WITH_IF_EXISTS",
      "AWS does not document clearly whether `\(condition.comparison)` matches a request without "
        + "`\(condition.key)`",
      help: "leave out `IfExists`, and allow requests without the key in a statement with "
        + "`\"Null\": {\"\(condition.key)\": \"true\"}`", at: condition.operatorSpan,
      facts: ["A-45", "QA-24"])
  }

  /// The condition that holds only where the key is there.
  private static func nullBlock(_ condition: PolicyDocument.Condition) -> String {
    "`\"Null\": {\"\(condition.key)\": \"false\"}`"
  }
}

extension PolicyDocument.Statement {
  /// Whether a negated condition of a Deny belongs to a data perimeter as in AWS's guides: AWS
  /// services are exempt, or `IfExists` joins one test with others.
  fileprivate func isPerimeter(_ condition: PolicyDocument.Condition) -> Bool {
    condition.comparison.ifExists && conditions.count > 1
      || conditions.contains {
        ["aws:principalisawsservice", "aws:viaawsservice"].contains($0.lowerKey)
      }
  }

  /// Whether the statement cannot match a request that lacks a key, which is given in lower case.
  func needsKey(_ key: String) -> Bool {
    conditions.contains { $0.key.lowercased() == key && !$0.holdsWithoutKey(in: effect) }
  }
}

extension PolicyDocument.Condition {
  /// Whether the condition holds when its key is missing.
  ///
  /// QA-24: AWS documents both for `ForAnyValue:…IfExists`. It holds in an Allow and not in a Deny,
  /// so that no access goes unreported.
  package func holdsWithoutKey(in effect: PolicyDocument.Effect) -> Bool {
    if comparison.comparison == .null { return values.contains { $0.value.lowercased() == "true" } }
    switch comparison.quantifier {
    case nil: return comparison.ifExists || comparison.isNegated
    case .forAllValues: return true
    case .forAnyValue: return comparison.ifExists && effect == .allow
    }
  }
}
