import ECRModel
import ECRPolicy

/// A rule in few words.
enum RuleWords {
  /// Which images it selects.
  static func selects(_ rule: LifecyclePolicy.Rule) -> String {
    let tags =
      switch rule.tags {
      case .any: "any"
      case .untagged: "untagged"
      case .tagged(let entries):
        entries.map { Prose.printable($0.text) + ($0.isPrefix ? "…" : "") }
          .joined(separator: " and ")
      }
    return rule.storageClass == .archive ? "\(tags), archived" : tags
  }

  /// Past which limit it acts.
  static func limit(_ rule: LifecyclePolicy.Rule) -> String {
    switch rule.limit {
    case .imageCountMoreThan(let count): "more than \(Prose.count(count, "image", "images"))"
    case .sinceImagePushed(let days): "pushed over \(Prose.count(days, "day", "days")) ago"
    case .sinceImagePulled(let days): "not pulled for \(Prose.count(days, "day", "days"))"
    case .sinceImageTransitioned(let days): "archived over \(Prose.count(days, "day", "days")) ago"
    }
  }

  /// What it does.
  static func action(_ action: LifecyclePolicy.Action) -> String {
    action == .expire ? "expire" : "archive"
  }
}
