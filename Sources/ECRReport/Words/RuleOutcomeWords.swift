import ECRLifecycle
import ECRPolicy
import Texts

/// What one rule says of one image.
enum RuleOutcomeWords {
  static func sentence(_ outcome: RuleOutcome?, _ rule: LifecyclePolicy.Rule) -> String {
    guard let outcome else {
      switch rule.tags {
      case .untagged:
        return "does not identify it: it is tagged, or not in the rule's storage class"
      case .any: return "does not identify it: it is not in the rule's storage class"
      case .tagged(let entries):
        let names = entries.map { "`\(Prose.printable($0.text))\($0.isPrefix ? "…" : "")`" }
        return names.count == 1
          ? "does not identify it: no tag matches \(names[0])"
          : "does not identify it: its tags do not match all of \(names.joined(separator: ", "))"
      }
    }
    var measure = ByteBuffer()
    measure.measure(outcome)
    let why = String(decoding: measure.bytes, as: UTF8.self)
    let verb = RuleWords.action(outcome.action)
    switch outcome.relation {
    case .otherStorageClass: return "does not see it: the image is in another storage class"
    case .decides: return "decides. It would \(outcome.wouldAct ? verb : "keep") it: \(why)"
    case .shielded(let priority):
      return outcome.wouldAct
        ? "would \(verb) it (\(why)), but rule \(priority) comes first and shields it"
        : "only counts it (\(why)): rule \(priority) comes first"
    }
  }
}
