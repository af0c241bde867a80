import ECRPolicy
import Texts

/// A principal that a resource-based policy allows something and that is in no inventory.
///
/// An account's principals are allowed it if their own policies allow it, and so is everybody of
/// another account (A-22, A-60). The statement counts as far as the whole evaluation of the
/// resource's policies allows: a grant that a Deny always cancels is not one.
package struct OutsideGrant: Sendable, Hashable {
  /// The principals, as the policy writes them; `*` is everybody.
  package var principal: String
  /// Whether it is everybody except the named ones.
  package var isNegated: Bool
  /// Whether it is an AWS service, for which the resource's policies alone decide (A-26).
  package var isService: Bool
  /// The statement that allows it.
  package var statement: StatementReference
  /// The conditions of the statement.
  package var conditions: [Condition]
  /// The statements that keep some of those out.
  package var exceptions: [Exception]
  /// Whether the resource's side always allows it, to all principals of the name without an
  /// exception.
  package var isCertain: Bool
  /// What those are allowed without knowing more, a bit for each action of ``ECRAction/all``.
  package var allowed: UInt64
  /// The actions that some of them might be allowed, ``allowed`` included.
  package var possible: UInt64
  /// The answers to the principals that the policies treat differently, first to those without a
  /// closer name.
  let members: [Member]

  /// A statement that denies it to some principals of the grant.
  package struct Exception: Sendable, Hashable {
    /// The statement.
    package var statement: StatementReference
    /// The principals, as it writes them; a policy without principals applies to everybody.
    package var principals: [String]
    /// Whether it applies to everybody except those.
    package var isNegated: Bool
    /// Its conditions.
    package var conditions: [Condition]
    /// The actions that it denies, a bit each.
    let actions: UInt64
  }

  /// A condition, as its statement writes it.
  package struct Condition: Sendable, Hashable {
    /// The operator, such as `StringEquals`.
    package var comparison: String
    /// The context key.
    package var key: String
    /// The values, one of which has to match.
    package var values: [String]

    init(_ condition: PolicyDocument.Condition) {
      comparison = "\(condition.comparison)"
      key = condition.key
      values = condition.values.map(\.value)
    }

    /// The condition in one line, in the order in which a policy has its parts.
    package var text: String { "\(comparison) \(key): \(values.joined(separator: " or "))" }
  }

  /// The answer of the resource's policies, a bit for each action.
  struct Member: Sendable, Hashable {
    /// Allowed, whatever is not known.
    var certain: UInt64
    /// Allowed for some of what is not known.
    var possible: UInt64
    /// Likewise, by the statement of the grant alone.
    var certainByGrant: UInt64
    var possibleByGrant: UInt64

    /// Whether all of some actions might be allowed, one of them by the grant.
    func mayDo(all actions: UInt64) -> Bool {
      possible & actions == actions && possibleByGrant & actions != 0
    }
  }

  /// The principals that the policies of a repository and its registry allow something, in the
  /// order of the statements.
  ///
  /// Callers that are `known` are not outside, nor is an account all of whose principals are.
  package static func find(
    _ target: AccessMatrix.Target, _ circumstances: AccessMatrix.Circumstances,
    known: Set<String>, knownAccounts: Set<String>
  ) -> [OutsideGrant] {
    OutsideSearch(target, circumstances, known: known, knownAccounts: knownAccounts).grants()
  }

  /// The grant as far as it gives all of some actions; nil where it does not.
  ///
  /// What it leaves out other statements that name the same may give.
  package func limited(toAll actions: UInt64) -> OutsideGrant? {
    guard members.contains(where: { $0.mayDo(all: actions) }) else { return nil }
    return limited(
      to: actions,
      isCertain: members[0].certain & actions == actions
        && members[0].certainByGrant & actions != 0)
  }

  /// The grant as far as it gives any of some actions; nil where it gives none.
  package func limited(toAny actions: UInt64) -> OutsideGrant? {
    guard members.contains(where: { $0.possibleByGrant & actions != 0 }) else { return nil }
    return limited(to: actions, isCertain: members[0].certainByGrant & actions != 0)
  }

  private func limited(to actions: UInt64, isCertain: Bool) -> OutsideGrant {
    var grant = self
    grant.allowed &= actions
    grant.possible &= actions
    grant.exceptions.removeAll { $0.actions & actions == 0 }
    grant.isCertain = isCertain
    return grant
  }
}
