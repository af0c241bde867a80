package import Texts

/// Finds the text of a lifecycle policy in a document.
package enum LifecyclePolicyDocument {
  /// Where the policy's text is, unless the document has none.
  package struct Reading: Sendable {
    /// The text as ECR would get it, its positions those of the document.
    package var policyText: SourceText?
    /// Whether AWS gave the policy back, with the time of its last evaluation: then the policy is in
    /// force, whatever its form (J-14).
    package var isInForce = false
    /// What is wrong with the document around it.
    package var findings: [Finding]
  }

  /// Reads a bare policy, or the output of `aws ecr get-lifecycle-policy` and its like, in which
  /// the policy is JSON inside a JSON string; so it is in the output of `--query`.
  ///
  /// Mistakes in the policy itself are reported when it is read.
  package static func read(_ source: SourceText) -> Reading {
    let json = NotedDocument(source)
    guard let root = json.root, let kind = json.kind, root.members != nil || kind != .unknown else {
      // A template that is not JSON is not an invalid policy.
      guard json.root == nil, let kind = DocumentKind.ofConfiguration(source) else {
        return Reading(policyText: source, findings: [])
      }
      return other(kind, source, Span(0, 1), [])
    }
    let source = json.source
    switch kind {
    case .lifecyclePolicy, .unknown:
      return Reading(policyText: source, findings: json.isWholeText ? [] : json.findings)
    case .getLifecyclePolicy:
      return envelope(root, source, json.findings)
    default: return other(kind, source, root.span.firstByte, json.findings)
    }
  }

  private static func other(
    _ kind: DocumentKind, _ source: SourceText, _ place: Span, _ findings: [Finding]
  ) -> Reading {
    let finding = Finding(
      .error, "NOT_A_LIFECYCLE_POLICY", kind.insteadOf("a lifecycle policy"),
      help: kind.helpToTakeOut(.lifecyclePolicy, of: source)
        ?? "give a file that starts with `{\"rules\": [`, or the output of `aws ecr "
        + "get-lifecycle-policy`",
      at: source.location(of: place))
    return Reading(policyText: nil, findings: findings + [finding])
  }

  private static func envelope(
    _ root: JSONNode, _ source: SourceText, _ findings: [Finding]
  ) -> Reading {
    guard let text = root.ecrMember("lifecyclePolicyText"), !findings.containsErrors else {
      return Reading(policyText: nil, findings: findings)
    }
    let evaluatedAt = root.ecrMember("lastEvaluatedAt")
    let isInForce = evaluatedAt.map { $0.value != .null } ?? false
    if text["rules"] != nil {
      // `jq` has turned the string into the policy that it holds.
      return Reading(
        policyText: SourceText(stretches: [text.span], of: source), isInForce: isInForce,
        findings: findings)
    }
    guard text.string != nil else {
      let finding = Finding(
        .error, "POLICY_TEXT_NOT_STRING",
        "`lifecyclePolicyText` is of type \(text.typeName); expected a string",
        help: "AWS gives the policy as JSON inside a string; give the bare policy instead",
        at: source.location(of: text.span))
      return Reading(policyText: nil, findings: [finding])
    }
    return Reading(
      policyText: unescaped(SourceText(decodingStringAt: text.span, in: source)),
      isInForce: isInForce, findings: findings)
  }

  /// The text that a string holds, where the whole text is a string: a policy that was escaped twice.
  private static func unescaped(_ text: SourceText) -> SourceText {
    guard text.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "\""),
      JSONReader.read(text).findings.isEmpty
    else { return text }
    return NotedDocument(text).source
  }
}
