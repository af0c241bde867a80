import ECRLifecycle
import ECRModel
import ECRPolicy
package import ECRSimulator
import Texts

/// A preview as a person reads it: the totals and the guards, what to review first, then the images.
package enum PreviewText {
  /// The whole report; `listsAll` lists the images that are kept, too.
  package static func text(
    _ outcome: PreviewLifecyclePolicy.Outcome, listsAll: Bool, _ style: Style
  ) -> String {
    let conclusion = end(
      outcome.conclusion, style, namesRepositories: outcome.repositories.count > 1)
    if outcome.repositories.count == 1, let repository = outcome.repositories.first {
      return RepositoryText(repository, style)
        .text(listsAll: listsAll, conclusion: conclusion, outcome.settings)
    }
    var text = head(outcome.settings, style) + conclusion
    if outcome.repositories.isEmpty { text += "\nThe input has no images.\n" }
    for repository in outcome.repositories {
      text += "\n" + RepositoryText(repository, style).text(listsAll: listsAll)
    }
    return text
  }

  static func head(_ settings: PreviewSettings, _ style: Style) -> String {
    style(.bold, "Lifecycle preview") + ", evaluated at \(settings.at)\n" + children(settings)
  }

  static func children(_ settings: PreviewSettings) -> String {
    settings.manifestListChildren == .excluded
      ? "Child images of image indexes are not counted (--children excluded).\n" : ""
  }

  /// How the guards fared, and what runs but is not among the images.
  static func end(
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ style: Style, namesRepositories: Bool
  ) -> String {
    GuardText(style: style, namesRepositories: namesRepositories).text(conclusion.guards)
      + unmatched(conclusion.unmatchedReferences, style)
  }

  private static func unmatched(_ references: [ImageReference], _ style: Style) -> String {
    guard !references.isEmpty else { return "" }
    let names = references.map { "  \(Prose.printable($0.text))\n" }.joined()
    return "\n" + style(.bold, "Running, but not among the images") + "\n" + names
  }
}

/// One repository of a preview.
struct RepositoryText {
  let repository: PreviewLifecyclePolicy.RepositoryOutcome
  let preview: LifecyclePolicyPreview
  let images: ImageTable
  let summary: PreviewSummary
  let style: Style

  init(_ repository: PreviewLifecyclePolicy.RepositoryOutcome, _ style: Style) {
    self.repository = repository
    self.style = style
    preview = repository.preview
    images = repository.preview.repository.images
    summary = repository.preview.summary()
  }

  /// The report; with `settings` it is the only repository, and its head has the time.
  func text(
    listsAll: Bool, conclusion: String = "", _ settings: PreviewSettings? = nil
  ) -> String {
    let acted = preview.order.filter { preview.outcome(of: $0) != .keep }
    let mayGo = preview.order.filter { preview.outcome(of: $0) == .keep && preview.mayGo($0) }
    var text = head(settings) + TotalsText.text(summary, alerted(acted), style) + conclusion
    text += notes() + review(acted + mayGo) + rules()
    let archives = summary.transitioning.imageTotalCount > 0
    text += section(
      archives ? "Expiring and archived images, oldest first" : "Expiring images, oldest first",
      acted, isEmptyWorthSaying: true)
    text += section("Kept, but uncertain", mayGo)
    if listsAll {
      let kept = preview.order.filter { preview.outcome(of: $0) == .keep && !preview.mayGo($0) }
      text += section("Kept images, oldest first", kept, isEmptyWorthSaying: true)
    }
    return text + uncertainties() + "\nSizes are upper bounds: images share layers.\n"
  }

  private func head(_ settings: PreviewSettings?) -> String {
    let name = Prose.printable(preview.repository.id.description)
    return style(.bold, name) + (settings.map { ", evaluated at \($0.at)" } ?? "") + "\n"
      + TotalsText.all(summary) + "\n" + (settings.map(PreviewText.children) ?? "") + "\n"
  }

  private func notes() -> String {
    let notes = preview.notes()
    guard !notes.isEmpty else { return "" }
    return "\n" + notes.map { "  \(style(.yellow, "note")): \(NoteWords.sentence($0))\n" }.joined()
  }

  // MARK: The table of rules

  private func rules() -> String {
    let tallies = preview.tallies()
    let archives = summary.archives
    var headers: [(String, TextTable.Side)] = [
      (style.isNarrow ? "RULE" : "PRIORITY", .right), ("SELECTS", .left), ("LIMIT", .left),
      ("SELECTED", .right), ("EXPIRES", .right), ("KEEPS", .right),
    ]
    if !style.isNarrow { headers.insert(("THEIR SIZE", .right), at: 5) }
    if archives { headers.insert(("ARCHIVES", .right), at: 5) }
    var table = TextTable(headers)
    func size(_ total: ImageTotal) -> [String] {
      style.isNarrow ? [] : [Prose.size(total.sizeInBytes)]
    }
    for tally in tallies {
      let acted = Prose.grouped(tally.acted.imageTotalCount)
      let isExpiry = tally.rule.action == .expire
      table.add(
        [
          "\(tally.rule.rulePriority)", RuleWords.selects(tally.rule),
          RuleWords.limit(tally.rule), Prose.grouped(tally.matched.imageTotalCount),
          isExpiry ? acted : "-",
        ] + (archives ? [isExpiry ? "-" : acted] : []) + size(tally.acted)
          + [Prose.grouped(tally.kept.imageTotalCount)])
    }
    return "\n" + style(.bold, "Rules") + "\n" + table.text(style, cutting: 1, 2)
      + outsideTheRules().map { Prose.wrapped($0, width: style.width) }.joined()
  }

  /// The images that are in no row of the table, a sentence for each reason.
  private func outsideTheRules() -> [String] {
    var sentences: [String] = []
    let following = summary.following.imageTotalCount
    if following > 0 {
      let verb = summary.archives ? "expire or are archived" : "expire"
      let size = Prose.size(summary.following.sizeInBytes)
      sentences.append(
        following == 1
          ? "1 more image (\(size)) is a signature or SBOM and "
            + "\(summary.archives ? "expires or is archived" : "expires") together with the image that it "
            + "belongs to."
          : "\(Prose.grouped(following)) more images (\(size)) are signatures or SBOMs and \(verb) "
            + "together with the images that they belong to.")
    }
    let unidentified = summary.unidentified.imageTotalCount
    if !repository.hasPolicy {
      sentences.append("The repository has no lifecycle policy, so every image is kept.")
    } else if unidentified > 0 {
      sentences.append(
        "No rule selects \(Prose.count(unidentified, "image, which is kept", "images, which are kept"))."
      )
    }
    return sentences
  }

  // MARK: The images

  private func section(
    _ title: String, _ indices: [Int], isEmptyWorthSaying: Bool = false
  ) -> String {
    guard !indices.isEmpty else {
      return isEmptyWorthSaying ? "\n\(style(.bold, title))\n  none\n" : ""
    }
    let marks = indices.map(marks)
    let hasMarks = marks.contains { $0 != Self.noMark }
    let columns: [(String, TextTable.Side)] = [
      ("", .left), ("PUSHED", .left), ("IMAGE", .left), ("TAGS", .left), ("SIZE", .right),
      ("RULE", .right), ("WHY", .left),
    ]
    var table = TextTable(hasMarks ? columns : Array(columns.dropFirst()))
    for (index, mark) in zip(indices, marks) {
      table.add(hasMarks ? row(index, mark) : Array(row(index, mark).dropFirst()))
    }
    return "\n" + style(.bold, title) + "\n"
      + table.text(style, cutting: hasMarks ? 3 : 2, wrapsLast: true)
      + legend(marks.joined())
      + (indices.contains(where: preview.isSizedByChildren)
        ? "  A size in parentheses is that of the index's largest image and adds nothing.\n" : "")
  }

  private static let noMark = "  "

  /// `!` for an image to review, `?` for one that is uncertain.
  private func marks(_ index: Int) -> String {
    (repository.alerts(for: index).isEmpty ? " " : "!")
      + (preview.uncertainties(of: index).isEmpty ? " " : "?")
  }

  /// What the marks of a table mean.
  private func legend(_ marks: String) -> String {
    let meanings = [("!", "see Review these first"), ("?", "see Uncertain")]
      .filter { marks.contains($0.0) }.map { "\($0.0) \($0.1)" }
    return meanings.isEmpty ? "" : "  " + style(.dim, meanings.joined(separator: "; ")) + "\n"
  }

  private func row(_ index: Int, _ mark: String) -> [TextTable.Cell] {
    let result = preview.result(at: index)
    let pushed = Timestamp(microseconds: images.pushedAt[index]).description
    return [
      .init(text: mark, paint: .yellow), .init(text: String(pushed.prefix(10))),
      .init(text: Prose.bare(images.digests[index]), paint: paint(index)), .init(text: tags(index)),
      .init(text: sizeText(index, images.sizes[index])),
      .init(text: result.decidingRule.map { "\($0.rulePriority)" } ?? "-"),
      .init(text: why(result)),
    ]
  }

  private func paint(_ index: Int) -> Style.Paint {
    switch preview.outcome(of: index) {
    case .expire: .red
    case .transition: .yellow
    case .keep: .plain
    }
  }

  /// The size as AWS gives it; in parentheses where it is that of another image, which counts it.
  private func sizeText(_ index: Int, _ size: Int64) -> String {
    guard size != ImageTable.absent else { return "?" }
    return preview.isSizedByChildren(index) ? "(\(Prose.size(size)))" : Prose.size(size)
  }

  private func tags(_ index: Int) -> String {
    let tags = images[index].imageTags.map(Prose.printable)
    let shown = tags.prefix(3).joined(separator: ", ")
    return tags.isEmpty
      ? "untagged" : tags.count > 3 ? "\(shown), +\(Prose.grouped(tags.count - 3))" : shown
  }

  private func why(_ result: ImageResult) -> String {
    var buffer = ByteBuffer()
    buffer.why(result, preview, isShort: true)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  // MARK: What to review

  /// How many images with alerts expire or are archived, each counted under its gravest alert, so that
  /// together they are those to review.
  private func alerted(_ indices: [Int]) -> [Outcome: [String: Int]] {
    var counts: [Outcome: [String: Int]] = [:]
    for index in indices {
      guard let alert = repository.alerts(for: index).gravest else { continue }
      counts[preview.outcome(of: index), default: [:]][alert.name, default: 0] += 1
    }
    return counts
  }

  private func review(_ indices: [Int]) -> String {
    var table = TextTable([("", .left), ("", .left), ("", .left), ("", .left)])
    var count = 0
    for index in indices {
      let alerts = repository.alerts(for: index)
      guard !alerts.isEmpty else { continue }
      count += 1
      let word =
        switch preview.outcome(of: index) {
        case .expire: "expires"
        case .transition: "archived"
        case .keep: TotalsText.mightGo(summary.archives)
        }
      let rule = preview.result(at: index).decidingRule.map { "rule \($0.rulePriority)" }
      table.add([
        .init(
          text: images[index].imageTags.isEmpty ? Prose.bare(images.digests[index]) : tags(index)),
        .init(text: word, paint: preview.outcome(of: index) == .expire ? .red : .yellow),
        .init(text: rule ?? ""),
        .init(
          text: alerts.sorted { $0.gravity < $1.gravity }
            .map(AlertWords.short).reduce(into: [String]()) { words, word in
              if !words.contains(word) { words.append(word) }
            }.joined(separator: "; ")),
      ])
    }
    guard count > 0 else { return "" }
    return "\n" + style(.bold, "Review these first") + " (\(Prose.grouped(count)))\n"
      + table.text(style, wrapsLast: true)
  }

  private func uncertainties() -> String {
    var counts: [String: Int] = [:]
    for index in images.indices {
      for code in preview.uncertainties(of: index).codes { counts[code, default: 0] += 1 }
    }
    guard !counts.isEmpty else { return "" }
    let rows = Uncertainties.codes.compactMap { _, code, fact in
      counts[code].map {
        Prose.wrapped(
          "? \(Prose.count($0, "image", "images")): \(DoubtWords.sentence(code, of: $0)) "
            + "(\(code), \(fact))", width: style.width)
      }
    }
    return "\n" + style(.bold, "Uncertain") + "\n" + rows.joined()
  }
}
