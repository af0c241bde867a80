package import ECRAccess
import ECRModel
import ECRPolicy
package import Texts

/// Answers whether a principal may do something to a resource: one action, or all that a client's
/// operation needs.
package enum AskAccess {
  /// What is asked.
  package struct Request: Sendable {
    /// The caller: an ARN, a service's name, or `anonymous`.
    package var principal: QuestionText
    /// What the caller wants to do.
    package var operation: Operation
    /// The repository, by name or ARN; nil when `resource` is set.
    package var repository: QuestionText?
    /// The resource's ARN, or `*`.
    package var resource: QuestionText?
    /// The documents and the circumstances.
    package var inputs: AccessInputs

    /// Makes a request.
    package init(principal: QuestionText, operation: Operation, inputs: AccessInputs) {
      self.principal = principal
      self.operation = operation
      self.inputs = inputs
    }

    /// Makes a request of a caller that is in no document.
    package init(principal: String, operation: Operation, inputs: AccessInputs) {
      self.init(
        principal: QuestionText(principal, named: "principal"), operation: operation,
        inputs: inputs)
    }
  }

  /// What a caller wants to do.
  package enum Operation: Sendable {
    /// Some actions.
    case actions([QuestionText])
    /// All that a client needs for something.
    case recipe(AccessRecipe)

    /// Reads what people write: one of ``names``, or actions separated by commas.
    ///
    /// `place` is what findings about the actions call the place.
    ///
    /// - Throws: ``InvalidInput`` for any other text.
    package init(_ text: String, named place: String) throws(InvalidInput) {
      if let recipe = AccessRecipe(rawValue: text) {
        self = .recipe(recipe)
        return
      }
      let parts = text.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) }
      let operations = parts.filter { AccessRecipe(rawValue: $0) != nil }
      if parts.count > 1, let first = operations.first {
        throw InvalidInput(
          "`\(text)` is more than one operation: ask about one at a time, such as `\(first)`, or give "
            + "actions, such as ecr:PutImage, separated by commas")
      }
      guard text.contains(":") else {
        let known = Self.names + ECRAction.all.map(\.text)
        let meant =
          ECRAction.named("ecr:" + text)?.text ?? Spelling.nearest(to: text, among: known)
        throw InvalidInput(
          "unknown action or operation `\(text)`"
            + (meant.map { "; \(Spelling.didYouMean($0))" }
              ?? ": write actions, such as ecr:PutImage, separated by commas, or one of "
              + Self.names.joined(separator: ", ")))
      }
      self = .actions(parts.map { QuestionText($0, named: place) })
    }

    /// What clients do, by the words for it.
    package static let names = AccessRecipe.allCases.map(\.rawValue)
  }

  /// The answer.
  package struct Outcome: Sendable {
    /// The caller, as the question has it.
    package var principal: String
    /// The repository's ARN or the resource.
    package var resource: String
    /// The operation, when it is more than a list of actions.
    package var recipe: AccessRecipe?
    /// The answer to each action, in the order in which a client asks.
    package var steps: [Step]
    /// The policies that AWS attaches by itself, and that the documents lacked.
    package var addedPolicies: [AddedPolicy]
    /// The findings in the documents; with errors AWS would reject one of them.
    package var findings: [Finding]
    /// What else there is to know, in sentences.
    package var notices: [String]
    /// Those of them that name what the answer takes for granted.
    package var assumptions: [String] = []

    /// The first step that is denied, of those that always take place.
    package var failingStep: Int? {
      steps.firstIndex { $0.condition == nil && $0.result.decision != .allowed }
    }

    /// Whether the operation succeeds where none of the ``conditionalFailures`` takes place.
    package var isAllowed: Bool { failingStep == nil }

    /// The denied steps of those that take place under a condition.
    package var conditionalFailures: [Int] {
      steps.indices.filter {
        steps[$0].condition != nil && steps[$0].result.decision != .allowed
      }
    }
  }

  /// One action with its answer.
  package struct Step: Sendable {
    /// What the client does there; nil for an action that is asked by itself.
    package var purpose: String?
    /// When the step takes place, if it does not always.
    package var condition: String?
    /// The answer.
    package var result: EvaluationResult
  }

  /// Answers.
  ///
  /// - Throws: ``InvalidInput`` when a document has no meaning, or the question has none.
  package static func run(_ request: Request) throws(InvalidInput) -> Outcome {
    var inventory = AccessInventory(request.inputs)
    try inventory.checkRequest()
    let person = try inventory.person(request.principal)
    let resource = try self.resource(request, person.caller, &inventory)
    inventory.warnAboutUnusedPolicies(resource.value)
    inventory.warnAboutForeignServiceControl(person.caller, resource.value)
    inventory.warnAboutTagKeys(person, resource.value)
    var outcome = Outcome(
      principal: request.principal.value, resource: resource.value, recipe: nil, steps: [],
      addedPolicies: [], findings: [], notices: [])
    let isListed = ARN(resource.value).map(inventory.listed.contains) ?? false
    for step in plan(request.operation, person.caller, isListed: isListed) {
      let answer = inventory.question(step.action, resource, person, request).answer()
      guard let result = answer.result else { throw InvalidInput(findings: answer.findings) }
      outcome.steps.append(Step(purpose: step.purpose, condition: step.condition, result: result))
      for policy in answer.addedPolicies where !outcome.addedPolicies.contains(policy) {
        outcome.addedPolicies.append(policy)
      }
    }
    outcome.findings = inventory.sources.findings.inReadingOrder()
    guard inventory.sources.isReadable else { throw InvalidInput(findings: outcome.findings) }
    inventory.warnAboutUnknownPolicies(of: [person], outcome.steps.map(\.result))
    outcome.notices = inventory.notices
    outcome.assumptions = inventory.assumptions
    if case .recipe(let recipe) = request.operation { outcome.recipe = recipe }
    return outcome
  }

  /// The caller's requests, one per action; a repository in the documents exists already, so none
  /// of them creates it.
  private static func plan(
    _ operation: Operation, _ caller: Caller, isListed: Bool
  ) -> [(action: QuestionText, purpose: String?, condition: String?)] {
    switch operation {
    case .actions(let actions): actions.map { ($0, nil, nil) }
    case .recipe(let recipe):
      recipe.steps(for: caller).filter { !(isListed && $0.isForNewRepository) }.map {
        (QuestionText($0.action, named: recipe.rawValue), $0.purpose, $0.condition)
      }
    }
  }

  private static func resource(
    _ request: Request, _ caller: Caller, _ inventory: inout AccessInventory
  ) throws(InvalidInput) -> QuestionText {
    guard var repository = request.repository else {
      return request.resource ?? QuestionText("*", named: "resource")
    }
    let arn = try inventory.repositoryARN(repository.value, caller: caller)
    repository.value = arn.description
    return repository
  }
}

extension AccessInventory {
  /// The question whether a caller can do one thing, with the documents' facts about both sides.
  mutating func question(
    _ action: QuestionText, _ resource: QuestionText, _ person: Person,
    _ request: AskAccess.Request
  ) -> AccessQuestion {
    var question = AccessQuestion(
      principal: request.principal, action: action, resource: resource)
    question.caller = person.caller
    question.resourceAccount = inputs.resourceAccount.map {
      QuestionText($0, named: "resource account")
    }
    question.managementAccount = (inputs.managementAccount ?? organization.managementAccount).map {
      QuestionText($0, named: "management account")
    }
    question.requestTags = inputs.requestTags
    question.resourceTags = tags(of: resource.value)
    question.at = inputs.at
    add(person, to: &question)
    // Options override the documents.
    for (name, values) in inputs.context { question.context.set(name, values) }
    addSides(ARN(resource.value), person, to: &question)
    return question
  }

  private func add(_ person: Person, to question: inout AccessQuestion) {
    question.callerPolicies = person.policies
    question.vpcEndpointPolicies = vpcEndpointPolicies
    question.principalOrganization = person.organization
    question.principalTags = inputs.principalTags
    guard question.principalTags == nil, person.caller.uniqueID != nil || !person.tags.isEmpty
    else { return }
    // A user has no other tags; a role's session may have more, which are unknown (A-49).
    if person.caller.kind == .user {
      question.principalTags = person.tags
    } else {
      for (key, value) in person.tags.sorted(by: { $0.key < $1.key }) {
        question.context.set("aws:PrincipalTag/" + key, value)
      }
    }
  }

  /// The policies of the resource's side, and where its account is.
  ///
  /// A policy file that does not name its owner belongs to the resource of the question; a login is
  /// a request to the caller's own registry, which may be another one (A-62).
  private mutating func addSides(
    _ resource: ARN?, _ person: Person, to question: inout AccessQuestion
  ) {
    let home = resource?.owner ?? inputs.resourceAccount ?? person.caller.account
    var account = home
    if ECRAction.named(question.action.value)?.name == "GetAuthorizationToken" {
      account = person.caller.account ?? home
      question.resource.value = "*"
      question.resourceAccount = account.map { QuestionText($0, named: "account") }
    }
    let region = (resource?.region).flatMap { $0.isEmpty ? nil : $0 } ?? inputs.region
    question.region = region
    question.resourcePolicies = resourcePolicies(
      question.resource.value, account: account, region: region, isHome: account == home)
    question.resourceOrganization = account.flatMap { organization.place(of: $0) }
  }
}

extension AccessInventory {
  /// A-48: AWS compares tag keys without case, and documents that two which differ only in case
  /// lead to unexpected results.
  mutating func warnAboutTagKeys(_ person: Person, _ resource: String) {
    let owners = [
      ("the resource", tags(of: resource)), ("the request", inputs.requestTags),
      ("the caller", inputs.principalTags ?? person.tags),
    ]
    for (owner, tags) in owners {
      let namesakes = Dictionary(grouping: (tags ?? [:]).keys.sorted()) { $0.lowercased() }
      for keys in namesakes.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
        notice(
          "\(owner) has the tags \(keys.map { "`\($0)`" }.joined(separator: " and ")): AWS compares "
            + "tag keys without case and uses the value of one of them; Drydock uses the last one")
      }
    }
  }

  /// T-A13: SCPs are for the principals of their own organization, whose resource this need not be.
  mutating func warnAboutForeignServiceControl(_ caller: Caller, _ resource: String) {
    guard !serviceControlPolicies.isEmpty, let account = caller.account,
      let owner = ARN(resource)?.owner, owner != account
    else { return }
    assume(
      "assuming that the SCPs are those of the caller's account \(account); remove them if they "
        + "are those of \(owner): SCPs do not stop other accounts' principals, RCPs do")
  }
}
