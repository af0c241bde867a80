import ECRLifecycle
import ECRModel
public import ECRSimulator
import Texts

/// A preview of many repositories as a person reads it: the total, what to look at first, then a line
/// each.
public enum FleetText {
  private static let firstCount = 10

  /// The whole report.
  public static func text(
    _ lines: [FleetLine], _ settings: PreviewSettings,
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ style: Style
  ) -> String {
    var total = PreviewSummary()
    for line in lines { total.add(line.summary) }
    let count = lines.count + conclusion.notEvaluated.count
    return PreviewText.head(settings, style)
      + "\n" + style(.bold, Prose.count(count, "repository", "repositories")) + "  "
      + TotalsText.all(total) + "\n\n" + TotalsText.text(total, style)
      + first(lines, style) + all(lines, style) + notEvaluated(conclusion.notEvaluated, style)
      + PreviewText.end(conclusion, style)
  }

  /// What was found in the documents: mistakes and missing pages in full; what the authors of many
  /// policies may regret is counted, unless they are one policy, which was given.
  public static func findings(
    _ conclusion: PreviewLifecyclePolicy.Conclusion, _ snapshot: String, isPolicyGiven: Bool,
    _ style: Style
  ) -> String {
    let told = conclusion.findings.filter { $0.type != .suggestion }
    let shown = told.filter { isPolicyGiven || $0.type == .error || $0.code == "MORE_PAGES" }
    let text = FindingText.text(shown, style)
    guard told.count > shown.count else { return text }
    return text
      + "drydock: \(Prose.count(told.count - shown.count, "warning", "warnings")) about policies; "
      + "`drydock validate --snapshot \(Prose.printable(snapshot))` shows them\n"
  }

  // MARK: What to look at first

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
    return "\n" + style(.bold, "Look at these first") + "\n" + table.text(style)
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
    add(summary.transitioning, "are archived")
    if line.goingCount == 0 { add(summary.keptButMayGo, "may go") }
    let alerts = Self.alerts.compactMap { name, words in
      line.alertCounts[name].map { "\(Prose.grouped($0)) \(words)" }
    }
    return (parts + alerts).joined(separator: ", ")
  }

  /// What a reader would be shocked to lose, the worst first.
  private static let alerts = [
    ("inUse", "running"), ("protected", "protected"), ("releaseTag", "with release tags"),
    ("pulledRecently", "pulled in the last 30 days"), ("pushedRecently", "pushed recently"),
    ("refersToKeptImage", "signing what stays"),
    ("youngest", "youngest of all"),
  ]

  // MARK: All of them

  private static func all(_ lines: [FleetLine], _ style: Style) -> String {
    guard !lines.isEmpty else { return "" }
    let archives = lines.contains { $0.summary.transitioning.imageTotalCount > 0 }
    var headers: [(String, TextTable.Side)] = [
      ("REPOSITORY", .left), ("IMAGES", .right), ("EXPIRE", .right), ("STAY", .right),
      ("MAY GO", .right), ("!", .right), ("GOES", .right), ("", .left),
    ]
    if archives { headers.insert(("ARCHIVED", .right), at: 3) }
    var table = TextTable(headers)
    for line in lines { table.add(row(line, archives)) }
    return "\n" + style(.bold, "All repositories")
      + "  (!: of those that go or may go, what a reader would be shocked to lose)\n"
      + table.text(style)
  }

  private static func row(_ line: FleetLine, _ archives: Bool) -> [TextTable.Cell] {
    let summary = line.summary
    func cell(_ count: Int, _ paint: Style.Paint) -> TextTable.Cell {
      .init(text: Prose.grouped(count), paint: count > 0 ? paint : .plain)
    }
    var cells: [TextTable.Cell] = [
      .init(text: Prose.printable(line.id.description)), cell(summary.all.imageTotalCount, .plain),
      cell(summary.expiring.imageTotalCount, .red), cell(summary.kept.imageTotalCount, .plain),
      cell(summary.keptButMayGo.imageTotalCount, .yellow), cell(line.alertedImageCount, .yellow),
      .init(text: Prose.size(summary.expiring.sizeInBytes)),
      .init(text: remark(line)),
    ]
    if archives { cells.insert(cell(summary.transitioning.imageTotalCount, .yellow), at: 3) }
    return cells
  }

  /// What the numbers of a line do not show.
  private static func remark(_ line: FleetLine) -> String {
    var remarks: [String] = []
    if !line.hasPolicy { remarks.append("no lifecycle policy") }
    if line.selectsNothing { remarks.append("the policy selects no image") }
    if !line.isComplete { remarks.append("list of images incomplete") }
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
    return "\n" + style(.bold, "Nothing can be said of these") + "\n" + table.text(style)
  }
}

/// Why nothing can be said of a repository.
enum NotEvaluatedWords {
  static func sentence(_ reason: PreviewLifecyclePolicy.NotEvaluated.Reason) -> String {
    switch reason {
    case .noImages: "its images are not in the snapshot"
    case .invalidPolicy: "its lifecycle policy has mistakes"
    }
  }
}
