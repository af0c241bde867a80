import Texts

/// Annotations as commands to the runner of GitHub Actions, which shows them at their lines.
///
/// GitHub shows ten of each kind for a step and drops the others without a word, so the gravest are
/// written, and all of them as plain lines in a folded group of the log.
package enum GitHubCommands {
  /// How many commands of a kind GitHub shows for a step.
  private static let mostOfKind = 10

  /// What to print.
  package static func bytes(_ annotations: [Annotation], _ run: PipelineRun) -> [UInt8] {
    let all = annotations.fingerprinted().map(\.annotation)
    var lines: [String] = []
    for severity in Annotation.Severity.allCases {
      lines += commands(all.filter { $0.severity == severity }.gravestFirst(), severity)
    }
    if !all.isEmpty {
      lines.append("::group::\(Prose.count(all.count, "finding", "findings"))")
      for annotation in all {
        let text = "\(annotation.position): \(annotation.word) \(annotation.rule.code): "
        lines += (text + annotation.message).withoutWorkflowCommands().split(separator: "\n")
          .map(String.init)
      }
      lines.append("::endgroup::")
    }
    lines.append(run.verdict.withoutWorkflowCommands())
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private static func commands(
    _ annotations: [Annotation], _ severity: Annotation.Severity
  ) -> [String] {
    guard annotations.count > mostOfKind else { return annotations.map(command) }
    let rest = annotations.count - (mostOfKind - 1)
    let word = severity.command == "notice" ? "suggestion" : severity.command
    return annotations.prefix(mostOfKind - 1).map(command) + [
      "::\(severity.command) title=\(rest.grouped) more \(word)s::"
        + "The log of this step lists all of them."
    ]
  }

  private static func command(_ annotation: Annotation) -> String {
    let place = annotation.place
    var properties: [(String, String)] = []
    var message = annotation.message
    if let path = place.file.path {
      properties = [
        ("file", FileName.shown(path).printable()), ("line", "\(place.start.line)"),
        ("endLine", "\(place.end.line)"), ("col", "\(place.start.column)"),
        ("endColumn", "\(place.end.column)"),
      ]
    } else {
      message = "\(annotation.position): \(message)"
    }
    properties.append(("title", annotation.rule.code))
    let text = properties.map { "\($0)=\(property($1))" }.joined(separator: ",")
    return "::\(annotation.severity.command) \(text)::\(data(message))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

extension Annotation.Severity {
  fileprivate var command: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }
}
