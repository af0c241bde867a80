import ECRDocuments
public import ECRLifecycle
public import ECRModel
import ECRPolicy
public import SourceText

/// Says what a lifecycle policy would do to repositories: AWS's StartLifecyclePolicyPreview, with
/// the images that stay and with reasons.
public enum PreviewLifecyclePolicy {
  /// What is asked.
  public struct Request: Sendable {
    /// `aws ecr describe-images` output, and `aws ecr batch-get-image` output where there is some.
    public var images: [SourceText]
    /// The policy, bare or as `aws ecr get-lifecycle-policy` prints it.
    public var policy: SourceText
    /// The instant of the evaluation.
    public var at: Timestamp
    /// Whether children of manifest lists take part in counts.
    public var manifestListChildren = LifecyclePolicyPreview.ManifestListChildren.counted
    /// What must not happen.
    public var guards = Guards()

    /// Makes a request.
    public init(images: [SourceText], policy: SourceText, at: Timestamp) {
      self.images = images
      self.policy = policy
      self.at = at
    }
  }

  /// What is answered.
  public struct Outcome: Sendable {
    /// The instant of the evaluation.
    public var at: Timestamp
    /// Whether children of manifest lists take part in counts.
    public var manifestListChildren: LifecyclePolicyPreview.ManifestListChildren
    /// What happens, repository by repository, ordered by registry and name.
    public var repositories: [RepositoryOutcome]
    /// How each guard fared, in the order in which they are documented.
    public var guards: [GuardResult]
    /// Images that run and that no repository of the run has.
    public var unmatchedReferences: [ImageReference]
    /// What was found in the documents, none of it an error.
    public var findings: [Finding]

    /// Whether every guard let the policy pass.
    public var passesGuards: Bool { guards.allSatisfy { $0.violations.isEmpty } }
  }

  /// What happens in one repository.
  public struct RepositoryOutcome: Sendable {
    /// The fate of every image.
    public var preview: LifecyclePolicyPreview
    /// What is known to run, by image.
    public var inUse: [Int: [String]]
    /// The patterns of tags that must not go.
    var protectedTags: [TagPattern]
    /// The images by digest, where tags name digests as cosign's do.
    var digests: DigestIndex?

    init(_ preview: LifecyclePolicyPreview, inUse: [Int: [String]], protectedTags: [TagPattern]) {
      self.preview = preview
      self.inUse = inUse
      self.protectedTags = protectedTags
      let images = preview.repository.images
      let cosign = Array("sha256-".utf8)
      let hasSignatures = (0..<images.tags.count).contains {
        images.tags.bytes[images.tags.range(of: $0)].starts(with: cosign)
      }
      if hasSignatures { digests = DigestIndex(images.digests) }
    }
  }

  /// Answers a request.
  ///
  /// - Throws: ``InvalidInput`` when a document has mistakes, with all of them.
  public static func run(_ request: Request) throws(InvalidInput) -> Outcome {
    var findings: [Finding] = []
    var reader = SnapshotReader()
    for source in request.images { reader.read(source) }
    let (snapshot, imageFindings) = reader.finish()
    findings += imageFindings
    let policy = readPolicy(request.policy, &findings)
    let running = readInUse(request.guards.inUse, &findings)
    guard let snapshot, let policy, !findings.containsErrors else {
      throw InvalidInput(findings: findings)
    }

    var usage = Usage(running)
    let repositories = snapshot.repositories.map { repository in
      let preview = LifecyclePolicyPreview(
        of: policy, for: repository, at: request.at,
        manifestListChildren: request.manifestListChildren)
      return RepositoryOutcome(
        preview, inUse: usage.images(of: preview), protectedTags: request.guards.protectedTags)
    }
    return Outcome(
      at: request.at, manifestListChildren: request.manifestListChildren,
      repositories: repositories, guards: request.guards.results(repositories),
      unmatchedReferences: usage.unmatched(in: snapshot), findings: findings)
  }

  private static func readPolicy(
    _ source: SourceText, _ findings: inout [Finding]
  ) -> LifecyclePolicy? {
    let document = LifecyclePolicyDocument.read(source)
    findings += document.findings
    guard let text = document.policyText else { return nil }
    let reading = LifecyclePolicy.read(text)
    findings += reading.findings
    return reading.policy
  }

  private static func readInUse(
    _ sources: [SourceText], _ findings: inout [Finding]
  ) -> [ImageReference] {
    var references: [ImageReference] = []
    for source in sources {
      let reading = InUseReader.read(source)
      references += reading.references
      findings += reading.findings
    }
    return references
  }
}
