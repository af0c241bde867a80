import ECRPolicy
import Texts

/// One statement tried against a question: the slow way, which tells what failed.
struct Trial {
  let policyType: PolicyType
  let policy: CompiledPolicy
  let index: Int
  let isAllow: Bool
  let naming: Naming
  let mismatch: NearMiss.Mismatch?

  init(
    _ policyType: PolicyType, _ policy: CompiledPolicy, _ index: Int, _ question: Question,
    hasBoundary: Bool
  ) {
    self.policyType = policyType
    self.policy = policy
    self.index = index
    isAllow = policy.heads[index].isAllow
    // where principals do not belong they name nobody in particular, as the gates have it.
    naming =
      policyType.namesPrincipals
      ? question.naming(policy, index, hasBoundary: hasBoundary) : .direct
    mismatch = Self.mismatch(policy, index, naming, question)
  }

  var matches: Bool { mismatch == nil }

  /// The first thing that fails: principal, action, resource, condition.
  private static func mismatch(
    _ policy: CompiledPolicy, _ index: Int, _ naming: Naming, _ question: Question
  ) -> NearMiss.Mismatch? {
    let statement = policy.document.statements[index]
    if naming == .none, let principal = statement.principal {
      return .principal(names: principal.names.map(\.value.text), isNegated: principal.isNegated)
    }
    if question.actions(of: policy, index) == 0 {
      return .action(
        patterns: statement.action.patterns.map(\.value), isNegated: statement.action.isNegated)
    }
    if let resource = statement.resource, !question.meetsResource(policy, index) {
      return .resource(patterns: resource.patterns.map(\.value), isNegated: resource.isNegated)
    }
    for (condition, compiled) in zip(statement.conditions, policy.statements[index].conditions)
    where !compiled.holds(question.context, unknown: nil) {
      return .condition(
        comparison: condition.comparison.description, key: condition.key,
        policyValues: condition.values.map(\.value),
        requestValues: question.context.values(of: compiled.key)?.map(\.text))
    }
    return nil
  }

  /// The statement, for evidence.
  var reference: StatementReference {
    StatementReference(policyType, policy, policy.document.statements[index])
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

extension Question {
  /// Every policy that has a say, with its kind, in AWS's order.
  func applicable(_ policies: PolicySet) -> [(type: PolicyType, policy: CompiledPolicy)] {
    var all: [(type: PolicyType, policy: CompiledPolicy)] = []
    func add(_ type: PolicyType, _ policies: [CompiledPolicy]) {
      all += policies.map { (type, $0) }
    }
    if isUnderResourceControl(policies) {
      add(.resourceControlPolicy, policies.resource.resourceControlPolicies.flatMap(\.self))
    }
    if isUnderServiceControl(policies) {
      add(.serviceControlPolicy, policies.caller.serviceControlPolicies.flatMap(\.self))
    }
    if let policy = policies.resource.resourcePolicy, heedsResourcePolicy != nil {
      add(.resourcePolicy, [policy])
    }
    if let policy = policies.resource.registryPolicy,
      heedsRegistryPolicy(policies.resource.registryPolicyScope) != nil
    {
      add(.registryPolicy, [policy])
    }
    if caller.hasPolicies {
      add(.identityPolicy, policies.caller.identityPolicies)
      add(.permissionsBoundary, policies.caller.permissionsBoundary.map { [$0] } ?? [])
      add(.sessionPolicy, policies.caller.sessionPolicies)
    }
    add(.vpcEndpointPolicy, policies.vpcEndpointPolicies)
    return all
  }

  /// Every statement that has a say, tried.
  func trials(_ policies: PolicySet) -> [Trial] {
    let hasBoundary = policies.caller.permissionsBoundary != nil
    return applicable(policies).flatMap { type, policy in
      policy.heads.indices.map { index in
        Trial(
          type, policy, index, self, hasBoundary: hasBoundary && type != .vpcEndpointPolicy)
      }
    }
  }
}
