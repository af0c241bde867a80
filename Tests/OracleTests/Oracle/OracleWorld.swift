/// The repository, policy and instant the oracle judges, in plain values of its own.

/// One manifest of the repository, with its tags (E-01).
struct OracleImage: Equatable, Sendable {
  enum Status: String, Sendable {
    case active = "ACTIVE"
    case archived = "ARCHIVED"
    case activating = "ACTIVATING"
  }

  var digest: String
  var tags: [String] = []
  /// Whole seconds since 1970, as are all times here.
  var pushed: Int
  var pulled: Int?
  var activated: Int?
  var archived: Int?
  var status: Status = .active
  /// Whether it is a manifest list or an index.
  var isList = false
  var children: [String] = []
  /// Whether the snapshot carries the list's manifest, and with it the children (M-10).
  var childrenKnown = false
  var subject: String?
  var size: Int?
}

/// One rule of the policy (J-06…J-22).
struct OracleRule: Equatable, Sendable {
  enum TagStatus: String, Sendable {
    case tagged, untagged, any
  }

  enum StorageClass: String, Sendable {
    case standard, archive
  }

  enum CountType: String, Sendable {
    case imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned
  }

  enum Action: String, Sendable {
    case expire, transition
  }

  var priority: Int
  var tagStatus: TagStatus = .any
  var patterns: [String] = []
  var prefixes: [String] = []
  var storageClass: StorageClass = .standard
  var countType: CountType = .imageCountMoreThan
  var countNumber: Int = 1
  var action: Action = .expire
}

/// A repository, its policy, and the instant of the run.
struct OracleWorld: Equatable, Sendable {
  var registryID: String = "123456789012"
  var repositoryName: String = "team/app"
  var images: [OracleImage] = []
  /// In any order: the order of the array means nothing (J-05).
  var rules: [OracleRule] = []
  var now: Int
}

/// What the run does with one image, and why.
struct OracleOutcome: Equatable, Sendable {
  enum Outcome: String, Sendable {
    case keep, expire, transition
  }

  var outcome: Outcome = .keep
  /// The rule that acted; nil when none did, or when the image follows its subject (M-09).
  var appliedRulePriority: Int?
  /// The first rule, by priority, that identifies the image (E-25).
  var ownerRulePriority: Int?
  /// Other rules than the owner that had it as a candidate, ascending (E-20).
  var wantedBy: [Int] = []
  /// The image's place, youngest first and from 1, under each counting rule that identifies it.
  var ranks: [Int: Int] = [:]
  /// Every rule that identifies it, ascending.
  var identifiedBy: [Int] = []
  /// The lists whose veto kept an image that would have gone, ascending (M-01).
  var heldByLists: [String] = []
  /// Whether every list that holds it goes in this run.
  var deferred = false
  /// The subject it goes with (M-06).
  var followsSubject: String?
}
