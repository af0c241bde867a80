import ECRLifecycle
import ECRSimulator

/// What happens in all, a line for each outcome.
enum TotalsText {
  /// How many images there are, and their size.
  static func all(_ summary: PreviewSummary) -> String {
    Prose.count(summary.all.imageTotalCount, "image", "images") + ", "
      + Prose.size(summary.all.sizeInBytes)
  }

  /// The totals; `alerted` counts the images of each outcome by their gravest alert.
  static func text(
    _ summary: PreviewSummary, _ alerted: [Outcome: [String: Int]], _ style: Style
  ) -> String {
    var table = TextTable([("", .left), ("", .right), ("", .left), ("", .right)])
    var remarks: [[String]] = []
    func add(_ verb: String, _ total: ImageTotal, _ paint: Style.Paint, _ remark: [String]) {
      table.add([
        .init(text: verb, paint: paint), .init(text: Prose.grouped(total.imageTotalCount)),
        .init(text: total.imageTotalCount == 1 ? "image" : "images"),
        .init(text: Prose.size(total.sizeInBytes)),
      ])
      remarks.append(remark)
    }
    add("expires", summary.expiring, .red, remark(alerted[.expire]))
    if summary.transitioning.imageTotalCount > 0 {
      add("archives", summary.transitioning, .yellow, remark(alerted[.transition]))
    }
    add("keeps", summary.kept, .green, uncertain(summary))
    let lines: [Substring] = table.text(style).split(whereSeparator: \.isNewline)
    let plain: [Substring] = table.text(Style(isColored: false)).split(whereSeparator: \.isNewline)
    return lines.indices.map { place in
      "\(lines[place])\(trailing(remarks[place], from: plain[place].count, style))\n"
    }.joined()
  }

  /// Remarks behind a line that is as long, on as many lines as they need.
  private static func trailing(
    _ remarks: [String], from width: Int, _ style: Style
  ) -> String {
    var text = ""
    var room = 0
    for (place, remark) in remarks.enumerated() {
      let words = remark + (place < remarks.count - 1 ? "," : "")
      if place == 0 || words.count + 1 > room {
        text += place == 0 ? "  " : "\n" + String(repeating: " ", count: width + 2)
        room = style.columns - width - 2
      } else {
        text += " "
        room -= 1
      }
      text += words
      room -= words.count
    }
    return text
  }

  /// What the images of an outcome are that you probably do not want to lose, the gravest first.
  static func remark(_ counts: [String: Int]?) -> [String] {
    guard let counts else { return [] }
    return Alert.names.compactMap { kind in
      counts[kind].map { Prose.count($0, words(kind).one, words(kind).many) }
    }
  }

  /// What images of a kind of alert are, by ``Alert/name``: one, and several.
  private static func words(_ kind: String) -> (one: String, many: String) {
    switch kind {
    case "inUse": ("running", "running")
    case "protected": ("protected", "protected")
    case "releaseTag": ("with a release tag", "with release tags")
    case "pulledRecently": ("pulled in the last 30 days", "pulled in the last 30 days")
    case "pushedRecently": ("pushed recently", "pushed recently")
    case "refersToKeptImage": ("signature of a kept image", "signatures of kept images")
    case "youngest": ("newest in the repository", "newest in their repositories")
    default: ("last of its tag pattern", "last of their tag patterns")
    }
  }

  /// What might happen to an image that is kept; with archiving rules, it may be either.
  static func mightGo(_ archives: Bool) -> String {
    archives ? "might expire or be archived" : "might expire"
  }

  private static func uncertain(_ summary: PreviewSummary) -> [String] {
    let deferred = summary.deferred.imageTotalCount
    let mayGo = summary.keptButMayGo.imageTotalCount
    guard mayGo > 0 else { return [] }
    let words = "\(Prose.grouped(mayGo)) of them \(mightGo(summary.archives))"
    guard deferred > 0 else { return [words] }
    // An image that waits for its indexes is one of those that might expire.
    let whose = deferred == 1 ? "its image indexes are" : "their image indexes are"
    guard deferred < mayGo else { return ["\(words) once \(whose) gone"] }
    return [words, "\(Prose.grouped(deferred)) once \(whose) gone"]
  }
}
