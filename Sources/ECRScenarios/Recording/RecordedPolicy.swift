import ECRPolicy
import Texts

/// The policy of a recording: the very text, or one with other words in its lists.
enum RecordedPolicy {
  /// The text with pseudonyms in the lists of prefixes and patterns, and without descriptions; all
  /// else as it was.
  static func anonymized(_ source: SourceText, _ pseudonyms: Pseudonyms) -> [UInt8] {
    guard let root = JSONReader.read(source).documents.first else { return source.bytes }
    var changes: [(span: Span, text: String)] = []
    for rule in root["rules"]?.elements ?? [] {
      if let description = rule["description"], description.string != nil {
        changes.append((description.span, "a rule"))
      }
      for list in ["tagPrefixList", "tagPatternList"] {
        for entry in rule["selection"]?[list]?.elements ?? [] {
          guard let text = entry.string else { continue }
          changes.append((entry.span, pseudonyms.pseudonym(of: pattern(text, list))))
        }
      }
    }
    var bytes: [UInt8] = []
    var end = 0
    for change in changes.sorted(by: { $0.span.start < $1.span.start }) {
      bytes += source.bytes[end..<change.span.start]
      var quoted = ByteBuffer()
      quoted.string(change.text)
      bytes += quoted.bytes
      end = change.span.end
    }
    return bytes + source.bytes[end...]
  }

  private static func pattern(_ text: String, _ list: String) -> TagPattern {
    list == "tagPrefixList" ? TagPattern(prefix: text) : TagPattern(pattern: text)
  }

  /// The entries of all of a policy's lists.
  static func entries(_ policy: LifecyclePolicy) -> [TagPattern] {
    policy.rules.flatMap { rule in
      if case .tagged(let entries) = rule.tags { entries } else { [] as [TagPattern] }
    }
  }
}
