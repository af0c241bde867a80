package import Texts

/// The decision on one request, with its evidence.
package struct EvaluationResult: Sendable {
  /// The request; its resource is the one that AWS asks about: `*` for actions without one.
  package var request: AccessRequest
  /// The answer.
  package var decision: Decision
  /// The kinds of policy that decided, in AWS's order; there is always one.
  ///
  /// Those that deny, those that give, or those that would have had to allow and do not.
  package var decidedBy: [PolicyType]
  /// The answer of each kind of policy that applies.
  package var gates: [GateOutcome]
  /// The statements that matched: for an explicit deny those that deny, else those that allow.
  package var matchedStatements: [StatementReference]
  /// The context keys that statements need and that have no known value; the decision treats them
  /// as absent, as AWS would.
  package var missingContextKeys: [String]
  /// Whether the decision may be another one once those keys are known, or once it is settled what AWS
  /// leaves open of the policies.
  package var decisionMayChange: Bool
  /// For a refusal, the statements that came closest to allowing it, the closest first.
  package var nearMisses: [NearMiss]
  /// For a denied request, the kinds of policies that were not given and that would be sufficient:
  /// each list is one way, and needs a policy of each of its kinds that allows the action to this
  /// caller.
  package var missingPolicies: [[PolicyType]]
  /// Why, where AWS's general rules do not explain it.
  package var remarks: [Remark]
  /// Other actions whose permission AWS requires for this one; the decision does not count them.
  package var dependentActions: [DependentAction]

  /// Something particular about how the decision came about.
  package enum Remark: String, Sendable, Hashable, CaseIterable {
    /// ECR does not have such an action: only patterns in policies match it.
    case unknownAction
    /// ECR denies anonymous callers, whatever policies say.
    case anonymousCaller
    /// The repository policy does not apply: the action is not on an existing repository.
    case repositoryPolicyNotAsked
    /// The registry policy does not apply: its scope does not cover the action.
    case registryPolicyNotAsked
    /// The registry policy and the RCPs are another account's, and do not apply: a login is asked of
    /// the registry in the caller's own account.
    case loginIsAskedAtHome
    /// The resource was replaced by `*`: the action has no other.
    case resourceIsEverything
    /// SCPs and RCPs do not apply: the caller is a service-linked role.
    case serviceLinkedRole
    /// SCPs do not apply: the caller is of the management account.
    case managementAccountCaller
    /// RCPs do not apply: the resource is the management account's.
    case managementAccountResource
    /// The resource's policy names the caller itself, or everybody: boundary and session policies
    /// do not have to allow the request (A-53, QA-1).
    case directGrantPastBounds
    /// The action needs no permission, and no Deny stops it.
    case noPermissionNeeded
    /// A statement that counts has `ForAnyValue:…IfExists` on a key that the request lacks: AWS
    /// documents both that it holds and that it does not (QA-24).
    case forAnyValueIfExistsWithoutKey
    /// An ARN in a statement that counts has a wildcard in its service: AWS takes none, and an Allow is
    /// taken to match, a Deny is not (QA-27).
    case wildcardInService
    /// A statement names a user who may be the one that the federated session is of: an Allow is taken
    /// to match, a Deny is not (QA-3).
    case userBehindFederatedUser
    /// A resource in a statement that counts has a variable in front of the fifth colon, where AWS
    /// replaces none.
    case variableBeforeResource
    /// A statement that counts has a variable whose key has several values: AWS takes none.
    case multivaluedVariable
    /// The operation has no action of its own: AWS asks for another one's permission (S-50).
    case permissionOfAnotherAction
    /// RCPs do not apply: the action authorizes no resource (A-51, QA-25).
    case resourceControlPolicyNotAsked
    /// The registry policy allows the action, which only an identity-based policy gives.
    case registryPolicyCannotAllow
    /// No session policy was passed to a federated user's session, which has no permissions without
    /// one.
    case noSessionPolicy
    /// The caller is a service, and services make no login.
    case serviceMakesNoLogin
  }
}

/// An action whose permission the caller needs as well to do what is asked.
package struct DependentAction: Sendable, Hashable {
  /// The action, with its service's prefix.
  package var action: String
  /// Its answer; nil where it has a resource that the question does not name.
  package var decision: Decision?
}

/// What one kind of policy answers to a request.
package struct GateOutcome: Sendable, Hashable {
  /// The kind of policy.
  package var policyType: PolicyType
  /// Its answer.
  package var answer: Answer
  /// Whether the request passes only if this kind allows it.
  package var mustAllow: Bool
  /// What the request needs of this kind, whatever the other kinds answer.
  package var need = Need.nothing
  /// Whether it allows only by naming the caller's account, which leaves the decision to the policies of
  /// that account.
  package var allowsAccountOnly = false
  /// Whether the question has policies of this kind.
  package var presence = Presence.given

  /// Whether a question has policies of a kind.
  package enum Presence: Sendable, Hashable, CaseIterable {
    /// It has some.
    case given
    /// It has none, and more may exist.
    case notGiven
    /// It has none, and none exists.
    case none
  }

  /// What a request needs of a kind of policy.
  package enum Need: Sendable, Hashable, CaseIterable {
    /// It must allow.
    case allow
    /// It is one of several kinds, of which one must allow: in one account an identity-based policy or
    /// one of the resource's.
    case oneOfSeveral
    /// It can only deny the action.
    case onlyDeny
    /// It may allow, and need not.
    case nothing
  }

  /// An answer of a kind of policy.
  package enum Answer: String, Sendable, Hashable, CaseIterable {
    /// A statement allows.
    case allows
    /// A statement denies.
    case denies
    /// No statement applies.
    case silent
  }
}

/// A statement of a policy, for evidence.
package struct StatementReference: Sendable, Hashable {
  /// The kind of policy.
  package var policyType: PolicyType
  /// The policy's name.
  package var policy: String
  /// The author's name for the statement.
  package var sid: String?
  /// The statement's place in its policy, from 0.
  package var index: Int
  /// The statement's number in its policy, from 1, as every report counts.
  package var number: Int { index + 1 }
  /// Whether it allows or denies, as the policy writes it.
  package var effect: String
  /// The name of its text.
  package var file: String
  /// Its place.
  package var position: Position
}

/// A statement that would have allowed the request but for one thing.
package struct NearMiss: Sendable, Hashable {
  /// The statement.
  package var statement: StatementReference
  /// The first thing that failed.
  package var mismatch: Mismatch
  /// The policy variables of what failed, with their values in this request.
  package var variables: [Variable]

  /// A policy variable.
  package struct Variable: Sendable, Hashable {
    /// The name of its context key, as the policy writes it.
    package var key: String
    /// Its value; nil when the request does not have the key.
    package var value: String?
  }

  /// What a request has for a context key.
  package enum RequestValues: Sendable, Hashable {
    /// The key is absent, or assumed to be.
    case absent
    /// The key is present, and its value is unknown.
    case unknown
    /// The key has these values.
    case values([String])
  }

  /// Why a statement does not match, in the order in which its elements are looked at.
  package enum Mismatch: Sendable, Hashable {
    /// It is for others. The names are those that it has; negated, they are those it exempts.
    case principal(names: [String], isNegated: Bool)
    /// It is for other actions.
    case action(patterns: [String], isNegated: Bool)
    /// It is for other resources.
    case resource(patterns: [String], isNegated: Bool)
    /// A condition does not hold.
    case condition(
      comparison: String, key: String, policyValues: [String], requestValues: RequestValues)
  }
}

extension EvaluationResult {
  /// Whether the request has a context key, be its value known or not.
  package func hasKey(_ name: String) -> Bool {
    PreparedRequest(request).context.isPresent(ContextKey(name))
  }
}
