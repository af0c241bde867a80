import ECRLifecycle
package import ECRModel
import ECRPolicy

/// Why an image should probably not be lost.
package enum Alert: Sendable, Hashable {
  /// Something runs it: the references that name it.
  case inUse([String])
  /// A tag that should stay, and the pattern that shows it.
  case protected(tag: String, pattern: String)
  /// A tag that people give to what they release or deploy.
  case releaseTag(String)
  /// It was pulled in the 30 days before.
  case pulledRecently(Timestamp)
  /// It was pushed in the 24 hours before, or a limit by count reaches it within a week of its push.
  case pushedRecently(Timestamp)
  /// No image of the repository is younger.
  case youngest
  /// Among the images with such a tag, `*` for its numbers, it is the newest, and none of them
  /// stays.
  case lastOfKind(String)
  /// It is the signature, attestation or SBOM of an image that stays (Q-3, M-08).
  case refersToKeptImage(String)

  /// The stable name.
  package var name: String {
    switch self {
    case .inUse: "inUse"
    case .protected: "protected"
    case .releaseTag: "releaseTag"
    case .pulledRecently: "pulledRecently"
    case .pushedRecently: "pushedRecently"
    case .youngest: "youngest"
    case .lastOfKind: "lastOfKind"
    case .refersToKeptImage: "refersToKeptImage"
    }
  }

  /// The names of all kinds, the gravest first.
  package static let names = [
    "inUse", "protected", "releaseTag", "pulledRecently", "pushedRecently", "refersToKeptImage",
    "youngest", "lastOfKind",
  ]

  /// The place of its kind among all, 0 for the gravest.
  package var gravity: Int { Self.names.firstIndex(of: name) ?? Self.names.count }
}

extension [Alert] {
  /// The gravest of an image's alerts, under which a report counts the image.
  package var gravest: Alert? { self.min { $0.gravity < $1.gravity } }
}

extension PreviewLifecyclePolicy.RepositoryOutcome {
  /// Why an image should probably not be lost; nothing for one that stays for certain.
  package func alerts(for index: Int) -> [Alert] {
    guard preview.mayGo(index) else { return [] }
    let images = preview.repository.images
    let tags = tags(of: index)
    var alerts: [Alert] = []
    if let references = inUse[index] { alerts.append(.inUse(references)) }
    for tag in tags {
      if let pattern = protectedTags.first(where: { $0.matches(tag) }) {
        alerts.append(.protected(tag: tag, pattern: pattern.text))
      } else if ReleaseTag.isOne(tag) {
        alerts.append(.releaseTag(tag))
      }
    }
    // A pull after the time of the preview is not one of the last days.
    if let pulled = Timestamp(column: images.pulledAt[index]),
      (0...30 * Timestamp.day).contains(preview.at.microseconds - pulled.microseconds)
    {
      alerts.append(.pulledRecently(pulled))
    }
    if isPushedRecently(index, isTagged: !tags.isEmpty) {
      alerts.append(.pushedRecently(Timestamp(microseconds: images.pushedAt[index])))
    }
    if index == preview.order.last { alerts.append(.youngest) }
    if let kind = lastOfKind[index] { alerts.append(.lastOfKind(kind)) }
    if let subject = keptSubject(of: index, tags) {
      alerts.append(.refersToKeptImage(images.digests[subject]))
    }
    return alerts
  }

  /// Whether an image goes sooner than anybody expects who has just pushed it.
  ///
  /// Where one count is shared by many environments or functions, pushes of all others push out the
  /// images of each; an age limit is explicit.
  private func isPushedRecently(_ index: Int, isTagged: Bool) -> Bool {
    let age = preview.at.microseconds - preview.repository.images.pushedAt[index]
    let isByCount = preview.isDecidedByCount(index)
    guard age > Timestamp.day else {
      return age >= 0 && (isByCount || preview.outcome(of: index) != .keep)
    }
    return isByCount && isTagged && age <= 7 * Timestamp.day
  }

  /// The image that a signature belongs to, if that one stays: by its subject, or by the tag that
  /// cosign gives (M-08).
  private func keptSubject(of index: Int, _ tags: [String]) -> Int? {
    let images = preview.repository.images
    var subject = preview.subject(of: index)
    for tag in tags where subject == nil && tag.hasPrefix("sha256-") {
      subject = digests?.index(of: "sha256:" + tag.dropFirst(7).prefix(64), in: images.digests)
    }
    guard let subject, preview.outcome(of: subject) == .keep else { return nil }
    return subject
  }
}
