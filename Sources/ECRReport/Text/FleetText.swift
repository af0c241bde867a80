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
    let shown = reported.filter {
      isPolicyGiven || $0.type == .error || ["MORE_PAGES", "CALL_FAILED"].contains($0.code)
    }
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
      ("REPOSITORY", .left), ("IMAGES", .right), ("EXPIRES", .right), ("UNCERTAIN", .right),
    ]
    if archives { headers.insert(("ARCHIVES", .right), at: 3) }
    let reviews = lines.contains { $0.alertedImageCount > 0 }
    if reviews { headers.append(("REVIEW", .right)) }
    // The sum above the table has it.
    if !style.isNarrow { headers.append(("FREES", .right)) }
    var table = TextTable(headers)
    for line in lines {
      var cells = row(line, archives)
      if reviews { cells.append(cell(line.alertedImageCount, .yellow)) }
      if !style.isNarrow {
        cells.append(.init(text: Prose.size(line.summary.expiring.sizeInBytes)))
      }
      table.add(cells)
    }
    return "\n" + style(.bold, "All repositories") + "\n" + table.text(style, cutting: 0)
      + meanings(lines, archives).map { Prose.wrapped($0, width: style.width) }.joined()
  }

  /// What the columns and marks of the table mean, as far as it has them.
  private static func meanings(_ lines: [FleetLine], _ archives: Bool) -> [String] {
    var meanings: [String] = []
    if lines.contains(where: { $0.alertedImageCount > 0 }) {
      meanings.append(
        "REVIEW counts images that you probably do not want to lose and that "
          + (archives ? "expire, are archived, or might be." : "expire or might expire."))
    }
    if lines.contains(where: { $0.selectsNothing && $0.hasPolicy }) {
      meanings.append("no match: the policy selects no image.")
    }
    if lines.contains(where: { !$0.isComplete }) {
      meanings.append("+: the list of images is incomplete.")
    }
    return meanings
  }

  private static func cell(_ count: Int, _ paint: Style.Paint) -> TextTable.Cell {
    .init(text: Prose.grouped(count), paint: count > 0 ? paint : .plain)
  }

  private static func row(_ line: FleetLine, _ archives: Bool) -> [TextTable.Cell] {
    let summary = line.summary
    var images = cell(summary.all.imageTotalCount, .plain)
    if !line.isComplete { images.text += "+" }
    var expires = cell(summary.expiring.imageTotalCount, .red)
    // Nothing expires there for another reason than elsewhere.
    if !line.hasPolicy {
      expires.text = "no policy"
    } else if line.selectsNothing {
      expires.text = "no match"
    }
    var cells: [TextTable.Cell] = [
      .init(text: Prose.printable(line.id.description)), images, expires,
      cell(summary.keptButMayGo.imageTotalCount, .yellow),
    ]
    if archives { cells.insert(cell(summary.transitioning.imageTotalCount, .yellow), at: 3) }
    return cells
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
    case .policyNotCollected: "reading its lifecycle policy failed when it was collected"
    }
  }
}
