import ECRAccess
import ECRModel
import ECRPolicy
public import ECRSimulator
import Texts

/// Who may do what as JSON, `drydock.access-matrix.v1`, and who may do one thing,
/// `drydock.access-who.v1`.
public enum AccessMatrixJSON {
  /// The name and the version of the matrix's format.
  public static let schema = "drydock.access-matrix.v1"
  /// The name and the version of the list's format.
  public static let whoSchema = "drydock.access-who.v1"

  /// The whole matrix, repository by repository, a principal a line.
  public static func json(_ outcome: SurveyAccess.Outcome) -> [UInt8] {
    let matrix = outcome.matrix
    var names: [UInt64: [String]] = [:]
    func actions(_ mask: UInt64) -> [String] {
      if let known = names[mask] { return known }
      let new = Permission.names(mask)
      names[mask] = new
      return new
    }
    return document(schema, outcome.addedPolicies, outcome.notices, outcome.findings) { json in
      json.member("repositories", indent: 2)
      json.array(Array(matrix.targets.indices), indent: 4) { json, target in
        json.open("{")
        json.member("repositoryArn", indent: 6)
        json.string(matrix.targets[target].resource)
        json.member("principals", indent: 6)
        json.array(Array(matrix.principals.indices), indent: 8) { json, principal in
          let cell = matrix[principal, target]
          let caller = matrix.principals[principal].caller
          json.open("{")
          json.member("principal")
          json.string(caller.text)
          for group in AccessGroup.allCases {
            json.share(group.rawValue, GroupWords.Share(group.actions, cell, of: caller))
          }
          json.member("allowed")
          json.array(actions(cell.allowed)) { $0.string($1) }
          json.member("mayBeAllowed")
          json.array(actions(cell.possible & ~cell.allowed)) { $0.string($1) }
          json.close("}")
        }
        json.newLine(4)
        json.close("}")
      }
    }
  }

  /// Everybody who may do something.
  public static func who(_ outcome: WhoMayAccess.Outcome) -> [UInt8] {
    document(whoSchema, outcome.addedPolicies, outcome.notices, outcome.findings) { json in
      json.member("what", indent: 2)
      json.string(outcome.permission.text)
      json.member("repositories", indent: 2)
      json.array(outcome.repositories, indent: 4) { json, answer in
        json.open("{")
        json.member("repositoryArn", indent: 6)
        json.string(answer.resource)
        json.member("allowed", indent: 6)
        json.array(answer.certain, indent: 8) { $0.string($1.text) }
        json.member("mayBeAllowed", indent: 6)
        json.array(answer.possible, indent: 8) { $0.string($1.text) }
        json.member("letInByResourcePolicies", indent: 6)
        json.array(answer.outside, indent: 8) { $0.grant($1) }
        json.member("notAsked", indent: 6)
        json.array(outcome.permission.conditionalSteps, indent: 8) { json, step in
          json.open("{")
          json.member("action")
          json.string(step.action)
          json.member("condition")
          json.string(step.condition)
          json.close("}")
        }
        json.newLine(4)
        json.close("}")
      }
    }
  }

  private static func document(
    _ schema: String, _ added: [AddedPolicy], _ notices: [String], _ findings: [Finding],
    _ body: (inout ByteBuffer) -> Void
  ) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    body(&json)
    json.addedPolicies(added, indent: 2)
    json.member("notices", indent: 2)
    json.array(notices, indent: 4) { $0.string($1) }
    json.member("findings", indent: 2)
    json.findings(findings, indent: 4)
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

extension ByteBuffer {
  fileprivate mutating func share(_ name: String, _ share: GroupWords.Share) {
    element()
    string(name)
    text(":{\"allowed\":")
    number(share.allowed)
    text(",\"mayBeAllowed\":")
    number(share.possible - share.allowed)
    text(",\"of\":")
    number(share.total)
    close("}")
  }

  fileprivate mutating func grant(_ grant: OutsideGrant) {
    open("{")
    member("principal")
    string(grant.principal)
    member("isNotPrincipal")
    bool(grant.isNegated)
    member("isCertain")
    bool(grant.isCertain)
    member("conditions")
    array(grant.conditions) { $0.string($1) }
    member("policyType")
    string(grant.statement.policyType.rawValue)
    member("policy")
    string(grant.statement.policy)
    member("sid")
    string(grant.statement.sid)
    member("statement")
    number(grant.statement.number)
    member("line")
    number(grant.statement.position.line)
    member("column")
    number(grant.statement.position.column)
    close("}")
  }
}
