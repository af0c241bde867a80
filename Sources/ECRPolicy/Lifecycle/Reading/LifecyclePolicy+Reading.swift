package import Texts

extension LifecyclePolicy {
  /// What reading a policy's text gave.
  package struct Reading: Sendable {
    /// The policy, unless the text has errors.
    package var policy: LifecyclePolicy?
    /// Everything that was found, in reading order.
    package var findings: [Finding]

    /// The reading of another copy of the text, where the one copy starts at `start` and the other at
    /// `other`.
    package func moved(from start: Location, to other: Location) -> Reading {
      var reading = self
      reading.findings = findings.map { $0.moved(from: start, to: other) }
      reading.policy = policy.map { policy in
        LifecyclePolicy(
          rules: policy.rules.map { rule in
            var rule = rule
            rule.location = rule.location?.moved(from: start, to: other)
            return rule
          })
      }
      return reading
    }
  }

  /// Reads a policy from its text, and reports what ECR rejects and what is probably a mistake.
  ///
  /// Source: "Lifecycle policy properties",
  /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
  ///
  /// Without `withAdvice` it does not look for likely mistakes. A policy that is in force according
  /// to AWS is not rejected for its form: then errors become warnings (J-14).
  package static func read(
    _ source: SourceText, withAdvice: Bool = true, isInForce: Bool = false
  ) -> Reading {
    var findings = FindingCollector(source)
    let json = JSONReader.read(source)
    findings.adopt(json.findings, amend: addAnswer)
    if !isBroken(json, source), !json.findings.contains(where: { otherFiles.contains($0.code) }) {
      LengthCheck.run(source, json.documents.first?.span, &findings)
    }
    guard let root = json.documents.first else {
      return Reading(policy: nil, findings: findings.withLikelyAnswer())
    }
    var reader = LifecyclePolicyReader(findings, isInForce: isInForce)
    let drafts = reader.policy(root)
    findings = reader.json.findings
    WholePolicyChecks.run(drafts, &findings)
    if isInForce, !json.findings.containsErrors {
      if hasOneMeaning(drafts, findings, root) {
        findings = findings.excused(at: root)
      } else {
        findings.addWhyNotExcused(at: root)
      }
    }
    guard !findings.containsErrors else {
      return Reading(policy: nil, findings: findings.withLikelyAnswer())
    }
    let policy = LifecyclePolicy(rules: drafts.compactMap { Rule($0, in: source) })
    if withAdvice, isWithinLimits(drafts, source) { Lints.run(drafts, policy, &findings) }
    return Reading(policy: policy, findings: findings.withLikelyAnswer())
  }

  /// Whether ECR takes a policy of this size (J-01, J-02).
  ///
  /// Only a text that AWS reports as in force can be larger here. Advice compares rules with each
  /// other, which the limits of a policy bound.
  private static func isWithinLimits(_ drafts: [RuleDraft], _ source: SourceText) -> Bool {
    drafts.count <= LifecyclePolicyReader.mostRules
      && source.bytes.count <= 4 * LengthCheck.allowed.upperBound
  }

  /// Whether a text begins as a policy does and is not JSON: then its length is not the mistake, as it
  /// is of a file's name that was sent in place of the file.
  private static func isBroken(_ json: JSONReader.Result, _ source: SourceText) -> Bool {
    json.findings.containsErrors
      && source.bytes.first { $0 > 0x20 }.map { "{[".utf8.contains($0) } ?? false
  }

  /// Findings in a file that was probably given by mistake: nobody gives it to ECR.
  private static let otherFiles: Set<IssueCode> = [
    "ERROR_MESSAGE_IN_FILE", "COMPRESSED_FILE", "DATABASE_FILE", "NO_OUTPUT_IN_FILE",
  ]

  /// Adds what ECR answers to a text that is not JSON.
  private static func addAnswer(_ finding: inout Finding) {
    if finding.code == "JSON_COMMENT" {
      finding.help = "remove the comment; a rule can have a `description`"
    }
    // Whether ECR's own parser minds these is not public (Q-12).
    let strictness = [
      "JSON_BYTE_ORDER_MARK", "UTF16_FILE", "JSON_DUPLICATE_KEY", "JSON_TRAILING_DATA",
    ]
    guard !strictness.contains(finding.code.rawValue), !otherFiles.contains(finding.code) else {
      return
    }
    finding.facts = ["J-03", "X-01"]
    finding.serviceAnswer = .init(text: ServiceAnswers.notJSON)
  }
}

/// J-01: how long a policy's text may be.
enum LengthCheck {
  static let allowed = 100...30_720

  /// Checks the length, which is the same whatever the policy's rules are.
  static func run(_ source: SourceText, _ root: Span?, _ findings: inout FindingCollector) {
    let place = root ?? Span(0, min(1, source.bytes.count))
    let length = String(decoding: source.bytes, as: UTF8.self).unicodeScalars.count
    if length < allowed.lowerBound {
      findings.add(
        .error, "POLICY_TOO_SHORT",
        "the policy has \(Phrase.count(length, "character")); ECR requires at least "
          + "\(allowed.lowerBound)",
        help: "check that the file is complete: even a policy with one rule has more than "
          + "\(allowed.lowerBound) characters", at: place, facts: ["J-01"],
        answer: "Invalid length for parameter lifecyclePolicyText, value: \(length), "
          + "valid min length: \(allowed.lowerBound)")
    }
    if length > allowed.upperBound {
      findings.add(
        .error, "POLICY_TOO_LONG",
        "the policy has \(Phrase.count(length, "character")); ECR allows at most "
          + allowed.upperBound.grouped,
        help: "white space counts: leave out line breaks and spaces between values", at: place,
        facts: ["J-01"])
    }
  }
}
