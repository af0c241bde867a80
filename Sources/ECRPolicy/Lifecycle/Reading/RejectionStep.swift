import Texts

/// The steps in which ECR rejects a policy; the first failure is the one that it reports (V-08).
private enum RejectionStep: Int {
  case mapping, schema, semantics

  init(_ code: IssueCode) {
    switch code.rawValue {
    case "ROOT_NOT_OBJECT", "POLICY_TOO_SHORT", "POLICY_TOO_LONG": self = .mapping
    case let code where code.hasPrefix("JSON_"): self = .mapping
    case "ANY_RULE_NOT_LAST", "DUPLICATE_RULE_PRIORITY", "DUPLICATE_TAG_LIST",
      "SEVERAL_UNTAGGED_RULES", "TAG_LIST_MISSING", "TOO_MANY_RULES":
      self = .semantics
    default: self = .schema
    }
  }
}

extension FindingCollector {
  /// The findings in reading order, with a mark at the answer that ECR would most likely give.
  func withLikelyAnswer() -> [Finding] {
    var findings = inReadingOrder()
    let errors = findings.indices.filter { findings[$0].type == .error }
    let steps = errors.map { RejectionStep(findings[$0].code).rawValue }
    if let first = zip(errors, steps).min(by: { $0.1 < $1.1 })?.0 {
      findings[first].serviceAnswer?.isLikelyFirst = true
    }
    return findings
  }
}
