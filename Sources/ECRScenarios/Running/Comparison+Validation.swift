import ECRSimulator
import Texts

extension Comparison {
  /// Holds a validation against what is expected.
  mutating func compare(_ expectation: ValidationExpectation, _ outcome: ValidatePolicy.Outcome) {
    compare(
      "valid", expectation.valid, outcome.isValid,
      outcome.findings.filter { $0.type == .error }.map(Self.words))
    compare("errors", expectation.errors, outcome.findings.filter { $0.type == .error })
    compare(
      "warnings", expectation.warnings,
      outcome.findings.filter { $0.type == .warning || $0.type == .securityWarning })
    compare(
      "suggestions", expectation.suggestions, outcome.findings.filter { $0.type == .suggestion })
  }

  private mutating func compare(
    _ key: String, _ expected: ExpectedList<ExpectedFinding>?, _ actual: [Finding]
  ) {
    guard let expected else { return }
    let codes = expected.elements.map(\.code.value)
    if codes.sorted() != actual.map(\.code.rawValue).sorted() {
      return fail(
        key, at: expected.span, expected: Self.list(codes),
        actual: [Self.list(actual.map(\.code.rawValue))], explanation: actual.map(Self.words))
    }
    // Findings of one code are matched by their place, where the scenario gives it.
    var rest = actual
    for finding in expected.elements.sorted(by: {
      ($0.place != nil ? 0 : 1) < ($1.place != nil ? 0 : 1)
    }) {
      let candidates = rest.indices.filter { rest[$0].code.rawValue == finding.code.value }
      let match = candidates.first { finding.isAt(rest[$0].location) } ?? candidates.first
      guard let match else { continue }
      compare(finding, rest.remove(at: match))
    }
  }

  private mutating func compare(_ expected: ExpectedFinding, _ actual: Finding) {
    let name = expected.code.value
    if let place = expected.place, !expected.isAt(actual.location) {
      fail(
        "at of \(name)", at: place.span, expected: place.value,
        actual: ["\(actual.location.start.line):\(actual.location.start.column)"],
        explanation: [Self.words(actual)])
    }
    compare(because: expected.because, [actual.message] + [actual.help].compactMap(\.self))
    compare(
      "awsSays of \(name)", expected.awsSays, actual.serviceAnswer?.text.trimmed,
      [Self.words(actual)])
  }

  private static func words(_ finding: Finding) -> String {
    let start = finding.location.start
    return "\(start.line):\(start.column): \(finding.message) [\(finding.code.rawValue)]"
  }
}

extension ExpectedFinding {
  /// Whether a finding is where this one is expected.
  func isAt(_ location: Location) -> Bool {
    guard let place else { return true }
    let numbers = place.value.split(separator: ":").compactMap { Int($0) }
    return numbers.first == location.start.line
      && (numbers.count < 2 || numbers[1] == location.start.column)
  }
}
