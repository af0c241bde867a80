import Texts

/// A test run in the XML that JUnit made and build servers read.
///
/// A suite is a chapter, a case is a scenario. There are no times and no host: the same run has the
/// same bytes.
package enum TestJUnit {
  /// The whole run.
  package static func xml(_ tested: [TestedScenario]) -> String {
    let summary = TestSummary(tested)
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml +=
      "<testsuites name=\"drydock test\" tests=\"\(summary.all)\" failures=\"\(summary.failed)\" "
      + "errors=\"\(summary.unusable)\">\n"
    for (chapter, scenarios) in chapters(tested) {
      let counts = TestSummary(scenarios)
      xml +=
        "  <testsuite name=\(quoted(chapter)) tests=\"\(counts.all)\" "
        + "failures=\"\(counts.failed)\" errors=\"\(counts.unusable)\">\n"
      for scenario in scenarios { xml += testCase(scenario, chapter) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  /// Scenarios by the folder that they stand in, in order.
  private static func chapters(
    _ tested: [TestedScenario]
  ) -> [(chapter: String, scenarios: [TestedScenario])] {
    var chapters: [(chapter: String, scenarios: [TestedScenario])] = []
    for scenario in tested {
      let chapter = ScenarioPath.chapter(of: scenario.id)
      if chapters.last?.chapter == chapter {
        chapters[chapters.count - 1].scenarios.append(scenario)
      } else {
        chapters.append((chapter, [scenario]))
      }
    }
    return chapters
  }

  private static func testCase(_ scenario: TestedScenario, _ chapter: String) -> String {
    let name = scenario.title ?? ScenarioPath.name(of: scenario.id)
    let head =
      "    <testcase name=\(quoted(name)) classname=\(quoted(scenario.id)) "
      + "file=\(quoted(scenario.file))"
    var body = ""
    // One element, however many answers: there are readers that take no more.
    var texts: [String] = []
    for failure in scenario.failures {
      let place = "\(failure.location.file):\(failure.location.start.line)"
      let text =
        ["\(place): \(failure.questionText)", "expected: \(failure.expected)"]
        + failure.actual.map { "actual: \($0)" } + failure.explanation.map { "why: \($0)" }
      texts.append(text.joined(separator: "\n"))
    }
    if !texts.isEmpty {
      let subjects = scenario.failures.map(\.subject).joined(separator: ", ")
      body +=
        "      <failure message=\(quoted("not as expected: \(subjects)")) type=\"expectation\">"
        + "\(escaped(texts.joined(separator: "\n\n")))</failure>\n"
    }
    for finding in scenario.findings.filter({ $0.type == .error }).shown() {
      let start = finding.location.start
      let text = "\(finding.location.file):\(start.line):\(start.column): \(finding.message)"
      body +=
        "      <error message=\(quoted(finding.message)) type=\(quoted(finding.code.rawValue))>"
        + "\(escaped(text))</error>\n"
    }
    return body.isEmpty ? head + "/>\n" : head + ">\n\(body)    </testcase>\n"
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// A text without characters that are special in XML or not allowed in it; control characters are
  /// written as their numbers.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped += "\u{FFFD}"
      case _ where scalar.isUnprintable:
        escaped += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
