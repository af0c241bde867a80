package import ECRAccess
package import ECRModel
package import Texts

/// One question about access: who wants to do what with which resource, under which policies.
///
/// Options of a command, a line of a batch, a scenario, a snapshot and callers of the library fill one
/// each. Its defaults and checks are in one place, ``answer()``, so that a question has the same
/// answer however it is asked.
package struct AccessQuestion: Sendable {
  /// The caller: an ARN, a service's name, or `anonymous`.
  package var principal: QuestionText
  /// What else is known of the caller, such as the path of a session's role.
  package var caller: Caller?
  /// The action.
  package var action: QuestionText
  /// The resource's ARN, or `*`.
  package var resource: QuestionText
  /// The account that owns the resource, where its ARN does not name it.
  package var resourceAccount: QuestionText?
  /// The region that the request goes to, where the resource's ARN does not name it.
  package var region: String?
  /// The organization's management account.
  package var managementAccount: QuestionText?
  /// The context keys that are given; one without values is known to be absent.
  package var context = RequestContext()
  /// The resource's tags, when all of them are known.
  package var resourceTags: [String: String]?
  /// The tags that the request would give.
  package var requestTags: [String: String]?
  /// The caller's tags, when all of them are known.
  package var principalTags: [String: String]?
  /// Where the caller's account is in its organization.
  package var principalOrganization: OrganizationPlace?
  /// Where the resource's account is in its organization.
  package var resourceOrganization: OrganizationPlace?
  /// The instant of the request, if it matters.
  package var at: Timestamp?
  /// The policies of the caller, each with the text that it comes from.
  package var callerPolicies = CallerPolicies()
  /// The policies of the resource.
  package var resourcePolicies = ResourcePolicies()
  /// The policies of the VPC endpoint.
  package var vpcEndpointPolicies: [CompiledPolicy] = []

  /// Makes a question without policies.
  package init(principal: QuestionText, action: QuestionText, resource: QuestionText) {
    self.principal = principal
    self.action = action
    self.resource = resource
  }

  /// The answer to a question.
  package struct Answer: Sendable {
    /// The decision with its evidence; nil when the question has no meaning.
    package var result: EvaluationResult?
    /// The policies that AWS attaches by itself, and that the question lacked.
    package var addedPolicies: [AddedPolicy]
    /// What is wrong with the question.
    package var findings: [Finding]
  }

  /// Answers the question.
  package func answer() -> Answer {
    let caller = caller ?? Caller(principal.value)
    let arn = ARN(resource.value)
    var answer = Answer(addedPolicies: [], findings: findings(caller, arn))
    guard !answer.findings.containsErrors, let caller else { return answer }
    var policies = PolicySet()
    policies.caller = callerPolicies
    policies.resource = resourcePolicies
    policies.vpcEndpointPolicies = vpcEndpointPolicies
    policies.managementAccount = managementAccount?.value
    let added = policies.resource.addFullAccess()
    let result = EvaluateAccess.run(request(caller, owner: arn?.owner), policies)
    // Where RCPs do not apply, a missing one does not matter.
    let isAsked = result.gates.contains { $0.policyType == .resourceControlPolicy }
    answer.addedPolicies = isAsked ? added : []
    answer.result = result
    return answer
  }

  private func request(_ caller: Caller, owner: String?) -> AccessRequest {
    var request = AccessRequest(
      principal: caller, action: action.value, resource: resource.value)
    request.resourceAccount = resourceAccount?.value ?? owner
    request.region = region
    request.context = context
    request.resourceTags = resourceTags
    request.requestTags = requestTags
    request.principalTags = principalTags
    request.principalOrganization = principalOrganization
    request.resourceOrganization = resourceOrganization
    request.at = at
    return request
  }

  private func findings(_ caller: Caller?, _ arn: ARN?) -> [Finding] {
    var findings: [Finding] = []
    func add(_ finding: Finding?) { if let finding { findings.append(finding) } }
    if caller == nil { findings.append(QuestionChecks.invalidPrincipal(principal)) }
    add(QuestionChecks.action(action))
    add(QuestionChecks.resource(resource, arn))
    if let resourceAccount { add(QuestionChecks.account(resourceAccount)) }
    if let managementAccount { add(QuestionChecks.account(managementAccount)) }
    if let resourceAccount { add(QuestionChecks.owner(resourceAccount, of: arn)) }
    if !findings.containsErrors { add(QuestionChecks.target(action, resource, arn)) }
    return findings
  }
}
