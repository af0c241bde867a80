import ECRPolicy
import ECRReport
import Texts

/// The policies of a lesson, each of which is shown once: a lifecycle policy as a table of its rules,
/// any other as it is written.
struct ShownPolicies {
  /// Whether the JSON that a table is made of is shown above it.
  var hasJSON = false
  /// The name of a policy that is not shown, because the reader is to write it.
  var hidden: String?
  private var tables: Set<[UInt8]> = []
  private var texts: Set<[UInt8]> = []
  /// The policies that have been shown as tables alone.
  private var pending: [StoryPolicy] = []

  init(hasJSON: Bool = false, hidden: String? = nil) {
    self.hasJSON = hasJSON
    self.hidden = hidden
  }

  /// Those of some policies that have not been shown.
  mutating func text(_ policies: [StoryPolicy?], _ style: Style) -> String {
    policies.compactMap(\.self).filter { $0.name == nil || $0.name != hidden }.map { policy in
      guard let table = RuleTable.text(policy.text, style) else {
        return texts.insert(key(policy)).inserted ? asWritten(policy, style) : ""
      }
      guard tables.insert(key(policy)).inserted else { return "" }
      guard hasJSON else {
        if !texts.contains(key(policy)) { pending.append(policy) }
        return name(policy, style) + table + "\n"
      }
      let isNew = texts.insert(key(policy)).inserted
      return name(policy, style) + (isNew ? json(policy) + "\n" : "") + table + "\n"
    }.joined()
  }

  /// A policy as it is written, because findings point at its lines.
  mutating func lines(_ policy: StoryPolicy, _ style: Style) -> String {
    guard policy.name == nil || policy.name != hidden else { return "" }
    guard texts.insert(key(policy)).inserted else {
      return style(.bold, title(policy)) + " (shown above)\n\n"
    }
    let shown = key(policy)
    pending = pending.filter { key($0) != shown }
    return asWritten(policy, style)
  }

  /// The JSON of the policies that have been shown as tables alone, once.
  mutating func takeJSON(_ style: Style) -> String {
    defer { pending = [] }
    return pending.filter { texts.insert(key($0)).inserted }.map { asWritten($0, style) }.joined()
  }

  private func key(_ policy: StoryPolicy) -> [UInt8] {
    Array((policy.name ?? "").utf8) + [0] + policy.text.bytes
  }

  private func title(_ policy: StoryPolicy) -> String {
    Prose.printable(policy.name ?? "policy of the story")
  }

  private func name(_ policy: StoryPolicy, _ style: Style) -> String {
    style(.bold, title(policy)) + "\n"
  }

  private func asWritten(_ policy: StoryPolicy, _ style: Style) -> String {
    name(policy, style) + json(policy) + "\n"
  }

  private func json(_ policy: StoryPolicy) -> String {
    let lines = String(decoding: policy.text.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var body = lines.map { "  \(Prose.printable(String($0)))" }[...]
    while body.last?.allSatisfy(\.isWhitespace) == true { body.removeLast() }
    return body.joined(separator: "\n") + "\n"
  }
}
