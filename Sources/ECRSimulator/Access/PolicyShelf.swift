import ECRAccess
import ECRDocuments
import ECRPolicy
import Texts

/// Reads and compiles policies, and keeps what is found in them.
struct PolicyShelf {
  private(set) var findings: [Finding] = []
  /// Whether what the authors of drafts may regret is looked for.
  var wantsAdvice = true

  /// Where a policy comes from; it decides what is said of it.
  enum Origin {
    /// Somebody's file, perhaps not applied yet: everything is said.
    case draft
    /// Likewise, and what it serves as was guessed from its elements.
    case guessed
    /// AWS keeps it, so that it cannot be refused any more; what its author may regret was not asked.
    case stored
  }

  /// A policy of a file, or of a policy that AWS keeps.
  mutating func compile(_ source: SourceText, _ kind: PolicyKind) -> CompiledPolicy? {
    let reading = AccessDocument.read(source)
    findings += reading.findings
    guard !reading.findings.containsErrors else { return nil }
    guard case .policy(let fragment, let name)? = reading.documents.first,
      reading.documents.count == 1
    else {
      findings.append(
        Finding(
          .error, "NOT_A_POLICY", "this is no \(kind.name)", help: "give the policy's JSON",
          at: source.location(of: Span(0, 1))))
      return nil
    }
    return compile(NamedPolicy(name: name ?? source.name, policy: fragment), kind, .draft)
  }

  /// A policy that stands in a document.
  mutating func compile(
    _ policy: NamedPolicy, _ kind: PolicyKind, _ origin: Origin
  ) -> CompiledPolicy? {
    let reading = PolicyDocument.read(
      policy.policy, as: kind, withAdvice: wantsAdvice && origin != .stored,
      kindIsGuessed: origin == .guessed)
    switch origin {
    case .draft, .guessed: findings += reading.findings
    case .stored where reading.document == nil: findings += reading.findings
    case .stored:
      findings += reading.findings.filter { $0.type == .error }.map { finding in
        var finding = finding
        finding.type = .warning
        return finding
      }
    }
    return reading.document.map { CompiledPolicy($0, name: policy.name) }
  }

  /// Something else to say.
  mutating func add(_ more: [Finding]) { findings += more }

  /// Something else to say.
  mutating func add(_ finding: Finding) { findings.append(finding) }
}
