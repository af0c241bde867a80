import ECRAccess
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// Who may do what as JSON, `drydock.access-matrix.v1`, and who may do one thing,
/// `drydock.access-who.v1`.
package enum AccessMatrixJSON {
  /// The name and the version of the matrix's format.
  package static let schema = "drydock.access-matrix.v1"
  /// The name and the version of the list's format.
  package static let whoSchema = "drydock.access-who.v1"

  /// The whole matrix, repository by repository, a principal a line.
  package static func json(_ outcome: SurveyAccess.Outcome) -> [UInt8] {
    let matrix = outcome.matrix
    var names = ActionNames()
    let about = About(
      addedPolicies: outcome.addedPolicies, incompleteAccounts: outcome.incompleteAccounts,
      isIncomplete: !outcome.missingPages.isEmpty, notices: outcome.notices,
      findings: outcome.findings)
    return document(schema, about) { json in
      json.member("repositories", indent: 2)
      json.array(Array(matrix.targets.indices), indent: 4) { json, target in
        json.open("{")
        json.member("repositoryArn", indent: 6)
        json.string(matrix.targets[target].resource)
        json.member("principals", indent: 6)
        json.array(Array(matrix.principals.indices), indent: 8) { json, principal in
          json.row(
            matrix.principals[principal].caller, matrix[principal, target], &names)
        }
        json.member("letInByResourcePolicies", indent: 6)
        json.array(outcome.outsideGrants[target], indent: 8) { json, grant in
          json.row(grant, &names)
        }
        json.newLine(4)
        json.close("}")
      }
    }
  }

  /// Everybody who may do something.
  package static func who(_ outcome: WhoMayAccess.Outcome) -> [UInt8] {
    let about = About(
      addedPolicies: outcome.addedPolicies, incompleteAccounts: outcome.incompleteAccounts,
      isIncomplete: !outcome.missingPages.isEmpty, notices: outcome.notices,
      findings: outcome.findings)
    return document(whoSchema, about) { json in
      json.member("what", indent: 2)
      json.string(outcome.permission.text)
      json.member("repositories", indent: 2)
      json.array(outcome.repositories, indent: 4) { json, answer in
        json.open("{")
        json.member("repositoryArn", indent: 6)
        json.string(answer.resource)
        json.member("allowed", indent: 6)
        json.array(answer.allowed, indent: 8) { $0.string($1.text) }
        json.member("mayBeDenied", indent: 6)
        json.array(answer.mayBeDenied, indent: 8) { $0.string($1.text) }
        json.member("mayBeAllowed", indent: 6)
        json.array(answer.possible, indent: 8) { $0.string($1.text) }
        json.member("letInByResourcePolicies", indent: 6)
        json.array(answer.outside, indent: 8) { json, grant in
          json.open("{")
          json.grant(grant)
          json.close("}")
        }
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

  /// Notices for the reader of the answer.
  private struct About {
    var addedPolicies: [AddedPolicy]
    var incompleteAccounts: [String]
    var isIncomplete: Bool
    var notices: [String]
    var findings: [Finding]
  }

  private static func document(
    _ schema: String, _ about: About, _ body: (inout ByteBuffer) -> Void
  ) -> [UInt8] {
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string(schema)
    body(&json)
    json.addedPolicies(about.addedPolicies, indent: 2)
    json.member("isIncomplete", indent: 2)
    json.bool(about.isIncomplete)
    json.member("incompleteAccounts", indent: 2)
    json.array(about.incompleteAccounts) { $0.string($1) }
    json.member("notices", indent: 2)
    json.array(about.notices, indent: 4) { $0.string($1) }
    json.member("findings", indent: 2)
    json.findings(about.findings, indent: 4)
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

/// The names of the actions of masks, each mask looked up once.
private struct ActionNames {
  private var known: [UInt64: [String]] = [:]

  mutating func names(_ mask: UInt64) -> [String] {
    if let names = known[mask] { return names }
    let names = Permission.names(mask)
    known[mask] = names
    return names
  }
}

extension ByteBuffer {
  /// What a caller may do with a repository.
  fileprivate mutating func row(
    _ caller: Caller, _ cell: AccessMatrix.Cell, _ names: inout ActionNames
  ) {
    open("{")
    member("principal")
    string(caller.text)
    for group in AccessGroup.allCases {
      share(group.rawValue, GroupWords.Share(group.actions, cell, of: caller))
    }
    member("allowed")
    array(names.names(cell.allowed)) { $0.string($1) }
    member("mayBeAllowed")
    array(names.names(cell.possible & ~cell.allowed)) { $0.string($1) }
    member("mayBeDenied")
    array(names.names(cell.allowed & ~cell.certain)) { $0.string($1) }
    close("}")
  }

  /// What an outside principal is allowed with a repository.
  fileprivate mutating func row(_ grant: OutsideGrant, _ names: inout ActionNames) {
    open("{")
    self.grant(grant)
    for group in AccessGroup.allCases {
      let actions = Permission.group(group).actionsOfOutsiders
      share(group.rawValue, GroupWords.Share(actions, grant))
    }
    member("allowed")
    array(names.names(grant.allowed)) { $0.string($1) }
    member("mayBeAllowed")
    array(names.names(grant.possible & ~grant.allowed)) { $0.string($1) }
    close("}")
  }

  fileprivate mutating func share(_ name: String, _ share: GroupWords.Share) {
    element()
    string(name)
    text(":{\"allowed\":")
    number(share.allowed)
    text(",\"mayBeAllowed\":")
    number(share.possible - share.allowed)
    text(",\"mayBeDenied\":")
    number(share.allowed - share.certain)
    text(",\"of\":")
    number(share.total)
    close("}")
  }

  /// A grant of a statement, and the statements that deny some of its principals, without the
  /// braces around it.
  fileprivate mutating func grant(_ grant: OutsideGrant) {
    member("principal")
    string(grant.principal)
    member("isNotPrincipal")
    bool(grant.isNegated)
    member("isCertain")
    bool(grant.isCertain)
    member("conditions")
    array(grant.conditions) { $0.string($1.text) }
    member("exceptions")
    array(grant.exceptions) { json, exception in
      json.open("{")
      json.member("principals")
      json.array(exception.principals) { $0.string($1) }
      json.member("isNotPrincipal")
      json.bool(exception.isNegated)
      json.member("conditions")
      json.array(exception.conditions) { $0.string($1.text) }
      json.statement(exception.statement)
      json.close("}")
    }
    statement(grant.statement)
  }
}
