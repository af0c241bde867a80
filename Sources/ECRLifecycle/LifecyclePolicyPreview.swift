package import ECRModel
package import ECRPolicy

/// What a lifecycle policy does to a repository at an instant, image by image.
///
/// The highest-priority rule whose tagging requirements an image meets alone decides its outcome;
/// the other rules only count it (E-25). Answers are read from columns: a repository may have a
/// hundred thousand images.
package struct LifecyclePolicyPreview: Sendable {
  /// Whether the children of manifest lists count toward limits; AWS does not document it.
  package enum ManifestListChildren: String, Sendable, CaseIterable {
    /// They are counted like any image, and held back afterwards: what is known of real runs.
    case counted
    /// Count rules pass over them.
    case excluded
  }

  /// The repository.
  package let repository: Repository
  /// The policy.
  package let policy: LifecyclePolicy
  /// The instant of the evaluation.
  package let at: Timestamp
  /// Whether the children of manifest lists take part in counts.
  package let manifestListChildren: ManifestListChildren
  /// The images from the oldest to the youngest, as places in the repository's table: the order in
  /// which AWS acts (E-26), equal push times by digest, the larger first.
  package let order: [Int]

  let rules: [RuleEvaluation]
  let graph: ManifestGraph
  let decisions: Decisions
  let doubts: Doubts
  /// What each image adds to totals: its size, or ``ImageTable/absent`` where that is not known.
  let countedSizes: [Int64]
  private let uncertainties: [Uncertainties]

  /// Evaluates a policy against a repository.
  package init(
    of policy: LifecyclePolicy, for repository: Repository, at: Timestamp,
    manifestListChildren: ManifestListChildren = .counted
  ) {
    self.repository = repository
    self.policy = policy
    self.at = at
    self.manifestListChildren = manifestListChildren
    let images = repository.images
    let times = Clocks.effectivePushTimes(images)
    let byYouth = YouthOrder.order(images, by: times)
    let graph = ManifestGraph(repository)
    let isChild =
      graph.listsOfChild.isEmpty ? nil : images.indices.map { !graph.holders(of: $0).isEmpty }
    let countsChildren = manifestListChildren == .counted
    rules = policy.rules.map {
      RuleEvaluation(
        $0, images, order: byYouth, times: times, isChild: isChild, countsChildren: countsChildren)
    }
    order = byYouth.reversed()
    self.graph = graph
    countedSizes =
      graph.listsSizedByChildren.isEmpty
      ? images.sizes
      : images.indices.map { graph.listsSizedByChildren.contains($0) ? 0 : images.sizes[$0] }
    decisions = Decisions(rules, images, graph, at: at.microseconds)
    doubts = Doubts(
      images: images, rules: rules, graph: graph, decisions: decisions, times: times,
      countsChildren: countsChildren, isComplete: repository.isComplete, now: at.microseconds)
    uncertainties = doubts.all()
  }

  /// What happens to the image at a place of the repository's table.
  package func outcome(of index: Int) -> Outcome { decisions.outcome(of: index) }

  /// Why it happens.
  package func reason(for index: Int) -> Reason { decisions.reasons[index] }

  /// Whether the rule that decides over it has a limit by count.
  package func isDecidedByCount(_ index: Int) -> Bool {
    let owner = Int(decisions.owners[index])
    guard owner >= 0, case .imageCountMoreThan = rules[owner].rule.limit else { return false }
    return true
  }

  /// What is left open about it.
  package func uncertainties(of index: Int) -> Uncertainties { uncertainties[index] }

  /// Whether the image expires or is archived, or might be.
  package func mayGo(_ index: Int) -> Bool { doubts.mayGo(index, uncertainties[index]) }

  /// The digests of the manifest lists that hold an image back, in order.
  package func holders(of index: Int) -> [Int] { graph.holders(of: index) }

  /// The image that a reference artifact refers to, if it is in the repository.
  package func subject(of index: Int) -> Int? { graph.subjectOf[index] }

  /// Whether the image is a manifest list whose size is that of its largest child, which counts it:
  /// to totals it adds nothing (P-09).
  package func isSizedByChildren(_ index: Int) -> Bool {
    graph.listsSizedByChildren.contains(index)
  }

  /// The manifest lists with unknown children (M-10).
  package var unknownManifestLists: [Int] { graph.unknownLists }
}

extension LifecyclePolicyPreview {
  /// The manifest lists that refer to an image, whatever storage class they are in.
  package func manifestLists(referringTo index: Int) -> [Int] { graph.listsOfChild[index] ?? [] }
}
