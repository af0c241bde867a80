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
    var resourcePolicy: Int?
    var registryPolicy: Int?
    /// Columns of one group have the same registry.
    var group: Int
    /// What follows from the repository.
    var context: RequestContext
  }

  /// Repositories of one registry, under the same RCPs.
  private struct Group: Hashable {
    var account: String?
    var registryPolicy: Int?
    var resourceControl: [Int]
  }

  /// What one caller's cells of one group have in common.
  private struct Standing {
    var gates: Gates
    var isUnderResourceControl: Bool
    var isUnderServiceControl: Bool
    var registryActions: AccessMatrix.Cell
  }

  private let principals: [AccessMatrix.Principal]
  private let targets: [AccessMatrix.Target]
  private let circumstances: AccessMatrix.Circumstances
  private let unknownKeys: Question.UnknownKeys
  private var table = PolicyTable()
  private var rows: [Row] = []
  private var columns: [Column] = []
  private var groups: [Group] = []
  /// What the policies of a list that do not ask who calls say about each repository.
  private var listAnswers: [Int: [PolicyAnswer]] = [:]

  init(
    _ principals: [AccessMatrix.Principal], _ targets: [AccessMatrix.Target],
    _ circumstances: AccessMatrix.Circumstances, _ unknownKeys: Question.UnknownKeys
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
      session: policies.sessionPolicies.isEmpty ? nil : table.list(policies.sessionPolicies),
      serviceControl: policies.serviceControlPolicies.map { table.list($0) },
      context: request.contextStack)
  }

  private mutating func column(
    _ target: AccessMatrix.Target, _ known: inout [Group: Int]
  ) -> Column {
    let account = ARN(target.resource)?.account
    let registryPolicy = target.policies.registryPolicy.map { table.number($0) }
    let group = Group(
      account: account, registryPolicy: registryPolicy,
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
    context.set("aws:ResourceAccount", account)
    context.set("aws:Resource", target.organization)
    return Column(
      resource: ResourceText(target.resource), account: account,
      resourcePolicy: target.policies.resourcePolicy.map { table.number($0) },
      registryPolicy: registryPolicy, group: number, context: context)
  }

  /// Whether any policy asks for a context key.
  var asksAboutContext: Bool {
    (table.policies + circumstances.vpcEndpointPolicies).contains { policy in
      policy.statements.contains { !$0.keys.isEmpty }
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
    let caller = row.caller
    let identity = caller.hasPolicies ? answers(ofList: row.identity, index) : nil
    let boundary = caller.hasPolicies ? row.boundary.map { answers(ofList: $0, index) } : nil
    let session = caller.hasPolicies ? row.session.map { answers(ofList: $0, index) } : nil
    let serviceControl = row.serviceControl.map { answers(ofList: $0, index) }
    let resourceControl = groups.map { group in
      group.resourceControl.map { answers(ofList: $0, index) }
    }
    var standings = [Standing?](repeating: nil, count: groups.count)
    var resourceAnswers: [Int: ResourceAnswer] = [:]
    for place in columns.indices {
      let group = columns[place].group
      let standing = standings[group] ?? self.standing(index, place)
      standings[group] = standing
      var gates = standing.gates
      if let identity { gates.identity = identity[place] }
      if let boundary { gates.boundary = boundary[place] }
      if let session { gates.session = session[place] }
      if standing.isUnderServiceControl { gates.serviceControl = Self.all(serviceControl, place) }
      if standing.isUnderResourceControl {
        gates.resourceControl = Self.all(resourceControl[group], place)
      }
      addResourceSide(index, place, &gates, &resourceAnswers)
      let mask = Self.repositoryActions.mask
      let registry = standing.registryActions
      cells.append(
        AccessMatrix.Cell(
          allowed: gates.allowed & mask | registry.allowed,
          denied: gates.denied & mask | registry.denied))
    }
  }

  private static let repositoryActions = AskedActions(
    ecrActions: ~ActionMasks.registryLevel & (1 << UInt64(ECRAction.all.count) - 1))

  /// Every level has to allow.
  private static func all(_ levels: [[PolicyAnswer]], _ place: Int) -> PolicyAnswer {
    levels.reduce(into: .pass) { answer, level in
      answer.allow &= level[place].allow
      answer.deny |= level[place].deny
    }
  }

  /// What the policies of the repository, its registry and the endpoint say.
  private func addResourceSide(
    _ row: Int, _ place: Int, _ gates: inout Gates, _ known: inout [Int: ResourceAnswer]
  ) {
    let column = columns[place]
    let hasBoundary = rows[row].boundary != nil
    if let number = column.resourcePolicy {
      let isShared = !table.policies[number].asksAboutResource
      if isShared, let answer = known[number] {
        gates.resource = answer
      } else {
        gates.resource = ResourceAnswer()
        for actions in Self.groups(table.policies[number].asksAboutTags) {
          let question = question(row, place, actions)
          let answer = question.resourceAnswer(
            of: table.policies[number], hasBoundary: hasBoundary)
          gates.resource.add(answer.only(question.heedsResourcePolicy ?? 0))
        }
        if isShared { known[number] = gates.resource }
      }
    }
    if let number = column.registryPolicy {
      for actions in Self.groups(table.policies[number].asksAboutTags) {
        let question = question(row, place, actions)
        guard let scope = question.heedsRegistryPolicy(targets[place].policies.registryPolicyScope)
        else { continue }
        let answer = question.resourceAnswer(
          of: table.policies[number], hasBoundary: hasBoundary)
        gates.registry.add(answer.only(scope.mask, allowing: scope.allowing))
      }
    }
    let endpoint = circumstances.vpcEndpointPolicies
    guard !endpoint.isEmpty else { return }
    gates.endpoint = PolicyAnswer()
    for actions in Self.groups(endpoint.contains(where: \.asksAboutTags)) {
      gates.endpoint.add(question(row, place, actions).endpointAnswer(endpoint))
    }
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
  ) -> Question {
    let column = columns[place]
    let caller = rows[row].caller
    var context = rows[row].context
    context.resource = column.context
    return Question(
      caller: caller, actions: actions, resource: column.resource,
      resourceAccount: column.account ?? caller.account, context: context,
      unknownKeys: unknownKeys)
  }

  /// What is the same for a caller in all repositories of a group, the registry's actions included.
  private func standing(_ row: Int, _ place: Int) -> Standing {
    let question = question(row, place)
    let set = policySet(row, place)
    var actions = registryActions(
      row, ActionMasks.registryLevel & ~ActionMasks.authorizationToken, place)
    // The login is asked of the caller's own registry, of whose policies those are known that are
    // among the columns.
    let own = columns.firstIndex { $0.account == rows[row].caller.account }
    let login = registryActions(row, ActionMasks.authorizationToken, own)
    actions.allowed |= login.allowed
    actions.denied |= login.denied
    return Standing(
      gates: Gates(relation: question.relation),
      isUnderResourceControl: question.isUnderResourceControl(set),
      isUnderServiceControl: question.isUnderServiceControl(set), registryActions: actions)
  }

  /// Actions that are asked once for a whole registry.
  private func registryActions(_ row: Int, _ mask: UInt64, _ place: Int?) -> AccessMatrix.Cell {
    var context = rows[row].context
    if let place { context.resource.set("aws:Resource", targets[place].organization) }
    let question = Question(
      caller: rows[row].caller, actions: AskedActions(ecrActions: mask), resource: "*",
      resourceAccount: place.flatMap { columns[$0].account }, context: context,
      unknownKeys: unknownKeys)
    var set = policySet(row, place)
    set.resource.resourcePolicy = nil
    let gates = question.gates(set)
    return AccessMatrix.Cell(allowed: gates.allowed & mask, denied: gates.denied & mask)
  }

  private func policySet(_ row: Int, _ place: Int?) -> PolicySet {
    var set = PolicySet()
    set.caller = principals[row].policies
    if let place { set.resource = targets[place].policies }
    set.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    set.managementAccount = circumstances.managementAccount
    return set
  }
}
