/// What AWS does not document, or the snapshot does not contain, about one image's outcome.
package struct Uncertainties: OptionSet, Sendable, Hashable {
  /// The bits.
  package let rawValue: UInt32

  /// Makes a set of its bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Images on both sides of the limit were pushed at the same time.
  package static let tieAtLimit = Uncertainties(rawValue: 1 << 0)
  /// The age is within a day of the limit.
  package static let ageNearLimit = Uncertainties(rawValue: 1 << 1)
  /// The last pull may be up to a day later than recorded (E-18).
  package static let pullTimeGranularity = Uncertainties(rawValue: 1 << 2)
  /// A manifest list whose manifest is not known may hold it back (M-10).
  package static let childrenUnknown = Uncertainties(rawValue: 1 << 3)
  /// Whether children of manifest lists count decides.
  package static let childrenCounted = Uncertainties(rawValue: 1 << 4)
  /// Its manifest lists expire in this run, and it might in the next.
  package static let deferred = Uncertainties(rawValue: 1 << 5)
  /// A rule acts on a reference artifact whose subject stays.
  package static let referrerOfKeptSubject = Uncertainties(rawValue: 1 << 6)
  /// It follows its subject, and a rule would do something else with it (M-09).
  package static let referrerHasOwnFate = Uncertainties(rawValue: 1 << 7)
  /// Whether its age counts from the restoration or from the push decides.
  package static let restoredImageClock = Uncertainties(rawValue: 1 << 8)
  /// It is being restored.
  package static let activating = Uncertainties(rawValue: 1 << 9)
  /// Whether images that are being restored count decides.
  package static let activatingCount = Uncertainties(rawValue: 1 << 10)
  /// Its last pull is recorded before its push, and which of the two counts decides.
  package static let pullBeforePush = Uncertainties(rawValue: 1 << 11)
  /// A manifest list that refers to it is archived or being restored.
  package static let archivedList = Uncertainties(rawValue: 1 << 12)
  /// Its archive time is unknown.
  package static let transitionTimeUnknown = Uncertainties(rawValue: 1 << 13)
  /// What happens to its subject is itself uncertain.
  package static let subjectUncertain = Uncertainties(rawValue: 1 << 14)
  /// Whether the manifest lists that hold it back stay is itself uncertain.
  package static let listUncertain = Uncertainties(rawValue: 1 << 15)

  /// The manifest lists that refer to it expire, and it might with them.
  package static let orphanedByList = Uncertainties(rawValue: 1 << 16)
  /// Images are missing from the list, and may push it past the limit (P-07).
  package static let imagesMissing = Uncertainties(rawValue: 1 << 17)

  /// The stable code of each, in the order in which they are reported, and the fact behind it.
  package static let codes: [(Uncertainties, code: String, fact: String)] = [
    (.tieAtLimit, "TIE_AT_LIMIT", "Q-4"),
    (.ageNearLimit, "AGE_NEAR_LIMIT", "Q-5"),
    (.pullTimeGranularity, "PULL_TIME_GRANULARITY", "E-18"),
    (.childrenUnknown, "CHILDREN_UNKNOWN", "M-10"),
    (.childrenCounted, "CHILDREN_COUNTED", "Q-1"),
    (.deferred, "DEFERRED", "Q-2"),
    (.referrerOfKeptSubject, "REFERRER_OF_KEPT_SUBJECT", "Q-3"),
    (.referrerHasOwnFate, "REFERRER_HAS_OWN_FATE", "M-09"),
    (.restoredImageClock, "RESTORED_IMAGE_CLOCK", "Q-6"),
    (.activating, "ACTIVATING", "Q-7"),
    (.activatingCount, "ACTIVATING_COUNT", "Q-7"),
    (.pullBeforePush, "PULL_BEFORE_PUSH", "Q-18"),
    (.archivedList, "ARCHIVED_LIST", "Q-17"),
    (.transitionTimeUnknown, "TRANSITION_TIME_UNKNOWN", "E-17"),
    (.subjectUncertain, "SUBJECT_UNCERTAIN", "M-06"),
    (.listUncertain, "LIST_UNCERTAIN", "M-09"),
    (.orphanedByList, "ORPHANED_BY_LIST", "Q-16"),
    (.imagesMissing, "IMAGES_MISSING", "P-07"),
  ]

  /// The codes of those that are in the set.
  package var codes: [String] { Self.codes.filter { contains($0.0) }.map(\.code) }
}
