import ECRPolicy
import ECRReport
import Texts

/// The policies of a lesson, each of which is shown once.
struct ShownPolicies {
  private var shown: Set<[UInt8]> = []

  /// Those of some policies that have not been shown: a lifecycle policy as a table of its rules,
  /// any other as it is written.
  mutating func text(
    _ policies: [StoryPolicy?], _ style: Style, isTable: Bool = true
  ) -> String {
    policies.compactMap(\.self).filter { shown.insert(key($0) + [isTable ? 1 : 0]).inserted }
      .map { text($0, style, isTable) }.joined()
  }

  private func key(_ policy: StoryPolicy) -> [UInt8] {
    Array((policy.name ?? "").utf8) + [0] + policy.text.bytes
  }

  private func text(_ policy: StoryPolicy, _ style: Style, _ isTable: Bool) -> String {
    let name = style(.bold, Prose.printable(policy.name ?? "policy of the story"))
    let table = isTable ? RuleTable.text(policy.text, style) : nil
    return "\(name)\n\(table ?? asWritten(policy))\n"
  }

  private func asWritten(_ policy: StoryPolicy) -> String {
    let lines = String(decoding: policy.text.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var body = lines.map { "  \(Prose.printable(String($0)))" }[...]
    while body.last?.allSatisfy(\.isWhitespace) == true { body.removeLast() }
    return body.joined(separator: "\n") + "\n"
  }
}
