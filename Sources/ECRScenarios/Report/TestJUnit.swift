import ECRReport
import Texts

/// A test run in JUnit's XML: a suite is a chapter, a case is a scenario.
package enum TestJUnit {
  /// The whole run.
  package static func xml(_ tested: [TestedScenario]) -> String {
    JUnitXML(
      name: "drydock test",
      suites: chapters(tested).map { chapter, scenarios in
        JUnitXML.Suite(name: chapter, cases: scenarios.map(testCase))
      }
    ).xml
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

  private static func testCase(_ scenario: TestedScenario) -> JUnitXML.Case {
    var result = JUnitXML.Case(
      name: scenario.title ?? ScenarioPath.name(of: scenario.id), className: scenario.id,
      file: scenario.file)
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
      result.problems.append(
        .init(
          isError: false, message: "not as expected: \(subjects)", type: "expectation",
          text: texts.joined(separator: "\n\n")))
    }
    for finding in scenario.findings.filter({ $0.type == .error }).shown() {
      let start = finding.location.start
      result.problems.append(
        .init(
          isError: true, message: finding.message, type: finding.code.rawValue,
          text: "\(finding.location.file):\(start.line):\(start.column): \(finding.message)"))
    }
    return result
  }
}
