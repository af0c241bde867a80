import ECRLifecycle
import ECRPolicy
package import ECRSimulator
import Texts

/// All sentences that explain what happens to an image.
package enum ImageReasons {
  /// The outcome in one sentence, as reports print it.
  package static func sentence(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> String {
    var sentence = ByteBuffer()
    sentence.sentence(repository.preview.result(at: index), repository.preview)
    return String(decoding: sentence.bytes, as: UTF8.self)
  }

  /// The outcome in one sentence, then rule by rule, then what AWS leaves open about it.
  package static func sentences(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    let preview = repository.preview
    let result = preview.result(at: index)
    return [sentence(index, in: repository)] + ruleSentences(result, preview)
      + result.uncertainties.codes.map { DoubtWords.sentence($0) }
  }

  /// What each rule does about the image, in the order of priority.
  package static func ruleSentences(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    ruleSentences(repository.preview.result(at: index), repository.preview)
  }

  private static func ruleSentences(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview
  ) -> [String] {
    preview.policy.rules.map { rule in
      let outcome = result.ruleOutcomes.first { $0.rulePriority == rule.rulePriority }
      return "rule \(rule.rulePriority) \(RuleOutcomeWords.sentence(outcome, rule, in: result))"
    }
  }

  /// What AWS leaves open about the image: stable codes with their sentences.
  package static func uncertainties(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(code: String, sentence: String)] {
    repository.preview.uncertainties(of: index).codes.map { ($0, DoubtWords.sentence($0)) }
  }

  /// Whether a rule selects the image, in its storage class.
  package static func selects(
    _ index: Int, rule priority: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> Bool {
    repository.preview.result(at: index).ruleOutcomes.contains {
      $0.rulePriority == priority && $0.relation != .otherStorageClass
    }
  }

  /// The notes on the whole preview, without those of some codes.
  package static func notes(
    of repository: PreviewLifecyclePolicy.RepositoryOutcome, without codes: Set<String> = []
  ) -> [String] {
    repository.preview.notes().filter { !codes.contains($0.code) }.map(NoteWords.sentence)
  }

  /// Each rule in a few words: which images it selects, and what it does when.
  package static func ruleSummary(
    of repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(priority: Int, words: String)] {
    repository.preview.policy.rules.map { rule in
      (
        rule.rulePriority,
        "\(RuleWords.selects(rule)): \(RuleWords.actsWhen(rule))"
      )
    }
  }
}
