import ECRReport
import Texts

/// A test run in the Test Anything Protocol, version 14 (https://testanything.org).
package enum TestTAP {
  /// The whole run.
  package static func text(_ tested: [TestedScenario]) -> String {
    var text = "TAP version 14\n1..\(tested.count)\n"
    for (number, scenario) in tested.enumerated() {
      let word = scenario.result == .passed ? "ok" : "not ok"
      let title = scenario.title.map { ": \($0)" } ?? ""
      text += "\(word) \(number + 1) - \(described(scenario.id + title))\n"
      if scenario.result != .passed { text += diagnostics(scenario) }
    }
    return text
  }

  /// What a description may not have as it is: `#` starts a directive.
  private static func described(_ text: String) -> String {
    line(text).split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\\#")
  }

  private static func line(_ text: String) -> String {
    Prose.printable(String(text.map { $0.isNewline ? " " : $0 }))
  }

  /// A block of YAML, indented.
  private static func diagnostics(_ scenario: TestedScenario) -> String {
    var text = "  ---\n  result: \(scenario.result.rawValue)\n  problems:\n"
    for failure in scenario.failures {
      let place = failure.location
      text += "    - at: \(quoted("\(place.file):\(place.start.line):\(place.start.column)"))\n"
      text += "      question: \(quoted(failure.questionText))\n"
      text += "      subject: \(quoted(failure.subject))\n"
      text += "      expected: \(quoted(failure.expected))\n"
      text += list("actual", failure.actual) + list("why", failure.explanation)
    }
    for finding in scenario.findings.filter({ $0.type == .error }).shown() {
      let place = finding.location
      text += "    - at: \(quoted("\(place.file):\(place.start.line):\(place.start.column)"))\n"
      text += "      message: \(quoted(finding.message))\n"
    }
    return text + "  ...\n"
  }

  private static func list(_ key: String, _ sentences: [String]) -> String {
    guard !sentences.isEmpty else { return "" }
    return "      \(key):\n" + sentences.map { "        - \(quoted($0))\n" }.joined()
  }

  /// A text in double quotes, as YAML and JSON both have it.
  private static func quoted(_ text: String) -> String {
    var buffer = ByteBuffer()
    // What has two halves in JSON's escapes is one number in YAML's.
    let isLong = { (scalar: Unicode.Scalar) in scalar.value > 0xFFFF && scalar.isUnprintable }
    buffer.string(
      String(
        String.UnicodeScalarView(text.unicodeScalars.map { isLong($0) ? .standIn : $0 })))
    return String(decoding: buffer.bytes, as: UTF8.self)
  }
}
