import ECRLifecycle
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// What happens to one image, and why: the verdict, then the rules.
package enum ExplainText {
  /// The explanation for the image at a place of a repository's table.
  package static func text(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome, _ style: Style
  ) -> String {
    let preview = repository.preview
    let image = preview.repository.images[index]
    let result = preview.result(at: index)
    var text = verdict(image, result, preview, style) + "\n" + head(image, index, preview)
    text += "\n" + rules(result, preview, style)
    for code in result.uncertainties.codes {
      text += Prose.painted(
        "\(style(.yellow, "Uncertain")): \(DoubtWords.sentence(code)) (\(code)).", style)
    }
    let alerts = repository.alerts(for: index)
    if !alerts.isEmpty {
      text += Prose.painted(
        "\(style(.yellow, "Review")): "
          + alerts.map(AlertWords.sentence).joined(separator: "; ") + ".", style)
    }
    return text
  }

  private static func verdict(
    _ image: ImageDetail, _ result: ImageResult, _ preview: LifecyclePolicyPreview, _ style: Style
  ) -> String {
    let tags = image.imageTags.map { Prose.printable($0) }.joined(separator: ", ")
    let word =
      switch result.outcome {
      case .expire: style(.red, "expires")
      case .transition: style(.yellow, "is archived")
      case .keep:
        style(
          result.mayGo ? .yellow : .green,
          result.mayGo ? "is kept, but \(TotalsText.mightGo(preview.archives))" : "is kept")
      }
    var sentence = ByteBuffer()
    var rule = ""
    if [.withinLimit, .pastLimit].contains(result.reason), let decider = result.decidingRule {
      rule = " under rule \(decider.rulePriority)"
      sentence.why(result, preview)
    } else {
      sentence.sentence(result, preview)
    }
    let name = style(.bold, tags.isEmpty ? Prose.short(image.imageDigest) : tags)
    return Prose.painted(
      "\(name) \(word)\(rule): \(String(decoding: sentence.bytes, as: UTF8.self)).", indent: "",
      style)
  }

  private static func head(
    _ image: ImageDetail, _ index: Int, _ preview: LifecyclePolicyPreview
  ) -> String {
    var facts = [Prose.printable(preview.repository.id.description)]
    if let size = image.imageSizeInBytes {
      facts.append(
        preview.isSizedByChildren(index)
          ? "\(Prose.size(size)) in its largest image" : "at most \(Prose.size(size))")
    }
    switch image.imageStatus {
    case .active: break
    case .archived: facts.append("archived")
    case .activating: facts.append("being restored from the archive")
    }
    if image.imageTags.isEmpty { facts.append("untagged") }
    var times = ["pushed \(image.imagePushedAt)"]
    if let time = image.lastActivatedAt { times.append("restored \(time)") }
    if let time = image.lastArchivedAt { times.append("archived \(time)") }
    times.append(image.lastRecordedPullTime.map { "last pulled \($0)" } ?? "no pull recorded")
    times.append("evaluated at \(preview.at)")
    return "  \(Prose.printable(image.imageDigest))\n  " + facts.joined(separator: ", ") + "\n  "
      + times.joined(separator: ", ") + "\n"
  }

  /// A sentence for each rule that selects the image, and one for all others.
  private static func rules(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview, _ style: Style
  ) -> String {
    var text = ""
    var others: [String] = []
    for rule in preview.policy.rules {
      let outcome = result.ruleOutcomes.first { $0.rulePriority == rule.rulePriority }
      if let outcome, outcome.relation != .otherStorageClass {
        text += Prose.painted(
          "Rule \(rule.rulePriority) (\(RuleWords.selects(rule)): \(RuleWords.actsWhen(rule))) "
            + "\(RuleOutcomeWords.sentence(outcome, rule, in: result)).", style)
      } else {
        others.append("\(rule.rulePriority) (\(RuleWords.selects(rule)))")
      }
    }
    guard !others.isEmpty else { return text }
    let head = others.count == 1 ? "Not selected by rule " : "Not selected by rules "
    return text + Prose.painted(head + others.joined(separator: ", ") + ".", style)
  }
}
