public import Texts

extension LifecyclePolicy {
  /// What reading a policy's text gave.
  public struct Reading: Sendable {
    /// The policy, unless the text has errors.
    public var policy: LifecyclePolicy?
    /// Everything that was found, in reading order.
    public var findings: [Finding]
  }

  /// Reads a policy from its text and tells everything that ECR refuses and that a user may regret.
  ///
  /// Source: "Lifecycle policy properties",
  /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
  ///
  /// Without `withAdvice` what a user may regret is not looked for.
  public static func read(_ source: SourceText, withAdvice: Bool = true) -> Reading {
    var findings = PolicyFindings(source)
    let json = JSONReader.read(source)
    findings.adopt(json.findings)
    LengthCheck.run(source, json.documents.first?.span, &findings)
    guard let root = json.documents.first else {
      return Reading(policy: nil, findings: findings.sorted())
    }
    var reader = LifecyclePolicyReader(findings: findings)
    let drafts = reader.policy(root)
    WholePolicyChecks.run(drafts, &reader.findings)
    guard !reader.findings.containsErrors else {
      return Reading(policy: nil, findings: reader.findings.sorted())
    }
    let policy = LifecyclePolicy(rules: drafts.compactMap { Rule($0, in: source) })
    if withAdvice { Lints.run(drafts, policy, &reader.findings) }
    return Reading(policy: policy, findings: reader.findings.sorted())
  }
}

/// J-01: how long a policy's text may be.
enum LengthCheck {
  static let allowed = 100...30_720

  /// The length is looked at before anything else, so that a text which is no JSON has one too.
  static func run(_ source: SourceText, _ root: Span?, _ findings: inout PolicyFindings) {
    let place = root ?? Span(0, min(1, source.bytes.count))
    let length = String(decoding: source.bytes, as: UTF8.self).unicodeScalars.count
    if length < allowed.lowerBound {
      findings.error(
        "POLICY_TOO_SHORT",
        "the policy is \(length) characters long; ECR takes no fewer than \(allowed.lowerBound)",
        help: "even a policy of one rule is longer; is this the whole text?", at: place,
        facts: ["J-01"], in: .mapping,
        awsAnswers: "Invalid length for parameter lifecyclePolicyText, value: \(length), "
          + "valid min length: \(allowed.lowerBound)")
    }
    if length > allowed.upperBound {
      findings.error(
        "POLICY_TOO_LONG",
        "the policy is \(length) characters long; ECR takes no more than \(allowed.upperBound)",
        help: "white space counts: write it more tightly, or merge rules", at: place,
        facts: ["J-01"], in: .mapping)
    }
  }
}
