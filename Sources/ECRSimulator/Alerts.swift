import ECRLifecycle
public import ECRModel
import ECRPolicy

/// Why a reader would be shocked to lose an image.
public enum Alert: Sendable, Hashable {
  /// Something runs it: the references that name it.
  case inUse([String])
  /// A tag that must not go, and the pattern that says so.
  case protected(tag: String, pattern: String)
  /// A tag that people give to what they release or deploy.
  case releaseTag(String)
  /// It was pulled in the 30 days before.
  case pulledRecently(Timestamp)
  /// It was pushed in the 24 hours before, or a limit by count reaches it within a week of its push.
  case pushedRecently(Timestamp)
  /// No image of the repository is younger.
  case youngest
  /// It is the signature, attestation or SBOM of an image that stays (Q-3, M-08).
  case refersToKeptImage(String)

  /// The stable name.
  public var name: String {
    switch self {
    case .inUse: "inUse"
    case .protected: "protected"
    case .releaseTag: "releaseTag"
    case .pulledRecently: "pulledRecently"
    case .pushedRecently: "pushedRecently"
    case .youngest: "youngest"
    case .refersToKeptImage: "refersToKeptImage"
    }
  }
}

extension PreviewLifecyclePolicy.RepositoryOutcome {
  /// Why a reader would be shocked to lose an image; nothing for one that stays for certain.
  public func alerts(for index: Int) -> [Alert] {
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
    if let pulled = Timestamp(column: images.pulledAt[index]),
      preview.at.microseconds - pulled.microseconds <= 30 * Timestamp.day
    {
      alerts.append(.pulledRecently(pulled))
    }
    if isPushedRecently(index, isTagged: !tags.isEmpty) {
      alerts.append(.pushedRecently(Timestamp(microseconds: images.pushedAt[index])))
    }
    if index == preview.order.last, images.count > 1 { alerts.append(.youngest) }
    if let subject = keptSubject(of: index, tags) {
      alerts.append(.refersToKeptImage(images.digests[subject]))
    }
    return alerts
  }

  /// Whether an image goes sooner than anybody expects who has just pushed it.
  ///
  /// Where one limit by count is shared by many environments or functions, the images of each go as
  /// fast as all others are pushed; an age is what the rule says of itself.
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

/// Tells the tags that people give to what they release or deploy.
enum ReleaseTag {
  private static let names: Set<String> = [
    "latest", "stable", "main", "master", "trunk", "prod", "production", "live", "release", "lts",
    "current",
  ]

  /// Whether a tag is such a name, begins with `prod-`, `production-` or `release-`, or is a
  /// version of at least two numbers such as `v1.2` or `2026.10.3`.
  static func isOne(_ tag: String) -> Bool {
    if names.contains(tag) { return true }
    if ["prod-", "production-", "release-"].contains(where: tag.hasPrefix) { return true }
    var digits = 0
    var numbers = 0
    for byte in tag.utf8.dropFirst(tag.hasPrefix("v") ? 1 : 0) {
      if byte &- UInt8(ascii: "0") < 10 {
        numbers += digits == 0 ? 1 : 0
        digits += 1
      } else if byte == UInt8(ascii: "."), digits > 0 {
        digits = 0
      } else {
        return false
      }
    }
    return digits > 0 && numbers > 1
  }
}
