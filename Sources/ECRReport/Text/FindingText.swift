package import Texts

/// Findings as a person reads them: where, the line with a caret, what it means, and how to fix it.
package enum FindingText {
  /// The findings of each file, up to a number, each followed by an empty line.
  package static func text(_ findings: [Finding], _ style: Style) -> String {
    texts(findings, style, namesLessons: false).map { $0 + "\n" }.joined()
  }

  /// The same one by one; with `namesLessons`, a finding that is a known trap names the scenario that
  /// explains it.
  static func texts(
    _ findings: [Finding], _ style: Style, namesLessons: Bool
  ) -> [String] {
    let shown = findings.shown()
    // AWS reports one error at a time, of each text.
    let answered = Dictionary(
      grouping: shown.filter { $0.serviceAnswer != nil }, by: \.location.file)
    return shown.map { finding in
      let isChosen =
        finding.serviceAnswer?.isLikelyFirst == true
        && answered[finding.location.file, default: []].count > 1
      return text(finding, style, isFirstOfSeveral: isChosen)
        + (namesLessons ? lessons(finding, style) : "")
    }
  }

  /// Every trap among the facts, such as T-04, has a scenario whose name begins with its number.
  private static func lessons(_ finding: Finding, _ style: Style) -> String {
    finding.facts.filter { $0.hasPrefix("T-") }.map {
      "  \(style(.cyan, "see")): drydock learn \($0)\n"
    }.joined()
  }

  /// The highest number of warnings that are printed with an answer; the others are counted.
  static let mostWarnings = 10

  /// The findings that matter to the reader of an answer, each once.
  ///
  /// All errors, and the first warnings, those about security before the others. Suggestions are for
  /// whoever validates.
  package static func digest(_ findings: [Finding], _ style: Style) -> String {
    var seen: Set<Finding> = []
    let findings = findings.filter { $0.type != .suggestion && seen.insert($0).inserted }
    let security = findings.filter { $0.type == .securityWarning }
    let others = findings.filter { $0.type == .warning }
    let shown = Set((security + others).prefix(mostWarnings))
    let hidden = (security + others).filter { !shown.contains($0) }
    let text = text(findings.filter { $0.type == .error || shown.contains($0) }, style)
    guard !hidden.isEmpty else { return text }
    let files = Set(hidden.map(\.location.file)).sorted()
    let more = Prose.count(hidden.count, "more warning", "more warnings")
    let names = files.prefix(3).joined(separator: " ") + (files.count > 3 ? " …" : "")
    return text + Prose.printable("\(more); run `drydock validate \(names)`") + "\n\n"
  }

  /// One finding.
  package static func text(
    _ finding: Finding, _ style: Style, isFirstOfSeveral: Bool = false
  ) -> String {
    let location = finding.location
    let paint = paint(finding.type)
    var text =
      style(.bold, place(location)) + "  " + style(paint, finding.type.word) + "  "
      + style(.dim, finding.code.rawValue) + "\n"

    let number = String(location.start.line)
    let margin = String(repeating: " ", count: number.count)
    let line = Excerpt(location.quotation, width: style.columns - margin.count - 5)
    let before = String(repeating: " ", count: line.caretOffset)
    let carets = String(repeating: "^", count: line.caretLength)
    if !line.text.isEmpty {
      text += "  \(style(.dim, number + " |")) \(line.text)\n"
      text += "  \(style(.dim, margin + " |")) \(before)\(style(paint, carets))\n"
    }
    text += "  \(Prose.printable(finding.message))\n"
    for related in finding.related {
      text += "  \(style(.cyan, "see")) "
      text +=
        related.location.file == location.file ? here(related.location) : place(related.location)
      text += ": \(Prose.printable(related.message))\n"
    }
    if let help = finding.help { text += "  \(style(.cyan, "help")): \(Prose.printable(help))\n" }
    if let answer = finding.serviceAnswer { text += self.answer(answer, style) }
    if isFirstOfSeveral {
      text +=
        "  \(style(.cyan, "note")): AWS reports only one of these errors, most likely this one\n"
    }
    if !finding.facts.isEmpty {
      text += "  \(style(.dim, "facts: " + finding.facts.joined(separator: ", ")))\n"
    }
    return text
  }

  /// One finding in one line: its place and what is wrong.
  package static func line(_ finding: Finding) -> String {
    "\(place(finding.location)): \(Prose.printable(finding.message))"
  }

  private static func answer(_ answer: Finding.ServiceAnswer, _ style: Style) -> String {
    let words = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Prose.printable(String($0)) }.joined(separator: "\n       ")
    return "  \(style(.cyan, "AWS's error")): \(words)\n"
  }

  private static func place(_ location: Location) -> String {
    let start = location.start
    return "\(Prose.printable(location.file)):\(start.line):\(start.column)"
  }

  /// A place in the file that the finding names already.
  private static func here(_ location: Location) -> String {
    "line \(location.start.line), column \(location.start.column)"
  }

  private static func paint(_ type: FindingType) -> Style.Paint {
    switch type {
    case .error: .red
    case .securityWarning, .warning: .yellow
    case .suggestion: .cyan
    }
  }
}
