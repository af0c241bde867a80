package import ECRModel
package import Texts

/// Answers many questions about access, each a line of JSON, on several cores.
package struct AnswerBatch: Sendable {
  private let at: Timestamp?
  private let jobs: Int
  private let cache = PolicyCache()

  /// A batch with the time of its requests, if it matters, and a number of parallel jobs.
  package init(at: Timestamp?, jobs: Int) {
    self.at = at
    self.jobs = jobs
  }

  /// How many lines one task answers.
  private static let linesPerTask = 64

  /// Answers some lines; the first one's number is `first`, from 1.
  ///
  /// `add` adds an answer to what is kept of some lines, on any core, beginning with `initial`; `visit`
  /// is given what came of it, in the order of the lines. How many cores there are changes nothing.
  ///
  /// - Throws: whatever `visit` throws.
  package func run<Value: Sendable>(
    _ lines: [SourceText], first: Int, into initial: Value,
    add: @escaping @Sendable (inout Value, AnswerAccessQuestion.Outcome) -> Void,
    visit: (Value) throws -> Void
  ) async throws {
    let tasks = stride(from: 0, to: lines.count, by: Self.linesPerTask).map {
      $0..<min($0 + Self.linesPerTask, lines.count)
    }
    try await inOrder(
      tasks, workers: Array(repeating: (), count: max(jobs, 1)), ahead: tasks.count,
      { [at, cache] _, task in
        task.reduce(into: initial) { part, index in
          add(
            &part,
            AnswerAccessQuestion.run(lines[index], number: first + index, at: at, cache: cache))
        }
      }, visit)
  }
}
