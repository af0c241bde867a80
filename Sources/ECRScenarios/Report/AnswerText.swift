import ECRLifecycle
import ECRReport
import ECRSimulator
import Texts

/// The answer to a question, with why.
enum AnswerText {
  static func text(_ question: QuestionOutcome, _ world: World, _ style: Style) -> String {
    let head = style(.green, "Answer") + "\n"
    switch (question.answer, question.question.content) {
    case (.preview(let outcome), .preview(let asked, _)):
      return head + preview(outcome, world[repository: asked.repository.value], world, style)
        + "\n"
    case (.access(let outcome), _):
      return head + AccessText.text(outcome, style, hasOptions: false) + "\n"
    case (.validation(let outcome), _): return head + validation(outcome, style) + "\n"
    case (.preview, _): return ""
    }
  }

  /// What each rule says of each image; nothing where one rule has said it all.
  static func rules(_ question: QuestionOutcome, _ world: World, _ style: Style) -> String {
    guard case .preview(let outcome) = question.answer,
      case .preview(let asked, _) = question.question.content,
      ImageReasons.ruleSummary(of: outcome).count > 1
    else { return "" }
    return ruleByRule(outcome, world[repository: asked.repository.value], style)
  }

  // MARK: Lifecycle

  private static func preview(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository,
    _ world: World, _ style: Style
  ) -> String {
    var table = TextTable([("IMAGE", .left), ("OUTCOME", .left), ("WHY", .left)])
    for index in outcome.preview.order.reversed() {
      let (word, paint) = fate(index, outcome)
      let sentence = ImageReasons.sentence(index, in: outcome)
      table.add([
        TextTable.Cell(text: Prose.printable(repository.images[index].name)),
        TextTable.Cell(text: word, paint: paint),
        TextTable.Cell(text: Prose.printable(world.names.named(sentence))),
      ])
    }
    var text = table.text(style)
    text += uncertainties(outcome, repository, style)
    // Images of a story have no sizes.
    for note in ImageReasons.notes(of: outcome, without: ["SIZES_MISSING"]) {
      text += "  " + style(.yellow, "Note") + ": \(note).\n"
    }
    return text
  }

  private static func fate(
    _ index: Int, _ outcome: PreviewLifecyclePolicy.RepositoryOutcome
  ) -> (String, Style.Paint) {
    switch outcome.preview.outcome(of: index) {
    case .expire: ("expires", .red)
    case .transition: ("is archived", .yellow)
    case .keep:
      outcome.preview.mayGo(index) ? ("is kept, but might expire", .yellow) : ("is kept", .green)
    }
  }

  private static func uncertainties(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository,
    _ style: Style
  ) -> String {
    outcome.preview.order.reversed().flatMap { index in
      ImageReasons.uncertainties(index, in: outcome).map { doubt in
        "  " + style(.yellow, "Uncertain") + ": "
          + "\(Prose.printable(repository.images[index].name)): \(doubt.sentence)"
          + " (\(doubt.code)).\n"
      }
    }.joined()
  }

  /// Rule by rule, what it does about each image that it selects.
  private static func ruleByRule(
    _ outcome: PreviewLifecyclePolicy.RepositoryOutcome, _ repository: StoryRepository,
    _ style: Style
  ) -> String {
    var text = style(.bold, "Rule by rule") + "\n"
    for (number, rule) in ImageReasons.ruleSummary(of: outcome).enumerated() {
      text += "  rule \(rule.priority) \(style(.dim, "(\(rule.words))"))\n"
      var others: [String] = []
      for index in outcome.preview.order.reversed() {
        let name = Prose.printable(repository.images[index].name)
        let sentence = ImageReasons.ruleSentences(index, in: outcome)[number]
        let words = sentence.dropFirst("rule \(rule.priority) ".count)
        if ImageReasons.selects(index, rule: rule.priority, in: outcome) {
          text += "    \(name): \(words)\n"
        } else {
          others.append(name)
        }
      }
      if !others.isEmpty {
        text += Prose.wrapped(
          "does not select \(others.joined(separator: ", "))", indent: "    ", width: style.width)
      }
    }
    return text
  }

  // MARK: Validation

  private static func validation(_ outcome: ValidatePolicy.Outcome, _ style: Style) -> String {
    let verdict =
      outcome.isValid
      ? style(.green, "AWS accepts it") : style(.red, "AWS rejects it")
    return verdict + "\n\n" + FindingText.text(outcome.findings, style)
  }
}
