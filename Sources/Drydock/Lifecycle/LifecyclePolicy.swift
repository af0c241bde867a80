import ECRPolicy
import ECRSimulator
import Texts

/// A lifecycle policy that ECR accepts.
public struct LifecyclePolicy: Sendable {
  let source: SourceText
  let inner: ECRPolicy.LifecyclePolicy
  let found: [Texts.Finding]

  /// Reads a policy, bare or as `aws ecr get-lifecycle-policy` prints it.
  ///
  /// - Throws: ``InvalidInput`` when ECR would reject it, with every reason.
  public init(json: String) throws(InvalidInput) {
    try self.init(Document(json, name: "lifecycle-policy.json"))
  }

  /// Likewise, of a document with a name of its own.
  ///
  /// - Throws: ``InvalidInput`` when ECR would reject it, with every reason.
  public init(_ document: Document) throws(InvalidInput) {
    var findings: [Texts.Finding] = []
    let policy = PreviewLifecyclePolicy.readPolicy(document.source, &findings)
    guard let policy, !findings.containsErrors else { throw InvalidInput(findings) }
    source = document.source
    inner = policy
    found = findings
  }

  /// The likely mistakes in it, in reading order.
  public var findings: [Finding] { found.forUsers }

  /// The numbers of its rules, in the order in which they take precedence.
  public var rulePriorities: [Int] { inner.rules.map(\.rulePriority) }

  /// Shows what the policy would do to every image of a repository at an instant.
  ///
  /// - Throws: ``InvalidInput`` when a document of the guards has errors, or a pattern matches no tag.
  public func preview(
    _ repository: Repository, at time: Timestamp, guards: Guards = Guards(),
    childImages: ChildImages = .counted
  ) throws(InvalidInput) -> Preview {
    let settings = try guards.settings(at: time, childImages)
    let outcome = try asking { () throws(ECRSimulator.InvalidInput) in
      try PreviewLifecyclePolicy.run(
        on: repository.inner, policy: inner, settings: settings, findings: repository.found + found)
    }
    return Preview(outcome, outcome.repositories[0])
  }
}

/// Whether the images that an image index refers to count toward limits, which AWS does not document
///
public enum ChildImages: Sendable, Hashable, CaseIterable {
  /// They count like any other image.
  case counted
  /// Count rules pass over them.
  case excluded
}
