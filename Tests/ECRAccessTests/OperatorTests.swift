// Every condition operator with its key present, absent, empty and with several values.

import ECRAccess
import ECRPolicy
import Testing

/// An operator's comparison with a value of a policy, one that it matches and one that it does not.
struct OperatorSample: Sendable, CustomTestStringConvertible {
  var comparison: String
  var negation: String?
  var policyValue: String
  var like: String
  var unlike: String

  init(
    _ comparison: String, _ negation: String?, _ policyValue: String, like: String, unlike: String
  ) {
    self.comparison = comparison
    self.negation = negation
    self.policyValue = policyValue
    self.like = like
    self.unlike = unlike
  }

  var testDescription: String { comparison }
}

struct OperatorTests {
  static let samples = [
    OperatorSample("StringEquals", "StringNotEquals", "Shop", like: "Shop", unlike: "shop"),
    OperatorSample(
      "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Shop", like: "sHOP", unlike: "shops"),
    OperatorSample("StringLike", "StringNotLike", "pay*s?", like: "payments1", unlike: "Payments1"),
    OperatorSample("NumericEquals", "NumericNotEquals", "10", like: "10.0", unlike: "11"),
    OperatorSample("NumericLessThan", nil, "10", like: "9", unlike: "10"),
    OperatorSample("NumericLessThanEquals", nil, "10", like: "10", unlike: "10.5"),
    OperatorSample("NumericGreaterThan", nil, "10", like: "11", unlike: "10"),
    OperatorSample("NumericGreaterThanEquals", nil, "-1", like: "-1", unlike: "-2"),
    OperatorSample(
      "DateEquals", "DateNotEquals", "2026-01-31T12:00:00Z", like: "1769860800",
      unlike: "2026-01-31T12:00:01Z"),
    OperatorSample(
      "DateLessThan", nil, "2026-01-31", like: "2026-01-30T23:59:59Z",
      unlike: "2026-01-31T00:00:00Z"),
    OperatorSample(
      "DateLessThanEquals", nil, "2026-01-31", like: "2026-01-31T00:00:00Z",
      unlike: "2026-01-31T00:00:01Z"),
    OperatorSample(
      "DateGreaterThan", nil, "2026-01-31T01:00:00+01:00", like: "2026-01-31T00:00:01Z",
      unlike: "2026-01-31T00:00:00Z"),
    OperatorSample(
      "DateGreaterThanEquals", nil, "1769860800", like: "2026-01-31T12:00:00Z",
      unlike: "2026-01-31T11:59:59Z"),
    OperatorSample("Bool", nil, "true", like: "true", unlike: "false"),
    // As Python and CloudFormation's YAML write it.
    OperatorSample("Bool", nil, "True", like: "true", unlike: "False"),
    OperatorSample("BinaryEquals", nil, "QmluYXJ5", like: "QmluYXJ5", unlike: "QmluYXJ6"),
    OperatorSample(
      "IpAddress", "NotIpAddress", "203.0.113.0/24", like: "203.0.113.9", unlike: "203.0.114.9"),
    OperatorSample(
      "IpAddress", "NotIpAddress", "2001:db8::/32", like: "2001:db8:1::9", unlike: "2001:db9::1"),
    OperatorSample(
      "ArnEquals", "ArnNotEquals", "arn:aws:iam::*:role/ci/*", like: "arn:aws:iam::1:role/ci/a/b",
      unlike: "arn:aws:iam::1:role/other"),
    OperatorSample(
      "ArnLike", "ArnNotLike", "arn:aws:sns:*:1:topic", like: "arn:aws:sns:eu-west-1:1:topic",
      unlike: "arn:aws:sns:eu:west:1:topic"),
  ]

  /// Whether a condition holds for a key's values; nil is a key that is not there.
  private func holds(_ comparison: String, _ policyValue: String, _ values: [String]?) -> Bool {
    var ask = Ask()
    ask.identity = [
      policy(allow(if: #"{"\#(comparison)": {"shop:key": "\#(policyValue)"}}"#))
    ]
    if let values { ask.context["shop:key"] = values }
    return ask.decision == .allowed
  }

  @Test(arguments: samples)
  func `a positive operator wants the value, and a missing key is none (A-40, A-42, A-46)`(
    sample: OperatorSample
  ) {
    let (name, value) = (sample.comparison, sample.policyValue)
    #expect(holds(name, value, [sample.like]))
    #expect(!holds(name, value, [sample.unlike]))
    #expect(!holds(name, value, nil))
    #expect(!holds(name, value, []))
    #expect(holds(name, value, [sample.unlike, sample.like]))
    #expect(!holds(name, value, [sample.unlike, sample.unlike]))
  }

  @Test(arguments: samples)
  func `a negated operator wants another value, and a missing key will do (A-42, A-46)`(
    sample: OperatorSample
  ) throws {
    guard let name = sample.negation else { return }
    let value = sample.policyValue
    #expect(!holds(name, value, [sample.like]))
    #expect(holds(name, value, [sample.unlike]))
    #expect(holds(name, value, nil))
    #expect(holds(name, value, []))
    #expect(holds(name, value, [sample.unlike, sample.like]))
    #expect(!holds(name, value, [sample.like, sample.like]))
  }

  @Test(arguments: samples)
  func `IfExists lets a missing key pass, and changes nothing else (A-42)`(
    sample: OperatorSample
  ) {
    for (name, wantsLike) in [(sample.comparison, true)] + [(sample.negation, false)] {
      guard let name else { continue }
      let value = sample.policyValue
      #expect(holds(name + "IfExists", value, nil))
      #expect(holds(name + "IfExists", value, []))
      #expect(holds(name + "IfExists", value, [sample.like]) == wantsLike)
      #expect(holds(name + "IfExists", value, [sample.unlike]) != wantsLike)
    }
  }

  @Test(arguments: samples)
  func `ForAllValues wants every value, and a missing key has none that fails (A-45)`(
    sample: OperatorSample
  ) {
    for (name, wantsLike) in [(sample.comparison, true)] + [(sample.negation, false)] {
      guard let name else { continue }
      for suffix in ["", "IfExists"] {
        let name = "ForAllValues:" + name + suffix
        let value = sample.policyValue
        #expect(holds(name, value, nil))
        #expect(holds(name, value, []))
        #expect(holds(name, value, [sample.like, sample.like]) == wantsLike)
        #expect(holds(name, value, [sample.unlike, sample.unlike]) != wantsLike)
        #expect(!holds(name, value, [sample.like, sample.unlike]))
      }
    }
  }

  @Test(arguments: samples)
  func `ForAnyValue wants one value, and a missing key has none (A-45)`(sample: OperatorSample) {
    for (name, wantsLike) in [(sample.comparison, true)] + [(sample.negation, false)] {
      guard let name else { continue }
      let value = sample.policyValue
      #expect(!holds("ForAnyValue:" + name, value, nil))
      #expect(!holds("ForAnyValue:" + name, value, []))
      #expect(holds("ForAnyValue:" + name + "IfExists", value, nil))
      for suffix in ["", "IfExists"] {
        let name = "ForAnyValue:" + name + suffix
        #expect(holds(name, value, [sample.like]) == wantsLike)
        #expect(holds(name, value, [sample.unlike]) != wantsLike)
        #expect(holds(name, value, [sample.like, sample.unlike]))
      }
    }
  }

  @Test func `Null asks whether a key is missing or has an empty value only (A-42, QA-18)`() {
    #expect(holds("Null", "true", nil))
    #expect(holds("Null", "true", []))
    #expect(holds("Null", "true", [""]))
    #expect(!holds("Null", "true", ["x"]))
    #expect(!holds("Null", "false", nil))
    #expect(!holds("Null", "false", []))
    #expect(!holds("Null", "false", [""]))
    #expect(holds("Null", "false", ["x"]))
    #expect(holds("Null", "false", ["", "x"]))
  }

  @Test func `a set with nothing but an empty value is an empty set (A-45, QA-18)`() {
    #expect(holds("ForAllValues:StringEquals", "x", [""]))
    #expect(!holds("ForAnyValue:StringNotEquals", "x", [""]))
    #expect(!holds("ForAllValues:StringEquals", "x", ["", "x"]))
  }

  @Test func `values are an OR, negated a NOR; operators and keys are an AND (A-40)`() {
    func decision(_ condition: String, _ context: [String: [String]]) -> Bool {
      var ask = Ask()
      ask.identity = [policy(allow(if: condition))]
      ask.context = context
      return ask.decision == .allowed
    }
    let either = #"{"StringEquals": {"shop:a": ["x", "y"]}}"#
    #expect(decision(either, ["shop:a": ["x"]]) && decision(either, ["shop:a": ["y"]]))
    #expect(!decision(either, ["shop:a": ["z"]]))
    let neither = #"{"StringNotEquals": {"shop:a": ["x", "y"]}}"#
    #expect(!decision(neither, ["shop:a": ["y"]]))
    #expect(decision(neither, ["shop:a": ["z"]]))
    let both = #"{"StringEquals": {"shop:a": "x", "shop:b": "y"}}"#
    #expect(decision(both, ["shop:a": ["x"], "shop:b": ["y"]]))
    #expect(!decision(both, ["shop:a": ["x"], "shop:b": ["x"]]))
    let two = #"{"StringEquals": {"shop:a": "x"}, "Bool": {"shop:b": "true"}}"#
    #expect(decision(two, ["shop:a": ["x"], "shop:b": ["true"]]))
    #expect(!decision(two, ["shop:a": ["x"], "shop:b": ["false"]]))
  }

  @Test func `what cannot be read as the operator's type matches nothing (A-44, QA-5)`() {
    for (name, value) in [
      ("Numeric", "10"), ("Date", "2026-01-31"),
    ] {
      #expect(!holds(name + "Equals", value, ["soon"]))
      #expect(holds(name + "NotEquals", value, ["soon"]))
    }
    #expect(!holds("Bool", "false", ["no"]))
    #expect(!holds("IpAddress", "0.0.0.0/0", ["somewhere"]))
    #expect(holds("NotIpAddress", "0.0.0.0/0", ["somewhere"]))
    #expect(!holds("BinaryEquals", "QmluYXJ5", ["***"]))
    #expect(!holds("ArnLike", "*", ["no ARN"]))
    #expect(holds("ArnNotLike", "*", ["no ARN"]))
  }

  @Test func `an IPv4 range never has an IPv6 address, nor the other way round (A-43)`() {
    #expect(!holds("IpAddress", "0.0.0.0/0", ["2001:db8::1"]))
    #expect(!holds("IpAddress", "::/0", ["203.0.113.9"]))
    #expect(holds("NotIpAddress", "0.0.0.0/0", ["2001:db8::1"]))
    #expect(holds("IpAddress", "203.0.113.9", ["203.0.113.9"]))
    #expect(!holds("IpAddress", "203.0.113.9", ["203.0.113.8"]))
  }

  @Test func `ArnLike with a lone star means every ARN (A-43, QA-6)`() {
    #expect(holds("ArnLike", "*", ["arn:aws:iam::1:role/x"]))
    // Six parts, each by itself: a star does not reach over a colon.
    #expect(!holds("ArnLike", "arn:aws:iam::*:role/x", ["arn:aws:iam::1:2:role/x"]))
    #expect(holds("ArnLike", "arn:aws:iam::*:*role/x", ["arn:aws:iam::1:2:role/x"]))
  }

  @Test func `names of keys are compared without case, operators exactly (A-41)`() {
    var ask = Ask()
    ask.identity = [policy(allow(if: #"{"StringEquals": {"SHOP:Key": "x"}}"#))]
    ask.context = ["shop:kEY": ["x"]]
    #expect(ask.decision == .allowed)
    #expect(ConditionOperator("stringequals") == nil)
    #expect(ConditionOperator("StringEqualsIfexists") == nil)
    #expect(ConditionOperator("forAnyValue:StringEquals") == nil)
    #expect(ConditionOperator("NullIfExists") == nil)
  }
}
