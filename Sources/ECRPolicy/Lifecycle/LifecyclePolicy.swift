package import ECRModel
package import Texts

/// A lifecycle policy that ECR would accept.
///
/// The rules are in the order in which they are applied, not in the order of the text (J-05).
package struct LifecyclePolicy: Sendable, Hashable {
  /// The rules by ascending `rulePriority`.
  package let rules: [Rule]

  /// Makes a policy of rules in any order.
  package init(rules: [Rule]) {
    self.rules = rules.sorted { $0.rulePriority < $1.rulePriority }
  }

  /// One rule: which images, from when on, and what happens to them.
  package struct Rule: Sendable, Hashable {
    /// The lower the number, the earlier the rule decides (J-07).
    package var rulePriority: Int
    /// The author's description.
    package var description: String?
    /// Which images it identifies by their tags.
    package var tags: TagRequirement
    /// The storage class whose images it selects (E-06).
    package var storageClass: StorageClass
    /// Past which limit an image is acted on.
    package var limit: Limit
    /// What happens to such an image.
    package var action: Action
    /// The place of the rule.
    package var location: Location?

    /// Makes a rule.
    package init(
      rulePriority: Int, description: String? = nil, tags: TagRequirement,
      storageClass: StorageClass = .standard, limit: Limit, action: Action = .expire,
      location: Location? = nil
    ) {
      self.rulePriority = rulePriority
      self.description = description
      self.tags = tags
      self.storageClass = storageClass
      self.limit = limit
      self.action = action
      self.location = location
    }
  }

  /// `countType`, `countUnit` and `countNumber` as one: they only make sense together.
  package enum Limit: Sendable, Hashable {
    /// This many images stay: the newest that the rule selects (E-13).
    case imageCountMoreThan(Int)
    /// Images stay for this many days after they were pushed (E-15).
    case sinceImagePushed(days: Int)
    /// Images stay for this many days after they were last pulled (E-16).
    case sinceImagePulled(days: Int)
    /// Archived images stay for this many days after they were archived (E-17).
    case sinceImageTransitioned(days: Int)

    /// The value of `countType`.
    package var countType: String {
      switch self {
      case .imageCountMoreThan: "imageCountMoreThan"
      case .sinceImagePushed: "sinceImagePushed"
      case .sinceImagePulled: "sinceImagePulled"
      case .sinceImageTransitioned: "sinceImageTransitioned"
      }
    }

    /// The value of `countNumber`.
    package var countNumber: Int {
      switch self {
      case .imageCountMoreThan(let number), .sinceImagePushed(let number),
        .sinceImagePulled(let number), .sinceImageTransitioned(let number):
        number
      }
    }
  }

  /// What a rule does (J-21, J-22).
  package enum Action: String, Sendable, Hashable {
    /// Delete the image with all of its tags (E-29).
    case expire = "EXPIRE"
    /// Move the image to archive storage.
    case transition = "TRANSITION"
  }
}
