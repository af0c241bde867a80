import ECRModel
package import ECRSimulator

/// Why you probably do not want to lose an image.
package enum AlertWords {
  /// The same in a list that names the image: without its tags, and without who runs it.
  static func short(_ alert: Alert) -> String {
    switch alert {
    case .inUse: "running"
    case .protected(_, let pattern): "protected by \(Prose.printable(pattern))"
    case .releaseTag: "release tag"
    case .pulledRecently, .pushedRecently, .youngest, .lastOfKind, .refersToKeptImage:
      sentence(alert)
    }
  }

  /// Why, in a few words.
  package static func sentence(_ alert: Alert) -> String {
    switch alert {
    case .inUse(let references):
      references.count == 1
        ? "running: \(Prose.printable(references[0]))"
        : "running: \(Prose.printable(references[0])) and \(Prose.grouped(references.count - 1)) "
          + "more"
    case .protected(let tag, let pattern):
      "tag \(Prose.printable(tag)) is protected by \(Prose.printable(pattern))"
    case .releaseTag(let tag): "release tag \(Prose.printable(tag))"
    case .pulledRecently(let time): "pulled \(time.description.prefix(10))"
    case .pushedRecently(let time): "pushed \(time.description.prefix(10))"
    case .youngest: "the newest image of the repository"
    case .lastOfKind(let kind):
      "last image with a tag like \(Prose.printable(kind))"
    case .refersToKeptImage(let digest): "belongs to \(Prose.short(digest)), which is kept"
    }
  }
}
