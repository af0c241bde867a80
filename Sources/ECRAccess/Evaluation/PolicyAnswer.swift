import ECRPolicy

/// The answer of a policy to the actions in question, one bit each.
struct PolicyAnswer: Sendable, Equatable {
  var allow: UInt64 = 0
  var deny: UInt64 = 0

  /// Adds the answer of a statement.
  mutating func add(_ actions: UInt64, isAllow: Bool) {
    if isAllow {
      allow |= actions
    } else {
      deny |= actions
    }
  }

  /// Adds the answer about other actions.
  mutating func add(_ other: PolicyAnswer) {
    allow |= other.allow
    deny |= other.deny
  }

  /// Adds another level of an organization: each has to allow, and any may deny.
  mutating func limit(by level: PolicyAnswer) {
    allow &= level.allow
    deny |= level.deny
  }
}

/// The answer of a resource-based policy, its permissions by how they name the caller.
struct ResourceAnswer: Sendable {
  /// Allowed to the caller itself.
  var direct: UInt64 = 0
  /// Allowed to the role or the user behind a session.
  var role: UInt64 = 0
  /// Allowed to the caller's account.
  var account: UInt64 = 0
  var deny: UInt64 = 0

  /// Allowed to the caller under any name.
  var named: UInt64 { direct | role | account }

  mutating func add(_ actions: UInt64, _ naming: Naming) {
    switch naming {
    case .none: break
    case .account: account |= actions
    case .role: role |= actions
    case .direct: direct |= actions
    }
  }

  /// Adds the answer about other actions.
  mutating func add(_ other: ResourceAnswer) {
    direct |= other.direct
    role |= other.role
    account |= other.account
    deny |= other.deny
  }

  /// The answer limited to the actions that the policy applies to.
  func only(_ applicability: Applicability) -> ResourceAnswer {
    ResourceAnswer(
      direct: direct & applicability.allowing, role: role & applicability.allowing,
      account: account & applicability.allowing,
      deny: deny & applicability.actions)
  }
}

extension PreparedRequest {
  /// The answer of a policy without principals.
  func answer(of policy: CompiledPolicy) -> PolicyAnswer {
    var answer = PolicyAnswer()
    add(policy, to: &answer)
    return answer
  }

  /// The answer of several policies together: an Allow or a Deny of any of them is one of all.
  func answer(of policies: [CompiledPolicy]) -> PolicyAnswer {
    var answer = PolicyAnswer()
    for policy in policies { add(policy, to: &answer) }
    return answer
  }

  /// Whether no statement of a policy means any of the asked actions.
  @inline(__always)
  private func isBeside(_ policy: CompiledPolicy) -> Bool {
    actions.other == nil && policy.ecrActions & actions.mask == 0
  }

  /// The answer of the identity-based policies of a caller together.
  func identityAnswer(of caller: CallerPolicies) -> PolicyAnswer {
    guard actions.other == nil else { return answer(of: caller.identityPolicies) }
    var answer = PolicyAnswer()
    caller.identityStatements.forEach(meaning: actions.mask) { row in
      add(caller.identityPolicies[Int(row.policy)], Int(row.statement), row.head, to: &answer)
    }
    return answer
  }

  private func add(_ policy: CompiledPolicy, to answer: inout PolicyAnswer) {
    if isBeside(policy) { return }
    for index in policy.heads.indices { add(policy, index, policy.heads[index], to: &answer) }
  }

  /// Adds the answer of one statement.
  private func add(
    _ policy: CompiledPolicy, _ index: Int, _ head: StatementHead, to answer: inout PolicyAnswer
  ) {
    let actions = actions(of: policy, index, head)
    guard actions != 0, meets(policy, index, head, assumption(policy, index)) else { return }
    answer.add(actions, isAllow: head.isAllow)
  }

  /// The answer of several policies together under each assumption; each statement is evaluated once.
  func assumedAnswer(of policies: [CompiledPolicy]) -> Assumed<PolicyAnswer> {
    var (absent, inFavor, againstFavor) = (PolicyAnswer(), PolicyAnswer(), PolicyAnswer())
    for policy in policies where !isBeside(policy) {
      for index in policy.heads.indices {
        let head = policy.heads[index]
        let actions = actions(of: policy, index, head)
        guard actions != 0 else { continue }
        let isMet = self.meets(policy, index, head, nil)
        // What asks for no key is the same under every assumption.
        func meets(assuming unknown: Bool) -> Bool {
          head.mayLeaveDoubt ? self.meets(policy, index, head, unknown) : isMet
        }
        if isMet { absent.add(actions, isAllow: head.isAllow) }
        if meets(assuming: head.isAllow) { inFavor.add(actions, isAllow: head.isAllow) }
        if meets(assuming: !head.isAllow) { againstFavor.add(actions, isAllow: head.isAllow) }
      }
    }
    guard inFavor != absent || againstFavor != absent else { return Assumed(absent) }
    return Assumed(absent: absent, inFavor: inFavor, againstFavor: againstFavor)
  }

  /// The answer of a policy that names principals.
  func resourceAnswer(of policy: CompiledPolicy, hasBoundary: Bool) -> ResourceAnswer {
    var answer = ResourceAnswer()
    if isBeside(policy) { return answer }
    for index in policy.heads.indices {
      let head = policy.heads[index]
      let actions = actions(of: policy, index, head)
      guard actions != 0 else { continue }
      let naming = naming(policy, index, hasBoundary: hasBoundary)
      guard naming != .none, meets(policy, index, head, assumption(policy, index)) else { continue }
      if head.isAllow {
        answer.add(actions, naming)
      } else {
        answer.deny |= actions
      }
    }
    return answer
  }

  // MARK: One statement

  /// The asked actions that a statement means.
  func actions(of policy: CompiledPolicy, _ index: Int) -> UInt64 {
    actions(of: policy, index, policy.heads[index])
  }

  @inline(__always)
  private func actions(
    of policy: CompiledPolicy, _ index: Int, _ head: StatementHead
  ) -> UInt64 {
    if let other = actions.other {
      return policy.statements[index].meansAction(other) ? actions.mask : 0
    }
    return head.ecrActions & actions.mask
  }

  /// Whether a statement means the resource, and all its conditions hold; `unknown` is the result for
  /// unknown keys.
  @inline(__always)
  private func meets(
    _ policy: CompiledPolicy, _ index: Int, _ head: StatementHead, _ unknown: Bool?
  ) -> Bool {
    (head.meansAllResources || meetsResource(policy, index, unknown))
      && (!head.hasConditions || meetsConditions(policy, index, unknown))
  }

  /// How a statement of a policy that names principals matches the caller; one that names none
  /// matches nobody, though AWS rejects it.
  func naming(_ policy: CompiledPolicy, _ index: Int, hasBoundary: Bool) -> Naming {
    guard let principal = policy.statements[index].principal else { return .none }
    let isAllow = policy.heads[index].isAllow
    let naming = principal.naming(caller, exemptsNobody: hasBoundary && !isAllow)
    guard naming < .role, principal.mayNameUser(behind: caller) else { return naming }
    // QA-3: so that no access goes unreported, an Allow is for the user behind, and a Deny is not.
    return assumption(policy, index) ?? isAllow ? .role : naming
  }

  /// Whether a statement of a policy that names principals matches in all its elements.
  func matches(_ policy: CompiledPolicy, _ index: Int) -> Bool {
    actions(of: policy, index) != 0 && naming(policy, index, hasBoundary: false) != .none
      && meetsResource(policy, index) && meetsConditions(policy, index)
  }

  /// Whether a statement means the resource.
  func meetsResource(_ policy: CompiledPolicy, _ index: Int) -> Bool {
    meetsResource(policy, index, assumption(policy, index))
  }

  /// The same, where `unknown` is the result for unknown keys.
  func meetsResource(_ policy: CompiledPolicy, _ index: Int, _ unknown: Bool?) -> Bool {
    guard let matcher = policy.statements[index].resource else { return true }
    return matcher.matches(resource, context, unknown: unknown)
  }

  /// Whether all conditions of a statement hold.
  func meetsConditions(_ policy: CompiledPolicy, _ index: Int) -> Bool {
    meetsConditions(policy, index, assumption(policy, index))
  }

  /// The same, where `unknown` is the result for unknown keys.
  func meetsConditions(_ policy: CompiledPolicy, _ index: Int, _ unknown: Bool?) -> Bool {
    for condition in policy.statements[index].conditions
    where !condition.holds(context, unknown: unknown) { return false }
    return true
  }

  /// The result for a condition on a key without a known value, and for what AWS does not document.
  private func assumption(_ policy: CompiledPolicy, _ index: Int) -> Bool? {
    switch unknownKeys {
    case .absent: nil
    case .inFavor: policy.heads[index].isAllow
    case .againstFavor: !policy.heads[index].isAllow
    }
  }
}
