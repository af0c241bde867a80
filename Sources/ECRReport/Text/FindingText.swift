public import Texts

/// Findings as a person reads them: where, what, the line with a caret, and how to mend it.
public enum FindingText {
  /// The findings of each file, up to a number, each followed by an empty line.
  public static func text(_ findings: [Finding], _ style: Style) -> String {
    findings.shown().map { text($0, style) + "\n" }.joined()
  }

  /// One finding.
  public static func text(_ finding: Finding, _ style: Style) -> String {
    let location = finding.location
    let paint = paint(finding.type)
    var text = style(.bold, place(location)) + ": " + style(paint, finding.type.word) + ": "
    text +=
      Prose.printable(finding.message) + " " + style(.dim, "[\(finding.code.rawValue)]") + "\n"

    let number = String(location.start.line)
    let margin = String(repeating: " ", count: number.count)
    let line = location.quotation
    let before = String(repeating: " ", count: line.caretOffset)
    let carets = String(repeating: "^", count: line.caretLength)
    if !line.excerpt.isEmpty {
      text += "  \(style(.dim, number + " |")) \(line.excerpt)\n"
      text += "  \(style(.dim, margin + " |")) \(before)\(style(paint, carets))\n"
    }
    for related in finding.related {
      text += "  \(style(.cyan, "see")): \(place(related.location)): "
      text += Prose.printable(related.message) + "\n"
    }
    if let help = finding.help { text += "  \(style(.cyan, "help")): \(Prose.printable(help))\n" }
    if let answer = finding.serviceAnswer { text += self.answer(answer, style) }
    if !finding.facts.isEmpty {
      text += "  \(style(.dim, "facts: " + finding.facts.joined(separator: ", ")))\n"
    }
    return text
  }

  private static func answer(_ answer: Finding.ServiceAnswer, _ style: Style) -> String {
    let words = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Prose.printable(String($0)) }.joined(separator: "\n       ")
    let likely = answer.isLikelyFirst ? " (of all mistakes, most likely this one)" : ""
    return "  \(style(.cyan, "AWS"))\(likely): \(words)\n"
  }

  private static func place(_ location: Location) -> String {
    let start = location.start
    return "\(Prose.printable(location.file)):\(start.line):\(start.column)"
  }

  private static func paint(_ type: FindingType) -> Style.Paint {
    switch type {
    case .error: .red
    case .securityWarning, .warning: .yellow
    case .suggestion: .cyan
    }
  }
}
