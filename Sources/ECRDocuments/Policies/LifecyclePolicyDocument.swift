public import Texts

/// Finds the text of a lifecycle policy in a document.
public enum LifecyclePolicyDocument {
  /// Where the policy's text is, unless the document has none.
  public struct Reading: Sendable {
    /// The text as ECR would get it, its positions those of the document.
    public var policyText: SourceText?
    /// What is wrong with the document around it.
    public var findings: [Finding]
  }

  /// Reads a bare policy, or the output of `aws ecr get-lifecycle-policy` and its like, in which
  /// the policy is JSON inside a JSON string.
  ///
  /// Mistakes in the policy itself are left for whoever reads it.
  public static func read(_ source: SourceText) -> Reading {
    let json = NotedDocument(source)
    guard let root = json.root, let members = root.members else {
      return Reading(policyText: source, findings: [])
    }
    switch DocumentKind(memberNames: members.map(\.name)) {
    case .lifecyclePolicy, .unknown:
      return Reading(policyText: source, findings: [])
    case .getLifecyclePolicy:
      return envelope(root, source, json.findings)
    case let kind:
      let finding = Finding(
        .error, "NOT_A_LIFECYCLE_POLICY", "this is \(kind.name), not a lifecycle policy",
        help: "give a file that starts with `{\"rules\": [`, or what `aws ecr "
          + "get-lifecycle-policy` printed",
        at: source.location(of: root.span.firstByte))
      return Reading(policyText: nil, findings: json.findings + [finding])
    }
  }

  private static func envelope(
    _ root: JSONNode, _ source: SourceText, _ findings: [Finding]
  ) -> Reading {
    guard let text = root["lifecyclePolicyText"], findings.isEmpty else {
      return Reading(policyText: nil, findings: findings)
    }
    guard text.string != nil else {
      let finding = Finding(
        .error, "POLICY_TEXT_NOT_STRING",
        "`lifecyclePolicyText` is of type \(text.typeName) where a string belongs",
        help: "AWS gives the policy as JSON inside a string; give the bare policy instead",
        at: source.location(of: text.span))
      return Reading(policyText: nil, findings: [finding])
    }
    return Reading(
      policyText: SourceText(decodingStringAt: text.span, in: source), findings: [])
  }
}
