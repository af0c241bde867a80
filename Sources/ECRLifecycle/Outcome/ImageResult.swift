package import ECRModel
package import ECRPolicy

/// The result of one rule for one image whose tags meet its requirement.
package struct RuleOutcome: Sendable, Hashable {
  /// The rule's number.
  package var rulePriority: Int
  /// What the rule does with images past its limit.
  package var action: LifecyclePolicy.Action
  /// Whether the rule's word counts.
  package var relation: Relation
  /// Whether the rule would act on the image if no other rule were there.
  package var wouldAct: Bool
  /// The image's position relative to the rule's limit; nil when the rule does not select it.
  package var measure: Measure?

  /// The image's rank among those that the rule counts, the newest first; nil where the rule uses
  /// an age or does not count the image.
  package var rank: Int? {
    guard case .rank(let rank, _, _) = measure else { return nil }
    return rank
  }

  /// Whether a rule's word on an image counts (E-20, E-21).
  package enum Relation: Sendable, Hashable {
    /// It decides: no rule before it identifies the image.
    case decides
    /// It only counts the image: the rule of this number decides.
    case shielded(byRulePriority: Int)
    /// The image is in another storage class (E-06).
    case otherStorageClass
  }

  /// An image's position relative to a rule's limit.
  package enum Measure: Sendable, Hashable {
    /// The image's rank, the newest first, the number of images, and how many stay. The rank is nil
    /// for a child of a manifest list when children are not counted.
    case rank(Int?, of: Int, limit: Int)
    /// The field that the age counts from, its instant, the age, and the days allowed. The instant
    /// is nil when it is not known.
    case age(clock: Clock, since: Timestamp?, microseconds: Int64, limitInDays: Int)
  }
}

/// What keeps an image that a rule would act on.
package enum Protection: Sendable, Hashable {
  /// A rule that comes first and leaves the image alone, and the rules that would act.
  case rule(rulePriority: Int, fromRulePriorities: [Int])
  /// Manifest lists that refer to the image, by their digests.
  case manifestLists([String])
  /// The storage class that the image is in, and the rules for the other class.
  case storageClass(StorageClass?, fromRulePriorities: [Int])
}

/// The outcome of one image, and each rule's reason for it.
package struct ImageResult: Sendable, Hashable {
  /// The image's place in the repository's table.
  package var index: Int
  /// What happens to it.
  package var outcome: Outcome
  /// Why.
  package var reason: Reason
  /// The rule that acts on it; nil when none does, and when it follows its subject (M-09).
  package var appliedRulePriority: Int?
  /// The rules whose tagging requirement it meets, in the order in which they are applied.
  package var ruleOutcomes: [RuleOutcome]
  /// The time at which it passes the limit of the rule that decides over it, if it stays now and
  /// only time matters: the rule can act on it from the instant after.
  package var eligibleAt: Timestamp?
  /// What keeps it.
  package var protections: [Protection]
  /// The digest of the image that it follows.
  package var followsSubject: String?
  /// What is left open.
  package var uncertainties: Uncertainties
  /// Whether it expires or is archived, or might be.
  package var mayGo: Bool

  /// The rule that decides over it, if any identifies it.
  package var decidingRule: RuleOutcome? { ruleOutcomes.first { $0.relation == .decides } }
}
