import ECRLifecycle
import ECRPolicy
import Texts

/// What one rule does about one image.
enum RuleOutcomeWords {
  static func sentence(
    _ outcome: RuleOutcome?, _ rule: LifecyclePolicy.Rule, in result: ImageResult
  ) -> String {
    guard let outcome else {
      switch rule.tags {
      case .untagged: return "does not select it: it is tagged, or in the other storage class"
      case .any: return "does not select it: it is in the other storage class"
      case .tagged(let entries):
        let names = entries.map { "`\(RuleWords.tags($0))`" }
        return names.count == 1
          ? "does not select it: no tag matches \(names[0])"
          : "does not select it: its tags do not match all of \(names.joined(separator: ", "))"
      }
    }
    var measure = ByteBuffer()
    measure.measure(outcome)
    let why = String(decoding: measure.bytes, as: UTF8.self)
    let verb = RuleWords.action(outcome.action)
    switch outcome.relation {
    case .otherStorageClass: return "does not select it: it is in the other storage class"
    case .decides:
      // An image that belongs to another one is kept with it.
      let isHeld = outcome.wouldAct && result.outcome == .keep
      return isHeld
        ? "decides and would \(verb) it: \(why)"
        : "decides and \(outcome.wouldAct ? verb : "keep")s it: \(why)"
    case .shielded(let priority):
      // A rule by age counts nothing.
      let selects =
        if case .imageCountMoreThan = rule.limit { "counts it" } else { "also selects it" }
      return outcome.wouldAct
        ? "would \(verb) it (\(why)), but rule \(priority) takes precedence"
        : "\(selects) (\(why)); rule \(priority) takes precedence"
    }
  }
}
