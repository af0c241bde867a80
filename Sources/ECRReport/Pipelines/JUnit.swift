import Texts

/// Annotations as the result of tests: a suite for each file, a case for each of its policies, which
/// fails by its errors.
///
/// Warnings do not fail a case, as they do not fail the command; they are its output.
package enum JUnit {
  /// The file.
  package static func bytes(_ annotations: [Annotation], _ run: PipelineRun) -> [UInt8] {
    let found = Dictionary(grouping: annotations.fingerprinted().map(\.annotation)) {
      PipelineRun.Subject(file: $0.place.file, policy: $0.policy)
    }
    var suites: [JUnitXML.Suite] = []
    var places: [AnnotatedFile: Int] = [:]
    var seen: Set<PipelineRun.Subject> = []
    for check in run.checks where seen.insert(check.subject).inserted {
      let place = places[check.file] ?? suites.count
      if place == suites.count { suites.append(.init(name: check.file.name, cases: [])) }
      places[check.file] = place
      suites[place].cases.append(testCase(check, found[check.subject] ?? []))
    }
    return Array(JUnitXML(name: "drydock \(run.command)", suites: suites).xml.utf8)
  }

  private static func testCase(
    _ check: PipelineRun.Check, _ annotations: [Annotation]
  ) -> JUnitXML.Case {
    var result = JUnitXML.Case(name: check.name.printable(), className: check.file.name)
    let errors = annotations.filter { $0.severity == .error }
    // One element, however many errors: there are readers that take no more.
    if let first = errors.first {
      let more =
        errors.count > 1
        ? " (and \(Prose.count(errors.count - 1, "more error", "more errors")))" : ""
      result.problems = [
        .init(
          isError: false, message: first.title + more, type: first.rule.code, text: text(errors))
      ]
    } else if check.fails {
      result.problems = [
        .init(isError: false, message: "AWS rejects it", type: "rejected", text: "AWS rejects it.")
      ]
    }
    let others = annotations.filter { $0.severity != .error }
    if !others.isEmpty { result.output = text(others) }
    return result
  }

  private static func text(_ annotations: [Annotation]) -> String {
    annotations.map { "\($0.position): \($0.word) \($0.rule.code)\n\($0.message)" }
      .joined(separator: "\n\n")
  }
}

extension PipelineRun {
  /// What an annotation is about: a file, or a policy in one.
  struct Subject: Hashable {
    var file: AnnotatedFile
    var policy: String?
  }
}

extension PipelineRun.Check {
  var subject: PipelineRun.Subject { .init(file: file, policy: policy) }
}
