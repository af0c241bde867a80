/// The product's answer to a world, in the oracle's words: through the texts, as a user would ask.
import ECRLifecycle
import ECRModel
import ECRReport
import ECRSimulator
import Texts

enum Engine {
  /// The preview of a world, or what is wrong with its texts.
  static func preview(
    _ world: OracleWorld, style: DescribeStyle = .v2
  ) throws(InvalidInput) -> PreviewLifecyclePolicy.Outcome {
    var settings = PreviewSettings(at: Timestamp(seconds: world.now))
    settings.wantsAdvice = false
    return try PreviewLifecyclePolicy.run(
      .init(
        images: [
          SourceText(name: "images", text: describeImagesJSON(world, style: style)),
          SourceText(name: "manifests", text: batchGetImageJSON(world)),
        ],
        policy: SourceText(name: "policy", text: policyJSON(world)), settings: settings))
  }

  /// The outcome of each image by digest.
  static func answer(
    _ world: OracleWorld, style: DescribeStyle = .v2
  ) throws(InvalidInput) -> [String: OracleOutcome] {
    var answer: [String: OracleOutcome] = [:]
    for repository in try preview(world, style: style).repositories {
      let preview = repository.preview
      for index in preview.repository.images.indices {
        answer[preview.repository.images.digests[index]] = outcome(preview, index)
      }
    }
    return answer
  }

  private static func outcome(_ preview: LifecyclePolicyPreview, _ index: Int) -> OracleOutcome {
    let result = preview.result(at: index)
    var outcome = OracleOutcome()
    switch result.outcome {
    case .keep: outcome.outcome = .keep
    case .expire: outcome.outcome = .expire
    case .transition: outcome.outcome = .transition
    }
    outcome.appliedRulePriority = result.appliedRulePriority
    outcome.ownerRulePriority = result.decidingRule?.rulePriority
    for rule in result.ruleOutcomes where rule.relation != .otherStorageClass {
      outcome.identifiedBy.append(rule.rulePriority)
      if rule.wouldAct, rule.relation != .decides { outcome.wantedBy.append(rule.rulePriority) }
      if case .rank(let rank?, _, _) = rule.measure { outcome.ranks[rule.rulePriority] = rank }
    }
    if [.heldByManifestList, .deferredByManifestList].contains(result.reason) {
      outcome.heldByLists = preview.holders(of: index)
        .map { preview.repository.images.digests[$0] }.sorted()
    }
    outcome.deferred = result.reason == .deferredByManifestList
    outcome.followsSubject = result.followsSubject
    return outcome
  }

  /// The whole report as JSON.
  static func json(_ world: OracleWorld) async throws -> [UInt8] {
    let outcome = try preview(world)
    var bytes: [UInt8] = []
    try await PreviewJSON.write(outcome) { bytes += $0 }
    return bytes
  }
}
