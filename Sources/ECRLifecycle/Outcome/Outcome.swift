/// Why an image's outcome is what it is.
package enum Reason: UInt8, Sendable, Hashable, CaseIterable {
  /// No rule identifies it.
  case noRule
  /// The rule that decides leaves it alone: it is within the limit.
  case withinLimit
  /// The rule that decides acts on it.
  case pastLimit
  /// The rule that decides would act, and a manifest list holds it back (M-01).
  case heldByManifestList
  /// The same, and the lists go in this run, so that it can go in the next (M-09).
  case deferredByManifestList
  /// It refers to an image that goes, and goes with it (M-06).
  case followsSubject
  /// It is being restored, so no rule selects it.
  case activating

  /// The name in reports.
  package var name: String {
    switch self {
    case .noRule: "noRule"
    case .withinLimit: "withinLimit"
    case .pastLimit: "pastLimit"
    case .heldByManifestList: "heldByManifestList"
    case .deferredByManifestList: "deferredByManifestList"
    case .followsSubject: "followsSubject"
    case .activating: "activating"
    }
  }
}

/// What happens to an image.
package enum Outcome: String, Sendable, Hashable, CaseIterable {
  /// It is deleted.
  case expire = "EXPIRE"
  /// It is moved to archive storage.
  case transition = "TRANSITION"
  /// It stays.
  case keep = "KEEP"
}
