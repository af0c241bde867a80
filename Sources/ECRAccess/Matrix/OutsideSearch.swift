import ECRModel
import ECRPolicy
import Texts

/// Finds the principals that the policies of a repository's side allow something and that are in no
/// inventory.
struct OutsideSearch {
  private let target: AccessMatrix.Target
  private let circumstances: AccessMatrix.Circumstances
  private let set: PolicySet
  /// The callers of the inventory, and the accounts whose principals it has completely.
  private let known: Set<String>
  private let knownAccounts: Set<String>
  /// The principals that the policies treat differently.
  private var outsiders: [Outsider] = []
  /// Whether every account that conditions compare is among the outsiders.
  private var knowsAccounts = true

  /// The policies in which a Deny stops outsiders, or an Allow lets them pass.
  private static let types: [PolicyType] = [
    .resourcePolicy, .registryPolicy, .resourceControlPolicy, .vpcEndpointPolicy,
  ]

  init(
    _ target: AccessMatrix.Target, _ circumstances: AccessMatrix.Circumstances,
    known: Set<String>, knownAccounts: Set<String>
  ) {
    self.target = target
    self.circumstances = circumstances
    self.known = known
    self.knownAccounts = knownAccounts
    var set = PolicySet()
    set.resource = target.policies
    set.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    set.managementAccount = circumstances.managementAccount
    self.set = set
    var names: [PrincipalName] = []
    if let owner = ARN(target.resource)?.account { names.append(.account(owner)) }
    for statement in Self.types.flatMap({ set[$0] }).flatMap(\.document.statements) {
      names += statement.principal?.names.map(\.value) ?? []
      for condition in statement.conditions
      where ContextKey(condition.key) == FilledKey.principalAccount.key {
        let values = condition.values.map(\.value)
        if !values.allSatisfy({ ARN.isAccountID($0) }) { knowsAccounts = false }
        names += values.map { PrincipalName.account($0) }
      }
    }
    var seen: Set<String> = []
    outsiders = names.compactMap { Outsider($0) }.filter {
      seen.insert($0.caller.text).inserted && !isKnown($0)
    }
  }

  /// Whether the inventory has all principals that an outsider represents.
  private func isKnown(_ outsider: Outsider) -> Bool {
    known.contains(outsider.caller.text)
      || outsider.caller.account.map(knownAccounts.contains) == true
  }

  /// What each statement gives to each name, in the order of the policies.
  func grants() -> [OutsideGrant] {
    let allowing = statements(.allow, of: [.resourcePolicy, .registryPolicy])
    var answers: [String: OutsideAnswers] = [:]
    var grants: [OutsideGrant] = []
    for source in allowing {
      for (name, outsider) in named(by: source.statement) {
        let all = [outsider] + outsiders.filter { $0.isMember(of: outsider) }
        let known = all.map { member in
          let known = answers[member.caller.text] ?? OutsideAnswers(member, questions(member), set)
          answers[member.caller.text] = known
          return known
        }
        // What another name allows to one of them belongs to another grant.
        let giving = allowing.filter { known[0].names($0) }
        let members = known.map { $0.member(by: source, giving) }
        let possible = members.reduce(0) { $0 | $1.possibleByGrant }
        guard possible != 0 else { continue }
        grants.append(grant(name, outsider, source, members, exceptions(known, possible)))
      }
    }
    return grants
  }

  /// The statements of some kinds of policies that allow, or that deny.
  private func statements(
    _ effect: PolicyDocument.Effect, of types: [PolicyType]
  ) -> [PolicyStatement] {
    types.flatMap { type in
      set[type].flatMap { policy in
        policy.document.statements.filter { $0.effect == effect }.map {
          PolicyStatement(type: type, policy: policy, statement: $0)
        }
      }
    }
  }

  /// The principals that a statement names and that are not in the inventory, each with its
  /// representative.
  private func named(
    by statement: PolicyDocument.Statement
  ) -> [(name: String, outsider: Outsider)] {
    guard let principal = statement.principal, let anybody = Outsider.anybody else { return [] }
    if principal.isNegated {
      return [(principal.names.map(\.value.text).joined(separator: ", "), anybody)]
    }
    return principal.names.compactMap { name in
      let text = name.value.text
      if name.value == .everybody { return (text, anybody) }
      guard let outsider = Outsider(name.value), !known.contains(text),
        !outsider.representsAccount || !isKnown(outsider)
      else { return nil }
      return (text, outsider)
    }
  }

  private func grant(
    _ name: String, _ outsider: Outsider, _ source: PolicyStatement,
    _ members: [OutsideGrant.Member], _ exceptions: [OutsideGrant.Exception]
  ) -> OutsideGrant {
    OutsideGrant(
      principal: name, isNegated: source.statement.principal?.isNegated ?? false,
      isService: outsider.caller.kind == .service, statement: source.reference,
      conditions: source.statement.conditions.map(OutsideGrant.Condition.init),
      exceptions: exceptions,
      isCertain: members[0].certainByGrant != 0, allowed: members[0].certainByGrant,
      possible: members.reduce(0) { $0 | $1.possibleByGrant }, members: members)
  }

  /// The statements that may deny some of the actions to some of a grant.
  private func exceptions(
    _ members: [OutsideAnswers], _ actions: UInt64
  ) -> [OutsideGrant.Exception] {
    statements(.deny, of: Self.types).compactMap { source in
      let denied = members.reduce(0) { $0 | $1.denied(by: source) } & actions
      guard denied != 0 else { return nil }
      return OutsideGrant.Exception(
        statement: source.reference,
        principals: source.statement.principal?.names.map(\.value.text) ?? [],
        isNegated: source.statement.principal?.isNegated ?? false,
        conditions: source.statement.conditions.map(OutsideGrant.Condition.init), actions: denied)
    }
  }

  // MARK: Questions

  /// The questions about all actions, in groups with the same tags.
  private func questions(_ outsider: Outsider) -> [PreparedRequest] {
    var request = AccessRequest(principal: outsider.caller, action: "", resource: target.resource)
    request.resourceTags = target.tags
    request.resourceOrganization = target.organization
    request.requestTags = circumstances.requestTags
    request.context = circumstances.context
    request.at = circumstances.at
    var context = request.contextStack
    context.caller = outsider.context(context.caller, knowsAccount: knowsAccounts)
    return Self.groups.map { actions in
      PreparedRequest(
        caller: request.caller, actions: actions, resource: target.resource,
        resourceAccount: ARN(target.resource)?.account, region: ARN(target.resource)?.region,
        context: context)
    }
  }

  /// All actions but the login, which no policy of a resource gives.
  private static let groups: [AskedActions] = {
    let all: UInt64 = 1 << UInt64(ECRAction.all.count) - 1
    return [
      all & ~ActionMasks.registryLevel, ActionMasks.registryLevel & ~ActionMasks.authorizationToken,
    ].flatMap { AskedActions(ecrActions: $0).byTagKeys() }
  }()
}
