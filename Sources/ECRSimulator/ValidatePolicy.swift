import ECRDocuments
import ECRPolicy
public import SourceText

/// Says of policies whether AWS would take them, and what their authors may regret.
public enum ValidatePolicy {
  /// What is said of one document.
  public struct Outcome: Sendable {
    /// The name of the document.
    public var file: String
    /// How many rules the policy has; nil when it has errors.
    public var ruleCount: Int?
    /// Everything that was found, in reading order.
    public var findings: [Finding]

    /// Whether AWS would take it.
    public var isValid: Bool { ruleCount != nil && !findings.containsErrors }
  }

  /// Validates one document.
  public static func run(_ source: SourceText) -> Outcome {
    let document = LifecyclePolicyDocument.read(source)
    guard let text = document.policyText else {
      return Outcome(file: source.name, ruleCount: nil, findings: document.findings)
    }
    let reading = LifecyclePolicy.read(text)
    return Outcome(
      file: source.name, ruleCount: reading.policy?.rules.count,
      findings: document.findings + reading.findings)
  }
}
