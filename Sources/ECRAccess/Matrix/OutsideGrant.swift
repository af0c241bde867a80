import ECRModel
import ECRPolicy
import Texts

/// Somebody whom a resource-based policy lets in, and of whom no inventory tells.
///
/// An account's principals are let in as far as their own policies give them the permission, and so
/// is everybody of another account.
public struct OutsideGrant: Sendable, Hashable {
  /// Who is let in, as the policy writes it; `*` is everybody.
  public var principal: String
  /// Whether it is everybody but the named one.
  public var isNegated: Bool
  /// Whether it is an AWS service, for which the resource's policies alone decide.
  public var isService: Bool
  /// The statement that lets it in.
  public var statement: StatementReference
  /// The conditions of the statement, as it writes them.
  public var conditions: [String]
  /// Whether the resource's side lets it in without knowing more of the request.
  public var isCertain: Bool
  /// Somebody who stands for all whom the name means.
  let caller: Caller

  /// Those whom the policies of a repository and its registry let do all of some actions, by the
  /// statements that name them.
  ///
  /// What one statement leaves out another may give, under whatever name. Whom a Deny stops in every
  /// case is not among them.
  ///
  /// Callers that are `known` are not outside, nor is an account all of whose principals are.
  public static func findAll(
    _ actions: [String], _ target: AccessMatrix.Target,
    _ circumstances: AccessMatrix.Circumstances, known: Set<String>, knownAccounts: Set<String>
  ) -> [OutsideGrant] {
    let grants = actions.reduce(into: [OutsideGrant]()) { all, action in
      for grant in find(
        action, target, circumstances, known: known, knownAccounts: knownAccounts)
      {
        let index = all.firstIndex {
          $0.statement == grant.statement && $0.principal == grant.principal
        }
        if let index {
          all[index].isCertain = all[index].isCertain || grant.isCertain
        } else {
          all.append(grant)
        }
      }
    }
    guard actions.count > 1 else { return grants }
    return grants.compactMap { grant in
      let answers = actions.map { Outlook(grant.caller, $0, target, circumstances) }
      guard answers.allSatisfy(\.isPossible) else { return nil }
      var grant = grant
      grant.isCertain = grant.isCertain && answers.allSatisfy(\.isCertain)
      return grant
    }
  }

  /// Those whom the policies of a repository and its registry let do something.
  ///
  /// Whom a Deny stops in every case is not among them.
  ///
  /// Callers that are `known` are not outside, nor is an account all of whose principals are.
  public static func find(
    _ action: String, _ target: AccessMatrix.Target,
    _ circumstances: AccessMatrix.Circumstances, known: Set<String>, knownAccounts: Set<String>
  ) -> [OutsideGrant] {
    let policies: [(PolicyType, CompiledPolicy?)] = [
      (.resourcePolicy, target.policies.resourcePolicy),
      (.registryPolicy, target.policies.registryPolicy),
    ]
    var grants: [OutsideGrant] = []
    for (type, policy) in policies {
      guard let policy else { continue }
      for statement in policy.document.statements where statement.effect == .allow {
        guard let principal = statement.principal else { continue }
        for name in principal.names {
          guard
            let caller = caller(name.value, isNegated: principal.isNegated),
            !known.contains(name.value.text)
          else { continue }
          if case .account(let text) = name.value, !principal.isNegated,
            knownAccounts.contains(ARN(text)?.account ?? text)
          {
            continue
          }
          let outlook = Outlook(
            caller, action, target, circumstances, by: (type, policy, statement.index))
          guard outlook.isPossible else { continue }
          grants.append(
            OutsideGrant(
              principal: name.value.text, isNegated: principal.isNegated,
              isService: caller.kind == .service,
              statement: StatementReference(type, policy, statement),
              conditions: statement.conditions.map(text), isCertain: outlook.isCertain,
              caller: caller))
        }
      }
    }
    return grants
  }

  /// Somebody who stands for all whom a name means.
  private static func caller(_ name: PrincipalName, isNegated: Bool) -> Caller? {
    if isNegated { return Caller(anybody) }
    switch name {
    case .everybody: return Caller(anybody)
    case .account(let text):
      return Caller("arn:aws:iam::\(ARN(text)?.account ?? text):root")
    case .user(let arn), .role(let arn), .roleSession(let arn), .federatedUser(let arn):
      return Caller(arn.description)
    case .service(let name): return Caller(name)
    case .uniqueID, .federated, .canonicalUser, .nobody: return nil
    }
  }

  /// An account that nobody has; what else is known of it is forgotten before it is asked about.
  fileprivate static let anybody = "arn:aws:iam::000000000000:root"

  private static func text(_ condition: PolicyDocument.Condition) -> String {
    let values = condition.values.map(\.value).joined(separator: " or ")
    return "\(condition.comparison) \(condition.key): \(values)"
  }

}

/// What the resource's side says to an outsider, all of its policies or one statement of them.
private struct Outlook {
  var isPossible: Bool
  var isCertain: Bool

  /// `statement` is the one that lets the outsider in; without it any may.
  init(
    _ caller: Caller, _ action: String, _ target: AccessMatrix.Target,
    _ circumstances: AccessMatrix.Circumstances,
    by statement: (type: PolicyType, policy: CompiledPolicy, index: Int)? = nil
  ) {
    let question = Self.question(caller, action, target, circumstances)
    var set = PolicySet()
    set.resource = target.policies
    set.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    set.managementAccount = circumstances.managementAccount
    func passes(_ question: PreparedRequest) -> Bool {
      var gates = question.gates(set)
      gates.relation = .outsider
      guard let (type, policy, index) = statement else {
        return gates.allowed & question.actions.mask != 0
      }
      guard let say = question.say(of: type, set), question.matches(policy, index) else {
        return false
      }
      return say.allowing & gates.limits & ~gates.denied & question.actions.mask != 0
    }
    isCertain = passes(question)
    isPossible = passes(question.assuming(.inFavour))
  }

  private static func question(
    _ caller: Caller, _ action: String, _ target: AccessMatrix.Target,
    _ circumstances: AccessMatrix.Circumstances
  ) -> PreparedRequest {
    var request = AccessRequest(principal: caller, action: action, resource: target.resource)
    request.resourceTags = target.tags
    request.resourceOrganization = target.organization
    request.requestTags = circumstances.requestTags
    request.context = circumstances.context
    request.at = circumstances.at
    let question = PreparedRequest(request)
    // What the stand-in happens to be says nothing of those it stands for.
    return caller.text == OutsideGrant.anybody ? question.forgettingCaller() : question
  }
}
