import ECRModel
import ECRPolicy

/// Fills a matrix, asking each distinct policy as seldom as its text allows.
///
/// What goes with callers is asked once for each list of policies and repository, unless the
/// policies ask who calls; what goes with repositories once for each policy and caller, unless the
/// policy asks which repository it is. A cell puts the answers together.
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
    /// How the caller stands to the group's repositories.
    var relation: Relation
    /// The kinds of policies that have a say, and in what.
    var says: [(type: PolicyType, say: Say)]
    /// In what a repository's policy has a say, where the repository has one.
    var sayOfResourcePolicy: Say?
    /// The answers about actions that are asked once for a whole registry.
    var registryActions: AccessMatrix.Cell
  }

  /// What the policies that go with one caller say about each repository.
  private struct CallerAnswers {
    var identity: [PolicyAnswer]
    var boundary: [PolicyAnswer]
    var session: [PolicyAnswer]
    var serviceControl: [[PolicyAnswer]]
    var resourceControl: [[[PolicyAnswer]]]
  }

  private let principals: [AccessMatrix.Principal]
  private let targets: [AccessMatrix.Target]
  private let circumstances: AccessMatrix.Circumstances
  private let unknownKeys: PreparedRequest.UnknownKeys
  private var table = PolicyTable()
  private var rows: [Row] = []
  private var columns: [Column] = []
  private var groups: [Group] = []
  /// What the policies of a list that do not ask who calls say about each repository.
  private var listAnswers: [Int: [PolicyAnswer]] = [:]

  init(
    _ principals: [AccessMatrix.Principal], _ targets: [AccessMatrix.Target],
    _ circumstances: AccessMatrix.Circumstances, _ unknownKeys: PreparedRequest.UnknownKeys
  ) {
    self.principals = principals
    self.targets = targets
    self.circumstances = circumstances
    self.unknownKeys = unknownKeys
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

  /// Whether any policy asks for a context key, or leaves it open what it is about.
  var mayLeaveDoubt: Bool {
    rows.contains { $0.caller.kind == .federatedUser }
      || (table.policies + circumstances.vpcEndpointPolicies).contains { policy in
        policy.statements.contains {
          !$0.keys.isEmpty || $0.resource?.hasDoubtfulPattern == true
        }
      }
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
      boundary: row.boundary.map { self.answers(ofList: $0, index) } ?? [],
      session: row.session.map { self.answers(ofList: $0, index) } ?? [],
      serviceControl: row.serviceControl.map { self.answers(ofList: $0, index) },
      resourceControl: groups.map { group in
        group.resourceControl.map { self.answers(ofList: $0, index) }
      })
    var standings = [Standing?](repeating: nil, count: groups.count)
    var resourceAnswers: [Int: ResourceAnswer] = [:]
    for place in columns.indices {
      let group = columns[place].group
      let standing = standings[group] ?? self.standing(index, place)
      standings[group] = standing
      let gates = gates(index, place, standing, answers, &resourceAnswers)
      let mask = Self.repositoryActions.mask
      let registry = standing.registryActions
      cells.append(
        AccessMatrix.Cell(
          allowed: gates.allowed & mask | registry.allowed,
          denied: gates.denied & mask | registry.denied))
    }
  }

  /// What every kind of policy that has a say answers, taken together from what is known.
  private func gates(
    _ row: Int, _ place: Int, _ standing: Standing, _ answers: CallerAnswers,
    _ known: inout [Int: ResourceAnswer]
  ) -> Gates {
    var gates = Gates(relation: standing.relation)
    for (type, say) in standing.says {
      switch type {
      case .builtIn: break
      case .resourceControlPolicy:
        gates.resourceControl = Self.all(answers.resourceControl[columns[place].group], place)
      case .serviceControlPolicy: gates.serviceControl = Self.all(answers.serviceControl, place)
      case .resourcePolicy: break  // Each repository has its own.
      case .registryPolicy: gates.registry = registryAnswer(row, place, say)
      case .identityPolicy: gates.identity = answers.identity[place]
      case .permissionsBoundary: gates.boundary = answers.boundary[place]
      case .sessionPolicy: gates.session = answers.session[place]
      case .vpcEndpointPolicy: gates.endpoint = endpointAnswer(row, place)
      }
    }
    if let number = columns[place].resourcePolicy, let say = standing.sayOfResourcePolicy {
      gates.resource = resourceAnswer(row, place, number, say, &known)
    }
    return gates
  }

  private static let repositoryActions = AskedActions(
    ecrActions: ~ActionMasks.registryLevel & (1 << UInt64(ECRAction.all.count) - 1))

  private static func all(_ levels: [[PolicyAnswer]], _ place: Int) -> PolicyAnswer {
    levels.reduce(into: .pass) { $0.limit(by: $1[place]) }
  }

  /// What a repository's policy says: asked once for each caller, unless it asks which repository it is.
  private func resourceAnswer(
    _ row: Int, _ place: Int, _ number: Int, _ say: Say, _ known: inout [Int: ResourceAnswer]
  ) -> ResourceAnswer {
    if let answer = known[number] { return answer }
    let policy = table.policies[number]
    let answer = resourceAnswer(row, place, policy, say)
    if !policy.asksAboutResource { known[number] = answer }
    return answer
  }

  private func registryAnswer(_ row: Int, _ place: Int, _ say: Say) -> ResourceAnswer {
    guard let number = columns[place].registryPolicy else { return ResourceAnswer() }
    return resourceAnswer(row, place, table.policies[number], say)
  }

  private func resourceAnswer(
    _ row: Int, _ place: Int, _ policy: CompiledPolicy, _ say: Say
  ) -> ResourceAnswer {
    var answer = ResourceAnswer()
    for actions in Self.groups(policy.asksAboutTags) {
      let question = question(row, place, actions)
      answer.add(question.resourceAnswer(of: policy, hasBoundary: rows[row].boundary != nil))
    }
    return answer.only(say)
  }

  private func endpointAnswer(_ row: Int, _ place: Int) -> PolicyAnswer {
    let policies = circumstances.vpcEndpointPolicies
    var answer = PolicyAnswer()
    for actions in Self.groups(policies.contains(where: \.asksAboutTags)) {
      answer.add(question(row, place, actions).endpointAnswer(policies))
    }
    return answer
  }

  /// What the policies of a list say about each repository.
  private mutating func answers(ofList list: Int, _ row: Int) -> [PolicyAnswer] {
    if let known = listAnswers[list] { return known }
    let policies = table.policies(ofList: list)
    let groups = Self.groups(policies.contains(where: \.asksAboutTags))
    let answers = columns.indices.map { place in
      var answer = PolicyAnswer()
      for actions in groups { answer.add(question(row, place, actions).answer(of: policies)) }
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
    let column = columns[place]
    let caller = rows[row].caller
    var context = rows[row].context
    context.resource = column.context
    return PreparedRequest(
      caller: caller, actions: actions, resource: column.resource,
      resourceAccount: column.account ?? caller.account, context: context,
      unknownKeys: unknownKeys)
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
    actions.allowed |= login.allowed
    actions.denied |= login.denied
    return Standing(
      relation: question.relation,
      says: PolicyType.inOrder.compactMap { type in
        question.say(of: type, set).map { (type, $0) }
      }, sayOfResourcePolicy: question.sayOfResourcePolicy, registryActions: actions)
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
  ) -> AccessMatrix.Cell {
    let (question, set) = registryQuestion(row, mask, registry, account, region)
    let gates = question.gates(set)
    return AccessMatrix.Cell(allowed: gates.allowed & mask, denied: gates.denied & mask)
  }

  private func registryQuestion(
    _ row: Int, _ mask: UInt64, _ registry: AccessMatrix.Registry, _ account: String?,
    _ region: String?
  ) -> (PreparedRequest, PolicySet) {
    var context = rows[row].context
    context.resource.set("aws:Resource", registry.organization)
    let question = PreparedRequest(
      caller: rows[row].caller, actions: AskedActions(ecrActions: mask), resource: "*",
      resourceAccount: account, region: region, context: context, unknownKeys: unknownKeys)
    var set = policySet(row, registry.policies)
    set.resource.resourcePolicy = nil
    return (question, set)
  }

  /// The context keys that nobody knows and that statements about some actions ask for.
  func missingKeys(_ row: Int, _ place: Int, _ actions: UInt64) -> [String] {
    var names: [String] = []
    let onRepository = actions & ~ActionMasks.registryLevel
    if onRepository != 0 {
      let question = question(row, place, AskedActions(ecrActions: onRepository))
      names += MissingKeys.names(
        question, question.trials(policySet(row, targets[place].policies)))
    }
    let onRegistry = actions & ActionMasks.registryLevel
    if onRegistry != 0 {
      let (registry, account) = registry(row, place, onRegistry)
      let (question, set) = registryQuestion(
        row, onRegistry, registry, account, columns[place].region)
      names += MissingKeys.names(question, question.trials(set))
    }
    return names
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
