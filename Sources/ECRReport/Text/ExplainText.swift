import ECRLifecycle
import ECRModel
import ECRPolicy
public import ECRSimulator
import Texts

/// One image's story in sentences.
public enum ExplainText {
  /// The story of the image at a place of a repository's table.
  public static func text(
    _ index: Int, in repository: PreviewLifecyclePolicy.RepositoryOutcome, _ style: Style
  ) -> String {
    let preview = repository.preview
    let image = preview.repository.images[index]
    let result = preview.result(at: index)
    var text = head(image, index, preview, style)
    text += "\n" + verdict(result, preview, style)
    text += rules(result, preview, style)
    for protection in result.protections { text += self.protection(protection) }
    for code in result.uncertainties.codes {
      text += "\(style(.yellow, "Not certain")): \(DoubtWords.sentence(code)) (\(code)).\n"
    }
    let alerts = repository.alerts(for: index)
    if !alerts.isEmpty {
      text +=
        style(.yellow, "Look twice") + ": "
        + alerts.map(AlertWords.sentence).joined(separator: "; ") + ".\n"
    }
    return text
  }

  private static func head(
    _ image: ImageDetail, _ index: Int, _ preview: LifecyclePolicyPreview, _ style: Style
  ) -> String {
    let tags = image.imageTags.map { Prose.printable($0) }.joined(separator: ", ")
    var facts = ["pushed \(image.imagePushedAt)"]
    if let time = image.lastActivatedAt { facts.append("restored \(time)") }
    if let time = image.lastArchivedAt { facts.append("archived \(time)") }
    facts.append(image.lastRecordedPullTime.map { "last pulled \($0)" } ?? "no pull recorded")
    if let size = image.imageSizeInBytes {
      let isOfChild = preview.isSizedByChildren(index)
      facts.append(
        isOfChild ? "\(Prose.size(size)) in its largest image" : "\(Prose.size(size)) at most")
    }
    let storage =
      switch image.imageStatus {
      case .active: "in standard storage"
      case .archived: "in archive storage"
      case .activating: "being restored from the archive"
      }
    return style(.bold, Prose.printable(image.imageDigest)) + "\n"
      + (tags.isEmpty ? "untagged" : "tagged \(tags)")
      + ", in repository \(Prose.printable(preview.repository.id.description)), \(storage)\n"
      + facts.joined(separator: ", ") + "\n"
  }

  private static func verdict(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview, _ style: Style
  ) -> String {
    let word =
      switch result.outcome {
      case .expire: style(.red, "It expires")
      case .transition: style(.yellow, "It is archived")
      case .keep: style(.green, "It stays")
      }
    var sentence = ByteBuffer()
    sentence.sentence(result, preview)
    return "\(word) at \(preview.at): \(String(decoding: sentence.bytes, as: UTF8.self)).\n"
  }

  private static func rules(
    _ result: ImageResult, _ preview: LifecyclePolicyPreview, _ style: Style
  ) -> String {
    var text = "\n" + style(.bold, "Rule by rule") + "\n"
    for rule in preview.policy.rules {
      let outcome = result.ruleOutcomes.first { $0.rulePriority == rule.rulePriority }
      text += "  rule \(rule.rulePriority)"
      text += style(
        .dim,
        " (\(RuleWords.selects(rule)): \(RuleWords.action(rule.action)) when \(RuleWords.limit(rule)))"
      )
      text += ": \(RuleOutcomeWords.sentence(outcome, rule))\n"
    }
    return text + "\n"
  }

  private static func protection(_ protection: Protection) -> String {
    switch protection {
    case .rule(let priority, let others):
      let names = others.map { "rule \($0)" }.joined(separator: " and ")
      return "What protects it: rule \(priority), from \(names).\n"
    case .manifestLists(let digests):
      return "What holds it back: \(digests.map { Prose.short($0) }.joined(separator: ", ")).\n"
    case .storageClass(let storageClass, let others):
      let names = others.map { "rule \($0)" }.joined(separator: " and ")
      let place = storageClass.map { "\($0.policyName) storage" } ?? "its being restored"
      return "What \(names) cannot see: an image in \(place).\n"
    }
  }
}
