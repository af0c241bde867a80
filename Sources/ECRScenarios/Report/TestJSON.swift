import ECRReport
import Texts

/// A test run as JSON, `drydock.test.v1`.
package enum TestJSON {
  /// The whole run.
  package static func json(_ tested: [TestedScenario]) -> [UInt8] {
    let summary = TestSummary(tested)
    var json = ByteBuffer()
    json.open("{")
    json.member("schema", indent: 2)
    json.string("drydock.test.v1")
    json.member("summary", indent: 2)
    json.open("{")
    for (name, number) in [
      ("scenarios", summary.all), ("passed", summary.passed), ("failed", summary.failed),
      ("unusable", summary.unusable), ("questions", summary.questions),
      ("documented", summary.documented), ("observed", summary.observed),
      ("inferred", summary.inferred),
    ] as [(StaticString, Int)] {
      json.member(name)
      json.number(number)
    }
    json.close("}")
    json.member("scenarios", indent: 2)
    json.array(tested, indent: 4) { $0.scenario($1) }
    json.newLine(0)
    json.close("}")
    json.newLine(0)
    return json.bytes
  }
}

extension ByteBuffer {
  fileprivate mutating func scenario(_ scenario: TestedScenario) {
    open("{")
    member("id")
    string(scenario.id)
    member("file")
    string(scenario.file)
    member("title")
    string(scenario.title)
    member("claim")
    string(scenario.source?.claim.rawValue)
    member("facts")
    array(scenario.source?.facts ?? []) { $0.string($1) }
    member("questions")
    number(scenario.questionCount)
    member("result")
    string(scenario.result.rawValue)
    member("failures")
    array(scenario.failures) { $0.failure($1) }
    member("findings")
    findings(scenario.findings)
    close("}")
  }

  private mutating func failure(_ failure: ScenarioFailure) {
    open("{")
    member("question")
    number(failure.question)
    member("questionText")
    string(failure.questionText)
    member("line")
    number(failure.location.start.line)
    member("column")
    number(failure.location.start.column)
    member("subject")
    string(failure.subject)
    member("expected")
    string(failure.expected)
    member("actual")
    array(failure.actual) { $0.string($1) }
    member("explanation")
    array(failure.explanation) { $0.string($1) }
    close("}")
  }
}
