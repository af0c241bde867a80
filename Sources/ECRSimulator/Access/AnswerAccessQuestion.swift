public import ECRAccess
import ECRDocuments
public import ECRModel
import ECRPolicy
public import Texts

/// Answers one question about access that is given as a line of JSON, its policies in it.
public enum AnswerAccessQuestion {
  /// The answer to a line.
  public struct Outcome: Sendable {
    /// The question's id as JSON; nil when it has none that can be given back.
    public var id: String?
    /// The line's number, from 1.
    public var line: Int
    /// The decision with its evidence; nil when the line cannot be read.
    public var result: EvaluationResult?
    /// What is wrong with the line, and what AWS would refuse in its policies.
    public var findings: [Finding]
  }

  /// Answers the question of one line.
  ///
  /// `at` is the instant of the request, if it matters.
  ///
  /// A `cache` spares reading a policy that another line has had; it changes no answer.
  public static func run(
    _ line: SourceText, number: Int, at instant: Timestamp?, cache: PolicyCache? = nil
  ) -> Outcome {
    let reading = AccessQuestionDocument.read(line)
    var outcome = Outcome(id: reading.id, line: number, result: nil, findings: reading.findings)
    guard let question = reading.question else { return outcome }
    var assembler = QuestionAssembler(source: line, cache: cache)
    let request = assembler.request(question, at: instant)
    let policies = assembler.policies(question)
    outcome.findings += assembler.findings.inReadingOrder()
    guard let request, assembler.isReadable else { return outcome }
    outcome.result = EvaluateAccess.run(request, policies)
    return outcome
  }
}

extension ARN {
  /// Whether it stands for several resources of ECR or IAM, whose names have no wildcards.
  ///
  /// Elsewhere they may be letters: objects of S3 may have them in their keys.
  var isPattern: Bool {
    ["ecr", "iam"].contains(service) && description.contains { $0 == "*" || $0 == "?" }
  }
}

/// Makes a request and its policies of a line's parts.
struct QuestionAssembler {
  let source: SourceText
  let cache: PolicyCache?
  var findings: [Finding] = []
  /// Whether every part has a meaning.
  var isReadable = true

  init(source: SourceText, cache: PolicyCache?) {
    self.source = source
    self.cache = cache
  }

  mutating func request(
    _ question: AccessQuestionDocument, at instant: Timestamp?
  ) -> AccessRequest? {
    checkAccount(question.resourceAccount)
    checkAccount(question.managementAccount)
    checkAction(question.action)
    checkResource(question.resource)
    checkOwner(question)
    guard let caller = Caller(question.principal.value) else {
      refuse(
        "INVALID_PRINCIPAL", "`\(question.principal.value)` is no principal",
        help: "write the ARN of a user, role, session, federated user or root user, a service's "
          + "name, or `anonymous`", question.principal.span, ["A-20"])
      return nil
    }
    var request = AccessRequest(
      principal: caller, action: question.action.value, resource: question.resource.value)
    request.resourceAccount = question.resourceAccount?.value
    for (name, values) in question.context { request.context.set(name, values) }
    request.resourceTags = question.resourceTags
    request.requestTags = question.requestTags
    request.principalTags = question.principalTags
    request.at = instant
    return request
  }

  mutating func policies(_ question: AccessQuestionDocument) -> PolicySet {
    let isECR = question.action.value.lowercased().hasPrefix("ecr:")
    var set = PolicySet()
    set.caller.identityPolicies = question.identityPolicies.compactMap {
      compile($0, .identityPolicy)
    }
    set.caller.permissionsBoundary = question.permissionsBoundary.flatMap {
      compile($0, .permissionsBoundary)
    }
    set.caller.sessionPolicies = question.sessionPolicies.compactMap { compile($0, .sessionPolicy) }
    set.caller.serviceControlPolicies = question.serviceControlPolicies.map { level in
      level.compactMap { compile($0, .serviceControlPolicy) }
    }
    set.resource.resourceControlPolicies = question.resourceControlPolicies.map { level in
      level.compactMap { compile($0, .resourceControlPolicy) }
    }
    set.resource.resourcePolicy = question.resourcePolicy.flatMap {
      compile($0, isECR ? .repositoryPolicy : .resourcePolicy)
    }
    set.resource.registryPolicy = question.registryPolicy.flatMap { compile($0, .registryPolicy) }
    set.vpcEndpointPolicies = question.vpcEndpointPolicies.compactMap {
      compile($0, .vpcEndpointPolicy)
    }
    set.managementAccount = question.managementAccount?.value
    if let scope = question.registryPolicyScope {
      if let known = RegistryPolicyScope(rawValue: scope.value) {
        set.resource.registryPolicyScope = known
      } else {
        refuse(
          "NOT_IN_ENUM", "`\(scope.value)` is no scope of registry policies",
          help: "write `V1` or `V2`", scope.span, ["A-72"])
      }
    }
    return set
  }

  private mutating func compile(
    _ policy: NamedPolicy, _ kind: PolicyKind
  ) -> CompiledPolicy? {
    if let known = cache?.policy(policy, kind) { return known }
    // What AWS takes and users regret is not a batch's business.
    let reading = PolicyDocument.read(policy.policy, as: kind, withAdvice: false)
    findings += reading.findings.filter { $0.type == .error }
    guard let document = reading.document else {
      isReadable = false
      return nil
    }
    let compiled = CompiledPolicy(document, name: policy.name)
    if reading.findings.isEmpty { cache?.add(compiled, policy, kind) }
    return compiled
  }

  private mutating func checkAccount(_ account: Located<String>?) {
    guard let account, !ARN.isAccountID(account.value) else { return }
    refuse(
      "INVALID_ACCOUNT", "`\(account.value)` is no account", help: "accounts have twelve digits",
      account.span, ["A-20"])
  }

  private mutating func checkAction(_ action: Located<String>) {
    let parts = action.value.split(separator: ":", omittingEmptySubsequences: false)
    if action.value.contains("*") || action.value.contains("?") {
      refuse(
        "INVALID_ACTION", "`\(action.value)` is a pattern; a question is about one action",
        help: "ask for each action by itself", action.span, ["A-30"])
    } else if parts.count != 2 || parts.contains("") {
      refuse(
        "INVALID_ACTION", "`\(action.value)` is no action",
        help: "write `service:Action`, such as `ecr:BatchGetImage`", action.span, ["A-30"])
    }
  }

  private mutating func checkResource(_ resource: Located<String>) {
    guard resource.value != "*" else { return }
    guard let arn = ARN(resource.value) else {
      return refuse(
        "INVALID_RESOURCE", "`\(resource.value)` is no ARN",
        help: "write `arn:aws:ecr:REGION:ACCOUNT:repository/NAME`, or `*` for actions without a "
          + "resource", resource.span, ["A-33"])
    }
    guard arn.isPattern else { return }
    refuse(
      "INVALID_RESOURCE", "`\(resource.value)` is a pattern; a question is about one resource",
      help: "ask for each resource by itself, or for `*` where the action has no resource",
      resource.span, ["A-31"])
  }

  /// An ARN that names its account leaves no choice of another.
  private mutating func checkOwner(_ question: AccessQuestionDocument) {
    guard let given = question.resourceAccount, ARN.isAccountID(given.value),
      let owner = ARN(question.resource.value)?.account, !owner.isEmpty, owner != given.value
    else { return }
    refuse(
      "CONTRADICTING_ACCOUNT",
      "`resourceAccount` is \(given.value), and the resource's ARN is of \(owner)",
      help: "leave `resourceAccount` out: it is for ARNs without an account", given.span, ["A-33"])
  }

  private mutating func refuse(
    _ code: IssueCode, _ message: String, help: String, _ span: Span, _ facts: [String]
  ) {
    isReadable = false
    findings.append(
      Finding(.error, code, message, help: help, at: source.location(of: span), facts: facts))
  }
}
