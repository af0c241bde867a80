import ECRLifecycle
import ECRPolicy
public import ECRSimulator
import Texts

/// All sentences with which the fate of an image is explained.
public enum ImageReasons {
  /// The fate in one sentence, as reports have it.
  public static func sentence(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> String {
    var sentence = ByteBuffer()
    sentence.sentence(repository.preview.result(at: index), repository.preview)
    return String(decoding: sentence.bytes, as: UTF8.self)
  }

  /// The fate in one sentence, then rule by rule, then what is left open about it.
  public static func sentences(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    let preview = repository.preview
    let result = preview.result(at: index)
    return [sentence(index, in: repository)] + ruleSentences(result, preview)
      + result.uncertainties.codes.map(DoubtWords.sentence)
  }

  /// What each rule says of the image, in the order of their priorities.
  public static func ruleSentences(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    ruleSentences(repository.preview.result(at: index), repository.preview)
  }

  private static func ruleSentences(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview
  ) -> [String] {
    preview.policy.rules.map { rule in
      let outcome = result.ruleOutcomes.first { $0.rulePriority == rule.rulePriority }
      return "rule \(rule.rulePriority) \(RuleOutcomeWords.sentence(outcome, rule))"
    }
  }

  /// What is left open about the image: stable codes with their sentences.
  public static func uncertainties(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(code: String, sentence: String)] {
    repository.preview.uncertainties(of: index).codes.map { ($0, DoubtWords.sentence($0)) }
  }

  /// What there is to note on the whole preview.
  public static func notes(
    of repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [String] {
    repository.preview.notes().map(NoteWords.sentence)
  }

  /// A rule in few words: which images it selects, and what it does when.
  public static func ruleSummary(
    of repository: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> [(priority: Int, words: String)] {
    repository.preview.policy.rules.map { rule in
      (
        rule.rulePriority,
        "\(RuleWords.selects(rule)): \(RuleWords.action(rule.action)) when \(RuleWords.limit(rule))"
      )
    }
  }
}
