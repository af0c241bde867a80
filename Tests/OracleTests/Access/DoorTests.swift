/// A question asked through documents, as files and options give them, beside the same one asked as a
/// line of a batch: one question, one answer.
import ECRAccess
import ECRPolicy
import ECRSimulator
import TestSupport
import Testing
import Texts

struct DoorTests {
  private static let parts = 4

  @Test(arguments: 0..<parts)
  func `files and lines give one answer, which is the oracle's`(part: Int) {
    for seed in Seeds.part(part, of: Self.parts, quick: 600, full: 6_000) {
      let world = AccessWorldGenerator.world(seed: seed).asAskedAtDoors
      guard world.canBeFiles, differs(world) else { continue }
      let small = smallest(world) { $0.canBeFiles && differs($0) }
      Issue.record(
        """
        seed \(seed), the smallest world that differs:
        \(accessJSON(small))
        files: \(files(small))
        line: \(line(small))
        oracle: \(accessOracle(small.withFullAccess))
        """)
      return
    }
  }

  private func differs(_ world: AccessWorld) -> Bool {
    let answer = files(world)
    guard answer == line(world) else { return true }
    return answer.decision != nil && answer.decision != accessOracle(world.withFullAccess)
  }

  /// What is compared of an answer.
  private struct Answer: Equatable {
    var decision: String?
    var decidedBy: [PolicyType] = []
    var missingKeys: [String] = []
    var added: [AddedPolicy] = []
    var codes: [String]
  }

  private func answer(
    _ result: EvaluationResult?, _ added: [AddedPolicy], _ findings: [Finding]
  ) -> Answer {
    Answer(
      decision: result?.decision.rawValue, decidedBy: result?.decidedBy ?? [],
      missingKeys: result?.missingContextKeys ?? [], added: added,
      codes: findings.map(\.code.rawValue).sorted())
  }

  private func line(_ world: AccessWorld) -> Answer {
    let outcome = AnswerAccessQuestion.run(
      SourceText(name: "line", text: accessJSON(world)), number: 1, at: nil)
    return answer(outcome.result, outcome.addedPolicies, outcome.findings)
  }

  private func files(_ world: AccessWorld) -> Answer {
    var request = AskAccess.Request(
      principal: world.question.principal,
      operation: .actions([QuestionText(world.question.action, named: "action")]),
      inputs: inputs(world))
    request.resource = QuestionText(world.question.resource, named: "resource")
    do throws(InvalidInput) {
      let outcome = try AskAccess.run(request)
      return answer(outcome.steps[0].result, outcome.addedPolicies, outcome.findings)
    } catch {
      return answer(nil, [], error.findings)
    }
  }

  private func inputs(_ world: AccessWorld) -> AccessInputs {
    func text(_ policy: WorldPolicy) -> SourceText {
      SourceText(name: "policy", text: accessPolicyJSON(policy))
    }
    var inputs = AccessInputs()
    inputs.wantsAdvice = false
    inputs.identityPolicies = world.identityPolicies.map(text)
    inputs.permissionsBoundary = world.permissionsBoundary.map(text)
    inputs.sessionPolicies = world.sessionPolicies.map(text)
    inputs.serviceControlPolicies = world.serviceControlPolicies.map { $0.map(text) }
    inputs.resourceControlPolicies = world.resourceControlPolicies.map { $0.map(text) }
    inputs.repositoryPolicy = world.resourcePolicy.map(text)
    inputs.registryPolicy = world.registryPolicy.map(text)
    if let scope = world.registryPolicyScope.flatMap(RegistryPolicyScope.init(rawValue:)) {
      inputs.registryPolicyScope = scope
    }
    inputs.vpcEndpointPolicies = world.vpcEndpointPolicies.map(text)
    inputs.managementAccount = world.managementAccount
    inputs.resourceAccount = world.question.resourceAccount
    inputs.context = world.question.context.map { ($0.name, $0.values) }
    inputs.resourceTags = AccessEngine.tags(world.question.resourceTags)
    inputs.requestTags = AccessEngine.tags(world.question.requestTags)
    inputs.principalTags = AccessEngine.tags(world.question.principalTags)
    return inputs
  }
}

extension AccessWorld {
  /// Whether files can say the same: a policy of a resource's own is a repository's there, and is given
  /// for a repository that is named.
  fileprivate var canBeFiles: Bool {
    resourcePolicy == nil
      || question.action.lowercased().hasPrefix("ecr:")
        && question.resource.contains(":repository/")
  }
}
