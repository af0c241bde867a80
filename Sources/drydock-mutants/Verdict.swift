/// What became of one fault.
struct Verdict: Sendable {
  let fault: Fault
  let outcome: Outcome

  /// What the scenarios did with it.
  enum Outcome: Sendable, Equatable {
    /// Some fail that passed without it.
    case caught(count: Int, first: String)
    /// The program ended before its time.
    case crashed
    /// The program did not end by itself.
    case timedOut
    /// All passed.
    case missed
  }

  /// Compares a run with the one without faults.
  init(_ fault: Fault, _ run: ScenarioRun, _ baseline: ScenarioRun) {
    self.fault = fault
    if run.end == .timedOut {
      outcome = .timedOut
    } else if !run.isReported {
      outcome = .crashed
    } else {
      let known = Set(baseline.failing)
      let new = run.failing.filter { !known.contains($0) }
      outcome = new.first.map { .caught(count: new.count, first: $0) } ?? .missed
    }
  }

  /// Whether a scenario tells of the fault.
  var isCaught: Bool { outcome != .missed }

  /// One line of the report.
  var line: String {
    switch outcome {
    case .caught(let count, let first):
      "caught  \(fault.slug): \(count) \(count == 1 ? "scenario" : "scenarios"), \(first)"
    case .crashed: "caught  \(fault.slug): the program crashed"
    case .timedOut: "caught  \(fault.slug): the program did not end"
    case .missed: "MISSED  \(fault.slug): \(fault.says)"
    }
  }
}
