import ECRModel
import ECRPolicy

/// Fills a matrix, asking each distinct policy as seldom as its text allows.
///
/// Answers of a caller's policies are computed once per list of policies and repository, unless the
/// policies depend on the caller; answers of a repository's policies once per policy and caller,
/// unless the policy depends on the repository. A cell combines the answers. Policies without
/// context keys are evaluated once, and the others once under each assumption about keys without
/// known values.
struct MatrixEvaluation {
  /// A row: a caller, and the lists of its policies by their numbers.
  private struct Row {
    var caller: Caller
    var identity: Int
    var boundary: Int?
    var session: Int?
    var serviceControl: [Int]
    /// What follows from the caller.
    var context: ContextStack
  }

  /// A column's policies, by their numbers.
  private struct Column {
    var resource: ResourceText
    var account: String?
    var region: String?
    var resourcePolicy: Int?
    var registryPolicy: Int?
    /// Columns of one group are in the same registry and region.
    var group: Int
    /// What follows from the repository.
    var context: RequestContext
  }

  /// Repositories of one registry and region, under the same RCPs.
  private struct Group: Hashable {
    var account: String?
    var region: String?
    var registryPolicy: Int?
    var resourceControl: [Int]
  }

  /// What one caller's cells of one group have in common.
  private struct Standing {
    /// The caller's relation to the group's repositories.
    var relation: Relation
    /// The kinds of policies that apply, and to which actions.
    var applicable: [(type: PolicyType, applicability: Applicability)]
    /// The actions that a repository policy applies to, where the repository has one.
    var applicabilityOfResourcePolicy: Applicability?
    /// The answers about actions that are asked once for a whole registry.
    var registryActions: Assumed<Decisions>
  }

  /// The answer of one caller's policies for each repository.
  private struct CallerAnswers {
    var identity: Answers
    var boundary: Answers?
    var session: Answers?
    var serviceControl: [Answers]
    var resourceControl: [[Answers]]
  }

  /// The answer of a list of policies for each repository.
  private typealias Answers = [Assumed<PolicyAnswer>]

  private let principals: [AccessMatrix.Principal]
  private let targets: [AccessMatrix.Target]
  private let circumstances: AccessMatrix.Circumstances
  private var table = PolicyTable()
  private var rows: [Row] = []
  private var columns: [Column] = []
  private var groups: [Group] = []
  /// The answer for each repository of the policies of a list that do not depend on the caller.
  private var listAnswers: [Int: Answers] = [:]

  init(
    _ principals: [AccessMatrix.Principal], _ targets: [AccessMatrix.Target],
    _ circumstances: AccessMatrix.Circumstances
  ) {
    self.principals = principals
    self.targets = targets
    self.circumstances = circumstances
    for principal in principals { rows.append(row(principal)) }
    var known: [Group: Int] = [:]
    for target in targets { columns.append(column(target, &known)) }
  }

  private mutating func row(_ principal: AccessMatrix.Principal) -> Row {
    let policies = principal.policies
    var request = AccessRequest(principal: principal.caller, action: "", resource: "*")
    if principal.hasAllTags { request.principalTags = principal.tags }
    request.context.setTags(principal.tags, "aws:PrincipalTag/", isComplete: false)
    request.context.merge(circumstances.context)
    request.requestTags = circumstances.requestTags
    request.principalOrganization = principal.organization
    request.at = circumstances.at
    return Row(
      caller: request.caller,
      identity: table.list(policies.identityPolicies),
      boundary: policies.permissionsBoundary.map { table.list([$0]) },
      session: policies.sessionPolicies.isEmpty && !principal.caller.needsSessionPolicy
        ? nil : table.list(policies.sessionPolicies),
      serviceControl: policies.serviceControlPolicies.map { table.list($0) },
      context: request.contextStack)
  }

  private mutating func column(
    _ target: AccessMatrix.Target, _ known: inout [Group: Int]
  ) -> Column {
    let account = ARN(target.resource)?.account
    let resource = ResourceText(target.resource)
    let registryPolicy = target.policies.registryPolicy.map { table.number($0) }
    let group = Group(
      account: account, region: resource.region, registryPolicy: registryPolicy,
      resourceControl: target.policies.resourceControlPolicies.map { table.list($0) })
    let number = known[group] ?? groups.count
    if number == groups.count {
      known[group] = number
      groups.append(group)
    }
    var context = RequestContext()
    if let tags = target.tags {
      context.setTags(tags, "aws:ResourceTag/")
      context.setTags(tags, "ecr:ResourceTag/")
    }
    if let account { context.setPresent(.resourceAccount, account) }
    context.setPresent(.requestedRegion, resource.region)
    context.set("aws:Resource", target.organization)
    return Column(
      resource: resource, account: account, region: resource.region,
      resourcePolicy: target.policies.resourcePolicy.map { table.number($0) },
      registryPolicy: registryPolicy, group: number, context: context)
  }

  // MARK: Cells

  /// All cells, row by row.
  mutating func cells() -> [AccessMatrix.Cell] {
    var cells: [AccessMatrix.Cell] = []
    cells.reserveCapacity(principals.count * targets.count)
    for index in rows.indices { append(index, to: &cells) }
    return cells
  }

  private mutating func append(_ index: Int, to cells: inout [AccessMatrix.Cell]) {
    let row = rows[index]
    let answers = CallerAnswers(
      identity: answers(ofList: row.identity, index),
      boundary: row.boundary.map { self.answers(ofList: $0, index) },
      session: row.session.map { self.answers(ofList: $0, index) },
      serviceControl: row.serviceControl.map { self.answers(ofList: $0, index) },
      resourceControl: groups.map { group in
        group.resourceControl.map { self.answers(ofList: $0, index) }
      })
    var standings = [Standing?](repeating: nil, count: groups.count)
    var resourceAnswers: [Int: Assumed<ResourceAnswer>] = [:]
    for place in columns.indices {
      let group = columns[place].group
      if standings[group] == nil { standings[group] = standing(index, place) }
      guard let standing = standings[group] else { continue }
      let gates = gates(index, place, standing, answers, &resourceAnswers)
      var decisions = gates.map { Decisions($0, Self.repositoryActions.mask) }
      decisions.merge(standing.registryActions) { $0.add($1) }
      cells.append(AccessMatrix.Cell(decisions))
    }
  }

  /// The answer of every kind of policy that applies, from what is known.
  private func gates(
    _ row: Int, _ place: Int, _ standing: Standing, _ answers: CallerAnswers,
    _ known: inout [Int: Assumed<ResourceAnswer>]
  ) -> Assumed<Gates> {
    var gates = Assumed(Gates(relation: standing.relation))
    for (type, applicability) in standing.applicable {
      switch type {
      case .builtIn: break
      case .resourceControlPolicy:
        for level in answers.resourceControl[columns[place].group] {
          gates.merge(level[place]) { $0.resourceControl.limit(by: $1) }
        }
      case .serviceControlPolicy:
        for level in answers.serviceControl {
          gates.merge(level[place]) { $0.serviceControl.limit(by: $1) }
        }
      case .resourcePolicy: break  // Each repository has its own.
      case .registryPolicy:
        gates.merge(registryAnswer(row, place, applicability)) { $0.registry = $1 }
      case .identityPolicy: gates.merge(answers.identity[place]) { $0.identity = $1 }
      case .permissionsBoundary:
        if let answer = answers.boundary?[place] { gates.merge(answer) { $0.boundary = $1 } }
      case .sessionPolicy:
        if let answer = answers.session?[place] { gates.merge(answer) { $0.session = $1 } }
      case .vpcEndpointPolicy: gates.merge(endpointAnswer(row, place)) { $0.endpoint = $1 }
      }
    }
    if let number = columns[place].resourcePolicy,
      let applicability = standing.applicabilityOfResourcePolicy
    {
      gates.merge(resourceAnswer(row, place, number, applicability, &known)) { $0.resource = $1 }
    }
    return gates
  }

  private static let repositoryActions = AskedActions(
    ecrActions: ~ActionMasks.registryLevel & (1 << UInt64(ECRAction.all.count) - 1))

  /// The answer of a repository policy: computed once per caller, unless it depends on the repository.
  private func resourceAnswer(
    _ row: Int, _ place: Int, _ number: Int, _ applicability: Applicability,
    _ known: inout [Int: Assumed<ResourceAnswer>]
  ) -> Assumed<ResourceAnswer> {
    if let answer = known[number] { return answer }
    let policy = table.policies[number]
    let answer = resourceAnswer(row, place, policy, applicability)
    if !policy.asksAboutResource { known[number] = answer }
    return answer
  }

  private func registryAnswer(
    _ row: Int, _ place: Int, _ applicability: Applicability
  ) -> Assumed<ResourceAnswer> {
    guard let number = columns[place].registryPolicy else { return Assumed(ResourceAnswer()) }
    return resourceAnswer(row, place, table.policies[number], applicability)
  }

  private func resourceAnswer(
    _ row: Int, _ place: Int, _ policy: CompiledPolicy, _ applicability: Applicability
  ) -> Assumed<ResourceAnswer> {
    let hasBoundary = rows[row].boundary != nil
    // QA-3: whether a policy that names the user behind a federated user means it is open.
    let isOpen = policy.mayLeaveDoubt || rows[row].caller.kind == .federatedUser
    var answer = Assumed(ResourceAnswer())
    for actions in Self.groups(policy.asksAboutTags) {
      answer.merge(
        question(row, place, actions).assumed(isOpen) {
          $0.resourceAnswer(of: policy, hasBoundary: hasBoundary)
        }
      ) { $0.add($1) }
    }
    return answer.map { $0.only(applicability) }
  }

  private func endpointAnswer(_ row: Int, _ place: Int) -> Assumed<PolicyAnswer> {
    let policies = circumstances.vpcEndpointPolicies
    let isOpen =
      policies.contains(where: \.mayLeaveDoubt) || rows[row].caller.kind == .federatedUser
    var answer = Assumed(PolicyAnswer())
    for actions in Self.groups(policies.contains(where: \.asksAboutTags)) {
      answer.merge(
        question(row, place, actions).assumed(isOpen) { $0.endpointAnswer(policies) }
      ) { $0.add($1) }
    }
    return answer
  }

  /// The answer of the policies of a list for each repository.
  private mutating func answers(ofList list: Int, _ row: Int) -> Answers {
    if let known = listAnswers[list] { return known }
    let policies = table.policies(ofList: list)
    let groups = Self.groups(policies.contains(where: \.asksAboutTags))
    let answers = columns.indices.map { place in
      var answer = Assumed(PolicyAnswer())
      for actions in groups {
        answer.merge(question(row, place, actions).assumedAnswer(of: policies)) { $0.add($1) }
      }
      return answer
    }
    // Who asks makes no difference: any caller's answers are everybody's.
    if !policies.contains(where: \.asksAboutCaller) { listAnswers[list] = answers }
    return answers
  }

  // MARK: Questions

  /// The actions on a repository, asked together where policies do not ask about tags, else in groups
  /// of which each carries the same tags.
  private static func groups(_ byTags: Bool) -> [AskedActions] { byTags ? groupsByTags : oneGroup }

  private static let oneGroup = [repositoryActions]
  private static let groupsByTags = repositoryActions.byTagKeys()

  private func question(
    _ row: Int, _ place: Int, _ actions: AskedActions = repositoryActions
  ) -> PreparedRequest {
    var context = rows[row].context
    context.resource = columns[place].context
    return PreparedRequest(
      caller: rows[row].caller, actions: actions, resource: columns[place].resource,
      resourceAccount: columns[place].account ?? rows[row].caller.account, context: context)
  }

  /// What is the same for a caller in all repositories of a group, the registry's actions included.
  private func standing(_ row: Int, _ place: Int) -> Standing {
    let question = question(row, place)
    let set = policySet(row, targets[place].policies)
    let region = columns[place].region
    let others = ActionMasks.registryLevel & ~ActionMasks.authorizationToken
    let (here, account) = registry(row, place, others)
    var actions = registryActions(row, others, here, account, region)
    let (own, home) = registry(row, place, ActionMasks.authorizationToken)
    let login = registryActions(row, ActionMasks.authorizationToken, own, home, region)
    actions.merge(login) { $0.add($1) }
    return Standing(
      relation: question.relation,
      applicable: PolicyType.inOrder.compactMap { type in
        question.applicability(of: type, set).map { (type, $0) }
      }, applicabilityOfResourcePolicy: question.applicabilityOfResourcePolicy,
      registryActions: actions)
  }

  /// The registry that is asked for some actions, with its account: for a login the caller's own in the
  /// repository's region.
  private func registry(
    _ row: Int, _ place: Int, _ actions: UInt64
  ) -> (AccessMatrix.Registry, account: String?) {
    let account = columns[place].account
    let here = AccessMatrix.Registry(
      policies: targets[place].policies, organization: targets[place].organization)
    let isLogin = actions & ~ActionMasks.authorizationToken == 0
    guard isLogin, let home = rows[row].caller.account, home != account else {
      return (here, account)
    }
    let own = circumstances.registries[
      AccessMatrix.RegistryPlace(account: home, region: columns[place].region)]
    return (own ?? AccessMatrix.Registry(policies: ResourcePolicies(), organization: nil), home)
  }

  /// Actions that are asked once for a whole registry.
  private func registryActions(
    _ row: Int, _ mask: UInt64, _ registry: AccessMatrix.Registry, _ account: String?,
    _ region: String?
  ) -> Assumed<Decisions> {
    let (question, set) = registryQuestion(row, mask, registry, account, region)
    let isOpen = set.mayLeaveDoubt || rows[row].caller.kind == .federatedUser
    return question.assumed(isOpen) { Decisions($0.gates(set), mask) }
  }

  private func registryQuestion(
    _ row: Int, _ mask: UInt64, _ registry: AccessMatrix.Registry, _ account: String?,
    _ region: String?
  ) -> (PreparedRequest, PolicySet) {
    var context = rows[row].context
    context.resource.set("aws:Resource", registry.organization)
    let question = PreparedRequest(
      caller: rows[row].caller, actions: AskedActions(ecrActions: mask), resource: "*",
      resourceAccount: account, region: region, context: context)
    var set = policySet(row, registry.policies)
    set.resource.resourcePolicy = nil
    return (question, set)
  }

  /// The context keys without known values that statements about some actions compare; all of them are on
  /// a repository, or on a registry, or logins.
  func missingKeys(_ row: Int, _ place: Int, _ actions: UInt64) -> [String] {
    if actions & ActionMasks.registryLevel == 0 {
      let question = question(row, place, AskedActions(ecrActions: actions))
      let set = policySet(row, targets[place].policies)
      return MissingKeys.names(question, question.trials(set))
    }
    let (registry, account) = registry(row, place, actions)
    let (question, set) = registryQuestion(row, actions, registry, account, columns[place].region)
    return MissingKeys.names(question, question.trials(set))
  }

  private func policySet(_ row: Int, _ resource: ResourcePolicies) -> PolicySet {
    var set = PolicySet()
    set.caller = principals[row].policies
    set.resource = resource
    set.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    set.managementAccount = circumstances.managementAccount
    return set
  }
}
