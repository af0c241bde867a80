/// The product's answers to worlds of access: through a line of JSON as a user would ask, and through
/// policies that are read once for many questions.
import ECRAccess
import ECRPolicy
import ECRSimulator
import Texts

enum AccessEngine {
  /// `allowed`, `explicitDeny` or `implicitDeny`; else why there is no answer.
  static func answer(_ world: AccessWorld) -> String {
    let outcome = AnswerAccessQuestion.run(
      SourceText(name: "world", text: accessJSON(world)), number: 1, at: nil)
    guard let result = outcome.result else {
      return "no answer: " + outcome.findings.map { "\($0)" }.joined(separator: "; ")
    }
    return result.decision.rawValue
  }

  /// Likewise, with the policies read before.
  static func answer(_ question: WorldQuestion, _ policies: PolicySet) -> String {
    guard let request = request(question) else { return "no caller" }
    return EvaluateAccess.decide(PreparedRequest(request), policies).rawValue
  }

  /// A question as the engine takes it.
  static func request(_ question: WorldQuestion) -> AccessRequest? {
    guard let caller = Caller(question.principal) else { return nil }
    var request = AccessRequest(
      principal: caller, action: question.action, resource: question.resource)
    request.resourceAccount = question.resourceAccount
    for key in question.context { request.context.set(key.name, key.values) }
    request.resourceTags = tags(question.resourceTags)
    request.requestTags = tags(question.requestTags)
    request.principalTags = tags(question.principalTags)
    return request
  }

  /// The policies of a world, read.
  static func policies(_ world: AccessWorld) -> PolicySet {
    let isECR = world.question.action.lowercased().hasPrefix("ecr:")
    var set = PolicySet()
    set.caller.identityPolicies = world.identityPolicies.compactMap { read($0, .identityPolicy) }
    set.caller.permissionsBoundary = world.permissionsBoundary.flatMap {
      read($0, .permissionsBoundary)
    }
    set.caller.sessionPolicies = world.sessionPolicies.compactMap { read($0, .sessionPolicy) }
    set.caller.serviceControlPolicies = world.serviceControlPolicies.map { level in
      level.compactMap { read($0, .serviceControlPolicy) }
    }
    set.resource.resourceControlPolicies = world.resourceControlPolicies.map { level in
      level.compactMap { read($0, .resourceControlPolicy) }
    }
    set.resource.resourcePolicy = world.resourcePolicy.flatMap {
      read($0, isECR ? .repositoryPolicy : .resourcePolicy)
    }
    set.resource.registryPolicy = world.registryPolicy.flatMap { read($0, .registryPolicy) }
    set.vpcEndpointPolicies = world.vpcEndpointPolicies.compactMap { read($0, .vpcEndpointPolicy) }
    set.managementAccount = world.managementAccount
    if let scope = world.registryPolicyScope.flatMap(RegistryPolicyScope.init(rawValue:)) {
      set.resource.registryPolicyScope = scope
    }
    return set
  }

  private static func read(_ policy: WorldPolicy, _ kind: PolicyKind) -> CompiledPolicy? {
    let text = SourceText(name: "policy", text: accessPolicyJSON(policy))
    guard let root = JSONReader.read(text).documents.first else { return nil }
    return PolicyDocument.read(
      JSONFragment(source: text, node: root), as: kind, withAdvice: false
    ).document.map { CompiledPolicy($0, name: "policy") }
  }

  static func tags(_ tags: [WorldTag]?) -> [String: String]? {
    tags.map { Dictionary($0.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }) }
  }
}
