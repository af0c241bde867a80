/// Tries the faults one at a time.
struct MutationCheck {
  private let runner: ScenarioRunner
  private let jobs: Int
  /// The run without a fault.
  let baseline: ScenarioRun

  /// Runs the scenarios without a fault.
  ///
  /// - Throws: ``CheckError`` when some fail, unless they may.
  init(_ runner: ScenarioRunner, jobs: Int, allowsFailing: Bool) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    baseline = try await runner.run(nil)
    let time = clock.now - start
    // A fault may make a loop endless, and then this is how long it is waited for.
    var runner = runner
    runner.seconds = 60 + 20 * Double(time.components.seconds)
    self.runner = runner
    self.jobs = jobs
    guard baseline.isReported else {
      throw CheckError(description: "the scenarios cannot be run, or there are none")
    }
    guard allowsFailing || baseline.failing.isEmpty else {
      throw CheckError(
        description: "\(baseline.failing.count) scenarios fail without any fault: "
          + baseline.failing.joined(separator: ", "))
    }
  }

  /// Tries some faults, several at once, and tells of each in their order.
  func run(
    _ faults: [NumberedFault], tell: (Verdict) -> Void
  ) async throws -> [Verdict] {
    try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
      var verdicts: [Int: Verdict] = [:]
      var (begun, told) = (0, 0)
      func begin() {
        guard begun < faults.count else { return }
        let (index, numbered) = (begun, faults[begun])
        begun += 1
        group.addTask { [runner, baseline] in
          let run = try await runner.run(numbered.number)
          return (index, Verdict(numbered.fault, run, baseline))
        }
      }
      for _ in 0..<jobs { begin() }
      while let (index, verdict) = try await group.next() {
        verdicts[index] = verdict
        begin()
        while let next = verdicts[told] {
          tell(next)
          told += 1
        }
      }
      return faults.indices.compactMap { verdicts[$0] }
    }
  }
}
