import ECRDocuments
package import ECRLifecycle
package import ECRModel
package import ECRPolicy
package import Texts

/// Shows what a lifecycle policy would do to repositories: AWS's StartLifecyclePolicyPreview, plus
/// kept images and reasons.
package enum PreviewLifecyclePolicy {
  /// What is asked.
  package struct Request: Sendable {
    /// `aws ecr describe-images` output, and `aws ecr batch-get-image` output where there is some.
    package var images: [SourceText]
    /// The policy, bare or as `aws ecr get-lifecycle-policy` prints it.
    package var policy: SourceText
    /// The instant, and what must not happen.
    package var settings: PreviewSettings

    /// Makes a request.
    package init(images: [SourceText], policy: SourceText, settings: PreviewSettings) {
      self.images = images
      self.policy = policy
      self.settings = settings
    }

    /// Makes a request without guards.
    package init(images: [SourceText], policy: SourceText, at: Timestamp) {
      self.init(images: images, policy: policy, settings: PreviewSettings(at: at))
    }
  }

  /// What is answered.
  package struct Outcome: Sendable {
    /// The time, and the settings of the request.
    package var settings: PreviewSettings
    /// What happens, repository by repository, ordered by account, name and region.
    package var repositories: [RepositoryOutcome]
    /// The conclusion about all of them together.
    package var conclusion: Conclusion

    /// Puts together what was answered repository by repository.
    package init(
      settings: PreviewSettings, repositories: [RepositoryOutcome], conclusion: Conclusion
    ) {
      self.settings = settings
      self.repositories = repositories
      self.conclusion = conclusion
    }
  }

  /// What happens in one repository.
  package struct RepositoryOutcome: Sendable {
    /// The outcome of every image.
    package var preview: LifecyclePolicyPreview
    /// Whether there is a policy; without one every image stays.
    package var hasPolicy = true
    /// What is known to run, by image.
    package var inUse: [Int: [String]]
    /// The patterns of tags that must not go.
    var protectedTags: [TagPattern]
    /// The images by digest, where tags name digests as cosign's do.
    var digests: DigestIndex?
    /// The images that are the last ones of a kind of tag, each with the kind.
    let lastOfKind: [Int: String]

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
      lastOfKind = TagKinds.lastImages(preview)
    }
  }

  /// The conclusion that needs all repositories.
  package struct Conclusion: Sendable {
    /// How each guard fared, in the order in which they are documented.
    package var guards: [GuardResult]
    /// Images that run and that no repository of the run has.
    package var unmatchedReferences: [ImageReference]
    /// Repositories that could not be evaluated.
    package var notEvaluated: [NotEvaluated] = []
    /// What was found in the documents.
    package var findings: [Finding]

    package init(
      guards: [GuardResult], unmatchedReferences: [ImageReference], findings: [Finding]
    ) {
      self.guards = guards
      self.unmatchedReferences = unmatchedReferences
      self.findings = findings
    }

    /// Whether everything that was asked could be answered.
    package var isComplete: Bool { !findings.containsErrors }

    /// Whether every guard let the policy pass.
    package var passesGuards: Bool { guards.allSatisfy(\.passes) }

    /// Whether a guard fails whatever is missing: of the repositories, the images, or what runs.
    package var failsForCertain: Bool { guards.contains(where: \.failsForCertain) }

    /// Why guards cannot be judged; nothing when all can.
    package var guardDoubts: [GuardResult.Doubt] {
      GuardResult.Doubt.allCases.filter { doubt in guards.contains { $0.doubts.contains(doubt) } }
    }
  }

  /// A repository that could not be evaluated.
  package struct NotEvaluated: Sendable, Hashable {
    /// The repository.
    package var id: RepositoryID
    /// Why.
    package var reason: Reason

    /// Why it could not be evaluated.
    package enum Reason: String, Sendable, Hashable {
      /// Its images are not known.
      case noImages
      /// Its policy has mistakes.
      case invalidPolicy
      /// Whether it has a policy is not known: AWS did not answer when it was collected.
      case policyNotCollected
    }
  }

  /// Answers a request.
  ///
  /// - Throws: ``InvalidInput`` when a document has mistakes, with all of them.
  package static func run(_ request: Request) throws(InvalidInput) -> Outcome {
    var findings: [Finding] = []
    var reader = SnapshotReader()
    for source in request.images { reader.read(source) }
    let (snapshot, imageFindings) = reader.finish()
    findings += imageFindings
    let policy = readPolicy(
      request.policy, &findings, withAdvice: request.settings.wantsAdvice)
    let previewer = RepositoryPreviewer(request.settings, &findings)
    guard let snapshot, let policy, !findings.containsErrors else {
      throw InvalidInput(findings: findings)
    }
    return outcome(snapshot.repositories, policy, previewer, findings)
  }

  /// Answers for one repository that is known already; without a policy every image stays.
  ///
  /// Likely mistakes in the policy are not reported here: see ``ValidatePolicy``.
  ///
  /// - Throws: ``InvalidInput`` when the policy or a document of the guards has mistakes.
  package static func run(
    on repository: Repository, policy: SourceText?, settings: PreviewSettings
  ) throws(InvalidInput) -> Outcome {
    var findings: [Finding] = []
    let read = policy.map { readPolicy($0, &findings, withAdvice: false) }
    return try run(on: repository, policy: read ?? nil, settings: settings, findings: findings)
  }

  /// Likewise, of a policy that has been read; `findings` are those of the documents.
  ///
  /// - Throws: ``InvalidInput`` when a document of the guards has mistakes.
  package static func run(
    on repository: Repository, policy: LifecyclePolicy?, settings: PreviewSettings,
    findings: [Finding]
  ) throws(InvalidInput) -> Outcome {
    var findings = findings
    let previewer = RepositoryPreviewer(settings, &findings)
    guard !findings.containsErrors else { throw InvalidInput(findings: findings) }
    return outcome([repository], policy, previewer, findings)
  }

  private static func outcome(
    _ repositories: [Repository], _ policy: LifecyclePolicy?, _ previewer: RepositoryPreviewer,
    _ findings: [Finding]
  ) -> Outcome {
    var tally = PreviewTally(previewer)
    let outcomes = repositories.map { repository in
      let (outcome, share) = previewer.preview(repository, under: policy)
      tally.add(share)
      return outcome
    }
    return Outcome(
      settings: previewer.settings, repositories: outcomes,
      conclusion: tally.conclusion(findings))
  }

  /// Reads a policy, bare or as the AWS CLI prints it; what is wrong with it goes to the findings.
  package static func readPolicy(
    _ source: SourceText, _ findings: inout [Finding], withAdvice: Bool = true
  ) -> LifecyclePolicy? {
    let document = LifecyclePolicyDocument.read(source)
    findings += document.findings
    guard let text = document.policyText else { return nil }
    let reading = LifecyclePolicy.read(
      text, withAdvice: withAdvice, isInForce: document.isInForce)
    findings += reading.findings
    return reading.policy
  }
}

/// How previews are made, whatever they are made of.
package struct PreviewSettings: Sendable {
  /// The instant of the evaluation.
  package var at: Timestamp
  /// Whether children of manifest lists take part in counts.
  package var manifestListChildren = LifecyclePolicyPreview.ManifestListChildren.counted
  /// What must not happen.
  package var guards = Guards()

  /// Whether to look for likely mistakes in the policy.
  package var wantsAdvice = true

  /// Makes settings without guards.
  package init(at: Timestamp) { self.at = at }

  /// How children are counted, by its name: `counted` or `excluded`; nil for another word.
  package static func children(
    named text: String
  ) -> LifecyclePolicyPreview.ManifestListChildren? {
    LifecyclePolicyPreview.ManifestListChildren(rawValue: text)
  }
}
