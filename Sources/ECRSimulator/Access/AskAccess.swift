public import ECRAccess
import ECRModel
import ECRPolicy
public import Texts

/// Answers whether a principal may do something to a resource: one action, or all that a client's
/// undertaking needs.
public enum AskAccess {
  /// What is asked.
  public struct Request: Sendable {
    /// The caller: an ARN, a service's name, or `anonymous`.
    public var principal: String
    /// What the caller wants to do.
    public var undertaking: Undertaking
    /// The repository, by name or ARN; nil when `resource` tells.
    public var repository: String?
    /// The resource's ARN, or `*`.
    public var resource: String?
    /// The documents and the circumstances.
    public var inputs: AccessInputs

    /// Makes a request.
    public init(principal: String, undertaking: Undertaking, inputs: AccessInputs) {
      self.principal = principal
      self.undertaking = undertaking
      self.inputs = inputs
    }
  }

  /// What a caller wants to do.
  public enum Undertaking: Sendable {
    /// Some actions.
    case actions([String])
    /// All that a client needs for something.
    case recipe(AccessRecipe)
  }

  /// The answer.
  public struct Outcome: Sendable {
    /// The caller, as the question has it.
    public var principal: String
    /// The repository's ARN or the resource.
    public var resource: String
    /// The undertaking, when it is more than a list of actions.
    public var recipe: AccessRecipe?
    /// The answer to each action, in the order in which a client asks.
    public var steps: [Step]
    /// What was found in the documents.
    public var findings: [Finding]
    /// What else there is to know, in sentences.
    public var notices: [String]

    /// The first step that is refused, of those that always take place.
    public var failingStep: Int? {
      steps.firstIndex { $0.condition == nil && $0.result.decision != .allowed }
    }

    /// Whether the undertaking succeeds where none of the ``conditionalFailures`` takes place.
    public var isAllowed: Bool { failingStep == nil }

    /// The refused steps of those that take place under a condition.
    public var conditionalFailures: [Int] {
      steps.indices.filter {
        steps[$0].condition != nil && steps[$0].result.decision != .allowed
      }
    }
  }

  /// One action with its answer.
  public struct Step: Sendable {
    /// What the client does there; nil for an action that is asked by itself.
    public var purpose: String?
    /// When the step takes place, if it does not always.
    public var condition: String?
    /// The answer.
    public var result: EvaluationResult
  }

  /// Answers.
  ///
  /// - Throws: ``InvalidInput`` when a document has errors, or the question has no meaning.
  public static func run(_ request: Request) throws(InvalidInput) -> Outcome {
    var world = AccessWorld(request.inputs)
    let person = try world.person(request.principal)
    let resource = try self.resource(request, person.caller, &world)
    world.tellUnusedPolicies(resource)
    world.tellForeignServiceControl(person.caller, resource)
    var steps: [Step] = []
    for step in plan(request.undertaking) {
      let asked = try self.request(step.action, resource, person, world)
      let policies = world.policies(for: person, asked, home: ARN(resource))
      let result = EvaluateAccess.run(asked, policies)
      steps.append(Step(purpose: step.purpose, condition: step.condition, result: result))
    }
    let findings = world.shelf.findings.inReadingOrder()
    if findings.containsErrors { throw InvalidInput(findings: findings) }
    var outcome = Outcome(
      principal: request.principal, resource: resource, recipe: nil, steps: steps,
      findings: findings, notices: world.notices)
    if case .recipe(let recipe) = request.undertaking { outcome.recipe = recipe }
    return outcome
  }

  private static func plan(
    _ undertaking: Undertaking
  ) -> [(action: String, purpose: String?, condition: String?)] {
    switch undertaking {
    case .actions(let actions): actions.map { ($0, nil, nil) }
    case .recipe(let recipe): recipe.steps.map { ($0.action, $0.purpose, $0.condition) }
    }
  }

  private static func resource(
    _ request: Request, _ caller: Caller, _ world: inout AccessWorld
  ) throws(InvalidInput) -> String {
    if let repository = request.repository {
      return try world.repositoryARN(repository, caller: caller).description
    }
    let resource = request.resource ?? "*"
    if resource == "*" { return resource }
    guard let arn = ARN(resource) else {
      throw InvalidInput(
        "`\(resource)` is no ARN: write one, or `*` for actions without a resource")
    }
    guard !arn.isPattern else {
      throw InvalidInput("`\(resource)` is a pattern: ask for one resource")
    }
    try world.checkOwner(of: arn)
    return resource
  }

  /// A slip of the pen would be answered by what policies say of `ecr:*`.
  private static func checkName(_ action: String) throws(InvalidInput) {
    guard action.lowercased().hasPrefix("ecr:"), ECRAction.named(action) == nil else { return }
    let meant = Spelling.nearest(to: action, among: ECRAction.all.map(\.text))
    throw InvalidInput(
      "`\(action)` is no action of ECR" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
  }

  private static func request(
    _ action: String, _ resource: String, _ person: AccessWorld.Person, _ world: AccessWorld
  ) throws(InvalidInput) -> AccessRequest {
    let inputs = world.inputs
    let parts = action.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains(""), !action.contains("*"), !action.contains("?") else {
      throw InvalidInput(
        "`\(action)` is no action: write one such as ecr:BatchGetImage, without wildcards")
    }
    try checkName(action)
    // the registry's actions are asked for `*`, in the registry that has the repository.
    let isRegistryLevel = ECRAction.named(action)?.resourceType == .registry
    var request = AccessRequest(
      principal: person.caller, action: action, resource: isRegistryLevel ? "*" : resource)
    let account = ARN(resource)?.account ?? ""
    request.resourceAccount = account.isEmpty ? inputs.resourceAccount : account
    // a login is asked of the caller's own registry.
    if ECRAction.named(action)?.name == "GetAuthorizationToken" {
      request.resourceAccount = person.caller.account ?? request.resourceAccount
    }
    request.at = inputs.at
    request.resourceTags = world.tags(of: resource)
    request.principalOrganization = person.organization
    request.resourceOrganization = request.resourceAccount.flatMap {
      world.organization.place(of: $0)
    }
    request.requestTags = inputs.requestTags
    request.principalTags = inputs.principalTags
    person.addTags(to: &request)
    for (name, values) in inputs.context { request.context.set(name, values) }
    return request
  }
}

extension AccessWorld {
  /// The policies under which a caller asks for a resource.
  ///
  /// What a file gives without saying whose it is belongs to the resource that the question is
  /// about; a login is asked of the caller's own registry, which may be another one.
  mutating func policies(
    for person: Person, _ request: AccessRequest, home resource: ARN?
  ) -> PolicySet {
    var set = PolicySet()
    set.caller = person.policies
    let isLogin = request.action.lowercased() == "ecr:getauthorizationtoken"
    let home = resource?.account ?? inputs.resourceAccount ?? person.caller.account
    let account = isLogin ? person.caller.account : home
    let region = (resource?.region).flatMap { $0.isEmpty ? nil : $0 } ?? inputs.region
    set.resource = resourcePolicies(
      request.resource, account: account, region: region, isHome: account == home)
    set.vpcEndpointPolicies = vpcEndpointPolicies
    set.managementAccount = inputs.managementAccount ?? organization.managementAccount
    return set
  }
}

extension AccessWorld {
  /// T-A13: SCPs are for the principals of their own organisation, whose resource this need not be.
  mutating func tellForeignServiceControl(_ caller: Caller, _ resource: String) {
    guard !serviceControlPolicies.isEmpty, let account = caller.account,
      let owner = ARN(resource)?.account, !owner.isEmpty, owner != account
    else { return }
    notice(
      "the SCPs are taken for those of the caller's account \(account); leave them out if they are "
        + "those of \(owner): SCPs do not stop other accounts' principals, RCPs do")
  }
}

extension AccessWorld.Person {
  /// The caller's tags, where they are not given.
  ///
  /// A user has no others; a role's session may have been given more, which nobody knows.
  func addTags(to request: inout AccessRequest) {
    guard request.principalTags == nil, caller.uniqueID != nil || !tags.isEmpty else { return }
    if caller.kind == .user {
      request.principalTags = tags
    } else {
      for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
        request.context.set("aws:PrincipalTag/" + key, value)
      }
    }
  }
}
