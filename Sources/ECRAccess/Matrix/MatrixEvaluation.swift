import ECRModel
import ECRPolicy

/// Fills a matrix, asking each distinct policy as seldom as its text allows.
struct MatrixEvaluation {
  /// The policies of a row, by their numbers.
  private struct RowPolicies {
    var identity: [Int]
    var boundary: Int?
    var session: [Int]
    var serviceControl: [[Int]]
  }

  private let principals: [AccessMatrix.Principal]
  private let targets: [AccessMatrix.Target]
  private let circumstances: AccessMatrix.Circumstances
  private let unknownKeys: Question.UnknownKeys
  private var table = PolicyTable()
  private var rows: [RowPolicies] = []
  private var columns: [(resource: Int?, registry: Int?, resourceControl: [[Int]])] = []
  /// The layers of context that follow from the caller, and those that follow from the resource.
  private var rowContexts: [ContextStack] = []
  private var columnContexts: [RequestContext] = []
  private let accounts: [String?]
  private let resources: [ResourceText]
  /// What a policy that does not ask who calls says about each repository.
  private var answers: [[PolicyAnswer]?] = []

  init(
    _ principals: [AccessMatrix.Principal], _ targets: [AccessMatrix.Target],
    _ circumstances: AccessMatrix.Circumstances, _ unknownKeys: Question.UnknownKeys
  ) {
    self.principals = principals
    self.targets = targets
    self.circumstances = circumstances
    self.unknownKeys = unknownKeys
    accounts = targets.map { ARN($0.resource)?.account }
    resources = targets.map { ResourceText($0.resource) }
    for principal in principals {
      let policies = principal.policies
      rows.append(
        RowPolicies(
          identity: table.numbers(policies.identityPolicies),
          boundary: policies.permissionsBoundary.map { table.number($0) },
          session: table.numbers(policies.sessionPolicies),
          serviceControl: policies.serviceControlPolicies.map { table.numbers($0) }))
      rowContexts.append(request(principal, "*").contextStack)
    }
    for target in targets {
      let policies = target.policies
      columns.append(
        (
          policies.resourcePolicy.map { table.number($0) },
          policies.registryPolicy.map { table.number($0) },
          policies.resourceControlPolicies.map { table.numbers($0) }
        ))
      var context = RequestContext()
      if let tags = target.tags {
        context.setTags(tags, "aws:ResourceTag/")
        context.setTags(tags, "ecr:ResourceTag/")
      }
      columnContexts.append(context)
    }
    answers = Array(repeating: nil, count: table.policies.count)
  }

  /// Whether any policy asks for a context key.
  var asksAboutContext: Bool {
    (table.policies + circumstances.vpcEndpointPolicies).contains { policy in
      policy.statements.contains { !$0.keys.isEmpty }
    }
  }

  /// All cells, row by row.
  mutating func cells() -> [AccessMatrix.Cell] {
    var cells: [AccessMatrix.Cell] = []
    cells.reserveCapacity(principals.count * targets.count)
    for row in principals.indices {
      let login = wholeAnswer(row, ActionMasks.authorizationToken, "*", column: nil)
      var registries: [RegistryKey: AccessMatrix.Cell] = [:]
      var resourceAnswers: [Int: ResourceAnswer] = [:]
      for column in targets.indices {
        let key = RegistryKey(
          account: accounts[column], policy: columns[column].registry,
          controls: columns[column].resourceControl)
        let registry =
          registries[key]
          ?? wholeAnswer(
            row, ActionMasks.registryLevel & ~ActionMasks.authorizationToken, "*", column: column)
        registries[key] = registry
        var cell = self.cell(row, column, &resourceAnswers)
        cell.allowed |= login.allowed | registry.allowed
        cell.denied |= login.denied | registry.denied
        cells.append(cell)
      }
    }
    return cells
  }

  /// What the answers about a registry depend on beside the caller.
  private struct RegistryKey: Hashable {
    var account: String?
    var policy: Int?
    var controls: [[Int]]
  }

  private static let repositoryActions = AskedActions(
    ecrActions: ~ActionMasks.registryLevel & (1 << UInt64(ECRAction.all.count) - 1))

  /// The actions on a repository, each kind of policy's answer taken from where it is kept.
  private mutating func cell(
    _ row: Int, _ column: Int, _ resourceAnswers: inout [Int: ResourceAnswer]
  ) -> AccessMatrix.Cell {
    let policies = policySet(row, column)
    let question = question(row, column)
    var gates = Gates(relation: question.relation)
    if question.isUnderResourceControl(policies) {
      gates.resourceControl = levels(columns[column].resourceControl, question, column)
    }
    if question.isUnderServiceControl(policies) {
      gates.serviceControl = levels(rows[row].serviceControl, question, column)
    }
    let hasBoundary = rows[row].boundary != nil
    if let number = columns[column].resource, let mask = question.heedsResourcePolicy {
      let isShared = !table.asksAboutResource[number]
      let answer =
        (isShared ? resourceAnswers[number] : nil)
        ?? question.resourceAnswer(of: table.policies[number], hasBoundary: hasBoundary)
      if isShared { resourceAnswers[number] = answer }
      gates.resource = answer.only(mask)
    }
    if let number = columns[column].registry,
      let scope = question.heedsRegistryPolicy(policies.resource.registryPolicyScope)
    {
      gates.registry = question.resourceAnswer(
        of: table.policies[number], hasBoundary: hasBoundary
      ).only(scope.mask, allowing: scope.allowing)
    }
    if question.caller.hasPolicies {
      gates.identity = union(rows[row].identity, question, column)
      if let boundary = rows[row].boundary {
        gates.boundary = answer(boundary, question, column)
      }
      if !rows[row].session.isEmpty {
        gates.session = union(rows[row].session, question, column)
      }
    }
    if !circumstances.vpcEndpointPolicies.isEmpty {
      gates.endpoint = question.endpointAnswer(circumstances.vpcEndpointPolicies)
    }
    let mask = question.actions.mask
    return AccessMatrix.Cell(allowed: gates.allowed & mask, denied: gates.denied & mask)
  }

  /// What one policy says about a repository.
  private mutating func answer(
    _ number: Int, _ question: Question, _ column: Int
  ) -> PolicyAnswer {
    guard !table.asksAboutCaller[number] else {
      return question.answer(of: table.policies[number])
    }
    if let known = answers[number] { return known[column] }
    // Who asks makes no difference: any caller's question will do for all of them.
    var row: [PolicyAnswer] = []
    row.reserveCapacity(targets.count)
    for index in targets.indices {
      var other = question
      other.move(to: resources[index], account: accounts[index] ?? nil, columnContexts[index])
      row.append(other.answer(of: table.policies[number]))
    }
    answers[number] = row
    return row[column]
  }

  private mutating func union(
    _ numbers: [Int], _ question: Question, _ column: Int
  ) -> PolicyAnswer {
    var answer = PolicyAnswer()
    for number in numbers {
      let one = self.answer(number, question, column)
      answer.allow |= one.allow
      answer.deny |= one.deny
    }
    return answer
  }

  private mutating func levels(
    _ levels: [[Int]], _ question: Question, _ column: Int
  ) -> PolicyAnswer {
    var answer = PolicyAnswer.pass
    for level in levels {
      let one = union(level, question, column)
      answer.allow &= one.allow
      answer.deny |= one.deny
    }
    return answer
  }

  /// Actions that are asked once for a whole registry: the plain way.
  private func wholeAnswer(
    _ row: Int, _ mask: UInt64, _ resource: String, column: Int?
  ) -> AccessMatrix.Cell {
    var question = Question(
      caller: principals[row].caller, actions: AskedActions(ecrActions: mask), resource: resource,
      resourceAccount: column.flatMap { accounts[$0] }, context: rowContexts[row])
    question.unknownKeys = unknownKeys
    var policies = column.map { policySet(row, $0) } ?? policySet(row)
    policies.resource.resourcePolicy = nil
    let gates = question.gates(policies)
    return AccessMatrix.Cell(allowed: gates.allowed & mask, denied: gates.denied & mask)
  }

  private func question(_ row: Int, _ column: Int) -> Question {
    var question = Question(
      caller: principals[row].caller, actions: Self.repositoryActions,
      resource: resources[column], resourceAccount: accounts[column] ?? nil,
      context: rowContexts[row])
    question.move(to: resources[column], account: accounts[column] ?? nil, columnContexts[column])
    question.unknownKeys = unknownKeys
    return question
  }

  /// The policies of a caller in its own registry.
  ///
  /// Of the registry's policies only those are known whose account is the caller's.
  private func policySet(_ row: Int) -> PolicySet {
    let own = targets.indices.first { accounts[$0] == principals[row].caller.account }
    return policySet(row, own)
  }

  private func policySet(_ row: Int, _ column: Int?) -> PolicySet {
    var set = PolicySet()
    set.caller = principals[row].policies
    if let column { set.resource = targets[column].policies }
    set.vpcEndpointPolicies = circumstances.vpcEndpointPolicies
    set.managementAccount = circumstances.managementAccount
    return set
  }

  private func request(_ principal: AccessMatrix.Principal, _ resource: String) -> AccessRequest {
    var request = AccessRequest(principal: principal.caller, action: "", resource: resource)
    if principal.hasAllTags { request.principalTags = principal.tags }
    request.context.setTags(principal.tags, "aws:PrincipalTag/", isComplete: false)
    request.context.merge(circumstances.context)
    request.requestTags = circumstances.requestTags
    request.at = circumstances.at
    return request
  }
}
