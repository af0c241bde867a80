import ECRLifecycle
import ECRModel
package import ECRSimulator
import Texts

/// A preview of many repositories as a person reads it: the totals and the guards, what to review first,
/// then a line for each repository.
package enum FleetText {
  private static let firstCount = 10

  /// The whole report.
  package static func text(
    _ lines: [FleetLine], _ settings: PreviewSettings,
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ style: Style
  ) -> String {
    var total = PreviewSummary()
    for line in lines { total.add(line.summary) }
    let count = lines.count + conclusion.notEvaluated.count
    return style(.bold, Prose.count(count, "repository", "repositories"))
      + ", evaluated at \(settings.at)\n" + TotalsText.all(total) + "\n"
      + PreviewText.children(settings) + "\n" + TotalsText.text(total, [:], style)
      + PreviewText.end(conclusion, style, namesRepositories: true)
      + notEvaluated(conclusion.notEvaluated, style)
      + first(lines, style) + all(lines, style)
      + "\nSizes are upper bounds: images share layers.\n"
  }

  /// What was found in the documents: errors and missing pages in full; warnings about many policies are
  /// counted, those about the one policy that was given are printed.
  package static func findings(
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ snapshot: String, isPolicyGiven: Bool,
    _ style: Style
  ) -> String {
    let reported = conclusion.findings.filter { $0.type != .suggestion }
    let shown = reported.filter { isPolicyGiven || $0.type == .error || $0.code == "MORE_PAGES" }
    let text = FindingText.text(shown, style)
    guard reported.count > shown.count else { return text }
    return text
      + "drydock: \(Prose.count(reported.count - shown.count, "warning", "warnings")) about "
      + "policies; "
      + "run `drydock validate --snapshot \(Prose.printable(snapshot))`\n"
  }

  // MARK: What to review first

  private static func first(_ lines: [FleetLine], _ style: Style) -> String {
    let first = FleetLine.mostImportant(lines, count: firstCount)
    guard !first.isEmpty else { return "" }
    var table = TextTable([("", .right), ("REPOSITORY", .left), ("WHY", .left)])
    for (place, line) in first.enumerated() {
      table.add([
        .init(text: "\(place + 1)"), .init(text: Prose.printable(line.id.description)),
        .init(text: why(line), paint: line.alertedImageCount > 0 ? .yellow : .plain),
      ])
    }
    return "\n" + style(.bold, "Review these first") + "\n"
      + table.text(style, cutting: 0, wrapsLast: true)
  }

  private static func why(_ line: FleetLine) -> String {
    let summary = line.summary
    var parts: [String] = []
    func add(_ total: ImageTotal, _ word: String) {
      guard total.imageTotalCount > 0 else { return }
      parts.append(
        "\(Prose.grouped(total.imageTotalCount)) of \(Prose.grouped(summary.all.imageTotalCount)) "
          + word)
    }
    add(summary.expiring, "expire")
    add(summary.transitioning, "archived")
    if line.goingCount == 0 { add(summary.keptButMayGo, TotalsText.mightGo(summary.archives)) }
    return (parts + TotalsText.remark(line.alertCounts)).joined(separator: ", ")
  }

  // MARK: All of them

  private static func all(_ lines: [FleetLine], _ style: Style) -> String {
    guard !lines.isEmpty else { return "" }
    let archives = lines.contains { $0.summary.transitioning.imageTotalCount > 0 }
    var headers: [(String, TextTable.Side)] = [
      ("REPOSITORY", .left), ("IMAGES", .right), ("EXPIRES", .right), ("KEEPS", .right),
      ("UNCERTAIN", .right), ("FREES", .right), ("", .left),
    ]
    let reviews = lines.contains { $0.alertedImageCount > 0 }
    if reviews { headers.insert(("TO REVIEW", .right), at: 5) }
    if archives { headers.insert(("ARCHIVES", .right), at: 3) }
    // The sums above the table have both.
    let shown = headers.indices.filter {
      !style.isNarrow || !["KEEPS", "FREES"].contains(headers[$0].0)
    }
    var table = TextTable(shown.map { headers[$0] })
    for line in lines {
      let cells = row(line, archives, reviews)
      table.add(shown.map { cells[$0] })
    }
    let meaning =
      "  TO REVIEW counts images that you probably do not want to lose and that "
      + (archives ? "expire, are archived, or might be." : "expire or might expire.")
    return "\n" + style(.bold, "All repositories") + "\n" + table.text(style, wrapsLast: true)
      + (reviews ? style(.dim, meaning) + "\n" : "")
  }

  private static func row(
    _ line: FleetLine, _ archives: Bool, _ reviews: Bool
  ) -> [TextTable.Cell] {
    let summary = line.summary
    func cell(_ count: Int, _ paint: Style.Paint) -> TextTable.Cell {
      .init(text: Prose.grouped(count), paint: count > 0 ? paint : .plain)
    }
    var cells: [TextTable.Cell] = [
      .init(text: Prose.printable(line.id.description)), cell(summary.all.imageTotalCount, .plain),
      cell(summary.expiring.imageTotalCount, .red), cell(summary.kept.imageTotalCount, .plain),
      cell(summary.keptButMayGo.imageTotalCount, .yellow),
      .init(text: Prose.size(summary.expiring.sizeInBytes)),
      .init(text: remark(line)),
    ]
    if reviews { cells.insert(cell(line.alertedImageCount, .yellow), at: 5) }
    if archives { cells.insert(cell(summary.transitioning.imageTotalCount, .yellow), at: 3) }
    return cells
  }

  /// What the numbers of a line do not show.
  private static func remark(_ line: FleetLine) -> String {
    var remarks: [String] = []
    if !line.hasPolicy { remarks.append("no policy") }
    if line.selectsNothing { remarks.append("selects no image") }
    if !line.isComplete { remarks.append("incomplete list") }
    return remarks.joined(separator: ", ")
  }

  private static func notEvaluated(
    _ repositories: [PreviewLifecyclePolicy.NotEvaluated], _ style: Style
  ) -> String {
    guard !repositories.isEmpty else { return "" }
    var table = TextTable([("", .left), ("", .left)])
    for repository in repositories {
      table.add([
        Prose.printable(repository.id.description), NotEvaluatedWords.sentence(repository.reason),
      ])
    }
    return "\n" + style(.bold, "Not evaluated") + "\n" + table.text(style)
  }
}

/// Why a repository was not evaluated.
enum NotEvaluatedWords {
  static func sentence(_ reason: PreviewLifecyclePolicy.NotEvaluated.Reason) -> String {
    switch reason {
    case .noImages: "the snapshot does not have its images"
    case .invalidPolicy: "its lifecycle policy is invalid"
    }
  }
}
