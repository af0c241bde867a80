import ECRAccess
import ECRSimulator
import Texts

/// The members of a decision, as the answer to a batch's line and every other report write them.
extension ByteBuffer {
  /// The decision with its evidence, without the braces around it.
  mutating func evaluation(_ result: EvaluationResult) {
    member("decision")
    string(result.decision.rawValue)
    member("decidedBy")
    array(result.decidedBy) { $0.string($1.rawValue) }
    member("matchedStatements")
    array(result.matchedStatements) { json, statement in
      json.open("{")
      json.statement(statement)
      json.close("}")
    }
    member("missingContextKeys")
    array(result.missingContextKeys) { $0.string($1) }
    member("nearMisses")
    array(result.nearMisses) { json, miss in
      json.open("{")
      json.statement(miss.statement)
      json.member("element")
      json.string(AccessWords.element(miss.mismatch))
      json.member("message")
      json.string(AccessWords.sentence(miss))
      json.close("}")
    }
    if result.decisionMayChange {
      member("decisionMayChange")
      bool(true)
    }
  }

  /// What is particular about the decision.
  mutating func remarks(_ remarks: [EvaluationResult.Remark]) {
    member("remarks")
    array(remarks) { json, remark in
      json.open("{")
      json.member("code")
      json.string(remark.rawValue)
      json.member("message")
      json.string(AccessWords.sentence(remark))
      json.close("}")
    }
  }

  /// The other permissions that AWS asks for; nothing where there are none.
  mutating func dependentActions(_ actions: [DependentAction]) {
    guard !actions.isEmpty else { return }
    member("dependentActions")
    array(actions) { json, action in
      json.open("{")
      json.member("action")
      json.string(action.action)
      json.member("decision")
      json.string(action.decision?.rawValue)
      json.close("}")
    }
  }

  /// The policies that AWS attaches by itself, and that the question lacked.
  mutating func addedPolicies(_ policies: [AddedPolicy], indent: Int? = nil) {
    member("addedPolicies", indent: indent)
    array(policies) { json, policy in
      json.open("{")
      json.member("policy")
      json.string(policy.name)
      json.member("policyType")
      json.string(policy.policyType.rawValue)
      json.member("level")
      json.number(policy.level)
      json.close("}")
    }
  }

  /// The place of a statement, without the braces around it.
  mutating func statement(_ statement: StatementReference) {
    member("policyType")
    string(statement.policyType.rawValue)
    member("policy")
    string(statement.policy)
    member("sid")
    string(statement.sid)
    member("statement")
    number(statement.number)
    member("line")
    number(statement.position.line)
    member("column")
    number(statement.position.column)
  }
}
