import ECRLifecycle
import ECRModel
import ECRPolicy
public import ECRSimulator
import Texts

/// A preview as a person reads it: first what to decide from, then what goes, then what to look at
/// twice.
public enum PreviewText {
  /// The whole report; the images that stay are listed where `listsAll` says so.
  public static func text(
    _ outcome: PreviewLifecyclePolicy.Outcome, listsAll: Bool, _ style: Style
  ) -> String {
    var text = head(outcome.settings, style)
    if outcome.repositories.isEmpty {
      text += "\nThe input has no image, so nothing goes.\n"
    }
    for repository in outcome.repositories {
      text += "\n" + RepositoryText(repository, style).text(listsAll: listsAll)
    }
    return text + end(outcome.conclusion, style)
  }

  static func head(_ settings: PreviewSettings, _ style: Style) -> String {
    style(.bold, "Lifecycle preview at \(settings.at)") + "\n"
      + (settings.manifestListChildren == .excluded
        ? "The children of image indexes are left out of counts (--children excluded).\n" : "")
  }

  /// What runs and is not there, and how the guards fared.
  static func end(
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ style: Style
  ) -> String {
    unmatched(conclusion.unmatchedReferences, style) + GuardText.text(conclusion.guards, style)
  }

  private static func unmatched(_ references: [ImageReference], _ style: Style) -> String {
    guard !references.isEmpty else { return "" }
    let names = references.map { "  \(Prose.printable($0.text))\n" }.joined()
    return "\n" + style(.bold, "In use, and not among the images") + "\n" + names
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

  func text(listsAll: Bool) -> String {
    let going = preview.order.filter { preview.outcome(of: $0) != .keep }
    let mayGo = preview.order.filter { preview.outcome(of: $0) == .keep && preview.mayGo($0) }
    var text = head() + TotalsText.text(summary, style) + notes() + rules()
    text += section("Images that go, oldest first", going, isEmptyWorthSaying: true)
    text += section("Images that stay, and may go all the same", mayGo)
    if listsAll {
      let staying = preview.order.filter { !preview.mayGo($0) }
      text += section("Images that stay, oldest first", staying, isEmptyWorthSaying: true)
    }
    return text + lookTwice(going + mayGo) + uncertainties()
  }

  private func head() -> String {
    let name = Prose.printable(preview.repository.id.description)
    return style(.bold, name) + "  " + TotalsText.all(summary) + "\n\n"
  }

  private func notes() -> String {
    let notes = preview.notes()
    guard !notes.isEmpty else { return "" }
    return "\n" + notes.map { "  \(style(.yellow, "note")): \(NoteWords.sentence($0))\n" }.joined()
  }

  // MARK: The table of rules

  private func rules() -> String {
    let tallies = preview.tallies()
    let archives = tallies.contains { $0.rule.action == .transition }
    var headers: [(String, TextTable.Side)] = [
      ("RULE", .right), ("SELECTS", .left), ("ACTS WHEN", .left), ("MATCHED", .right),
      ("EXPIRES", .right), ("KEPT", .right), ("SIZE", .right),
    ]
    if archives { headers.insert(("ARCHIVES", .right), at: 5) }
    var table = TextTable(headers)
    for tally in tallies {
      let acted = Prose.grouped(tally.acted.imageTotalCount)
      let isExpiry = tally.rule.action == .expire
      table.add(
        [
          "\(tally.rule.rulePriority)", RuleWords.selects(tally.rule),
          RuleWords.limit(tally.rule), Prose.grouped(tally.matched.imageTotalCount),
          isExpiry ? acted : "-",
        ] + (archives ? [isExpiry ? "-" : acted] : []) + [
          Prose.grouped(tally.kept.imageTotalCount), Prose.size(tally.acted.sizeInBytes),
        ])
    }
    if summary.following.imageTotalCount > 0 {
      let count = Prose.grouped(summary.following.imageTotalCount)
      table.add(
        ["", "follow their subject", "", count, count] + (archives ? [""] : [])
          + ["", Prose.size(summary.following.sizeInBytes)])
    }
    if summary.unidentified.imageTotalCount > 0 {
      let count = Prose.grouped(summary.unidentified.imageTotalCount)
      table.add(["", "no rule", "", count, ""] + (archives ? [""] : []) + [count, ""])
    }
    return "\n" + style(.bold, "Rules")
      + "  (matched: tags meet the rule; expires, kept: of those that it decides over)\n"
      + table.text(style)
  }

  // MARK: The images

  private func section(
    _ title: String, _ indices: [Int], isEmptyWorthSaying: Bool = false
  ) -> String {
    guard !indices.isEmpty else {
      return isEmptyWorthSaying ? "\n\(style(.bold, title))\n  none\n" : ""
    }
    var table = TextTable([
      ("", .left), ("PUSHED (UTC)", .left), ("IMAGE", .left), ("TAGS", .left), ("SIZE", .right),
      ("WHY", .left),
    ])
    for index in indices { table.add(row(index)) }
    return "\n" + style(.bold, title) + "\n" + table.text(style)
      + (indices.contains(where: preview.isSizedByChildren)
        ? "  A size in parentheses is that of the largest image of an index, and counted there.\n"
        : "")
  }

  private func row(_ index: Int) -> [TextTable.Cell] {
    let mark =
      (repository.alerts(for: index).isEmpty ? " " : "!")
      + (preview.uncertainties(of: index).isEmpty ? " " : "?")
    let paint: Style.Paint =
      switch preview.outcome(of: index) {
      case .expire: .red
      case .transition: .yellow
      case .keep: .plain
      }
    let pushed = Timestamp(microseconds: images.pushedAt[index]).description
    let size = images.sizes[index]
    return [
      .init(text: mark, paint: .yellow),
      .init(text: pushed.prefix(10) + " " + pushed.dropFirst(11).prefix(5)),
      .init(text: Prose.short(images.digests[index]), paint: paint),
      .init(text: tags(index)),
      .init(text: sizeText(index, size)),
      .init(text: sentence(index)),
    ]
  }

  /// The size as AWS gives it; in parentheses where it is that of another image, which counts it.
  private func sizeText(_ index: Int, _ size: Int64) -> String {
    guard size != ImageTable.absent else { return "?" }
    return preview.isSizedByChildren(index) ? "(\(Prose.size(size)))" : Prose.size(size)
  }

  private func tags(_ index: Int) -> String {
    let tags = images[index].imageTags.map(Prose.printable)
    let shown = tags.prefix(3).joined(separator: ", ")
    return tags.isEmpty ? "-" : tags.count > 3 ? "\(shown), +\(tags.count - 3)" : shown
  }

  private func sentence(_ index: Int) -> String {
    var buffer = ByteBuffer()
    buffer.sentence(preview.result(at: index), preview)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  // MARK: What to look at

  private func lookTwice(_ indices: [Int]) -> String {
    let rows = indices.compactMap { index -> String? in
      let alerts = repository.alerts(for: index)
      guard !alerts.isEmpty else { return nil }
      let word =
        switch preview.outcome(of: index) {
        case .expire: style(.red, "expires")
        case .transition: style(.yellow, "is archived")
        case .keep: style(.yellow, "may go")
        }
      return "  ! \(Prose.short(images.digests[index])) \(word): "
        + alerts.map(AlertWords.sentence).joined(separator: "; ") + "\n"
    }
    guard !rows.isEmpty else { return "" }
    return "\n" + style(.bold, "Look at these twice") + "\n" + rows.joined()
  }

  private func uncertainties() -> String {
    var counts: [String: Int] = [:]
    for index in images.indices {
      for code in preview.uncertainties(of: index).codes { counts[code, default: 0] += 1 }
    }
    guard !counts.isEmpty else { return "" }
    let rows = Uncertainties.codes.compactMap { _, code, fact in
      counts[code].map {
        "  ? \(Prose.count($0, "image", "images")): \(DoubtWords.sentence(code)) (\(code), \(fact))\n"
      }
    }
    return "\n" + style(.bold, "Not certain") + "\n" + rows.joined()
  }
}
