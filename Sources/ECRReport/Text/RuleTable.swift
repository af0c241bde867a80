import ECRPolicy
package import Texts

/// A lifecycle policy as a table of its rules.
package enum RuleTable {
  /// The table, in the order of the priorities; nil for a text that is not a valid lifecycle
  /// policy.
  package static func text(_ source: SourceText, _ style: Style) -> String? {
    guard let policy = LifecyclePolicy.read(source).policy else { return nil }
    var table = TextTable([
      ("PRIORITY", .right), ("SELECTS", .left), ("ACTION", .left),
    ])
    for rule in policy.rules {
      table.add([
        "\(rule.rulePriority)", RuleWords.selects(rule), RuleWords.actsWhen(rule),
      ])
    }
    return table.text(style)
  }
}
