import ECRModel
import ECRPolicy

/// A rule in a few words.
enum RuleWords {
  /// Which images it selects.
  static func selects(_ rule: LifecyclePolicy.Rule) -> String {
    let tags =
      switch rule.tags {
      case .any: "any"
      case .untagged: "untagged"
      case .tagged(let entries):
        entries.map(tags).joined(separator: " and ")
      }
    return rule.storageClass == .archive ? "\(tags), archived" : tags
  }

  /// The tags that an entry of a list matches; a star in a prefix is a character like others (E-08).
  static func tags(_ entry: TagPattern) -> String {
    let text = Prose.printable(entry.text)
    guard entry.isPrefix else { return text }
    return entry.text.contains("*") ? "prefix \(text)" : text + "*"
  }

  /// What it keeps, or the age past which it acts.
  static func limit(_ rule: LifecyclePolicy.Rule) -> String {
    switch rule.limit {
    case .imageCountMoreThan(let count): "newest \(Prose.grouped(count))"
    case .sinceImagePushed(let days): "\(Prose.count(days, "day", "days")) since push"
    case .sinceImagePulled(let days): "\(Prose.count(days, "day", "days")) since pull"
    case .sinceImageTransitioned(let days): "\(Prose.count(days, "day", "days")) in archive"
    }
  }

  /// What it does when, in one phrase: `expire all but the newest 20`, `archive when not pulled for
  /// 180 days`.
  static func actsWhen(_ rule: LifecyclePolicy.Rule) -> String {
    let verb = action(rule.action)
    return switch rule.limit {
    case .imageCountMoreThan: "\(verb) all but the \(limit(rule))"
    case .sinceImagePushed(let days):
      "\(verb) when pushed over \(Prose.count(days, "day", "days")) ago"
    case .sinceImagePulled(let days):
      "\(verb) when not pulled for \(Prose.count(days, "day", "days"))"
    case .sinceImageTransitioned(let days):
      "\(verb) when archived over \(Prose.count(days, "day", "days")) ago"
    }
  }

  /// What it does.
  static func action(_ action: LifecyclePolicy.Action) -> String {
    action == .expire ? "expire" : "archive"
  }
}
