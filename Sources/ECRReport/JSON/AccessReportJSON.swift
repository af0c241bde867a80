import ECRAccess
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// The answer to a question about access as JSON, `drydock.access.v1`.
package enum AccessReportJSON {
  /// The name and the version of the format.
  package static let schema = "drydock.access.v1"

  /// The report's bytes.
  package static func json(_ outcome: AskAccess.Outcome) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    json.member("principal", indent: 2)
    json.string(outcome.principal)
    json.member("resource", indent: 2)
    json.string(outcome.resource)
    json.member("recipe", indent: 2)
    json.string(outcome.recipe?.rawValue)
    json.member("allowed", indent: 2)
    json.bool(outcome.isAllowed)
    json.member("failingStep", indent: 2)
    outcome.failingStep.map { json.number($0) } ?? json.null()
    json.member("allowedUnless", indent: 2)
    json.array(outcome.isAllowed ? outcome.conditionalFailures : [], indent: 4) { json, index in
      json.open("{")
      json.member("condition")
      json.string(outcome.steps[index].condition)
      json.member("step")
      json.number(index)
      json.close("}")
    }
    json.member("verdict", indent: 2)
    let verdict = AccessWords.verdict(outcome)
    json.string(verdict.word + verdict.rest)
    json.member("steps", indent: 2)
    json.array(outcome.steps, indent: 4) { $0.step($1) }
    json.addedPolicies(outcome.addedPolicies, indent: 2)
    json.member("notices", indent: 2)
    json.array(outcome.notices, indent: 4) { $0.string($1) }
    json.member("findings", indent: 2)
    json.findings(outcome.findings, indent: 4)
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

extension ByteBuffer {
  fileprivate mutating func step(_ step: AskAccess.Step) {
    let result = step.result
    open("{")
    member("action")
    string(result.request.action)
    member("resource")
    string(result.request.resource)
    member("purpose")
    string(step.purpose)
    member("condition")
    string(step.condition)
    evaluation(result)
    member("missingPolicies")
    array(result.missingPolicies) { json, types in
      json.array(types) { $0.string($1.rawValue) }
    }
    member("gates")
    array(result.gates) { json, gate in
      json.open("{")
      json.member("policyType")
      json.string(gate.policyType.rawValue)
      json.member("answer")
      json.string(gate.answer.rawValue)
      json.member("mustAllow")
      json.bool(gate.mustAllow)
      json.close("}")
    }
    remarks(result.remarks)
    dependentActions(result.dependentActions)
    member("message")
    string(AccessWords.refusal(result))
    close("}")
  }
}
