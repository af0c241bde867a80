import ECRModel
import ECRSimulator

/// What an alert tells the reader.
enum AlertWords {
  static func sentence(_ alert: Alert) -> String {
    switch alert {
    case .inUse(let references):
      references.count == 1
        ? "in use: \(Prose.printable(references[0]))"
        : "in use: \(Prose.printable(references[0])) and \(references.count - 1) more"
    case .protected(let tag, let pattern):
      "tag \(Prose.printable(tag)) is protected by \(Prose.printable(pattern))"
    case .releaseTag(let tag): "tagged \(Prose.printable(tag))"
    case .pulledRecently(let time): "pulled on \(time.description.prefix(10))"
    case .pushedRecently(let time): "pushed on \(time.description.prefix(10))"
    case .youngest: "the youngest image of the repository"
    case .refersToKeptImage(let digest): "belongs to \(Prose.short(digest)), which stays"
    }
  }
}
