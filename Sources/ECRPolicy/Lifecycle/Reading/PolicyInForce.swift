import Texts

/// A policy that AWS gave back together with the time of its last evaluation runs there, whatever
/// its form (J-14).
extension LifecyclePolicy {
  /// Whether every rule of the policy can be previewed in one way, in spite of what ECR would refuse.
  static func hasOneMeaning(
    _ drafts: [RuleDraft], _ findings: FindingCollector, _ root: JSONNode
  ) -> Bool {
    !drafts.isEmpty && drafts.count == root["rules"]?.elements?.count
      && drafts.allSatisfy { Rule($0, in: findings.source) != nil }
      && !findings.all.contains { ambiguities.contains($0.code) }
  }

  /// What leaves open which rule acts, or on what.
  private static let ambiguities: Set<IssueCode> = ["DUPLICATE_RULE_PRIORITY", "TAG_LISTS_BOTH"]
}

extension FindingCollector {
  /// Why a policy that AWS runs cannot be previewed.
  mutating func addWhyNotExcused(at root: JSONNode) {
    guard containsErrors else { return }
    add(
      .warning, "POLICY_IN_FORCE",
      "AWS has evaluated this policy, so it is in force; Drydock cannot preview it, because its errors "
        + "leave open what its rules select or when they act",
      help: "run `aws ecr start-lifecycle-policy-preview` to see what AWS does",
      at: root.span.firstByte, facts: ["J-14"])
  }

  /// The findings with warnings in place of errors.
  func excused(at root: JSONNode) -> FindingCollector {
    guard containsErrors else { return self }
    var excused = FindingCollector(source)
    let count = all.count { $0.type == .error }
    excused.add(
      .warning, "POLICY_IN_FORCE",
      "AWS has evaluated this policy, so it is in force although it is invalid: "
        + (count == 1 ? "its error is a warning here" : "its \(count) errors are warnings here"),
      help:
        "compare the preview with `aws ecr start-lifecycle-policy-preview` before you rely on it: "
        + "how AWS reads such a policy is not documented", at: root.span.firstByte, facts: ["J-14"])
    excused.adopt(all) { finding in
      guard finding.type == .error else { return }
      finding.type = .warning
      finding.serviceAnswer = nil
    }
    return excused
  }
}
