import ECRPolicy
import Texts

/// One statement compared with a question: the slow way, which finds what failed.
struct Trial {
  let policyType: PolicyType
  let policy: CompiledPolicy
  let index: Int
  let isAllow: Bool
  let naming: Naming
  let failure: Failure?
  /// Whether the policy applies with this effect: a registry policy cannot allow a login (QA-7).
  private let counts: Bool

  init(
    _ policyType: PolicyType, _ policy: CompiledPolicy, _ index: Int, _ question: PreparedRequest,
    _ applicability: Applicability,
    hasBoundary: Bool
  ) {
    self.policyType = policyType
    self.policy = policy
    self.index = index
    isAllow = policy.heads[index].isAllow
    counts = (isAllow ? applicability.allowing : applicability.actions) & question.actions.mask != 0
    // a principal in a policy that cannot have one does not limit it, as in the gates.
    naming =
      policyType.namesPrincipals
      ? question.naming(policy, index, hasBoundary: hasBoundary) : .direct
    failure = Self.failure(policy, index, naming, question)
  }

  /// The element that fails, in the order in which they are compared.
  enum Failure {
    case principal, action, resource
    case condition(Int)
  }

  var matches: Bool { failure == nil && counts }

  private static func failure(
    _ policy: CompiledPolicy, _ index: Int, _ naming: Naming, _ question: PreparedRequest
  ) -> Failure? {
    if naming == .none, policy.document.statements[index].principal != nil { return .principal }
    if question.actions(of: policy, index) == 0 { return .action }
    if !question.meetsResource(policy, index) { return .resource }
    return policy.statements[index].conditions.firstIndex {
      !$0.holds(question.context, unknown: nil)
    }.map(Failure.condition)
  }

  /// The element that fails, with what the statement and the request say in it.
  func mismatch(_ question: PreparedRequest) -> NearMiss.Mismatch? {
    let statement = policy.document.statements[index]
    switch failure {
    case nil: return nil
    case .principal:
      guard let principal = statement.principal else { return nil }
      return .principal(names: principal.names.map(\.value.text), isNegated: principal.isNegated)
    case .action:
      return .action(
        patterns: statement.action.patterns.map(\.value), isNegated: statement.action.isNegated)
    case .resource:
      guard let resource = statement.resource else { return nil }
      return .resource(patterns: resource.patterns.map(\.value), isNegated: resource.isNegated)
    case .condition(let place):
      let condition = statement.conditions[place]
      let key = policy.statements[index].conditions[place].key
      return .condition(
        comparison: condition.comparison.description, key: condition.key,
        policyValues: condition.values.map(\.value),
        requestValues: NearMiss.RequestValues(question.context.values(of: key)))
    }
  }

  /// The statement, for evidence.
  var reference: StatementReference {
    StatementReference(policyType, policy, policy.document.statements[index])
  }
}

extension NearMiss.RequestValues {
  fileprivate init(_ values: [ContextValue]?) {
    guard let values else {
      self = .absent
      return
    }
    self = values.allSatisfy(\.isKnown) ? .values(values.map(\.text)) : .unknown
  }
}

extension StatementReference {
  init(
    _ policyType: PolicyType, _ policy: CompiledPolicy, _ statement: PolicyDocument.Statement
  ) {
    self.init(
      policyType: policyType, policy: policy.name, sid: statement.sid, index: statement.index,
      effect: statement.effect.rawValue, file: policy.source.name,
      position: policy.position(of: statement))
  }
}

extension PreparedRequest {
  /// Every statement that applies, compared; in AWS's order.
  func trials(_ policies: PolicySet) -> [Trial] {
    let hasBoundary = policies.caller.permissionsBoundary != nil
    var trials: [Trial] = []
    for type in PolicyType.inOrder {
      guard let applicability = applicability(of: type, policies) else { continue }
      let hasBoundary = hasBoundary && type != .vpcEndpointPolicy
      for policy in policies[type] {
        for index in policy.heads.indices {
          trials.append(Trial(type, policy, index, self, applicability, hasBoundary: hasBoundary))
        }
      }
    }
    return trials
  }
}
