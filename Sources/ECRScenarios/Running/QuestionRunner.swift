import ECRAccess
import ECRLifecycle
import ECRModel
import ECRSimulator
import Texts

/// Answers a question in the current situation of a story.
struct QuestionRunner {
  let world: World
  let source: SourceText
  /// The number of the question in its story, from 1.
  let number: Int

  /// The answer, with the differences from the expected one.
  func run(_ question: Question) throws(InvalidEvent) -> QuestionOutcome {
    let answer = try answer(question.content)
    var outcome = QuestionOutcome(
      number: number, question: question, answer: answer,
      failures: try failures(of: question.content, answer, question.text))
    if let belief = question.belief,
      try failures(of: belief.content, answer, question.text).isEmpty
    {
      outcome.failures.append(
        ScenarioFailure(
          question: number, questionText: question.text, location: source.location(of: belief.span),
          subject: "belief", expected: "the belief to be wrong: \(belief.says)",
          actual: ["it is right: this is not a trap"], explanation: []))
    }
    return outcome
  }

  private func answer(_ content: Question.Content) throws(InvalidEvent) -> Answer {
    switch content {
    case .preview(let question, _): .preview(try preview(question))
    case .access(let question, _): .access(try access(question))
    case .validate(let question, _):
      .validation(ValidatePolicy.run(question.document.text, as: question.kind))
    }
  }

  func failures(
    of content: Question.Content, _ answer: Answer, _ text: String
  ) throws(InvalidEvent) -> [ScenarioFailure] {
    var comparison = Comparison(source: source, names: world.names, number: number, question: text)
    switch (content, answer) {
    case (.preview(let question, let expectation), .preview(let outcome)):
      try comparison.compare(expectation, outcome, world[repository: question.repository.value])
    case (.access(_, let expectation), .access(let outcome)):
      comparison.compare(expectation, outcome)
    case (.validate(_, let expectation), .validation(let outcome)):
      comparison.compare(expectation, outcome)
    case (.preview, _), (.access, _), (.validate, _): break
    }
    return comparison.failures
  }

  // MARK: Lifecycle

  private func preview(
    _ question: Question.Preview
  ) throws(InvalidEvent) -> PreviewLifecyclePolicy.RepositoryOutcome {
    let repository = world[repository: question.repository.value]
    var settings = PreviewSettings(at: world.clock ?? Timestamp(seconds: 0))
    settings.manifestListChildren = question.countsChildren ? .counted : .excluded
    let policy = question.policy ?? repository.lifecyclePolicy
    do throws(InvalidInput) {
      return try PreviewLifecyclePolicy.run(
        on: repository.repository, policy: policy?.text, settings: settings
      ).repositories[0]
    } catch {
      throw InvalidEvent(
        error, "an invalid lifecycle policy has no effect: use `validate`",
        at: question.repository.span)
    }
  }

  // MARK: Access

  private func access(_ question: Question.Access) throws(InvalidEvent) -> AskAccess.Outcome {
    let principal = world.principals.first { $0.name == question.principal.value }
    let arn = principal?.arn ?? question.principal.value
    var inputs = AccessInputs()
    inputs.wantsAdvice = false
    inputs.documents = world.documents
    // Nobody reads notices about a scenario.
    inputs.ignoresOtherDocuments = false
    inputs.at = world.clock
    inputs.context = question.context
    inputs.requestTags = question.requestTags
    inputs.vpcEndpointPolicies = question.vpcEndpointPolicies.map(\.text)
    if let principal { add(principal, to: &inputs) }
    let resource = try target(question, &inputs)
    let caller = Caller(arn)?.account
    let owner = resource.flatMap { ARN($0.value)?.owner } ?? caller
    try addAccounts(caller: caller, owner: owner, question, to: &inputs)
    var request = AskAccess.Request(
      principal: QuestionText(arn, at: source.location(of: question.principal.span)),
      operation: question.operation, inputs: inputs)
    let isRepository = resource.flatMap { ARN($0.value)?.repositoryName } != nil
    request.repository = isRepository ? resource : nil
    request.resource = isRepository ? nil : resource
    do throws(InvalidInput) {
      let outcome = try AskAccess.run(request)
      // A story's policies are meant to be in force: AWS has to take them.
      if outcome.findings.containsErrors { throw InvalidInput(findings: outcome.findings) }
      return outcome
    } catch {
      throw InvalidEvent(
        error, "the question cannot be answered: a policy is invalid",
        at: question.span)
    }
  }

  private func add(_ principal: StoryPrincipal, to inputs: inout AccessInputs) {
    inputs.identityPolicies = principal.identityPolicies.map(\.text)
    inputs.identityPoliciesAreComplete = true
    inputs.permissionsBoundary = principal.permissionsBoundary?.text
    inputs.sessionPolicies = principal.sessionPolicies.map(\.text)
    inputs.principalTags = principal.tags
  }

  /// The resource that is asked about; with it come a repository's own policy and tags.
  private func target(
    _ question: Question.Access, _ inputs: inout AccessInputs
  ) throws(InvalidEvent) -> QuestionText? {
    guard let name = question.repository else { return question.resource }
    let place = source.location(of: name.span)
    guard let repository = world.repositories.first(where: { $0.name == name.value }) else {
      if name.value.hasPrefix("arn:") { return QuestionText(name.value, at: place) }
      throw InvalidEvent(
        "the story has no repository `\(name.value)`",
        help: Spelling.nearest(to: name.value, among: world.repositories.map(\.name))
          .map { Spelling.didYouMean($0) } ?? "add it under `repositories`, or write its ARN",
        at: name.span)
    }
    inputs.repositoryPolicy = repository.repositoryPolicy?.text
    inputs.resourceTags = repository.tags
    return repository.id.arn.map { QuestionText($0.description, at: place) }
  }

  /// The policies of the caller's account and the resource's account.
  private func addAccounts(
    caller: String?, owner: String?, _ question: Question.Access, to inputs: inout AccessInputs
  ) throws(InvalidEvent) {
    let callers = caller.flatMap { world.accounts[$0] }
    let owners = owner.flatMap { world.accounts[$0] }
    if let owners {
      inputs.registryPolicy = owners.registryPolicy?.text
      inputs.registryPolicyScope = owners.registryPolicyScope
    }
    inputs.serviceControlPolicies = callers?.serviceControlPolicies.map { $0.map(\.text) } ?? []
    inputs.resourceControlPolicies = owners?.resourceControlPolicies.map { $0.map(\.text) } ?? []
    inputs.managementAccount = world.accounts.first { $0.value.managesOrganization }?.key
    add("aws:PrincipalOrgID", callers?.organization, to: &inputs)
    add("aws:PrincipalOrgPaths", callers?.organizationPath, to: &inputs)
    add("aws:ResourceOrgID", owners?.organization, to: &inputs)
    add("aws:ResourceOrgPaths", owners?.organizationPath, to: &inputs)
    guard caller != owner, callers?.registryPolicy != nil, question.operation.includesLogin
    else { return }
    throw InvalidEvent(
      "a login is a request to the caller's own registry, which has its own policy",
      help: "use ecr:GetAuthorizationToken in a separate question",
      at: question.principal.span)
  }

  private func add(_ key: String, _ value: String?, to inputs: inout AccessInputs) {
    let isGiven = inputs.context.contains { $0.name.lowercased() == key.lowercased() }
    if let value, !isGiven { inputs.context.append((key, [value])) }
  }
}

extension AskAccess.Operation {
  /// Whether a login is a part of it.
  var includesLogin: Bool {
    let actions = actionNames
    return actions.count > 1
      && actions.contains { $0.lowercased() == "ecr:getauthorizationtoken" }
  }

  /// The actions that are asked for.
  var actionNames: [String] {
    switch self {
    case .actions(let actions): actions.map(\.value)
    case .recipe(let recipe): recipe.steps.map(\.action)
    }
  }
}
